// Small promises about the repository as a whole: nothing left half-done, no test left out, no loose types, nothing that
// works on one machine only, every file says why it exists, and both front pages give the two commands.
import assert from 'node:assert/strict';
import { existsSync, globSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { anyTypes, isTest, leftOut, places, root, sourceFiles, textOf } from './source.ts';

const leaveOut = ['node_modules', '.git', '.cache', 'data', 'dist', 'package-lock.json', '**/node_modules/**'];
const binary = /\.(png|jpe?g|gif|ico|woff2?|ttf|otf|pdf|docx|xlsx|gz|zip)$/i;

/** Every text file of the repository, whatever its kind. */
const textFiles = (base: string): string[] =>
  globSync(['**/*', '.*', '.ci/*', '.github/**/*'], { cwd: base, exclude: leaveOut })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !binary.test(path) && !/^(node_modules|data|dist|\.cache|\.git)(\/|$)/.test(path))
    .filter((path) => statSync(join(base, path)).isFile())
    .sort();

// This file names what it looks for, so it leaves itself out.
const itself = 'test/hygiene.test.ts';
const ownFiles = (): string[] => textFiles(root).filter((path) => path !== itself);

/** Lines that match, as 'path:line match'. */
const matching = (base: string, paths: readonly string[], pattern: RegExp): string[] =>
  paths.flatMap((path) =>
    textOf(base, path)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${pattern.exec(line)?.[0] ?? ''}`] : [])),
  );

const unfinished = /\b(TODO|FIXME|XXX)\b/;
const machinePath = /(?<![\w.~-])\/(work|tmp|home|root|Users)\/[\w.]/;
const neighbour = /\.\.\/shared\b/;
const silenced = /@ts-(ignore|nocheck|expect-error)/;
const mayLookBeside = (path: string): boolean => isTest(path) || /^(test|e2e|bench|\.ci)\//.test(path);

const planted = mkdtempSync(join(tmpdir(), 'plumbline-hygiene-'));
after(() => rmSync(planted, { recursive: true, force: true }));

const plant = (path: string, ...lines: readonly string[]): void => {
  mkdirSync(join(planted, path, '..'), { recursive: true });
  writeFileSync(join(planted, path), `${lines.join('\n')}\n`);
};

/** The first line, or the second after a "#!" line, is a comment. */
const opensWithComment = (base: string, path: string): boolean => /^(#!.*\n)?(\/\/ ?\S|\/\*)/.test(textOf(base, path));

test('what this file looks for is found where it is planted, and only there', () => {
  plant('src/a.ts', '// TODO: later', 'export const a: any = "any";', '// any');
  plant('src/a.test.ts', 'test.skip("x");', 'describe.only("y");', 'test("z", { skip: true }, f);', 'list.skip(2);');
  plant('src/b.ts', 'const home = "/home/me/x";', 'const page = "https://example.org/home/x";', 'const c = "a/tmp/b";');
  plant('src/c.ts', 'const path = "../shared/law";');
  plant('docs/note.md', 'Fix it. FIXME');
  const all = textFiles(planted);
  assert.deepEqual(matching(planted, all, unfinished), ['docs/note.md:1 FIXME', 'src/a.ts:1 TODO']);
  assert.deepEqual(matching(planted, all, machinePath), ['src/b.ts:1 /home/m']);
  assert.deepEqual(matching(planted, all, neighbour), ['src/c.ts:1 ../shared']);
  const code = sourceFiles(planted);
  assert.deepEqual(places(anyTypes(planted, code)), ['src/a.ts:2 any']);
  assert.deepEqual(places(leftOut(planted, code)), [
    'src/a.test.ts:1 test.skip',
    'src/a.test.ts:2 describe.only',
    'src/a.test.ts:3 skip',
  ]);
  assert.deepEqual(
    code.filter((path) => !opensWithComment(planted, path)),
    ['src/a.test.ts', 'src/b.ts', 'src/c.ts'],
  );
});

test('nothing is left half-done', () => {
  assert.deepEqual(matching(root, ownFiles(), unfinished), []);
});

test('no test is left out, and none leaves out the others', () => {
  assert.deepEqual(places(leftOut(root, sourceFiles(root).filter(isTest))), []);
});

test('no type is loose', () => {
  const code = sourceFiles(root).filter((path) => path !== itself);
  assert.deepEqual(places(anyTypes(root, code)), []);
  assert.deepEqual(matching(root, code, silenced), []);
});

test('no path belongs to one machine only', () => {
  const files = ownFiles();
  assert.deepEqual(matching(root, files, machinePath), []);
  assert.deepEqual(
    matching(
      root,
      files.filter((path) => !mayLookBeside(path)),
      neighbour,
    ),
    [],
  );
});

test('every source file opens by saying why it exists', () => {
  assert.deepEqual(
    sourceFiles(root).filter((path) => !opensWithComment(root, path)),
    [],
  );
});

test('both front pages give the two commands', () => {
  for (const page of ['README.md', 'README.zh-CN.md']) {
    assert.ok(existsSync(join(root, page)), `${page} is missing`);
    for (const command of ['npm start', 'npm test']) {
      assert.ok(textOf(root, page).includes(command), `${page} does not give ${command}`);
    }
  }
});
