// The one place that reads the time. Everything else is told.
import type { InstantText } from './date.ts';
import { instantFromEpoch } from './date.ts';

export interface Clock {
  /** Milliseconds since the epoch. */
  epoch(): number;
  now(): InstantText;
}

export const systemClock: Clock = {
  epoch: () => Date.now(),
  now: () => instantFromEpoch(Date.now()),
};

/** A clock set by hand: tests, and the demonstration year, whose records are made in the order of its days. */
export function scriptedClock(start: number): Clock & { set(epoch: number): void } {
  let current = start;
  return {
    epoch: () => current,
    now: () => instantFromEpoch(current),
    set(epoch) {
      current = epoch;
    },
  };
}
