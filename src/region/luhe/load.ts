// Loads the demonstration year through `performMany`. What is done is marked in the same transaction as the entries
// themselves, so a load that was killed goes on exactly where it stopped, and a second load adds nothing. The year is
// deterministic, hence skipping what is done needs no look at the database.
import { type Kernel, Problem, type Progress } from '#kernel';
import { articleCommands } from './demo/knowledge.ts';
import { countOf } from './demo/orders.ts';
import { planYear } from './demo/plan.ts';
import { yearWork } from './demo/work.ts';
import { ordersFrom } from './demo/year.ts';
import type { SeededIds } from './ids.ts';

export interface LoadOptions {
  readonly year?: number;
  /** 1: the whole district, some 450,000 entries. */
  readonly scale?: number;
  readonly onProgress?: (progress: Progress) => void;
}

export const SEED = 'plumbline';

interface Begun {
  readonly scale: number;
  readonly seed: string;
}

const actor = { system: 'demonstration' } as const;

export async function loadYear(kernel: Kernel, ids: SeededIds, options: LoadOptions = {}): Promise<Progress> {
  const { year = 2021, scale = 1, onProgress } = options;
  const name = `demonstration-${year}`;
  await begin(kernel, name, { scale, seed: SEED });
  const plan = planYear({ year, scale, seed: SEED });
  const total = countOf(plan);
  const before = await doneOf(kernel, `${name}:orders`);
  ids.restart(SEED, before);
  await articles(kernel, name, year);
  const tell = (done: number, entries: number) => onProgress?.({ done, total, entries });
  tell(before, 0);
  let entries = 0;
  if (before < total) {
    const loaded = await kernel.performMany(actor, ordersFrom(plan, before), {
      reactions: 'none',
      mark: { name: `${name}:orders`, from: before },
      onProgress: (now) => tell(before + now.done, now.entries),
    });
    entries = loaded.entries;
  }
  entries += await restOfYear(kernel, name, year);
  const progress = { done: total, total, entries };
  onProgress?.(progress);
  return progress;
}

async function begin(kernel: Kernel, name: string, wish: Begun): Promise<void> {
  const known = (await kernel.settings.get(name)) as Begun | undefined | null;
  if (known && (known.scale !== wish.scale || known.seed !== wish.seed)) {
    throw new Problem('refused', {
      zh: `此库已按规模 ${known.scale} 载入示范年；其他规模请载入空库。`,
      en: `This database already holds the demonstration year at scale ${known.scale}. Load another scale into an empty database.`,
    });
  }
  if (!known) await kernel.settings.put(name, wish);
}

async function doneOf(kernel: Kernel, name: string): Promise<number> {
  const value = await kernel.settings.get(name);
  return typeof value === 'number' ? value : 0;
}

/** Few commands: one transaction, so they are there as a whole or not at all. */
async function once(
  kernel: Kernel,
  name: string,
  make: () => Parameters<Kernel['performMany']>[1] | Promise<Parameters<Kernel['performMany']>[1]>,
): Promise<number> {
  if ((await doneOf(kernel, name)) > 0) return 0;
  const done = await kernel.performMany(actor, await make(), {
    batch: 100_000,
    reactions: 'none',
    mark: { name, from: 0 },
  });
  return done.entries;
}

const articles = (kernel: Kernel, name: string, year: number) =>
  once(kernel, `${name}:articles`, () => articleCommands(year));
const restOfYear = (kernel: Kernel, name: string, year: number) =>
  once(kernel, `${name}:work`, () => yearWork(kernel, year));
