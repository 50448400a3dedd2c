// The embedded engine: PGlite in this process, one process per folder. PGlite has no lock of its own, and a second
// process would lose writes silently, so the folder is locked here first. It never syncs to disk: a killed process loses
// nothing that was acknowledged, a power cut may. Production uses PostgreSQL.
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { type Database, type Queryable, type Statement, StatementError, type Transaction } from './types.ts';
import { parsers } from './values.ts';

type Runner = Pick<PGlite, 'query'>;

function queryable(runner: Runner): Queryable {
  return {
    async query<Row>(statement: Statement, params: readonly unknown[] = []) {
      try {
        const result = await runner.query<Row>(statement.text, params as unknown[], { parsers });
        return result.rows;
      } catch (error) {
        throw new StatementError(error, statement);
      }
    },
  };
}

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
          `数据目录正被进程 ${holder} 使用:请用正在运行的服务,或设 DATABASE_URL 改用 PostgreSQL。 ` +
            `The data folder is in use by process ${holder}: use the running server, or set DATABASE_URL to use PostgreSQL.`,
        );
      }
      rmSync(path, { force: true });
    }
  }
  throw new Locked('The data folder is being opened by another process.');
}

/** `folder` absent: in memory. */
export async function openEmbedded(folder?: string): Promise<Database> {
  const release = folder === undefined ? () => undefined : lock(folder);
  let db: PGlite;
  try {
    db = folder === undefined ? new PGlite() : new PGlite(join(folder, 'db'));
    await db.waitReady;
    await db.exec("set TimeZone = 'Asia/Shanghai'; set jit = off");
  } catch (error) {
    release();
    throw error;
  }
  let leading = false;
  return {
    engine: 'embedded',
    ...queryable(db),
    async script(sql) {
      await db.exec(sql);
    },
    transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
      return db.transaction<T>((inner) => {
        const tx: Transaction = {
          ...queryable(inner),
          async copyIn(table, columns, chunks) {
            if (chunks.length === 0) return;
            const text = `copy ${table} (${columns.join(', ')}) from '/dev/blob'`;
            await inner.query(text, [], { blob: new Blob([...chunks]) }).catch((error: unknown) => {
              throw new StatementError(error, { text });
            });
          },
        };
        return work(tx);
      });
    },
    async listen(channel, heard) {
      const stop = await db.listen(channel, heard);
      return () => stop();
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
      await db.close();
      release();
    },
  };
}
