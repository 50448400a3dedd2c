// The figures of a year, each computed by the business line that declares it. A figure whose line is not there is
// absent: its value is null and nothing stands in for it. Nothing is cached, so no number can be stale.
import type { DateText, Figure, FigureQuery, FigureRecord, FigureValue, Kernel, Label, Page } from '#kernel';
import { catalogue } from './catalogue.ts';
import { figureRanges, recordsLink, reporter } from './range.ts';
import type { ReportFigure } from './view.ts';

export interface CatalogueEntry {
  readonly id: string;
  readonly domain: string;
  readonly section: string;
  readonly title: Label;
  readonly unit: Label;
  readonly cmp: '=' | '>=';
  readonly counts: Label;
  readonly period: 'year' | 'year-end';
}

export const reportFigures: readonly CatalogueEntry[] = catalogue;

/** A figure with what it was computed from. `query` and `definition` are null when it is absent. */
export interface ComputedFigure extends ReportFigure {
  readonly of: { readonly counted: number; readonly all: number } | null;
  readonly query: FigureQuery | null;
  readonly definition: Figure | null;
}

export interface ReportQuery {
  readonly year: number;
  /** What the records said at the end of that day; default now. */
  readonly asOf?: DateText;
}

const absent = (entry: CatalogueEntry): ComputedFigure => ({
  id: entry.id,
  status: 'absent',
  value: null,
  unit: entry.unit,
  records: null,
  of: null,
  query: null,
  definition: null,
});

function present(entry: CatalogueEntry, definition: Figure, query: FigureQuery, found: FigureValue, ask: ReportQuery) {
  return {
    id: entry.id,
    status: 'computed',
    value: found.value,
    unit: entry.unit,
    records: recordsLink(entry.id, ask.year, ask.asOf),
    of: found.of,
    query,
    definition,
  } satisfies ComputedFigure;
}

export async function computeReport(kernel: Kernel, ask: ReportQuery): Promise<readonly ComputedFigure[]> {
  const rangeOf = await figureRanges(kernel, ask.year, ask.asOf);
  return Promise.all(
    reportFigures.map(async (entry) => {
      const definition = kernel.registry.figures.get(entry.id);
      if (!definition) return absent(entry);
      const query = rangeOf(entry.id);
      return present(entry, definition, query, await kernel.figure(reporter, entry.id, query), ask);
    }),
  );
}

/** The public answer of `report <year> --json` and `GET /report/{year}`. */
export async function reportJson(kernel: Kernel, year: number, asOf?: DateText) {
  const figures = await computeReport(kernel, asOf === undefined ? { year } : { year, asOf });
  const lines = figures.map(
    ({ id, status, value, unit, records }): ReportFigure => ({ id, status, value, unit, records }),
  );
  return { year, figures: lines };
}

export interface Group {
  readonly key: string;
  /** In what the figure counts (rows, different ones, a sum): the numerator, or the same as `all` where it is no ratio. */
  readonly counted: number;
  readonly all: number;
}

/** For charts and tables: the same selection as the figure's, by `month`, `unit` or one of its procedure's facets. */
export async function figureBreakdown(
  kernel: Kernel,
  id: string,
  year: number,
  by: string,
  asOf?: DateText,
): Promise<readonly Group[]> {
  const rangeOf = await figureRanges(kernel, year, asOf);
  return kernel.figureGroups(reporter, id, rangeOf(id), by);
}

/** How many records a computed figure rests on: its rows, not its value (a sum of attendances counts its hearings). Only
 * sums and counts of different ones must be walked through, and only when a report is frozen. */
export async function recordCount(kernel: Kernel, figure: ComputedFigure): Promise<number | null> {
  if (figure.query === null || figure.definition === null) return null;
  if (figure.definition.count === 'rows') return figure.of?.all ?? figure.value ?? 0;
  let found = 0;
  let cursor: string | null = null;
  do {
    const page: Page<FigureRecord> = await kernel.figureRecords(reporter, figure.id, figure.query, {
      limit: 200,
      ...(cursor === null ? {} : { cursor }),
    });
    found += page.items.length;
    cursor = page.next;
  } while (cursor !== null);
  return found;
}
