// Identifiers and clock of the demonstration year: the same seed gives the same identifiers on every machine. They are
// foreseeable and therefore serve the demonstration only; query codes and keys do not come from here.
import type { Clock } from '#kernel';
import { epochOf } from '#kernel';
import { scriptedClock } from '#kernel/server';
import { hashOf, Random } from './demo/random.ts';

export class SeededIds {
  readonly #random: Random;

  constructor(seed: string) {
    this.#random = new Random(seed);
  }

  /** A load that goes on after a stop draws from another stream, so that it cannot draw what it drew before. */
  restart(seed: string, done: number): void {
    this.#random.seed(hashOf(`ids:${seed}`), done);
  }

  bytes(count: number): Uint8Array {
    const bytes = new Uint8Array(count);
    for (let i = 0; i < count; i += 4) {
      const word = this.#random.next();
      for (let k = 0; k < 4 && i + k < count; k++) bytes[i + k] = word >>> (8 * k);
    }
    return bytes;
  }
}

export const startOfYear = (year: number): Clock => scriptedClock(epochOf(`${year}-01-01T00:00:00+08:00`));
