// The pilot district as data: its bodies, posts, demonstration accounts and the demonstration year. A region is loaded,
// never compiled in: the kernel and the business lines know none of this.
import type { AccountRow, Clock, Kernel, Label, PostRow, Progress, UnitRow } from '#kernel';
import { accounts, demoPassword, posts } from './accounts.ts';
import { SeededIds, startOfYear } from './ids.ts';
import { type LoadOptions, loadYear, SEED } from './load.ts';
import { centre, districtCode, units } from './units.ts';

export { demoPassword } from './accounts.ts';

export interface Region {
  readonly id: string;
  readonly title: Label;
  /** GB/T 2260. */
  readonly code: string;
  readonly units: readonly UnitRow[];
  readonly accounts: readonly AccountRow[];
  readonly posts: readonly PostRow[];
  readonly demoPassword: string;
  /** Last day counted by the yearly report, per line; the whole year where none is given. */
  readonly reportCutoff: Readonly<Record<string, string>>;
  /** Clock and identifiers for the kernel that loads the demonstration year. */
  clock(): Clock;
  ids(): SeededIds;
  /** Units and settings, and in a demonstration posts and accounts. May be called again and again. */
  prepare(kernel: Kernel, options?: { readonly demo?: boolean }): Promise<void>;
  /** The demonstration year; the kernel must have been opened with `clock()` and `ids()`. */
  load(kernel: Kernel, options?: LoadOptions): Promise<Progress>;
}

/** Raised whenever the data of this folder changes, so that an older database is brought up to it. */
const EDITION = 1;

interface Prepared {
  readonly edition: number;
  readonly demo: boolean;
}

const reportCutoff = { hotline: '12-20' };
const idSource = new SeededIds(SEED);

async function prepare(kernel: Kernel, { demo = false }: { readonly demo?: boolean } = {}): Promise<void> {
  const known = (await kernel.settings.get('region-prepared')) as Prepared | undefined | null;
  const wish: Prepared = { edition: EDITION, demo: demo || known?.demo === true };
  if (known && known.edition === wish.edition && known.demo === wish.demo) return;
  await kernel.people.putUnits(units);
  await kernel.settings.put('home', centre);
  await kernel.settings.put('home:hotline', centre);
  await kernel.settings.put('report-cutoffs', reportCutoff);
  if (wish.demo) {
    await kernel.people.putAccounts(accounts);
    await kernel.people.putPosts(posts);
    await kernel.settings.put('demo', true);
  }
  await kernel.settings.put('region-prepared', wish);
}

export const luhe: Region = {
  id: 'luhe',
  title: { zh: '南京市六合区', en: 'Luhe District, Nanjing' },
  code: districtCode,
  units,
  accounts,
  posts,
  demoPassword,
  reportCutoff,
  clock: () => startOfYear(2021),
  ids: () => idSource,
  prepare,
  async load(kernel, options) {
    await prepare(kernel, { demo: true });
    return loadYear(kernel, idSource, options);
  },
};
