// A map says, as data, how the columns of somebody else's table become the input of our adopting step. It is the only
// thing that differs between two sources; no source has code of its own. What a map may say is documented in
// docs/import-maps.md. An ill-formed map is refused as a whole, with the place in it and a sentence a person can act on.
import type { Label } from '#kernel';
import iconv from 'iconv-lite';
import { IANAZone } from 'luxon';
import * as z from 'zod';

const column = z.string().min(1);
const literal = z.union([z.string(), z.number(), z.boolean()]);
const pointer = z
  .string()
  .regex(
    /^(\/(?!__proto__(\/|$)|constructor(\/|$)|prototype(\/|$))[^/]+)+$/,
    'a JSON pointer into the input, such as /place/spot',
  );
const format = z.string().min(1);

const cell = z.strictObject({
  column,
  as: z.enum(['text', 'integer', 'number', 'boolean']).optional(),
  /** Longer text is cut here; the whole of it stays in the kept source columns. */
  max: z.int().positive().optional(),
});
const constant = z.strictObject({ constant: literal });
const lookup = z.strictObject({
  /** null leaves the field out. Without a default a value that is not in the table refuses the row. */
  lookup: z.strictObject({
    column,
    values: z.record(z.string(), literal.nullable()),
    default: literal.nullable().optional(),
  }),
});
const date = z.strictObject({
  date: z.strictObject({
    /** The first of these columns that is not empty. */
    columns: z.array(column).min(1),
    as: z.enum(['instant', 'date']).default('instant'),
    formats: z.array(format).min(1).optional(),
  }),
});
const template = z.strictObject({ template: z.string().min(1) });
const row = z.strictObject({ row: z.enum(['system', 'number', 'line', 'row', 'hash', 'source']) });
const simple = z.union([cell, constant, lookup, date, template, row]);
const first = z.strictObject({ first: z.array(simple).min(2) });
const value = z.union([cell, constant, lookup, date, template, row, first]);

const stateDate = z.strictObject({
  columns: z.array(column).min(1),
  /** What to do with a row that has none of these: refuse it, or leave the date out because nobody knows it. */
  missing: z.enum(['reject', 'unknown']),
});
const state = z.strictObject({
  is: z.string().min(1),
  dates: z.record(pointer, stateDate).default({}),
  fields: z.record(pointer, value).default({}),
});

const label = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const oneChar = z.string().length(1);

const importMap = z
  .strictObject({
    title: label,
    procedure: z.string().min(1),
    step: z.string().min(1),
    encoding: z
      .string()
      .default('auto')
      .refine((name) => name === 'auto' || iconv.encodingExists(name), 'auto, or an encoding such as utf-8 or gb18030'),
    delimiter: oneChar.default(','),
    quote: oneChar.default('"'),
    /** Which line holds the column names; 0: none, and columns are called 1, 2, 3 … */
    headerRow: z.int().min(0).max(100).default(1),
    timeZone: z.string().refine((name) => IANAZone.isValidZone(name), 'an IANA time zone such as Asia/Shanghai'),
    locale: z.string().default('en'),
    dateFormats: z.array(format).min(1),
    outside: z.strictObject({ system: z.string().min(1), number: column }),
    state: z.strictObject({
      column,
      field: pointer,
      values: z.record(z.string(), state),
      otherwise: z.union([z.literal('reject'), state]).default('reject'),
    }),
    /** The pointer of the opening time: no date of a state may lie before it. */
    opened: pointer.optional(),
    fields: z.record(pointer, value),
    /** Columns kept word for word beside the case: open data only, never what names a person. */
    keep: z.array(column).default([]),
  })
  .superRefine((map, context) => {
    if (map.opened !== undefined && !(map.opened in map.fields)) {
      context.addIssue({ code: 'custom', path: ['opened'], message: 'must be one of the pointers under fields' });
    }
  });

export type ImportMap = z.output<typeof importMap>;
export type ValueSpec = z.output<typeof value>;
export type StateSpec = z.output<typeof state>;

/** Something about the map or the file as a whole that makes an import pointless. Nothing was written. */
export class ExchangeError extends Error {
  readonly label: Label;
  /** 'map': the description is wrong; 'file': the data does not have the shape described. */
  readonly of: 'map' | 'file';
  constructor(of: 'map' | 'file', zh: string, en: string) {
    super(en);
    this.name = 'ExchangeError';
    this.of = of;
    this.label = { zh, en };
  }
}

const pointerOf = (path: readonly PropertyKey[]): string =>
  path.length === 0 ? '/' : path.map((part) => `/${String(part)}`).join('');

/** What is wrong with a key stands one level down. */
const messageOf = (issue: z.core.$ZodIssue): string =>
  issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;

/** Reads a map from an already parsed JSON value. */
export function readMap(json: unknown): ImportMap {
  const read = importMap.safeParse(json);
  if (read.success) return read.data;
  const found = read.error.issues.slice(0, 5).map((issue) => `${pointerOf(issue.path)} — ${messageOf(issue)}`);
  throw new ExchangeError(
    'map',
    `导入映射有误：${found.join('；')}。`,
    `The import map is wrong: ${found.join('; ')}.`,
  );
}

/** Reads a map from the text of its file. */
export function parseMap(text: string): ImportMap {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ExchangeError('map', `导入映射不是合法的 JSON：${why}`, `The import map is not valid JSON: ${why}`);
  }
  return readMap(json);
}

const inTemplate = (text: string): string[] => [...text.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? '');

export function columnsOfValue(spec: ValueSpec): readonly string[] {
  if ('column' in spec) return [spec.column];
  if ('lookup' in spec) return [spec.lookup.column];
  if ('date' in spec) return spec.date.columns;
  if ('template' in spec) return inTemplate(spec.template);
  if ('first' in spec) return spec.first.flatMap(columnsOfValue);
  return [];
}

const columnsOfState = (spec: StateSpec): readonly string[] => [
  ...Object.values(spec.dates).flatMap(({ columns }) => columns),
  ...Object.values(spec.fields).flatMap(columnsOfValue),
];

/** Every column a map speaks of; a file that lacks one of them is not the file it describes. */
export function columnsOfMap(map: ImportMap): ReadonlySet<string> {
  const states = [
    ...Object.values(map.state.values),
    ...(map.state.otherwise === 'reject' ? [] : [map.state.otherwise]),
  ];
  return new Set([
    map.outside.number,
    map.state.column,
    ...states.flatMap(columnsOfState),
    ...Object.values(map.fields).flatMap(columnsOfValue),
    ...map.keep,
  ]);
}
