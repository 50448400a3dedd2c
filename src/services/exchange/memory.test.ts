// Memory is measured in a process of its own, on a kernel that takes everything and keeps nothing, so that what grows is
// the import's own. The same file is the child.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { text as textOf } from 'node:stream/consumers';
import { test } from 'node:test';
import { buildRegistry, type BatchCommand, type Kernel } from '#kernel';
import { systemClock } from '#kernel/server';
import { WELL_HEADER, wellMap, wellsDomain } from './builders.ts';
import { importCsv } from './index.ts';

const ROWS = 200_000;
const MIB = 2 ** 20;

async function* rows(): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${WELL_HEADER}\n`);
  for (let n = 0; n < ROWS; n += 500) {
    const some = Array.from(
      { length: 500 },
      (_, i) =>
        `W${n + i},"well ${n + i}, ${'deep '.repeat(5)}",${n % 90},2020-01-0${1 + (n % 9)} 0${n % 10}:${10 + (i % 50)},,used`,
    );
    yield Buffer.from(`${some.join('\n')}\n`);
  }
}

async function child(): Promise<void> {
  let taken = 0;
  const kernel = {
    region: 'none',
    registry: buildRegistry([wellsDomain]),
    clock: systemClock,
    outside: () => Promise.resolve([]),
    async performMany(_: unknown, commands: Iterable<BatchCommand>) {
      for (const _command of commands) taken += 1;
      await Promise.resolve();
      return { done: taken, total: null, entries: taken };
    },
  } as unknown as Kernel;
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  let next = 10_000;
  const summary = await importCsv({
    kernel,
    actor: { system: 'import' },
    procedure: 'wells',
    map: wellMap(),
    source: rows,
    onProgress({ read }) {
      if (read < next) return;
      next += 10_000;
      globalThis.gc?.();
      const now = process.memoryUsage().rss;
      // The first rows warm the machine up.
      if (read >= 20_000) least = Math.min(least, now);
      most = Math.max(most, now);
    },
  });
  process.stdout.write(JSON.stringify({ summary, taken, grew: most - least }));
}

if (process.env['PLUMBLINE_IMPORT_CHILD'] === '1') await child();
else {
  test('two hundred thousand rows go through in the memory of a few hundred', { timeout: 180_000 }, async () => {
    const env = { ...process.env, PLUMBLINE_IMPORT_CHILD: '1', NODE_TEST_CONTEXT: undefined };
    const running = spawn(process.execPath, ['--expose-gc', import.meta.filename], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const said = JSON.parse(await textOf(running.stdout)) as {
      summary: { read: number; adopted: number };
      taken: number;
      grew: number;
    };
    assert.equal(said.summary.read, ROWS);
    assert.equal(said.summary.adopted, ROWS);
    assert.equal(said.taken, ROWS);
    assert.ok(said.grew < 96 * MIB, `grew by ${(said.grew / MIB).toFixed(1)} MiB`);
  });
}
