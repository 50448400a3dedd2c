// `npm run check`: everything that can be said about the code without running it. Each tool is called by its explicit
// path, because two TypeScripts are installed (7 judges the types, 6 serves the boundary check) and only one owns `tsc`.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../ensure.mjs';
import { node, type Outcome, step, sum, totals } from './steps.ts';

const tool = (name: string): string => join(root, 'node_modules', name);
const sources = ['src', 'bench', 'e2e', 'test', 'tools'].filter((folder) => existsSync(join(root, folder)));

/** The budgets are tests, so that `npm test` has them anyway: `check` runs them only when it stands alone. */
export const check = async ({ withBudgets }: { withBudgets: boolean }): Promise<Outcome> => {
  const outcomes = [
    await step('types', node(tool('ts7/bin/tsc'), '--noEmit', '-p', 'tsconfig.json')),
    await step('lint', node(tool('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings', ...sources)),
    await step('format', node(tool('@biomejs/biome/bin/biome'), 'format', '--colors=off', '.')),
    await step('boundaries', node(tool('dependency-cruiser/bin/dependency-cruiser.mjs'), 'src')),
    await step('unused code', node(tool('knip/bin/knip.js'), '--no-progress')),
  ];
  if (withBudgets) {
    outcomes.push(await step('budgets and hygiene', node('--test', 'test/budgets.test.ts', 'test/hygiene.test.ts')));
  }
  return sum(outcomes);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const outcome = await check({ withBudgets: true });
  console.log(totals(outcome));
  process.exitCode = outcome.failed === 0 ? 0 : 1;
}
