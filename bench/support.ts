// What every benchmark shares: the machine said in words, numbers said the same way, a kernel over a fresh PostgreSQL
// with fsync on, and the statements of a step as they really went to the database.
import { cpus, release, totalmem } from 'node:os';
import { buildRegistry, type Kernel, type Registry } from '#kernel';
import {
  type Database,
  migrate,
  openDatabase,
  openKernel,
  openKeyring,
  scriptedClock,
  systemClock,
} from '#kernel/server';
import { domains } from '#domains';
import { luhe } from '#region/luhe';

export interface Bench {
  readonly db: Database;
  readonly kernel: Kernel;
  readonly registry: Registry;
  readonly keys: ReturnType<typeof openKeyring>;
}

export function machine(): string {
  const [cpu] = cpus();
  return `${cpus().length} × ${cpu?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${process.version}`;
}

export const say = (text: string): void => void process.stdout.write(`${text}\n`);
export const rate = (count: number, ms: number): number => Math.round((count / ms) * 1000);

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** One line of result: what, measured, floor, ratio, wanted. Gives whether it is enough. */
export function judge(what: string, ratio: number, wanted: number, detail: string): boolean {
  const enough = ratio >= wanted;
  say(`${enough ? 'ok  ' : 'LOW '} ${what}: ${ratio.toFixed(2)} (wanted ≥ ${wanted}) — ${detail}`);
  return enough;
}

export async function freshDatabase(url: string, name: string): Promise<string> {
  const admin = await openDatabase({ url, connections: 1 });
  await admin.script(`drop database if exists ${name} with (force)`);
  await admin.script(`create database ${name}`);
  await admin.close();
  const target = new URL(url);
  target.pathname = `/${name}`;
  return target.href;
}

export async function openBench(
  options: { readonly url: string } | { readonly dataDir: string },
  folder: string,
  history = false,
): Promise<Bench> {
  const registry = buildRegistry(domains);
  const db = await openDatabase('url' in options ? { url: options.url, connections: 10 } : options);
  await migrate(db, registry);
  const keys = openKeyring(folder);
  const kernel = await openKernel({
    db,
    region: luhe.id,
    registry,
    keys,
    clock: history ? luhe.clock() : systemClock,
    ...(history ? { ids: luhe.ids(), demonstration: true } : {}),
  });
  return { db, kernel, registry, keys };
}

export interface Seen {
  readonly text: string;
  readonly params: readonly unknown[];
}

/** The statements that `work` sends, in order. */
export async function statementsOf(bench: Bench, work: (kernel: Kernel) => Promise<unknown>): Promise<readonly Seen[]> {
  const seen: Seen[] = [];
  const db: Database = {
    ...bench.db,
    query: (statement, params = []) => {
      seen.push({ text: statement.text, params });
      return bench.db.query(statement, params);
    },
  };
  const kernel = await openKernel({
    db,
    region: luhe.id,
    registry: bench.registry,
    keys: bench.keys,
    clock: scriptedClock(systemClock.epoch()),
  });
  seen.length = 0;
  await work(kernel);
  return seen;
}
