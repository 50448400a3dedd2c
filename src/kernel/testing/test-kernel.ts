// A kernel for tests in one line. Each call gets a region of its own in one database per process: regions lead every
// key, so tests cannot see each other, and that is tested by every test. The engine is the embedded one, or real
// PostgreSQL when PLUMBLINE_TEST_POSTGRES names a superuser's URL.
import type { AccountRow, Kernel } from '../case/api.ts';
import { openKernel } from '../case/kernel.ts';
import { migrate } from '../db/migrate.ts';
import { openDatabase } from '../db/open.ts';
import type { Database } from '../db/types.ts';
import { buildRegistry } from '../procedure/check.ts';
import type { Domain } from '../procedure/types.ts';
import { type Keyring, temporaryKeyring } from '../record/keys.ts';
import { scriptedClock } from '../time/clock.ts';
import { epochOf } from '../time/index.ts';

let shared: Promise<{ db: Database; drop: () => Promise<void> }> | null = null;
let users = 0;
let regions = 0;
const keys: Keyring = temporaryKeyring();

async function openShared(): Promise<{ db: Database; drop: () => Promise<void> }> {
  const url = process.env.PLUMBLINE_TEST_POSTGRES;
  if (url === undefined) {
    const db = await openDatabase({ memory: true });
    return { db, drop: async () => {} };
  }
  const admin = await openDatabase({ url, connections: 1 });
  const name = `plumbline_test_${process.pid}_${Math.trunc(process.uptime() * 1000)}`;
  await admin.script(`create database ${name}`);
  const target = new URL(url);
  target.pathname = `/${name}`;
  const db = await openDatabase({ url: target.href, connections: 8 });
  return {
    db,
    drop: async () => {
      await admin.script(`drop database if exists ${name} with (force)`);
      await admin.close();
    },
  };
}

export interface TestKernelOptions {
  readonly domains: readonly Domain[];
  /** The scripted clock's start; default 2021-03-01 09:00. */
  readonly at?: string;
  readonly demonstration?: boolean;
}

export interface TestKernel {
  readonly kernel: Kernel;
  readonly db: Database;
  readonly keys: Keyring;
  readonly clock: ReturnType<typeof scriptedClock>;
  /** Sets the clock to an instant. */
  at(instant: string): void;
  /** Makes a unit (below the first one unless told) and gives its id. The first one answers for every procedure. */
  unit(id: string, parent?: string | null, more?: { readonly successor?: string }): Promise<string>;
  /** Makes an official with posts, from 2020 on. */
  person(
    id: string,
    posts: readonly { readonly post: string; readonly unit: string }[],
  ): Promise<{ readonly user: string }>;
  /** Makes a citizen with an account. */
  citizen(id: string): Promise<{ readonly user: string }>;
  close(): Promise<void>;
}

export async function testKernel(options: TestKernelOptions): Promise<TestKernel> {
  shared ??= openShared();
  const { db, drop } = await shared;
  users += 1;
  regions += 1;
  const clock = scriptedClock(epochOf(options.at ?? '2021-03-01T09:00:00+08:00'));
  const registry = buildRegistry(options.domains);
  await migrate(db, registry);
  const faults: unknown[] = [];
  const kernel = await openKernel({
    db,
    region: `test${regions}`,
    registry,
    keys,
    clock,
    ...(options.demonstration === true ? { demonstration: true } : {}),
    onFault: (error) => faults.push(error),
  });
  let first: string | null = null;

  const account = (row: Pick<AccountRow, 'id' | 'kind'>) =>
    kernel.people.putAccounts([{ ...row, name: { zh: `示例${row.id}`, en: row.id } }]);
  return {
    kernel,
    db,
    keys,
    clock,
    at: (instant) => clock.set(epochOf(instant)),
    async unit(id, parent, more = {}) {
      await kernel.people.putUnits([
        {
          id,
          title: { zh: `示例单位${id}`, en: id },
          kind: 'department',
          parent: parent === undefined ? first : parent,
          from: '2020-01-01',
          ...more,
        },
      ]);
      if (first === null) {
        first = id;
        for (const procedure of registry.procedures.keys()) await kernel.settings.put(`home:${procedure}`, id);
      }
      return id;
    },
    async person(id, posts) {
      await account({ id, kind: 'official' });
      await kernel.people.putPosts(posts.map((held) => ({ user: id, ...held, from: '2020-01-01' })));
      return { user: id };
    },
    async citizen(id) {
      await account({ id, kind: 'citizen' });
      return { user: id };
    },
    async close() {
      await kernel.stop();
      users -= 1;
      if (faults.length > 0) throw new AggregateError(faults, 'The background work of this test reported faults.');
      if (users === 0) {
        shared = null;
        await db.close();
        await drop();
      }
    },
  };
}
