// The tasks behind `npm run …`: each is a script of its own, run under Node 24 with every package in place.
import { runAndExit } from './ensure.mjs';

/** @type {Record<string, { script: string, first?: string[], nodeOptions?: string[], what: string }>} */
const tasks = {
  dev: {
    script: 'src/cli.ts',
    first: ['serve', '--demo'],
    nodeOptions: ['--watch', '--watch-preserve-output'],
    what: 'the server, started again at every change',
  },
  test: { script: 'tools/tasks/test.ts', what: 'everything, or: check, unit, postgres, e2e, single files' },
  check: { script: 'tools/tasks/check.ts', what: 'types, lint, format, boundaries, unused code, budgets' },
  format: { script: 'tools/tasks/format.ts', what: 'brings every file into the one format' },
  bench: { script: 'bench/run.ts', what: 'measurements' },
  'new-domain': { script: 'tools/tasks/new-domain.ts', what: '<chapter>/<slug>: a minimal business line' },
};

const [name = '', ...args] = process.argv.slice(2);
const task = tasks[name];
if (task === undefined) {
  const lines = Object.entries(tasks).map(([each, { what }]) => `  ${each.padEnd(12)}${what}`);
  console.error(`Usage: node tools/run.mjs <task> …\n${lines.join('\n')}`);
  process.exitCode = 2;
} else {
  await runAndExit(task.script, [...(task.first ?? []), ...args], { dev: true, nodeOptions: task.nodeOptions });
}
