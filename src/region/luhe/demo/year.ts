// The demonstration year as a lazy stream of commands: orders by the time they open, each with all its acts together,
// so that the kernel folds a case in memory and writes it once; an order and those that repeat it come as one block, in
// time order. Nothing is kept but the plan (about 2 MB for the whole district).
import type { DemoCommand } from './command.ts';
import { commandsOf } from './orders.ts';
import { type Plan, planYear, type YearOptions } from './plan.ts';

/** Orders that nobody else joins are one block; a lead order and its repeats are one block. */
export function* blocksOf(plan: Plan): Generator<readonly DemoCommand[]> {
  const repeats = repeatsOf(plan);
  for (let n = 0; n < plan.count; n++) {
    if ((plan.lead[n] ?? -1) >= 0) continue;
    const joined = repeats.get(n);
    if (!joined) {
      yield commandsOf(plan, n);
      continue;
    }
    const all = [n, ...joined].flatMap((order) => commandsOf(plan, order));
    yield all.sort((one, other) => (one.at ?? '').localeCompare(other.at ?? ''));
  }
}

function repeatsOf({ count, lead }: Plan): Map<number, number[]> {
  const repeats = new Map<number, number[]>();
  for (let n = 0; n < count; n++) {
    const first = lead[n] ?? -1;
    if (first >= 0) repeats.set(first, [...(repeats.get(first) ?? []), n]);
  }
  return repeats;
}

/** Without the first `done` commands; a stop always falls between two blocks. */
export function* blocksFrom(plan: Plan, done: number): Generator<readonly DemoCommand[]> {
  let skipped = 0;
  for (const block of blocksOf(plan)) {
    if (skipped < done) skipped += block.length;
    else yield block;
  }
}

export function* demonstrationYear(options: YearOptions): Generator<DemoCommand> {
  for (const block of blocksOf(planYear(options))) yield* block;
}
