// The numbers the portal shows, asked live. The home page may be asked for often, so a number is shared among readers for
// a few seconds; the page says up to which day it counts.
import type { Kernel } from '#kernel';
import { figureBreakdown, figureQuery, reporter } from '#services/figures';

export interface YearNumbers {
  readonly orders: number | null;
  readonly satisfaction: number | null;
  readonly months: readonly number[];
  /** The last day that counts. */
  readonly to: string;
}

const fresh = 5000;

/** The last answer of each kernel, with when it was made; an older one is asked anew, once for all who wait. */
const kept = new WeakMap<
  Kernel,
  { readonly year: number; readonly epoch: number; readonly value: Promise<YearNumbers> }
>();

async function ask(kernel: Kernel, year: number): Promise<YearNumbers> {
  const has = (id: string) => kernel.registry.figures.has(id);
  const value = async (id: string) =>
    has(id) ? (await kernel.figure(reporter, id, await figureQuery(kernel, id, year))).value : null;
  const orders = await value('hotline.orders');
  const satisfaction = await value('hotline.satisfaction');
  const groups = has('hotline.orders') ? await figureBreakdown(kernel, 'hotline.orders', year, 'month') : [];
  const byMonth = new Map(groups.map(({ key, all }) => [Number(key.slice(-2)), all]));
  const months = Array.from({ length: 12 }, (_, index) => byMonth.get(index + 1) ?? 0);
  const { to } = await figureQuery(kernel, 'hotline.orders', year);
  const today = kernel.clock.now().slice(0, 10);
  return { orders, satisfaction, months, to: to < today ? to : today };
}

export function yearNumbers(kernel: Kernel, year: number, tick: number = kernel.clock.epoch()): Promise<YearNumbers> {
  const last = kept.get(kernel);
  if (last !== undefined && last.year === year && tick - last.epoch < fresh) return last.value;
  const value = ask(kernel, year);
  kept.set(kernel, { year, epoch: tick, value });
  value.catch(() => kept.delete(kernel));
  return value;
}
