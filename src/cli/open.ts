// Opens everything a command or the server stands on: the database (embedded with its lock, or DATABASE_URL), the keys,
// every declared line, and the kernel over them. The embedded database is brought up to date by itself.
import { mkdir } from 'node:fs/promises';
import { buildRegistry, type Clock, type Kernel, type Registry } from '#kernel';
import { type Database, migrate, openDatabase, openKernel, openKeyring } from '#kernel/server';
import { domains } from '#domains';
import { misuse } from './output.ts';
import { dataFolder, databaseUrl, keysFolder } from './settings.ts';

export const REGION = 'luhe';

export interface Opened {
  readonly kernel: Kernel;
  readonly db: Database;
  readonly registry: Registry;
  /** Where the embedded database, the keys and loaded law texts are. */
  readonly data: string;
  close(): Promise<void>;
}

let known: Registry | undefined;

/** Every declared line, checked; it needs no database. */
export function declared(): Registry {
  known ??= buildRegistry(domains);
  return known;
}

/** A slip in a name is told before anything is opened. */
export function mustBeDeclared(procedure: string): void {
  if (declared().procedures.has(procedure)) return;
  throw misuse(`没有事项“${procedure}”。`, `There is no procedure "${procedure}".`);
}

export async function openStore(): Promise<{
  readonly db: Database;
  readonly registry: Registry;
  readonly data: string;
}> {
  const data = dataFolder();
  const url = databaseUrl();
  await mkdir(data, { recursive: true, mode: 0o700 });
  const db = await openDatabase(url === undefined ? { dataDir: data } : { url });
  return { db, registry: declared(), data };
}

export interface OpenOptions {
  /** A clock set by hand: the demonstration year is made in the order of its own days. */
  readonly clock?: Clock;
}

export async function openAll({ clock }: OpenOptions = {}): Promise<Opened> {
  const store = await openStore();
  const { db } = store;
  try {
    if (db.engine === 'embedded') await migrate(db, store.registry);
    const kernel = await openKernel({
      db,
      region: REGION,
      registry: store.registry,
      keys: openKeyring(keysFolder()),
      ...(clock ? { clock } : {}),
    });
    const close = async () => {
      await kernel.stop();
      await db.close();
    };
    return { ...store, kernel, close };
  } catch (error) {
    await db.close();
    throw error;
  }
}

/** Opens, works, and closes whatever happens. */
export async function withAll<T>(work: (opened: Opened) => Promise<T>, options: OpenOptions = {}): Promise<T> {
  const opened = await openAll(options);
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}
