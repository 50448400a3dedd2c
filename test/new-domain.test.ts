// A new business line begins with `npm run new:domain`. What it makes is made here in a copy of the checkout and has to
// pass what every line has to pass: the compiler, the boundaries, the start-up checks and its own story.
import assert from 'node:assert/strict';
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from './source.ts';

mkdirSync(join(root, '.cache'), { recursive: true });
const copy = mkdtempSync(join(root, '.cache', 'new-domain-'));
after(() => rmSync(copy, { recursive: true, force: true }));

const { NODE_TEST_CONTEXT: _ours, ...env } = process.env;
const node = (...args: readonly string[]): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, args, { cwd: copy, env, encoding: 'utf8' });
const make = (...args: readonly string[]): SpawnSyncReturns<string> => node('tools/tasks/new-domain.ts', ...args);
const ended = (run: SpawnSyncReturns<string>): string => (run.status === 0 ? '' : run.stdout + run.stderr);

const folder = 'src/domains/decision/road-permits';
const listed = (): string => readFileSync(join(copy, 'src/domains/index.ts'), 'utf8');

before(() => {
  for (const path of ['src', 'tools', 'package.json', 'tsconfig.json', 'biome.json', '.dependency-cruiser.cjs']) {
    cpSync(join(root, path), join(copy, path), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  assert.equal(ended(make('decision/road-permits', '--zh', '道路许可', '--en', "Road users' permits")), '');
});

test('a new line has the five files of every line and stands in the list of domains', () => {
  const files = ['domain.ts', 'facts.ts', 'law.ts', 'procedure.ts', 'scenario.test.ts'];
  assert.deepEqual(readdirSync(join(copy, folder)).sort(), files);
  assert.match(listed(), /^import \{ roadPermitsDomain \} from '\.\/decision\/road-permits\/domain\.ts';$/m);
  assert.match(listed(), /\broadPermitsDomain,?\s*\]/);
  for (const file of files) assert.doesNotMatch(readFileSync(join(copy, folder, file), 'utf8'), /\{\{/);
});

test('what exists already, an unknown chapter and a bad name are refused and change nothing', () => {
  const list = listed();
  for (const [wanted, reason] of [
    ['decision/road-permits', /exists already/],
    ['roads/permits', /the chapters are governance, /],
    ['decision/Road_Permits', /is no slug/],
    ['decision', /is no slug/],
  ] as const) {
    const { status, stderr } = make(wanted);
    assert.equal(status, 2);
    assert.match(stderr, reason);
  }
  assert.equal(listed(), list);
});

test('a new line satisfies the compiler, the formatter and the boundaries', () => {
  writeFileSync(join(copy, 'tsconfig.new.json'), JSON.stringify({ extends: './tsconfig.json', include: [folder] }));
  assert.equal(ended(node('node_modules/ts7/bin/tsc', '--noEmit', '-p', 'tsconfig.new.json')), '');
  assert.equal(ended(node('node_modules/@biomejs/biome/bin/biome', 'format', folder, 'src/domains/index.ts')), '');
  assert.equal(ended(node('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', folder)), '');
});

test('the government starts with the new line in its list', () => {
  const script = `import { buildRegistry } from '#kernel';
    import { domains } from '#domains';
    process.exitCode = buildRegistry(domains).procedures.has('road-permits') ? 0 : 1;`;
  writeFileSync(join(copy, 'start.ts'), script);
  assert.equal(ended(node('start.ts')), '');
});

test('the story of the new line comes true', () => {
  assert.equal(ended(node('--test', `${folder}/scenario.test.ts`)), '');
});
