// Rows on their way to COPY, kept as the bytes that go over the wire: a line is written once into a buffer, where
// joining strings copied and encoded it three times (8 µs an entry against 19).
import { setImmediate as breathe } from 'node:timers/promises';
import type { Transaction } from '../db/types.ts';
import { copyValue } from '../db/values.ts';
import type { Cell } from './rows.ts';

const CHUNK = 256 * 1024;
/** UTF-8 needs at most three bytes for a unit of UTF-16. */
const WIDEST = 3;

class Lines {
  readonly columns: readonly string[];
  readonly chunks: Buffer<ArrayBuffer>[] = [];
  #open = Buffer.alloc(0);
  #used = 0;

  constructor(columns: readonly string[]) {
    this.columns = columns;
  }

  add(line: string): void {
    const room = line.length * WIDEST;
    if (this.#used + room > this.#open.length) {
      this.close();
      this.#open = Buffer.allocUnsafeSlow(Math.max(CHUNK, room));
    }
    this.#used += this.#open.write(line, this.#used);
  }

  close(): void {
    if (this.#used > 0) this.chunks.push(this.#open.subarray(0, this.#used));
    this.#used = 0;
  }
}

export class CopyRows {
  readonly #tables = new Map<string, Lines>();

  add(table: string, columns: readonly string[], cells: readonly Cell[]): void {
    let lines = this.#tables.get(table);
    if (lines === undefined) {
      lines = new Lines(columns);
      this.#tables.set(table, lines);
    }
    let line = copyValue(cells[0]);
    for (let at = 1; at < cells.length; at += 1) line += `\t${copyValue(cells[at])}`;
    lines.add(`${line}\n`);
  }

  async copy(tx: Transaction): Promise<void> {
    for (const [table, lines] of this.#tables) {
      lines.close();
      await tx.copyIn(table, lines.columns, lines.chunks);
      // The embedded engine has held this thread; whoever waits for an answer gets a turn.
      await breathe();
    }
  }
}
