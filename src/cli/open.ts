// Opens everything a command or the server stands on: the database (embedded with its lock, or DATABASE_URL), the keys,
// every declared line, and the kernel over them. The embedded database is brought up to date by itself.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type ActorRef, buildRegistry, type Kernel, type Registry } from '#kernel';
import { type Database, migrate, openDatabase, openKernel, openKeyring } from '#kernel/server';
import { domains } from '#domains';
import { makeFolder, whatIs } from './folder.ts';
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

export const noAccount = (login: string): Error => misuse(`没有账号“${login}”。`, `There is no account "${login}".`);

/** Whose eyes and powers a command has: those of an account, or the system's own. */
export async function actorOf(kernel: Kernel, as: string | undefined, system: string): Promise<ActorRef> {
  if (as === undefined) return { system };
  if ((await kernel.whoIs({ user: as })) !== null) return { user: as };
  throw noAccount(as);
}

export async function mustBeUnit(kernel: Kernel, unit: string): Promise<void> {
  const units = await kernel.people.units();
  if (!units.some(({ id }) => id === unit)) throw misuse(`没有单位“${unit}”。`, `There is no unit "${unit}".`);
}

export interface Store {
  readonly db: Database;
  readonly registry: Registry;
  readonly data: string;
}

/** Makes the embedded database where there is none. */
export async function openStore(): Promise<Store> {
  const data = dataFolder();
  const url = databaseUrl();
  if (url === undefined) await makeFolder(data);
  const db = await openDatabase(url === undefined ? { dataDir: data } : { url });
  return { db, registry: declared(), data };
}

/** A wrong folder must not look like an empty district, so whoever only reads or adds never begins one. */
async function mustHaveDatabase(): Promise<void> {
  const data = dataFolder();
  if (databaseUrl() !== undefined || (await whatIs(join(data, 'db', 'PG_VERSION'))) !== undefined) return;
  throw misuse(
    `文件夹 ${data} 中没有数据库。请以 PLUMBLINE_DATA 指明数据目录，或以 DATABASE_URL 指明 PostgreSQL；要新建，请先运行 plumbline serve、region load 或 migrate。`,
    `There is no database in the folder ${data}. Set PLUMBLINE_DATA to the data folder, or DATABASE_URL to a PostgreSQL; to begin one, first run plumbline serve, region load or migrate.`,
  );
}

async function upToDate({ db, registry }: Store): Promise<void> {
  if (db.engine === 'embedded') {
    await migrate(db, registry);
    return;
  }
  const [row] = await db.query<{ there: boolean }>({ text: "select to_regclass('schema_step') is not null as there" });
  if (row?.there === true) return;
  throw misuse(
    'DATABASE_URL 所指的数据库尚未建表，请先运行 plumbline migrate。',
    'The database of DATABASE_URL has no tables yet: run plumbline migrate first.',
  );
}

/** With new keys the sealed values of the record could never be opened again, and nobody would notice for a while. */
async function mustHaveKeys({ db }: Store): Promise<void> {
  const folder = keysFolder();
  const files = await readdir(folder).catch(() => []);
  if (files.length > 0) return;
  const entries = await db.query({ text: 'select 1 from entry limit 1' });
  if (entries.length === 0) return;
  throw misuse(
    `数据库中有记录，但文件夹 ${folder} 中没有它的密钥。请以 PLUMBLINE_DATA 指明密钥所在的数据目录。`,
    `The database holds entries, but its keys are not in the folder ${folder}. Set PLUMBLINE_DATA to the data folder that has them.`,
  );
}

async function kernelOver(store: Store): Promise<Opened> {
  const { db, registry } = store;
  await makeFolder(keysFolder());
  const kernel = await openKernel({ db, region: REGION, registry, keys: openKeyring(keysFolder()) });
  const close = async () => {
    await kernel.stop();
    await db.close();
  };
  return { ...store, kernel, close };
}

/** Leaves no database open behind a failure. */
async function guarded<T>({ db }: Store, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await db.close();
    throw error;
  }
}

/** Opens a district, and begins one where there is none. */
export async function openAll(): Promise<Opened> {
  const store = await openStore();
  return guarded(store, async () => {
    await upToDate(store);
    return kernelOver(store);
  });
}

async function openExisting(): Promise<Opened> {
  await mustHaveDatabase();
  const store = await openStore();
  return guarded(store, async () => {
    await upToDate(store);
    await mustHaveKeys(store);
    return kernelOver(store);
  });
}

type Work<T> = (opened: Opened) => Promise<T>;

async function closing<T>(opened: Opened, work: Work<T>): Promise<T> {
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}

/** Opens what is there, works, and closes whatever happens. */
export const withAll = async <T>(work: Work<T>): Promise<T> => closing(await openExisting(), work);

/** The same for what may begin a district. */
export const withNew = async <T>(work: Work<T>): Promise<T> => closing(await openAll(), work);

/** The record as it lies there, without keys and without a kernel: for those who check it. */
export async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  await mustHaveDatabase();
  const store = await openStore();
  try {
    await upToDate(store);
    return await work(store);
  } finally {
    await store.db.close();
  }
}
