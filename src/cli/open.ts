// Opens everything a command or the server stands on: the database (embedded with its lock, or DATABASE_URL), the keys,
// every declared line, and the kernel over them. The embedded database is brought up to date by itself.
import { mkdir } from 'node:fs/promises';
import { buildRegistry, type Clock, type Kernel, type Registry } from '#kernel';
import { type Database, migrate, openDatabase, openKernel, openKeyring } from '#kernel/server';
import { domains } from '#domains';
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

export async function openStore(): Promise<{
  readonly db: Database;
  readonly registry: Registry;
  readonly data: string;
}> {
  const registry = buildRegistry(domains);
  const data = dataFolder();
  const url = databaseUrl();
  await mkdir(data, { recursive: true, mode: 0o700 });
  const db = await openDatabase(url === undefined ? { dataDir: data } : { url });
  return { db, registry, data };
}

export interface OpenOptions {
  /** A clock set by hand: the demonstration year is made in the order of its own days. */
  readonly clock?: Clock;
}

export async function openAll({ clock }: OpenOptions = {}): Promise<Opened> {
  const { db, registry, data } = await openStore();
  try {
    if (db.engine === 'embedded') await migrate(db, registry);
    const kernel = await openKernel({
      db,
      region: REGION,
      registry,
      keys: openKeyring(keysFolder()),
      ...(clock ? { clock } : {}),
    });
    const close = async () => {
      await kernel.stop();
      await db.close();
    };
    return { kernel, db, registry, data, close };
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
