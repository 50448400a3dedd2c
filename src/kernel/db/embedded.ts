// The embedded engine: PGlite on a thread of its own, so that no statement, however long, keeps this process from
// answering; one process per folder. PGlite has no lock of its own, and a second process would lose writes silently, so
// the folder is locked here first. It never syncs to disk: a killed process loses nothing that was acknowledged, a power
// cut may. Production uses PostgreSQL.
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Ask, Place, Reply } from './embedded-worker.ts';
import { type Database, type Queryable, type Statement, StatementError, type Transaction } from './types.ts';

export class Locked extends Error {}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** O_EXCL file with our pid; a lock left by a dead process is taken over. */
function lock(folder: string): () => void {
  const path = join(folder, 'lock');
  mkdirSync(folder, { recursive: true });
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const file = openSync(path, 'wx');
      writeSync(file, String(process.pid));
      closeSync(file);
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = Number(existsSync(path) ? readFileSync(path, 'utf8') : '0');
      if (holder > 0 && holder !== process.pid && alive(holder)) {
        throw new Locked(
          `数据目录正被进程 ${holder} 使用：请用正在运行的服务，或设 DATABASE_URL 改用 PostgreSQL。 ` +
            `The data folder is in use by process ${holder}: use the running server, or set DATABASE_URL to use PostgreSQL.`,
        );
      }
      rmSync(path, { force: true });
    }
  }
  throw new Locked('The data folder is being opened by another process.');
}

type Wish = Ask extends infer One ? (One extends Ask ? Omit<One, 'n'> : never) : never;

interface Engine {
  /** Rows of a query, none of anything else. */
  ask(wish: Wish, given?: readonly ArrayBuffer[]): Promise<readonly unknown[]>;
  hear(channel: string, heard: (payload: string) => void): void;
  /** Settles when the thread has ended. */
  readonly ended: Promise<void>;
}

function startEngine(folder: string | undefined): Engine {
  const worker = new Worker(new URL('./embedded-worker.ts', import.meta.url), {
    workerData: { folder } satisfies Place,
  });
  const waiting = new Map<number, { resolve: (rows: readonly unknown[]) => void; reject: (error: unknown) => void }>();
  const listeners = new Map<string, (payload: string) => void>();
  const ended = Promise.withResolvers<void>();
  let asked = 0;
  let closing = false;
  let stopped: Error | undefined;
  const stop = (error: Error) => {
    stopped ??= error;
    for (const { reject } of waiting.values()) reject(stopped);
    waiting.clear();
    ended.resolve();
  };
  worker.on('error', stop);
  worker.on('exit', () => stop(new Error('The embedded database has stopped.')));
  worker.on('message', (reply: Reply) => {
    if ('channel' in reply) {
      listeners.get(reply.channel)?.(reply.payload);
      return;
    }
    const asker = waiting.get(reply.n);
    waiting.delete(reply.n);
    if (waiting.size === 0 && !closing) worker.unref();
    if ('error' in reply) asker?.reject(reply.error);
    else asker?.resolve(withBuffers(reply));
  });
  // The thread keeps the process alive only while somebody waits for an answer, as a database in the process would.
  worker.unref();
  return {
    ask(wish, given = []) {
      if (stopped !== undefined) return Promise.reject(stopped);
      asked += 1;
      closing ||= wish.do === 'close';
      const n = asked;
      return new Promise((resolve, reject) => {
        waiting.set(n, { resolve, reject });
        worker.ref();
        worker.postMessage({ ...wish, n }, given);
      });
    },
    hear: (channel, heard) => void listeners.set(channel, heard),
    ended: ended.promise,
  };
}

/** PostgreSQL's driver gives bytes as a Buffer, and so does this one. */
function withBuffers({ rows, bytes }: Extract<Reply, { rows: unknown }>): readonly unknown[] {
  for (const name of bytes)
    for (const row of rows as Record<string, Uint8Array | null>[]) {
      const value = row[name];
      if (value) row[name] = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    }
  return rows;
}

/** One at a time, in the order of asking. */
function turns(): () => Promise<() => void> {
  let last: Promise<void> = Promise.resolve();
  return async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const before = last;
    last = promise;
    await before;
    return resolve;
  };
}

/** `folder` absent: in memory. */
export async function openEmbedded(folder?: string): Promise<Database> {
  const release = folder === undefined ? () => undefined : lock(folder);
  const engine = startEngine(folder === undefined ? undefined : join(folder, 'db'));
  try {
    await engine.ask({ do: 'query', text: 'select 1', params: [] });
  } catch (error) {
    release();
    throw error;
  }
  // There is one connection: whoever is in a transaction has it, and everybody else waits.
  const turn = turns();
  const inside: Queryable = {
    async query<Row>(statement: Statement, params: readonly unknown[] = []) {
      try {
        return (await engine.ask({ do: 'query', text: statement.text, params })) as Row[];
      } catch (error) {
        throw new StatementError(error, statement);
      }
    },
  };
  const transaction: Transaction = {
    ...inside,
    async copyIn(table, columns, chunks) {
      if (chunks.length === 0) return;
      const text = `copy ${table} (${columns.join(', ')}) from '/dev/blob'`;
      try {
        await engine.ask({ do: 'copy', text, chunks }, [...new Set(chunks.map(({ buffer }) => buffer))]);
      } catch (error) {
        throw new StatementError(error, { text });
      }
    },
  };
  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = await turn();
    try {
      return await work();
    } finally {
      done();
    }
  }
  let leading = false;
  return {
    engine: 'embedded',
    query: (statement, params) => inTurn(() => inside.query(statement, params)),
    script: (text) => inTurn(async () => void (await engine.ask({ do: 'script', text }))),
    transaction: (work) =>
      inTurn(async () => {
        await engine.ask({ do: 'script', text: 'begin' });
        try {
          const result = await work(transaction);
          await engine.ask({ do: 'script', text: 'commit' });
          return result;
        } catch (error) {
          await engine.ask({ do: 'script', text: 'rollback' }).catch(() => undefined);
          throw error;
        }
      }),
    async listen(channel, heard) {
      engine.hear(channel, heard);
      await inTurn(() => engine.ask({ do: 'listen', channel }));
      return async () => void (await inTurn(() => engine.ask({ do: 'unlisten', channel })));
    },
    tryLead() {
      if (leading) return Promise.resolve(null);
      leading = true;
      return Promise.resolve(() => {
        leading = false;
        return Promise.resolve();
      });
    },
    async close() {
      await inTurn(() => engine.ask({ do: 'close' }));
      await engine.ended;
      release();
    },
  };
}
