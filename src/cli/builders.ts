// For tests: calls the command line as a person would, in a folder of its own, and says what a person would see.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';

const PROGRAM = join(import.meta.dirname, '../cli.ts');

interface Ran {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
}

interface More {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

async function call(data: string, args: readonly string[], more: More): Promise<Ran> {
  const { DATABASE_URL: _, NODE_TEST_CONTEXT: __, PLUMBLINE_DEBUG: ___, ...inherited } = process.env;
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    cwd: data,
    env: { ...inherited, PLUMBLINE_DATA: data, ...more.env },
  });
  child.stdin.end(more.input ?? '');
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [exit, out, err] = await Promise.all([closed, textOf(child.stdout), textOf(child.stderr)]);
  return { exit, out, err };
}

export function callerIn(data: string) {
  const plumbline = (args: readonly string[], more: More = {}): Promise<Ran> => call(data, args, more);

  async function json<T = Record<string, unknown>>(args: readonly string[], more?: More): Promise<T> {
    const { exit, out, err } = await plumbline([...args, '--json'], more);
    assert.equal(exit, 0, err);
    return JSON.parse(out) as T;
  }

  /** What a person sees of a failure: this exit, one line in both languages, no stack, no result. */
  async function fails(
    args: readonly string[],
    exit: 1 | 2,
    says: RegExp,
    env: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const ran = await plumbline(args, { env });
    assert.equal(ran.exit, exit, ran.err);
    assert.match(ran.err, says);
    assert.match(ran.err, /[一-鿿]/);
    assert.doesNotMatch(ran.err, /\n\s+at /);
    assert.equal(ran.out, '');
  }

  return { plumbline, json, fails };
}
