// A step over HTTP with everything on (session, rights, grounds, schema, sealing, hashing, both statements), against two
// floors in the same run: a bare server that sends the same two statements, and pgbench that sends them without any
// server at all.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgres } from '../tools/postgres.mjs';
import { luhe } from '#region/luhe';
import { registration } from '#domains/supervision/hotline/builders.ts';
import { createHttp, SESSION_COOKIE } from '#services/http';
import { freshDatabase, judge, openBench, percentile, say, type Seen, statementsOf } from './support.ts';

const CLIENTS = 16;
const SECONDS = 6;
const ROUNDS = 3;

interface Fired {
  readonly perSecond: number;
  readonly p95: number;
  readonly failed: number;
}

/** The load comes from a process of its own, the same for both servers. */
function fire(url: string, headers: Record<string, string>, body: string): Promise<Fired> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'fire.ts'), JSON.stringify({ url, headers, body, clients: CLIENTS, seconds: SECONDS })],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.on('close', (code) =>
      code === 0 ? resolve(JSON.parse(text) as Fired) : reject(new Error('The load generator failed.')),
    );
  });
}

async function startFloor(file: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'floor-server.ts'), file], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const port = await new Promise<string>((resolve) =>
    child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())),
  );
  return { child, url: `http://127.0.0.1:${port}/` };
}

/** A parameter as SQL, with the values that must be new each time as expressions of a random number. */
function literal(value: unknown, fresh: ReadonlyMap<unknown, string>): string {
  const known = fresh.get(value);
  if (known !== undefined) return known;
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'`;
  const text = Array.isArray(value) ? `{${value.map((item) => JSON.stringify(item)).join(',')}}` : String(value);
  // pgbench reads `:false` inside a JSON text as one of its variables; a space after the colon keeps it a text.
  return `'${text.replaceAll("'", "''").replace(/:(?=[A-Za-z_])/g, ': ')}'`;
}

function sql({ text, params }: Seen, fresh: ReadonlyMap<unknown, string>): string {
  return text.replace(/\$(\d+)/g, (_all, n: string) => literal(params[Number(n) - 1], fresh)).replace(/\s+/g, ' ');
}

function pgbench(
  url: string,
  read: Seen,
  write: Seen,
  ids: { id: string; entry: string; number: string },
  folder: string,
): number | null {
  const bin = findPostgres();
  if (bin === undefined || bin === null) return null;
  const fresh = new Map<unknown, string>([
    [ids.id, `lpad(to_hex(:a::bigint),32,'0')`],
    [ids.entry, `lpad(to_hex(:b::bigint),32,'0')`],
    [ids.number, `('B' || :a::text)`],
  ]);
  const file = join(folder, 'step.sql');
  writeFileSync(
    file,
    `\\set a random(1, 9000000000000000)\n\\set b random(1, 9000000000000000)\n${sql(read, fresh)};\n${sql(write, fresh)};\n`,
  );
  const env = {
    ...process.env,
    PGOPTIONS: '-c TimeZone=Asia/Shanghai -c plan_cache_mode=force_generic_plan -c jit=off',
  };
  const out = execFileSync(
    join(bin, 'pgbench'),
    ['-n', '-M', 'prepared', '-c', String(CLIENTS), '-j', '2', '-T', String(SECONDS), '-f', file, url],
    { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
  );
  return Number(/tps = ([\d.]+)/.exec(out)?.[1] ?? Number.NaN);
}

export async function step(url: string): Promise<boolean> {
  say(
    `\n# A step over HTTP, PostgreSQL with fsync, ${CLIENTS} clients, best of ${ROUNDS} rounds of ${SECONDS} s each, taken in turns`,
  );
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
  const database = await freshDatabase(url, 'bench_step');
  const bench = await openBench({ url: database }, folder);
  await luhe.prepare(bench.kernel, { demo: true });
  const app = await createHttp({ kernel: bench.kernel, demo: true, logLevel: 'silent' });
  await app.listen({ port: 0, host: '127.0.0.1' });
  await bench.kernel.start();
  const operator = luhe.accounts.find((account) => account.id === 'demo-operator');
  if (operator === undefined) throw new Error('The demonstration operator is missing.');
  const session = await bench.kernel.people.login(operator.id, luhe.demoPassword);
  if (session === null) throw new Error('The demonstration operator could not log in.');
  const address = app.server.address();
  const base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const input = registration({ place: 'xiongzhou' });
  const places = (await bench.kernel.people.units()).filter(
    (unit) => unit.kind === 'town' || unit.kind === 'subdistrict' || unit.kind === 'street',
  );
  const body = JSON.stringify({ step: 'register', input: { ...input, place: places[0]?.id ?? input.place } });
  const headers = { 'content-type': 'application/json', cookie: `${SESSION_COOKIE}=${session.session}`, origin: base };

  // The two statements exactly as a step sends them.
  const made: { id: string; entry: string; number: string }[] = [];
  const seen = await statementsOf(bench, async (kernel) => {
    made.push(
      await kernel.perform(
        { session: session.session },
        { procedure: 'hotline', ...(JSON.parse(body) as { step: string; input: unknown }) },
      ),
    );
  });
  const sent = seen.filter((one) => /cases/.test(one.text));
  const [read, write] = [sent.at(-2), sent.at(-1)];
  const [ids] = made;
  if (read === undefined || write === undefined || ids === undefined)
    throw new Error('A step must be one read and one write.');
  const file = join(folder, 'floor.json');
  writeFileSync(file, JSON.stringify({ url: database, read, write, ...ids }));
  const floor = await startFloor(file);

  const ours: Fired[] = [];
  const bare: Fired[] = [];
  const raw: number[] = [];
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      bare.push(await fire(floor.url, { 'content-type': 'application/json' }, body));
      ours.push(await fire(`${base}/api/v1/cases/hotline`, headers, body));
      const tps = pgbench(database, read, write, ids, folder);
      if (tps !== null) raw.push(tps);
    }
  } finally {
    floor.child.stdin?.end();
    await app.close();
    await bench.kernel.stop();
    await bench.db.close();
    rmSync(folder, { recursive: true, force: true });
  }
  const best = (list: readonly Fired[]) => Math.max(...list.map((one) => one.perSecond));
  const failed = [...ours, ...bare].reduce((sum, one) => sum + one.failed, 0);
  if (failed > 0) say(`LOW  ${failed} requests failed`);
  const p95 = percentile(
    ours.map((one) => one.p95),
    0.5,
  );
  const first = judge(
    'step over HTTP / bare server, same two statements',
    best(ours) / best(bare),
    0.7,
    `${best(ours)}/s against ${best(bare)}/s; ours p95 ${p95} ms`,
  );
  if (raw.length === 0) {
    say('     pgbench is not on this machine; the second floor was not measured');
    return first && failed === 0;
  }
  const second = judge(
    'step over HTTP / pgbench -M prepared -c 16 -j 2',
    best(ours) / Math.max(...raw),
    0.3,
    `${best(ours)}/s against ${Math.round(Math.max(...raw))}/s`,
  );
  return first && second && failed === 0;
}
