// Cells of the CSV files we write. A spreadsheet runs a cell that begins with = + - or @ as a formula, so text that does
// gets an apostrophe before it, which spreadsheets show as plain text. Numbers and dates of ours are left alone.
import { stringify } from 'csv-stringify/sync';

export type Cell = string | number | boolean | null | undefined;

const DANGEROUS = /^[=+\-@\t\r]/;

export const guarded = (cell: Cell): Cell => (typeof cell === 'string' && DANGEROUS.test(cell) ? `'${cell}` : cell);

const CAST = { boolean: (value: boolean) => (value ? 'true' : 'false') };

/** Lines in CSV, each ended by CR LF as RFC 4180 has it. */
export const csvLines = (rows: readonly (readonly Cell[])[]): string =>
  stringify(
    rows.map((row) => row.map(guarded)),
    { record_delimiter: 'windows', cast: CAST },
  );

/** Excel takes a CSV for UTF-8 only when it begins with this. */
export const BYTE_ORDER_MARK = '\uFEFF';
