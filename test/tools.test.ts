// The tools that bring a visitor from an empty checkout to a running system are trusted before anything else is tested,
// so their judgement is tested here.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { agrees, ensure, oneAtATime } from '../tools/ensure.mjs';
import { sum, totals } from '../tools/tasks/steps.ts';
import { root } from './source.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-tools-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const lock = (packages: Parameters<typeof agrees>[0]['packages']): Parameters<typeof agrees>[0] => ({ packages });
const zod = { version: '4.6.7', integrity: 'sha512-a' };
const linter = { version: '1.0.0', integrity: 'sha512-b', dev: true };
const hereOnly = { version: '2.0.0', optional: true, os: process.platform, cpu: process.arch };
const elsewhere = { version: '2.0.0', optional: true, os: 'aix', cpu: process.arch };

test('packages agree with the lock file when each is there in exactly its version', () => {
  const wanted = lock({ '': {}, 'node_modules/zod': zod, 'node_modules/linter': linter });
  assert.equal(agrees(wanted, wanted, true), true);
  assert.equal(agrees(wanted, lock({ 'node_modules/zod': zod }), true), false);
  const other = { ...zod, version: '4.6.8' };
  assert.equal(agrees(wanted, lock({ 'node_modules/zod': other, 'node_modules/linter': linter }), true), false);
  const forged = { ...zod, integrity: 'sha512-c' };
  assert.equal(agrees(wanted, lock({ 'node_modules/zod': forged, 'node_modules/linter': linter }), true), false);
});

test('a server is content without the packages of developers', () => {
  const wanted = lock({ 'node_modules/zod': zod, 'node_modules/linter': linter });
  assert.equal(agrees(wanted, lock({ 'node_modules/zod': zod }), false), true);
  assert.equal(agrees(wanted, lock({ 'node_modules/linter': linter }), false), false);
});

test('a package for another platform may be missing, the one for this platform may not', () => {
  assert.equal(agrees(lock({ 'node_modules/node-aix': elsewhere }), lock({}), true), true);
  assert.equal(agrees(lock({ 'node_modules/node-here': hereOnly }), lock({}), true), false);
});

test('the Node that is found is 24 or later', async () => {
  const version = execFileSync(await ensure({ dev: true }), ['--version'], { encoding: 'utf8' });
  assert.ok(Number(/^v(\d+)/.exec(version)?.[1]) >= 24, version);
});

test('two installations at once wait for each other, and one that died blocks nobody', async () => {
  const name = `trial-${process.pid}`;
  const file = join(root, '.cache', `${name}.lock`);
  mkdirSync(join(root, '.cache'), { recursive: true });
  // A process that has ended leaves its number free of any owner.
  const dead = spawnSync(process.execPath, ['--version']).pid;
  writeFileSync(file, String(dead));
  let inside = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => setTimeout(resolve, 30));
    inside -= 1;
  };
  await Promise.all([oneAtATime(name, work), oneAtATime(name, work), oneAtATime(name, work)]);
  assert.equal(most, 1);
  assert.equal(existsSync(file), false);
});

test('the reporter of totals counts what passed, failed and was left out, without the suites around them', () => {
  const trial = join(folder, 'trial.test.mjs');
  const counted = join(folder, 'counts.json');
  writeFileSync(
    trial,
    `import { describe, test } from 'node:test';
     describe('a suite', () => { test('a', () => {}); test('b', () => {}); });
     test('c', () => { throw new Error('no'); });
     test('d', { skip: true }, () => {});`,
  );
  const reporter = [`--test-reporter=${join(root, 'tools/tasks/totals.ts')}`, `--test-reporter-destination=${counted}`];
  const { NODE_TEST_CONTEXT: _ours, ...env } = process.env;
  const { status } = spawnSync(process.execPath, ['--test', ...reporter, trial], { env });
  assert.equal(status, 1);
  const { passed, failed, skipped } = JSON.parse(readFileSync(counted, 'utf8'));
  assert.deepEqual({ passed, failed, skipped }, { passed: 2, failed: 1, skipped: 1 });
});

test('the last line adds up all suites and mentions skipped tests only when there are any', () => {
  const outcomes = [
    { passed: 3, failed: 0, skipped: 0 },
    { passed: 4, failed: 1, skipped: 0 },
  ];
  assert.equal(totals(sum(outcomes)), '7 passed, 1 failed');
  assert.equal(totals({ passed: 1, failed: 0, skipped: 2 }), '1 passed, 0 failed, 2 skipped');
});

test('an unknown task and a test file that does not exist are refused with a sentence', () => {
  const unknown = spawnSync(process.execPath, ['tools/run.mjs', 'fly'], { cwd: root, encoding: 'utf8' });
  assert.equal(unknown.status, 2);
  assert.match(unknown.stderr, /^Usage: /);
  const missing = spawnSync(process.execPath, ['tools/run.mjs', 'test', 'src/none.test.ts'], {
    cwd: root,
    encoding: 'utf8',
  });
  assert.equal(missing.status, 2);
  assert.equal(missing.stderr.trim(), 'There is no such test file: src/none.test.ts');
});
