// Identifiers: UUIDv7 by the kernel's clock, case numbers by day and chance. Neither needs a counter, so neither makes
// two acts wait for each other. A seeded source makes a demonstration year the same every time.
import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';
import type { InstantText } from '../time/index.ts';

export interface IdSource {
  /** `count` bytes nobody can foresee, or the next of a seeded sequence. */
  bytes(count: number): Uint8Array;
}

const POOL = 4096;

export function randomIds(): IdSource {
  const pool = new Uint8Array(POOL);
  let at = POOL;
  return {
    bytes(count) {
      if (at + count > POOL) {
        randomFillSync(pool);
        at = 0;
      }
      at += count;
      return pool.subarray(at - count, at);
    },
  };
}

export function newId(ids: IdSource, epoch: number): string {
  return v7({ msecs: epoch, random: ids.bytes(16), seq: undefined });
}

/** Crockford's letters: none that is misread. 32⁶ numbers a day; a clash is caught by a unique key and drawn again. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export function newNumber(ids: IdSource, prefix: string, openedAt: InstantText): string {
  const drawn = Array.from(ids.bytes(6), (byte) => LETTERS[byte % 32]).join('');
  return `${prefix}${openedAt.slice(0, 10).replaceAll('-', '')}-${drawn}`;
}
