// `npm test`: checks, then every test on the embedded engine, the database tests again on a real PostgreSQL, then the
// browser. Whatever is missing is fetched first. The last line adds up all of it; any failure makes the exit code 1.
//
//   npm test                          everything
//   npm test -- unit postgres         some parts: check, unit, postgres, e2e
//   npm test -- src/x.test.ts         single files (with `postgres` before them: on PostgreSQL)
//   npm test -- unit --test-name-pattern=draw     options for node:test are passed on
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withPostgres } from '../postgres.mjs';
import { check } from './check.ts';
import { provideChromium } from './chromium.ts';
import { node, nothing, type Outcome, runLoudly, sum, totals } from './steps.ts';
import { allSuites, type Suites, suitesOf } from './suites.ts';

const parts = ['check', 'unit', 'postgres', 'e2e'] as const;
type Part = (typeof parts)[number];
const isPart = (word: string): word is Part => parts.some((part) => part === word);

interface Asked {
  readonly parts: readonly Part[];
  readonly suites: Suites;
  readonly options: readonly string[];
}

const read = (words: readonly string[]): Asked => {
  const options = words.filter((word) => word.startsWith('--'));
  const chosen = words.filter(isPart);
  const named = words.filter((word) => !word.startsWith('--') && !isPart(word));
  if (named.length === 0) return { parts: chosen.length === 0 ? parts : chosen, suites: allSuites(), options };
  const suites = suitesOf(named, chosen.includes('postgres'));
  return { parts: (['unit', 'postgres', 'e2e'] as const).filter((part) => suites[part].length > 0), suites, options };
};

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly skipped: number;
  readonly todo: number;
}

/** Runs files under node:test. A run that dies before it can count is one failure. */
const suite = async (
  files: readonly string[],
  { options, env, concurrency }: { options: readonly string[]; env: NodeJS.ProcessEnv; concurrency: number },
): Promise<Outcome> => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
  const counted = join(folder, 'counts.json');
  const reporters = [
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    '--test-reporter=./tools/tasks/totals.ts',
    `--test-reporter-destination=${counted}`,
  ];
  try {
    const limits = [`--test-concurrency=${concurrency}`, '--test-timeout=600000'];
    const code = await runLoudly({ ...node('--test', ...limits, ...reporters, ...options, ...files), env });
    const text = readFileSync(counted, 'utf8');
    if (text === '') return { ...nothing, failed: 1 };
    const counts: Counts = JSON.parse(text);
    const failed = counts.failed + counts.cancelled;
    return {
      passed: counts.passed,
      failed: code !== 0 && failed === 0 ? 1 : failed,
      skipped: counts.skipped + counts.todo,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

// A database set for the server must not silently become the one that tests write to.
const { PLUMBLINE_TEST_POSTGRES: given = '', DATABASE_URL: _servers, ...ownEnvironment } = process.env;

const onPostgres = async (files: readonly string[], options: readonly string[]): Promise<Outcome> => {
  const run = (url: string) =>
    suite(files, { options, env: { ...ownEnvironment, PLUMBLINE_TEST_POSTGRES: url }, concurrency: 2 });
  return given === '' ? withPostgres(run) : run(given);
};

const inBrowser = async (files: readonly string[], options: readonly string[]): Promise<Outcome> => {
  const env = { ...ownEnvironment, ...(await provideChromium()) };
  return suite(files, { options, env, concurrency: 1 });
};

const runPart = async (part: Part, { suites, options }: Asked): Promise<Outcome> => {
  if (part === 'check') return check({ withBudgets: false });
  const files = suites[part];
  if (files.length === 0) {
    console.log('There are no tests of this kind.');
    return nothing;
  }
  if (part === 'unit') return suite(files, { options, env: ownEnvironment, concurrency: 2 });
  return part === 'postgres' ? onPostgres(files, options) : inBrowser(files, options);
};

const readOrExplain = (words: readonly string[]): Asked => {
  try {
    return read(words);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
};

const asked = readOrExplain(process.argv.slice(2));
const outcomes: Outcome[] = [];
for (const part of asked.parts) {
  console.log(`\n── ${part} ──`);
  try {
    outcomes.push(await runPart(part, asked));
  } catch (error) {
    console.log(`✖ ${error instanceof Error ? error.message : String(error)}`);
    outcomes.push({ ...nothing, failed: 1 });
  }
}

console.log('\n── all suites ──');
asked.parts.forEach((part, index) => console.log(`${part.padEnd(10)}${totals(outcomes[index] ?? nothing)}`));
const all = sum(outcomes);
console.log(totals(all));
process.exitCode = all.failed === 0 && all.passed > 0 ? 0 : 1;
