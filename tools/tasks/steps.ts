// Running other programs, one after the other: a line and a time for each, their words only where they matter.
import { type ChildProcess, spawn } from 'node:child_process';
import { root } from '../ensure.mjs';

export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const nothing: Outcome = { passed: 0, failed: 0, skipped: 0 };

export const sum = (outcomes: readonly Outcome[]): Outcome =>
  outcomes.reduce(
    (a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }),
    nothing,
  );

/** "12 passed, 0 failed", and the skipped ones only when there are any. */
export const totals = ({ passed, failed, skipped }: Outcome): string =>
  `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;

const running = new Set<ChildProcess>();

// Whoever ends the task ends what it has started; the exit codes are those of a shell.
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  process.on(signal, () => {
    for (const child of running) child.kill('SIGTERM');
    process.exit(code);
  });
}

export interface Run {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a program in the checkout. `quiet` collects what it says, otherwise it writes to this terminal. */
const execute = ({ command, args, env }: Run, quiet: boolean): Promise<{ code: number; said: string }> =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: env ?? process.env,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    });
    running.add(child);
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('error', (error) => {
      running.delete(child);
      resolve({ code: 127, said: `${command} could not be started: ${error.message}` });
    });
    child.on('close', (code) => {
      running.delete(child);
      resolve({ code: code ?? 1, said });
    });
  });

export const runLoudly = async (run: Run): Promise<number> => (await execute(run, false)).code;

/** One step: a line with its name and time; on failure also what the program said. */
export const step = async (name: string, run: Run): Promise<Outcome> => {
  const began = performance.now();
  const { code, said } = await execute(run, true);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${code === 0 ? '✔' : '✖'} ${name.padEnd(28)} ${seconds.padStart(5)} s`);
  if (code === 0) return { ...nothing, passed: 1 };
  console.log(said.trimEnd().replace(/^/gm, '    '));
  return { ...nothing, failed: 1 };
};

export const node = (...args: readonly string[]): Run => ({ command: process.execPath, args });
