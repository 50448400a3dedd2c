// What a person is told who asks for what is not there, or writes it wrongly: before anything is made, once, in both
// languages, and with the exit status by which a nightly job tells tampering from a check that could not be made.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openDatabase } from '#kernel/server';
import { callerIn } from './builders.ts';

const SAMPLES = join(import.meta.dirname, '../../examples/311');
const data = await mkdtemp(join(tmpdir(), 'plumbline-refusal-'));
const { plumbline, json, fails } = callerIn(data);

before(async () => {
  await json(['migrate']);
});
after(() => rm(data, { recursive: true, force: true }));

test('a folder without a database is told, and nothing is made in it', async () => {
  const folder = join(data, 'elsewhere');
  const post = ['--post', 'administrator', '--unit', 'hotline-centre'];
  const commands = [
    ['verify'],
    ['rebuild'],
    ['report', '2021'],
    ['export', 'hotline'],
    ['limit', 'list'],
    ['calendar', 'list'],
    ['token', 'create', ...post],
    ['user', 'add', 'someone', '--name', '示例', ...post],
  ];
  for (const args of commands) {
    await fails(args, 2, /no database in the folder .*elsewhere\..*PLUMBLINE_DATA.*migrate/, {
      PLUMBLINE_DATA: folder,
    });
  }
  assert.equal(existsSync(folder), false);
});

test('a folder that cannot be made is told at once', async () => {
  const file = join(data, 'a-file');
  await writeFile(file, '');
  await fails(['verify'], 2, /no database/, { PLUMBLINE_DATA: join(file, 'x') });
  await fails(['migrate'], 2, /a file, not a folder/, { PLUMBLINE_DATA: file });
  if (existsSync('/proc/self')) {
    await fails(['verify'], 2, /no database/, { PLUMBLINE_DATA: '/proc/x' });
    await fails(['migrate'], 2, /cannot be made: \/proc\/x/, { PLUMBLINE_DATA: '/proc/x' });
  }
});

test('a record without entries is not called sound', async () => {
  const verified = await plumbline(['verify']);
  assert.equal(verified.exit, 0);
  assert.match(verified.out, /no entries at all/);
  assert.doesNotMatch(verified.out, /sound/);
  const rebuilt = await plumbline(['rebuild']);
  assert.match(rebuilt.out, /no entries at all/);
});

test('a slip in an option is named, not the option that is missing for it', async () => {
  const { exit, err } = await plumbline(['due', 'ogi-reply-20wd', '--form', '2021-01-01']);
  assert.equal(exit, 2);
  assert.match(err, /没有选项“--form”。是不是 --from？.*unknown option '--form'\. Did you mean --from\?/);
  assert.match(err, /用法 Usage: plumbline due/);
});

test('every wrong use is told in both languages, also as JSON', async () => {
  const cases: readonly (readonly [readonly string[], RegExp, RegExp])[] = [
    [['verfy'], /没有命令“verfy”。是不是 verify？/, /unknown command 'verfy'\. Did you mean verify\?/],
    [['due'], /缺少参数“rule”/, /missing required argument 'rule'/],
    [['due', 'x'], /缺少必填选项“--from <moment>”/, /required option '--from <moment>' not specified/],
    [['due', 'x', '--from'], /选项“--from <moment>”后面没有写内容/, /argument missing/],
    [['verify', 'a'], /参数多了：应有 0 个，给了 1 个/, /too many arguments/],
    [['law'], /请写明命令/, /Say which command/],
  ];
  for (const [args, zh, en] of cases) {
    const plain = await plumbline(args);
    assert.equal(plain.exit, 2);
    if (args[0] !== 'law') assert.match(plain.err.split('\n')[0] ?? '', zh);
    const { exit, err } = await plumbline(['--json', ...args]);
    const told = JSON.parse(err) as { error: { zh: string; en: string }; exit: number };
    assert.deepEqual([exit, told.exit], [2, 2]);
    assert.match(told.error.zh, zh);
    assert.match(told.error.en, en);
  }
});

test('a day that does not exist is told as a date, not as a time', async () => {
  await fails(['due', 'ogi-reply-20wd', '--from', '2021-02-30'], 2, /not a date: write YYYY-MM-DD/);
  await fails(['due', 'ogi-reply-20wd', '--from', '2021-02-30T08:00'], 2, /not a time/);
});

test('an export that would be refused writes nothing, and is told once', async () => {
  const { exit, out, err } = await plumbline(['export', 'hotline', '--state', 'bogus']);
  assert.deepEqual([exit, out], [2, '']);
  assert.equal(err.split('has no state "bogus"').length, 2);
  await fails(['export', 'hotline', '--unit', 'mars'], 2, /no unit "mars"/);
  await fails(['export', 'hotline', '--from', '2021-03-01', '--to', '2021-02-01'], 2, /after the last/);
  await fails(['export', 'hotline', '--from', '2021-02-30'], 2, /not a date/);
  await fails(['export', 'hotline', '--as', 'nobody'], 2, /no account "nobody"/);
  const missing = join(data, 'missing');
  const told = await plumbline(['export', 'hotline', '--out', join(missing, 'o.csv')]);
  assert.equal(told.exit, 2);
  assert.ok(told.err.includes(`no such folder: ${missing}.`) && !told.err.includes('.part'));
});

test('the law and the report are read in both languages', async () => {
  const { out: rules } = await plumbline(['law', 'at', '2021-07-15']);
  assert.match(rules, /^count-civil-code  民法期间一般规则  Periods under the Civil Code  /m);
  const { out: figures } = await plumbline(['report', '2021']);
  assert.match(figures, /^oversight\.observers  特邀法治观察员 Rule-of-law observers invited  /m);
});

test('a level of logging that does not exist is refused with those that do', async () => {
  await fails(['serve', '--port', '0'], 2, /silent, error, warn, info; "loud"/, { PLUMBLINE_LOG: 'loud' });
});

test('an import tells its summary once', async () => {
  const map = join(SAMPLES, 'new-york.map.json');
  const { out, err, exit } = await plumbline(['import', 'hotline', join(SAMPLES, 'new-york-sample.csv'), '--map', map]);
  assert.equal(exit, 0);
  assert.equal((out + err).split('adopted').length, 2);
});

test('a year already loaded at another scale is told in both languages', async () => {
  const folder = join(data, 'small');
  const env = { PLUMBLINE_DATA: folder };
  const { out } = await plumbline(['region', 'load', 'luhe', '--scale', '0.0005'], { env });
  assert.match(out, /步 acts, \d+ 条记录 entries/);
  await fails(
    ['region', 'load', 'luhe', '--scale', '7'],
    2,
    /规模为 0\.0005.*at scale 0\.0005, which cannot become 7/,
    env,
  );
});

test('lost keys are told, and no new ones take their place', async () => {
  const keys = join(data, 'keys');
  const kept = join(data, 'kept');
  await mkdir(kept);
  await rename(keys, join(kept, 'keys'));
  await fails(['report', '2021'], 2, /its keys are not in the folder/);
  assert.equal(existsSync(keys), false);
  assert.equal((await json(['verify']))['ok'], true);
  await rename(join(kept, 'keys'), keys);
});

test('an entry that was changed is found wrong, which is not the same as a check that could not be made', async () => {
  const change = async (sql: string): Promise<void> => {
    const db = await openDatabase({ dataDir: data });
    await db.script(`set session_replication_role = replica; ${sql}`);
    await db.close();
  };
  await change('update entry set body = replace(body, \'"seq":1\', \'"seq":7\') where seq = 1');
  const { exit, out } = await plumbline(['verify']);
  assert.equal(exit, 1);
  assert.match(out, /faults found/);
  await change("update entry set body = 'x' || body where seq = 1");
  const mangled = await plumbline(['verify']);
  assert.equal(mangled.exit, 1);
  assert.match(mangled.out, /text does not match its hash/);
  await fails(['rebuild'], 1, /can no longer be read/);
});
