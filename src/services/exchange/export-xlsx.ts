// The same list as a workbook. exceljs writes row by row into the stream; text cells are typed as text, so that a
// spreadsheet never runs one as a formula, and a sheet that is full is followed by another.
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import excel from 'exceljs';
import { columnsOf, exportedProcedure, type ExportOptions, exportPieces } from './export.ts';

/** A sheet holds 1,048,576 rows at most. */
const ROWS_PER_SHEET = 1_000_000;

/** Writes the workbook and ends the stream. */
export async function exportXlsx(options: ExportOptions, to: Writable): Promise<void> {
  const procedure = exportedProcedure(options);
  const columns = columnsOf(procedure, options.lang ?? 'zh');
  const book = new excel.stream.xlsx.WorkbookWriter({ stream: to, useStyles: false, useSharedStrings: false });
  const open = (n: number) => {
    const sheet = book.addWorksheet(
      n === 1 ? procedure.title.zh.slice(0, 28) : `${procedure.title.zh.slice(0, 24)} ${n}`,
    );
    sheet.addRow(columns.map(({ heading }) => heading)).commit();
    return sheet;
  };
  let sheets = 1;
  let rows = 0;
  let sheet = open(sheets);
  for await (const items of exportPieces(options)) {
    if (rows + items.length > ROWS_PER_SHEET) {
      sheet.commit();
      sheet = open(++sheets);
      rows = 0;
    }
    for (const item of items) sheet.addRow(columns.map(({ cell }) => cell(item))).commit();
    rows += items.length;
    // exceljs does not wait for its reader, so we do.
    await setImmediate();
    if (to.writableNeedDrain) await once(to, 'drain');
  }
  sheet.commit();
  await book.commit();
}
