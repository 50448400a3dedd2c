// The budgets of the architecture: what grows past them has taken on too much. A budget is raised in an ADR, not here
// in passing. Pure data is free: a file whose first line begins "// Pure data" and which then holds no function.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { functionsIn, isTest, lineCount, places, root, sourceFiles, textOf } from './source.ts';

const budgets = { file: 400, domain: 800, documents: 1_500, kernel: 10_000 };
/** Raised in docs/adr/0009: the hotline is six procedures, and lines are counted as the formatter lays them. */
const raised: Readonly<Record<string, number>> = { 'src/domains/supervision/hotline/': 2_600 };

const isPureData = (base: string, path: string): boolean => /^\/\/ pure data\b/i.test(textOf(base, path));
const isDocuments = (path: string): boolean => /\/documents(\.ts$|\/)/.test(path);
const isTesting = (path: string): boolean => isTest(path) || path.startsWith('src/kernel/testing/');

interface Size {
  readonly what: string;
  readonly lines: number;
  readonly budget: number;
}

const size = (base: string, what: string, paths: readonly string[], budget: number): Size => ({
  what,
  lines: paths.reduce((total, path) => total + lineCount(textOf(base, path)), 0),
  budget,
});

const sizes = (base: string): Size[] => {
  const all = sourceFiles(base).filter((path) => !isPureData(base, path));
  const working = all.filter((path) => !isTesting(path));
  const domains = new Set(working.map((path) => /^src\/domains\/[^/]+\/[^/]+\//.exec(path)?.[0] ?? ''));
  domains.delete('');
  const perDomain = [...domains].flatMap((folder) => {
    const own = working.filter((path) => path.startsWith(folder));
    const rest = own.filter((path) => !isDocuments(path));
    return [
      size(base, folder, rest, raised[folder] ?? budgets.domain),
      size(base, `${folder} documents`, own.filter(isDocuments), budgets.documents),
    ];
  });
  const kernel = working.filter((path) => path.startsWith('src/kernel/'));
  return [
    ...all.map((path) => size(base, path, [path], budgets.file)),
    ...perDomain,
    size(base, 'src/kernel', kernel, budgets.kernel),
  ];
};

const overBudget = (base: string): string[] =>
  sizes(base)
    .filter(({ lines, budget }) => lines > budget)
    .map(({ what, lines, budget }) => `${what}: ${lines} lines, at most ${budget}`);

const falsePureData = (base: string): string[] =>
  places(
    sourceFiles(base)
      .filter((path) => isPureData(base, path))
      .flatMap((path) => functionsIn(base, path)),
  );

const planted = mkdtempSync(join(tmpdir(), 'plumbline-budgets-'));
after(() => rmSync(planted, { recursive: true, force: true }));

const plant = (path: string, lines: number, first = '// A file.'): void => {
  mkdirSync(dirname(join(planted, path)), { recursive: true });
  writeFileSync(join(planted, path), `${[first, ...Array.from({ length: lines - 1 }, () => '')].join('\n')}\n`);
};

test('a file, a domain, its documents and the kernel that outgrow their budget are named', () => {
  plant('src/services/big/index.ts', 401);
  plant('src/services/full/index.ts', 400);
  plant('src/domains/decision/rules/domain.ts', 400);
  plant('src/domains/decision/rules/procedure.ts', 401);
  plant('src/domains/decision/rules/documents.ts', 400);
  plant('src/domains/decision/rules/scenario.test.ts', 400);
  plant('src/domains/decision/talks/domain.ts', 400);
  plant('src/domains/decision/talks/procedure.ts', 400);
  for (const name of ['a', 'b', 'c', 'd']) plant(`src/domains/decision/talks/documents/${name}.ts`, 376);
  for (let part = 0; part < 26; part += 1) plant(`src/kernel/part/${part}.ts`, 390);
  plant('src/kernel/law/rules.ts', 3_000, '// Pure data: rules.');
  plant('src/kernel/testing/toy.ts', 390);
  assert.deepEqual(overBudget(planted).sort(), [
    'src/domains/decision/rules/: 801 lines, at most 800',
    'src/domains/decision/rules/procedure.ts: 401 lines, at most 400',
    'src/domains/decision/talks/ documents: 1504 lines, at most 1500',
    'src/kernel: 10140 lines, at most 10000',
    'src/services/big/index.ts: 401 lines, at most 400',
  ]);
});

test('a file that calls itself pure data and holds a function is named', () => {
  mkdirSync(join(planted, 'src/region'), { recursive: true });
  writeFileSync(join(planted, 'src/region/codes.ts'), '// Pure data: codes.\nexport const codes = [1, 2];\n');
  writeFileSync(join(planted, 'src/region/trick.ts'), '// Pure data, it says.\nexport const trick = () => 1;\n');
  assert.deepEqual(falsePureData(planted), ['src/region/trick.ts:2 function']);
});

test('every file, domain, set of documents and the kernel keep their budgets', () => {
  assert.deepEqual(overBudget(root), []);
});

test('every file that calls itself pure data holds no function', () => {
  assert.deepEqual(falsePureData(root), []);
});
