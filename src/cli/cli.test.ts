// The command line as somebody at a terminal meets it: the real program, in a process of its own.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { callerIn } from './builders.ts';

const ROOT = join(import.meta.dirname, '../..');
const EXAMPLES = join(ROOT, 'examples/311');
const data = await mkdtemp(join(tmpdir(), 'plumbline-cli-'));
const { plumbline, json, fails } = callerIn(data);

before(async () => {
  await json(['migrate']);
});
after(() => rm(data, { recursive: true, force: true }));

const importArgs = (name: string, file: string): string[] => [
  'import',
  'hotline',
  join(EXAMPLES, file),
  '--map',
  join(EXAMPLES, `${name}.map.json`),
];

test('a command that does not exist, a missing argument and an unknown option are misuse, with the help', async () => {
  for (const args of [
    [],
    ['frobnicate'],
    ['backup', 'x'],
    ['law'],
    ['law', 'sing'],
    ['due'],
    ['due', 'x'],
    ['verify', '--loud'],
  ]) {
    const { exit, err, out } = await plumbline(args);
    assert.equal(exit, 2, args.join(' '));
    assert.match(err, /Usage: plumbline/);
    assert.equal(out, '');
  }
});

test('help is not a failure and lists the commands', async () => {
  const { exit, out } = await plumbline(['--help']);
  assert.equal(exit, 0);
  for (const name of [
    'serve',
    'migrate',
    'region',
    'import',
    'report',
    'due',
    'law',
    'verify',
    'rebuild',
    'token',
    'user',
    'export',
  ]) {
    assert.match(out, new RegExp(`^  ${name} `, 'm'));
  }
  assert.doesNotMatch(out, /checkpoint|restore|draw/);
});

test('a due date comes with its rule, its start and the way it was counted', async () => {
  const answer = await json(['due', 'ogi-reply-20wd', '--from', '2021-01-29']);
  const { trace, ...rest } = answer as { trace: { zh: string; en: string }[] };
  assert.deepEqual(rest, {
    rule: 'ogi-reply-20wd',
    from: '2021-01-29',
    dueOn: '2021-03-03',
    provisional: false,
    inForce: true,
  });
  assert.ok(trace.length > 3 && trace.every(({ zh, en }) => zh !== '' && en !== ''));
  const { exit, out } = await plumbline(['due', 'ogi-reply-20wd', '--from', '2021-01-29']);
  assert.equal(exit, 0);
  assert.match(out, /Due: 2021-03-03/);
});

test('suspensions and extensions move the due date, and a waiting period gives its last day', async () => {
  const suspended = await json([
    'due',
    'license-decision-20d',
    '--from',
    '2023-09-18',
    '--suspend',
    '2023-09-20..2023-09-26',
  ]);
  assert.equal(suspended['dueOn'], '2023-10-27');
  const extended = await json(['due', 'license-decision-20d', '--from', '2024-02-02', '--extend', '10']);
  assert.equal(extended['dueOn'], '2024-03-20');
  const waiting = await json(['due', 'ael-court-demand-10d', '--from', '2022-04-01']);
  assert.equal(waiting['earliestOn'], '2022-04-18');
});

test('a rule without a limit, an unknown rule, a broken date and a broken extension are misuse', async () => {
  await fails(['due', 'apl-additional-fine', '--from', '2021-01-29'], 2, /no time limit/);
  await fails(['due', 'no-such-rule', '--from', '2021-01-29'], 2, /There is no rule/);
  await fails(['due', 'ogi-reply-20wd', '--from', '2021-02-30'], 2, /2021-02-30/);
  await fails(['due', 'ogi-reply-20wd', '--from', '2021-01-29', '--extend', 'ten'], 2, /whole number/);
});

test('the law library is listed, asked for a day, and takes full texts', async () => {
  const all = await json<{ rules: { id: string }[] }>(['law', 'list']);
  const then = await json<{ rules: { id: string }[] }>(['law', 'at', '2021-07-14']);
  const later = await json<{ rules: { id: string }[] }>(['law', 'at', '2021-07-15']);
  const has = (found: typeof all, id: string): boolean => found.rules.some((rule) => rule.id === id);
  assert.ok(all.rules.length >= 296);
  assert.deepEqual([has(then, 'apl-hearing-request-5d'), has(later, 'apl-hearing-request-5d')], [false, true]);
  await fails(['law', 'at', 'someday'], 2, /someday/);
  const folder = await mkdtemp(join(data, 'texts-'));
  await fails(['law', 'load', folder], 1, /no \.md files/);
  await writeFile(join(folder, '示例法(2021-01-01).md'), '# 示例法\n\n第一条 为了示例。\n\n第二条 示例如下。\n');
  await writeFile(join(folder, 'notes.md'), 'nothing here\n');
  const loaded = await json<{ loaded: unknown[]; without: string[] }>(['law', 'load', folder]);
  assert.deepEqual(loaded.loaded, [{ id: '示例法(2021-01-01)', title: '示例法', version: '2021-01-01', articles: 2 }]);
  assert.deepEqual(loaded.without, ['notes.md']);
  const stored = JSON.parse(await readFile(join(data, 'law', '示例法(2021-01-01).json'), 'utf8')) as {
    articles: unknown[];
  };
  assert.equal(stored.articles.length, 2);
  await fails(['law', 'load', join(data, 'nowhere')], 2, /no such folder/);
});

test('a limit that no text gives is set for periods to come, and no other', async () => {
  const set = [
    'limit',
    'set',
    'hotline-consult-1wd',
    '--value',
    '2',
    '--from',
    '2021-06-01',
    '--by',
    '六合区',
    '--reason',
    '办法',
  ];
  const listed = await json<{ limits: { rule: string; default: number; set: { limit: number }[] }[] }>([
    'limit',
    'list',
  ]);
  const rule = listed.limits[0]?.rule ?? '';
  assert.ok(listed.limits.length > 5);
  const own = set.map((word) => (word === 'hotline-consult-1wd' ? rule : word));
  await json(own);
  const again = await json<typeof listed>(['limit', 'list']);
  assert.deepEqual(
    again.limits.find((one) => one.rule === rule)?.set.map(({ limit }) => limit),
    [2],
  );
  await fails(
    own.map((word) => (word === rule ? 'apl-decision-90d' : word)),
    2,
    /./,
  );
  await fails(
    own.map((word) => (word === rule ? 'no-such-rule' : word)),
    2,
    /no-such-rule/,
  );
  await fails(
    own.map((word) => (word === '2021-06-01' ? '2021-06-31' : word)),
    2,
    /2021-06-31/,
  );
});

test('an arrangement of holidays is announced from a file, and a broken one is refused with what it should be', async () => {
  const known = await json<{ version: number; arrangements: { year: number }[] }>(['calendar', 'list']);
  const year = Math.max(...known.arrangements.map((one) => one.year)) + 1;
  const file = join(data, 'arrangement.json');
  const off = [{ name: { zh: '元旦', en: "New Year's Day" }, from: `${year}-01-01`, to: `${year}-01-03` }];
  await writeFile(file, JSON.stringify({ year, notice: '示例', announcedOn: `${year - 1}-11-20`, off, work: [] }));
  assert.deepEqual(await json(['calendar', 'announce', file]), { year, recomputed: 0, moved: 0 });
  const now = await json<typeof known>(['calendar', 'list']);
  assert.equal(now.version, known.version + 1);
  assert.ok(now.arrangements.some((one) => one.year === year));
  await writeFile(file, JSON.stringify({ year, off: 'none' }));
  await fails(['calendar', 'announce', file], 2, /announcedOn/);
  await fails(['calendar', 'announce', join(data, 'none.json')], 2, /no such file/);
});

test('three cities of different layout, encoding and clock come in by their maps alone', async () => {
  const expected = {
    'los-angeles': {
      file: 'los-angeles-sample.csv',
      read: 15,
      adopted: 8,
      alreadyThere: 1,
      rejected: 6,
      encoding: 'utf-8',
    },
    'new-york': { file: 'new-york-sample.csv', read: 7, adopted: 4, alreadyThere: 0, rejected: 3, encoding: 'utf-8' },
    'chinese-city': {
      file: 'chinese-city-sample.gbk.csv',
      read: 7,
      adopted: 5,
      alreadyThere: 0,
      rejected: 2,
      encoding: 'gb18030',
    },
  };
  for (const [name, { file, ...wanted }] of Object.entries(expected)) {
    const first = await json<{ reasons: object; rejects: string }>(importArgs(name, file));
    const { reasons: _, rejects, ...counts } = first;
    assert.deepEqual(counts, wanted, name);
    assert.match(await readFile(rejects, 'utf8'), /^\uFEFFline,outside number,pointer,reason zh,reason en,raw row\r\n/);
  }
});

test('a second import adds nothing, and its reject file goes where it is told to', async () => {
  const rejects = join(data, 'bad rows.csv');
  const { adopted, alreadyThere, rejected } = await json([
    ...importArgs('new-york', 'new-york-sample.csv'),
    '--rejects',
    rejects,
  ]);
  assert.deepEqual([adopted, alreadyThere, rejected], [0, 4, 3]);
  const text = await readFile(rejects, 'utf8');
  assert.match(text, /\r\n6,90000004,\/dates\/ended,.*Closed Date.*is empty/);
  assert.match(text, /\r\n8,90000006,\/dates\/opened,.*never happened there/);
});

test('a file and a map that do not belong together, a wrong map, a folder and a missing file are all misuse', async () => {
  const junk = join(data, 'junk.csv');
  await writeFile(junk, 'junk\n1\n');
  const map = join(EXAMPLES, 'new-york.map.json');
  await fails(['import', 'hotline', junk, '--map', map], 2, /lacks columns/);
  await fails(['import', 'hotline', EXAMPLES, '--map', map], 2, /folder, not a file/);
  await fails([...importArgs('new-york', 'new-york-sample.csv'), '--as', 'nobody'], 2, /no account "nobody"/);
  await fails(['import', 'hotline', join(data, 'none.csv'), '--map', map], 2, /no such file/);
  const broken = join(data, 'broken.json');
  await writeFile(broken, '{"title": 1}');
  await fails(['import', 'hotline', junk, '--map', broken], 2, /import map is wrong: \/title/);
  await fails(['import', 'gardens', join(EXAMPLES, 'new-york-sample.csv'), '--map', map], 2, /not for "gardens"/);
});

test('what was taken over verifies, refolds to itself, and leaves again as a list', async () => {
  const verified = await json(['verify']);
  assert.deepEqual([verified['ok'], verified['entries']], [true, 17]);
  const rebuilt = await json(['rebuild', 'hotline']);
  assert.deepEqual([rebuilt['ok'], rebuilt['cases']], [true, 17]);
  await fails(['rebuild', 'gardens'], 2, /no procedure/);
  const { exit, out } = await plumbline(['export', 'hotline', '--format', 'ndjson']);
  assert.equal(exit, 0);
  const states = out
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { state: string }).state);
  assert.equal(states.length, 17);
  assert.deepEqual([...new Set(states)].toSorted(), ['cancelled', 'closed', 'referred', 'registered', 'withdrawn']);
  const book = join(data, 'list.xlsx');
  await json(['export', 'hotline', '--format', 'xlsx', '--out', book]);
  assert.equal((await readFile(book)).subarray(0, 2).toString(), 'PK');
  await fails(['export', 'hotline', '--format', 'docx'], 2, /csv, ndjson or xlsx/);
  await fails(['export', 'gardens'], 2, /no procedure/);
});

test('the report lists 74 figures, computed or absent, never made up', async () => {
  const report = await json<{
    year: number;
    figures: { id: string; status: string; value: unknown; records: unknown }[];
  }>(['report', '2021']);
  assert.equal(report.year, 2021);
  assert.equal(report.figures.length, 74);
  assert.deepEqual(Object.keys(report.figures[0] ?? {}), ['id', 'status', 'value', 'unit', 'records']);
  assert.equal(report.figures.find(({ id }) => id === 'hotline.orders')?.status, 'computed');
  assert.ok(
    report.figures.every(({ status, value }) => status === 'computed' || (status === 'absent' && value === null)),
  );
  await fails(['report', '21'], 2, /four digits/);
  await fails(['report', '2021', '--region', 'mars'], 2, /no region/);
});

test('an administrator and a token are made here, and a password never stands on the command line', async () => {
  const made = await json([
    'user',
    'add',
    'first-admin',
    '--name',
    '示例管理员',
    '--post',
    'administrator',
    '--unit',
    'hotline-centre',
  ]);
  assert.ok(String(made['password']).length >= 16);
  const post = ['--name', '示例', '--post', 'administrator', '--unit', 'hotline-centre'];
  await fails(['user', 'add', 'first-admin', ...post], 2, /already/);
  await fails(['user', 'add', 'Bad Name', ...post], 2, /login/);
  const short = await plumbline(['user', 'add', 'second', ...post, '--password-stdin'], { input: 'short\n' });
  assert.equal(short.exit, 2);
  const own = await json(['user', 'add', 'second', ...post, '--password-stdin'], { input: 'long enough to keep\n' });
  assert.equal('password' in own, false);
  const changed = await json(['user', 'password', 'second']);
  assert.ok(String(changed['password']).length >= 16);
  const read = await json(['user', 'password', 'second', '--password-stdin'], { input: 'another one to keep\n' });
  assert.deepEqual(read, { login: 'second' });
  await fails(['user', 'password', 'nobody'], 2, /no account "nobody"/);
  const token = await json([
    'token',
    'create',
    '--post',
    'hotline.operator',
    '--unit',
    'hotline-centre',
    '--days',
    '7',
  ]);
  assert.match(String(token['token']), /^\S{20,}$/);
  await fails(['token', 'create', '--post', 'emperor', '--unit', 'hotline-centre'], 2, /no post/);
  await fails(['token', 'create', '--post', 'head', '--unit', 'atlantis'], 2, /no unit/);
  await fails(['token', 'create', '--post', 'head', '--unit', 'hotline-centre', '--days', '0'], 2, /whole number/);
});

test('a database that another process holds is told in one sentence, with the way out', async () => {
  const lock = join(data, 'lock');
  await writeFile(lock, String(process.pid));
  try {
    await fails(['verify'], 2, /DATABASE_URL/);
  } finally {
    await rm(lock, { force: true });
  }
});

test('a database that cannot be reached, and a port that is none, are told in one sentence', async () => {
  await fails(['verify'], 2, /DATABASE_URL/, { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
  await fails(['serve', '--port', '99999'], 2, /port/);
  await fails(['serve'], 2, /port/, { PORT: 'http' });
});

test('an error under --json is JSON too', async () => {
  const { exit, err } = await plumbline(['due', 'no-such-rule', '--from', '2021-01-29', '--json']);
  assert.equal(exit, 2);
  const { error } = JSON.parse(err) as { error: { zh: string; en: string } };
  assert.ok(error.zh !== '' && error.en !== '');
});
