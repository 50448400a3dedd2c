// Proof that the architecture's boundaries hold, and that they would be missed: for each there is a planted violation,
// laid over a small clean tree and judged by the very rules that judge the real one.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { cruise } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import { clockReads, deepImports, isTest, places, root, sourceFiles } from '../source.ts';

const fixtures = join(root, 'test', 'boundaries', 'fixtures');
mkdirSync(join(root, '.cache'), { recursive: true });
const workplace = mkdtempSync(join(root, '.cache', 'boundaries-'));
after(() => rmSync(workplace, { recursive: true, force: true }));

const options = await extractOptions(join(root, '.dependency-cruiser.cjs'));

/** "node_modules/pg/lib/index.js", however far away, reads "pg". */
const shortName = (path: string): string => path.replace(/^.*node_modules\/((@[^/]+\/)?[^/]+)\/.*$/, '$1');

/** The violations in a tree, one line each. */
const violationsIn = async (base: string): Promise<string[]> => {
  const { output } = await cruise(['src'], { ...options, baseDir: base }, options.enhancedResolveOptions);
  assert.ok(typeof output !== 'string');
  return output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${shortName(to)}`);
};

/** The clean tree with a planted violation laid over it; aliases come from the real package.json. */
const laidOver = (planted: string): string => {
  const base = join(workplace, planted);
  cpSync(join(fixtures, 'clean'), base, { recursive: true });
  cpSync(join(fixtures, planted), base, { recursive: true });
  cpSync(join(root, 'package.json'), join(base, 'package.json'));
  return base;
};

const penalties = 'src/domains/enforcement/penalties';

// What must be among the findings. The clean tree has none, so whatever else is found follows from the plant, too.
const caught: Record<string, readonly string[]> = {
  '1-kernel-imports-what-stands-on-it': [
    '1-kernel-stands-alone: src/kernel/hasty.ts → src/domains/decision/rules/law.ts',
    '1-kernel-stands-alone: src/kernel/hasty.ts → src/portal/index.ts',
    '1-kernel-stands-alone: src/kernel/hasty.ts → src/region/luhe/index.ts',
    '1-kernel-stands-alone: src/kernel/hasty.ts → src/server.ts',
    '1-kernel-stands-alone: src/kernel/hasty.ts → src/services/figures/index.ts',
    '1-kernel-stands-alone: src/kernel/hasty.ts → src/workbench/app.tsx',
    '5-server-without-workbench: src/kernel/hasty.ts → src/workbench/app.tsx',
  ],
  '1-service-imports-domain': [
    '1-services-stand-on-kernel: src/services/figures/hasty.ts → src/domains/decision/rules/law.ts',
  ],
  '1-service-past-the-door': ['1-services-use-doors: src/services/figures/hasty.ts → src/kernel/time/moment.ts'],
  '2-domain-imports-domain': [
    `2-domains-meet-by-contract: ${penalties}/grounds.ts → src/domains/decision/rules/law.ts`,
  ],
  '2-domain-imports-neighbour': [
    `2-domains-meet-by-contract: src/domains/enforcement/inspection/law.ts → ${penalties}/law.ts`,
  ],
  '3-domain-past-the-door': [`3-domains-use-doors: ${penalties}/grounds.ts → src/kernel/time/moment.ts`],
  '3-portal-past-the-door': ['3-domains-use-doors: src/portal/hasty.ts → src/kernel/time/clock.ts'],
  '3-testing-outside-tests': [`3-testing-is-for-tests: ${penalties}/routes.ts → src/kernel/testing/index.ts`],
  '4-law-reads-a-file': [
    `4-domain-files-are-pure: ${penalties}/law.ts → fs`,
    `4-pure-through-and-through: ${penalties}/law.ts → fs`,
  ],
  '4-procedure-queries-the-database': [
    `4-domain-files-are-pure: ${penalties}/procedure.ts → pg`,
    `4-domain-files-are-pure: ${penalties}/procedure.ts → src/kernel/server.ts`,
  ],
  '4-facts-call-over-http': [
    `4-domain-files-are-pure: ${penalties}/facts.ts → fastify`,
    `4-domain-files-are-pure: ${penalties}/facts.ts → https`,
    `4-pure-through-and-through: ${penalties}/facts.ts → fastify`,
    `4-pure-through-and-through: ${penalties}/facts.ts → https`,
  ],
  '4-helper-of-the-law-reads-a-file': [
    '4-pure-through-and-through: src/kernel/index.ts → os',
    '4-pure-through-and-through: src/domains/decision/rules/contract.ts → os',
  ],
  '4-contract-uses-react': ['4-domain-files-are-pure: src/domains/decision/rules/contract.ts → react'],
  '5-server-imports-workbench': ['5-server-without-workbench: src/portal/hasty.ts → src/workbench/app.tsx'],
  '5-workbench-reaches-routes': [
    `5-workbench-without-server: src/workbench/middleman.ts → ${penalties}/routes.ts`,
    `5-workbench-without-server: src/workbench/hasty.tsx → ${penalties}/routes.ts`,
    '5-workbench-without-server: src/workbench/hasty.tsx → src/kernel/server.ts',
  ],
  '5-workbench-reaches-database': [
    `5-workbench-without-server: ${penalties}/panel.tsx → pg`,
    '5-workbench-without-server: src/workbench/app.tsx → pg',
  ],
  '6-cycle': ['6-no-cycles: src/services/figures/a.ts → src/services/figures/b.ts'],
  '6-cycle-of-types': ['6-no-cycles: src/services/figures/a.ts → src/services/figures/b.ts'],
};

const outsideClock = (base: string): string[] =>
  sourceFiles(base, 'src').filter((path) => path !== 'src/kernel/time/clock.ts' && !isTest(path));

test('a tree that keeps every boundary is let through', async () => {
  const base = laidOver('clean');
  assert.deepEqual(await violationsIn(base), []);
  assert.deepEqual(places(deepImports(base, sourceFiles(base))), []);
  assert.deepEqual(places(clockReads(base, outsideClock(base))), []);
});

for (const [planted, expected] of Object.entries(caught)) {
  test(`the planted violation ${planted} is caught`, async () => {
    const found = await violationsIn(laidOver(planted));
    for (const violation of expected)
      assert.ok(found.includes(violation), `${violation} is not in\n${found.join('\n')}`);
  });
}

test('the planted violation 7-deep-relative-import is caught', () => {
  const base = laidOver('7-deep-relative-import');
  const file = `${penalties}/hasty.ts`;
  const expected = [`${file}:2 ../../decision/rules/law.ts`, `${file}:3 ../../decision/rules/contract.ts`];
  assert.deepEqual(places(deepImports(base, sourceFiles(base))), expected);
});

test('the planted violation 8-clock-read-elsewhere is caught, and nothing but real reads', () => {
  const base = laidOver('8-clock-read-elsewhere');
  const names = ['3 Date.now', '4 new Date', '5 performance.now', '6 process.hrtime.bigint', '9 Date()'];
  const expected = names.map((name) => `src/services/figures/hasty.ts:${name}`);
  assert.deepEqual(places(clockReads(base, outsideClock(base))), expected);
});

test('every planted violation has its test', () => {
  const tested = ['clean', ...Object.keys(caught), '7-deep-relative-import', '8-clock-read-elsewhere'];
  assert.deepEqual(readdirSync(fixtures).sort(), tested.sort());
});

test('every rule has a planted violation', () => {
  const planted = new Set(Object.values(caught).flatMap((lines) => lines.map((line) => line.split(':')[0])));
  const boundaries = (options.ruleSet?.forbidden ?? [])
    .map((rule) => rule.name ?? '')
    .filter((name) => /^\d/.test(name));
  assert.ok(boundaries.length >= 6);
  assert.deepEqual(
    boundaries.filter((name) => !planted.has(name)),
    [],
  );
});

test('the source keeps every boundary', async () => {
  assert.deepEqual(await violationsIn(root), []);
});

test('no import climbs two folders', () => {
  assert.deepEqual(places(deepImports(root, sourceFiles(root))), []);
});

test("only the kernel's clock reads the time", () => {
  assert.deepEqual(places(clockReads(root, outsideClock(root))), []);
});
