// From text to records. csv-parse reads the fields, but one quotation mark that is never closed would make it swallow the
// rest of the file and then stop. So the text is first cut into records here, with the line each begins on; a damaged one
// costs exactly its own line, the reading goes on behind it, and every line of the file ends up in some record.
import { parse } from 'csv-parse/sync';

export type Damage = 'open-quote' | 'stray-quote' | 'too-long';

export interface RawRecord {
  /** 1 for the first line of the file. */
  readonly line: number;
  /** Without the line end. A record that is too long is cut. */
  readonly text: string;
  readonly damage?: Damage;
}

export interface CsvRecord extends RawRecord {
  readonly fields: readonly string[];
}

export interface Dialect {
  readonly delimiter: string;
  readonly quote: string;
  /** Characters in one record; more is taken for damage. */
  readonly limit: number;
}

const LF = 10;
const CR = 13;
/** How much of an endless line is kept for the person who has to look at it. */
const KEPT = 2000;

type Scan = { readonly end: number; readonly stray: boolean } | 'more' | 'open';

export class RecordCutter {
  readonly #dialect: Dialect;
  #text = '';
  #at = 0;
  #line = 1;
  #skipping = false;
  #quoteAt = -2;

  readonly #kept: number;

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
    this.#kept = Math.min(KEPT, dialect.limit);
  }

  /** Records completed by this piece of text. */
  push(text: string): RawRecord[] {
    this.#text = this.#text.slice(this.#at) + text;
    this.#at = 0;
    this.#quoteAt = -2;
    return this.#drain(false);
  }

  /** What is left when the file has ended. */
  end(): RawRecord[] {
    return this.#drain(true);
  }

  #drain(last: boolean): RawRecord[] {
    const found: RawRecord[] = [];
    for (;;) {
      if (this.#skipping && !this.#skip()) break;
      if (this.#at >= this.#text.length) break;
      const record = this.#next(last);
      if (record === undefined) break;
      if (record.text.length > 0) found.push(record);
    }
    return found;
  }

  /** Passes over the rest of a line that was too long. False: its end is not in sight yet. */
  #skip(): boolean {
    const newline = this.#text.indexOf('\n', this.#at);
    this.#at = newline < 0 ? this.#text.length : newline + 1;
    if (newline < 0) return false;
    this.#line += 1;
    this.#skipping = false;
    return true;
  }

  #next(last: boolean): RawRecord | undefined {
    const scan = this.#scan();
    const held = this.#text.length - this.#at;
    if (scan === 'more' || scan === 'open') {
      if (!last && held <= this.#dialect.limit) return undefined;
      if (scan === 'open' || this.#text.includes('\n', this.#at)) return this.#firstLine('open-quote');
      return held <= this.#dialect.limit ? this.#take(this.#text.length) : this.#endless();
    }
    if (scan.end - this.#at > this.#dialect.limit) return this.#firstLine('open-quote');
    return scan.stray ? this.#firstLine('stray-quote') : this.#take(scan.end);
  }

  #scan(): Scan {
    const newline = this.#text.indexOf('\n', this.#at);
    if (this.#quoteAt !== -1 && this.#quoteAt < this.#at) {
      this.#quoteAt = this.#text.indexOf(this.#dialect.quote, this.#at);
    }
    const quoted = this.#quoteAt >= 0 && (newline < 0 || this.#quoteAt < newline);
    if (!quoted) return newline < 0 ? 'more' : { end: newline, stray: false };
    return this.#scanQuoted();
  }

  #scanQuoted(): Scan {
    const text = this.#text;
    const quote = this.#dialect.quote.charCodeAt(0);
    const delimiter = this.#dialect.delimiter.charCodeAt(0);
    let place: 'start' | 'plain' | 'quoted' | 'closed' = 'start';
    let stray = false;
    for (let index = this.#at; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (place === 'quoted') {
        if (code === quote) place = 'closed';
      } else if (code === LF) {
        return { end: index, stray };
      } else if (code === delimiter) {
        place = 'start';
      } else if (code === quote && place !== 'plain') {
        place = 'quoted';
      } else if (place === 'closed') {
        if (code !== CR || (index + 1 < text.length && text.charCodeAt(index + 1) !== LF)) {
          stray = true;
          place = 'plain';
        }
      } else {
        place = 'plain';
      }
    }
    return place === 'quoted' ? 'open' : 'more';
  }

  #take(end: number): RawRecord {
    return this.#consume(end);
  }

  #firstLine(damage: Damage): RawRecord {
    const newline = this.#text.indexOf('\n', this.#at);
    const end = newline < 0 ? this.#text.length : newline;
    if (end - this.#at <= this.#dialect.limit) return { ...this.#consume(end), damage };
    return newline < 0 ? this.#endless() : this.#cut(end);
  }

  #cut(end: number): RawRecord {
    const whole = this.#consume(end);
    return { line: whole.line, text: `${whole.text.slice(0, this.#kept)}…`, damage: 'too-long' };
  }

  #endless(): RawRecord {
    const text = `${this.#text.slice(this.#at, this.#at + this.#kept)}…`;
    this.#at = this.#text.length;
    this.#skipping = true;
    return { line: this.#line, text, damage: 'too-long' };
  }

  #consume(end: number): { line: number; text: string } {
    const line = this.#line;
    const text = this.#text.slice(this.#at, this.#text.charCodeAt(end - 1) === CR && end > this.#at ? end - 1 : end);
    for (let at = this.#text.indexOf('\n', this.#at); at >= 0 && at < end; at = this.#text.indexOf('\n', at + 1)) {
      this.#line += 1;
    }
    if (end < this.#text.length) this.#line += 1;
    this.#at = end + 1;
    return { line, text };
  }
}

const parseTexts = (texts: readonly string[], { delimiter, quote }: Dialect): string[][] =>
  parse(`${texts.join('\n')}\n`, {
    delimiter,
    quote,
    escape: quote,
    record_delimiter: '\n',
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: 0,
  });

function fieldsOfOne(record: RawRecord, dialect: Dialect): CsvRecord {
  try {
    const rows = parseTexts([record.text], dialect);
    if (rows.length === 1) return { ...record, fields: rows[0] ?? [] };
  } catch {
    // Told below: whatever csv-parse objects to, the record is shown as it stands.
  }
  return { ...record, fields: [], damage: 'stray-quote' };
}

/** Fields of many records; one call of the parser for all that look sound. */
export function fieldsOf(records: readonly RawRecord[], dialect: Dialect): CsvRecord[] {
  const sound = records.filter(({ damage }) => damage === undefined);
  let rows: string[][] = [];
  try {
    rows =
      sound.length === 0
        ? []
        : parseTexts(
            sound.map(({ text }) => text),
            dialect,
          );
  } catch {
    rows = [];
  }
  const together = rows.length === sound.length;
  let next = 0;
  return records.map((record) => {
    if (record.damage !== undefined) return { ...record, fields: [] };
    if (!together) return fieldsOfOne(record, dialect);
    return { ...record, fields: rows[next++] ?? [] };
  });
}
