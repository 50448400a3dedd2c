// One row of the source becomes the input of the adopting step, exactly as the map says. What the row does not say stays
// unsaid: an empty cell leaves its field out, and a date nobody knows is never filled in with another one.
import { createHash } from 'node:crypto';
import { type Clock, epochOf } from '#kernel';
import canonicalize from 'canonicalize';
import { dateReader, type DateReader } from './dates.ts';
import { columnsOfMap, ExchangeError, type ImportMap, type StateSpec, type ValueSpec } from './map.ts';
import * as reasons from './reasons.ts';
import type { RowProblem } from './reasons.ts';
import type { CsvRecord } from './records.ts';

export interface Converted {
  readonly number: string;
  readonly hash: string;
  readonly input: Record<string, unknown>;
}

export interface Unfit {
  readonly number: string;
  readonly problems: readonly RowProblem[];
}

export type RowConverter = (record: CsvRecord, rowNumber: number) => Converted | Unfit;

interface Row {
  readonly cell: (column: string) => string;
  readonly fixed: Readonly<Record<'system' | 'number' | 'hash', string>> & {
    readonly line: number;
    readonly row: number;
  };
  readonly source: Readonly<Record<string, string>>;
  readonly problems: RowProblem[];
}

/** Absent: the row does not say. */
type Value = string | number | boolean | Readonly<Record<string, string>> | undefined;
type Reader = (row: Row, pointer: string) => Value;

const TRUE = new Set(['true', 't', 'yes', 'y', '1', '是']);
const FALSE = new Set(['false', 'f', 'no', 'n', '0', '否']);

function typed(text: string, as: 'text' | 'integer' | 'number' | 'boolean'): Value {
  if (as === 'text') return text;
  if (as === 'boolean') {
    const word = text.toLowerCase();
    return TRUE.has(word) ? true : FALSE.has(word) ? false : undefined;
  }
  const plain = /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(plain) || (as === 'integer' && !Number.isSafeInteger(plain))) return undefined;
  return plain;
}

function cellReader(spec: Extract<ValueSpec, { column: string }>): Reader {
  const { column, as = 'text', max } = spec;
  return (row, pointer) => {
    const text = row.cell(column);
    if (text === '') return undefined;
    const value = typed(max === undefined ? text : [...text].slice(0, max).join(''), as);
    if (value === undefined) row.problems.push(reasons.notANumber(pointer, column, text));
    return value;
  };
}

function lookupReader({ lookup }: Extract<ValueSpec, { lookup: unknown }>): Reader {
  return (row, pointer) => {
    const text = row.cell(lookup.column);
    if (Object.hasOwn(lookup.values, text)) return lookup.values[text] ?? undefined;
    if (lookup.default !== undefined) return lookup.default ?? undefined;
    const why =
      text === '' ? reasons.noValue(pointer, lookup.column) : reasons.unknownValue(pointer, lookup.column, text);
    row.problems.push(why);
    return undefined;
  };
}

function dateOfColumns(
  columns: readonly string[],
  as: 'instant' | 'date',
  read: DateReader,
  formats?: readonly string[],
): Reader {
  return (row, pointer) => {
    const column = columns.find((each) => row.cell(each) !== '');
    if (column === undefined) return undefined;
    const text = row.cell(column);
    const found = read(text, formats);
    if (typeof found !== 'string') return found[as];
    const why = found === 'broken' ? reasons.badDate : reasons.skippedHour;
    row.problems.push(why(pointer, column, text));
    return undefined;
  };
}

/** Empty when every column in it is empty: the words around nothing say nothing. */
function templateReader(template: string): Reader {
  const columns = [...template.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? '');
  return (row) => {
    if (columns.length > 0 && columns.every((column) => row.cell(column) === '')) return undefined;
    return template.replaceAll(/\{([^{}]+)\}/g, (_, column: string) => row.cell(column)).trim();
  };
}

function readerOf(spec: ValueSpec, dates: DateReader): Reader {
  if ('column' in spec) return cellReader(spec);
  if ('constant' in spec) return () => spec.constant;
  if ('lookup' in spec) return lookupReader(spec);
  if ('date' in spec) return dateOfColumns(spec.date.columns, spec.date.as, dates, spec.date.formats);
  if ('template' in spec) return templateReader(spec.template);
  if ('row' in spec) return (row) => (spec.row === 'source' ? row.source : row.fixed[spec.row]);
  const readers = spec.first.map((each) => readerOf(each, dates));
  return (row, pointer) => {
    for (const reader of readers) {
      const value = reader(row, pointer);
      if (value !== undefined) return value;
    }
    return undefined;
  };
}

function put(input: Record<string, unknown>, pointer: string, value: Value): void {
  if (value === undefined) return;
  const parts = pointer.slice(1).split('/');
  const last = parts.pop() ?? '';
  let at = input;
  for (const part of parts) {
    const next = at[part] ?? {};
    at[part] = next;
    at = next as Record<string, unknown>;
  }
  at[last] = value;
}

interface StateReader {
  readonly spec: StateSpec;
  readonly dates: readonly (readonly [string, Reader, StateSpec['dates'][string]])[];
  readonly fields: readonly (readonly [string, Reader])[];
}

const stateReader = (spec: StateSpec, dates: DateReader): StateReader => ({
  spec,
  dates: Object.entries(spec.dates).map(
    ([at, each]) => [at, dateOfColumns(each.columns, 'instant', dates), each] as const,
  ),
  fields: Object.entries(spec.fields).map(([at, each]) => [at, readerOf(each, dates)] as const),
});

function readState(
  reader: StateReader,
  field: string,
  row: Row,
  input: Record<string, unknown>,
  opened: Value,
  now: number,
) {
  put(input, field, reader.spec.is);
  for (const [at, read] of reader.fields) put(input, at, read(row, at));
  for (const [at, read, spec] of reader.dates) {
    const before = row.problems.length;
    const value = read(row, at);
    if (typeof value === 'string') {
      if (typeof opened === 'string' && epochOf(value) < epochOf(opened)) row.problems.push(reasons.dateOrder(at));
      if (epochOf(value) > now) row.problems.push(reasons.future(at));
      put(input, at, value);
    } else if (spec.missing === 'reject' && row.problems.length === before) {
      row.problems.push(reasons.noDate(at, spec.columns));
    }
  }
}

/** Names of the columns, each once: a name that comes again gets its place behind it, an empty one is its place. */
export function headerOf(fields: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return fields.map((field, index) => {
    const name = field.trim() === '' ? `#${index + 1}` : field.trim();
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name}#${times}`;
  });
}

function checkHeader(map: ImportMap, header: readonly string[]): void {
  const wanted = columnsOfMap(map);
  const missing = [...wanted].filter((name) => !header.includes(name));
  if (missing.length > 0) {
    throw new ExchangeError(
      'file',
      `文件没有映射所用的列：${missing.join('、')}。`,
      `The file lacks columns that the map uses: ${missing.join(', ')}.`,
    );
  }
  const twice = [...wanted].filter((name) => header.includes(`${name}#2`));
  if (twice.length > 0) {
    throw new ExchangeError(
      'file',
      `表头中有重名的列：${twice.join('、')}。`,
      `Columns that the map uses stand more than once in the header: ${twice.join(', ')}.`,
    );
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const DAMAGE = {
  'open-quote': () => reasons.openQuote(),
  'stray-quote': () => reasons.strayQuote(),
  'too-long': (limit: number) => reasons.tooLong(limit),
};

function unreadable(record: CsvRecord, width: number, limit: number, foreign: string | null): RowProblem | undefined {
  if (record.damage !== undefined) return DAMAGE[record.damage](limit);
  if (record.text.includes('\0') || !record.text.isWellFormed()) return reasons.nul();
  if (foreign !== null && record.text.includes('\uFFFD')) return reasons.undecodable(foreign);
  if (record.fields.length > width) return reasons.tooMany(record.fields.length, width);
  if (record.fields.length < width) return reasons.tooFew(record.fields.length, width);
  return undefined;
}

export interface ConverterOptions {
  readonly map: ImportMap;
  readonly header: readonly string[];
  readonly clock: Clock;
  readonly limit: number;
  /** The encoding to name when a replacement character shows that bytes were not in it; null: they were proven to be. */
  readonly foreign: string | null;
}

/** Compiles a map against the header of a file. Throws when the file is not the one described. */
export function rowConverter({ map, header, clock, limit, foreign }: ConverterOptions): RowConverter {
  checkHeader(map, header);
  const place = new Map(header.map((name, index) => [name, index]));
  const dates = dateReader(map.timeZone, map.dateFormats, map.locale);
  const fields = Object.entries(map.fields).map(([at, spec]) => [at, readerOf(spec, dates)] as const);
  const states = new Map(Object.entries(map.state.values).map(([name, spec]) => [name, stateReader(spec, dates)]));
  const otherwise = map.state.otherwise === 'reject' ? undefined : stateReader(map.state.otherwise, dates);

  return (record, rowNumber) => {
    const cell = (column: string): string => (record.fields[place.get(column) ?? -1] ?? '').trim();
    const number = record.damage === undefined && !record.text.includes('\0') ? cell(map.outside.number) : '';
    const broken = unreadable(record, header.length, limit, foreign);
    if (broken !== undefined) return { number, problems: [broken] };
    if (number === '') return { number, problems: [reasons.noNumber(map.outside.number)] };
    const whole = Object.fromEntries(header.map((name, index) => [name, record.fields[index] ?? '']));
    const hash = sha256(canonicalize(whole) ?? '');
    const row: Row = {
      cell,
      fixed: { system: map.outside.system, number, hash, line: record.line, row: rowNumber },
      source: Object.fromEntries(map.keep.map((name) => [name, whole[name] ?? '']).filter(([, text]) => text !== '')),
      problems: [],
    };
    const input: Record<string, unknown> = {};
    let opened: Value;
    for (const [at, read] of fields) {
      const value = read(row, at);
      if (at === map.opened) opened = value;
      put(input, at, value);
    }
    const now = clock.epoch();
    if (typeof opened === 'string' && epochOf(opened) > now) row.problems.push(reasons.future(map.opened ?? ''));
    const said = cell(map.state.column);
    const state = states.get(said) ?? otherwise;
    if (state === undefined) row.problems.push(reasons.unknownState(map.state.field, map.state.column, said));
    else readState(state, map.state.field, row, input, opened, now);
    return row.problems.length > 0 ? { number, problems: row.problems } : { number, hash, input };
  };
}
