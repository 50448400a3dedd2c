// Kills a working process at a random moment, again and again, and looks at what it left.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));

export interface Damage {
  readonly rounds: number;
  readonly acknowledged: number;
  readonly entries: number;
}

interface Left {
  readonly faults: readonly unknown[];
  readonly differences: readonly unknown[];
  readonly entries: number;
  readonly versions: readonly { readonly id: string; readonly version: number }[];
}

/** Lets a worker say what it found, work a moment if it is to, and die. Gives the whole lines that it said. */
async function run(folder: string, url: string, task: 'work' | 'look'): Promise<string[]> {
  const child = spawn(process.execPath, [WORKER, folder, url, task], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let complained = '';
  const closed = once(child, 'close');
  const working = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.split('\n').length > 2) resolve();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      complained += chunk.toString();
    });
  });
  await Promise.race([working, closed]);
  if (task === 'work') await new Promise((done) => setTimeout(done, 50 + Math.random() * 350));
  assert.equal(complained, '', 'the worker has nothing to complain of');
  if (task === 'work') {
    assert.equal(child.exitCode, null, 'the worker was still at work');
    child.kill('SIGKILL');
  }
  await closed;
  // The last line may have been cut in the pipe; only whole lines were acknowledged.
  return said.split('\n').slice(0, -1);
}

export async function killRounds(folder: string, url: string, rounds: number): Promise<Damage> {
  const acknowledged = new Map<string, number>();
  let entries = 0;
  for (let round = 0; round <= rounds; round += 1) {
    const [found = '', ...lines] = await run(folder, url, round < rounds ? 'work' : 'look');
    const left = JSON.parse(found) as Left;
    assert.deepEqual(left.faults, [], `after ${round} rounds chains verify`);
    assert.deepEqual(left.differences, [], `after ${round} rounds refolding agrees`);
    entries = left.entries;
    const stored = new Map(left.versions.map(({ id, version }) => [id, version]));
    for (const [id, version] of acknowledged)
      assert.ok((stored.get(id) ?? 0) >= version, `after ${round} rounds: ${id} was acknowledged at ${version}`);
    for (const line of lines) {
      const [id = '', version = '0'] = line.split(' ');
      acknowledged.set(id, Math.max(acknowledged.get(id) ?? 0, Number(version)));
    }
  }
  const steps = [...acknowledged.values()].reduce((sum, version) => sum + version, 0);
  assert.ok(steps >= rounds, 'the workers acknowledged something');
  return { rounds, acknowledged: steps, entries };
}
