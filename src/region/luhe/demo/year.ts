// The demonstration year as a lazy stream of commands: orders by the time they open, each with all its acts together,
// so that the kernel folds a case in memory and writes it once; an order and those that repeat it come as one block, in
// time order. Nothing is kept but the plan (about 2 MB for the whole district).
import type { BatchCommand } from '#kernel';
import { commandsOf } from './orders.ts';
import { type Plan, planYear, type YearOptions } from './plan.ts';

/** Orders that nobody else joins are one block; a lead order and its repeats are one block. */
export function* blocksOf(plan: Plan): Generator<readonly BatchCommand[]> {
  const repeats = repeatsOf(plan);
  for (let n = 0; n < plan.count; n++) {
    if ((plan.lead[n] ?? -1) >= 0) continue;
    const joined = repeats.get(n);
    yield joined ? inTimeOrder([n, ...joined].flatMap((order) => commandsOf(plan, order))) : commandsOf(plan, n);
  }
}

const inTimeOrder = (commands: BatchCommand[]): BatchCommand[] =>
  commands.sort((one, other) => (one.at ?? '').localeCompare(other.at ?? ''));

function repeatsOf({ count, lead }: Plan): Map<number, number[]> {
  const repeats = new Map<number, number[]>();
  for (let n = 0; n < count; n++) {
    const first = lead[n] ?? -1;
    if (first >= 0) repeats.set(first, [...(repeats.get(first) ?? []), n]);
  }
  return repeats;
}

/** The commands after the first `done`. Transactions are cut before a block only, so a load always stops between two. */
export function* ordersFrom(plan: Plan, done: number): Generator<BatchCommand> {
  let count = 0;
  for (const block of blocksOf(plan)) {
    const [first, ...rest] = block;
    if (count >= done && first) {
      yield { ...first, cut: true };
      yield* rest;
    }
    count += block.length;
    if (count > done && count - block.length < done)
      throw new Error(`No block of the year ends after ${done} commands.`);
  }
}

export function* demonstrationYear(options: YearOptions): Generator<BatchCommand> {
  for (const block of blocksOf(planYear(options))) yield* block;
}
