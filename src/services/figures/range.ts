// Which days a figure of a year counts. The whole calendar year, unless the region set an earlier last day for a figure
// or for all figures of a line (setting `report-cutoffs`). Everything that shows a number and everything that opens
// its records asks here, so that the two can never part.
import { type DateText, type FigureQuery, isDate, type Kernel } from '#kernel';

/** Whoever reads, the number is the same: it is computed by the system over all records, never over what one may see. */
export const reporter = { system: 'figures' } as const;

export const CUTOFFS = 'report-cutoffs';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `{ 'hotline.orders': '12-20' }`, `{ hotline: '12-20' }`, or by year `{ hotline: { '2021': '12-20' } }`. */
export function lastDay(setting: unknown, id: string, year: number): DateText {
  const all = isRecord(setting) ? setting : {};
  const chosen = all[id] ?? all[id.split('.')[0] ?? ''];
  const day = isRecord(chosen) ? chosen[String(year)] : chosen;
  if (day === undefined || day === null) return `${year}-12-31`;
  const date = typeof day === 'string' ? `${year}-${day}` : '';
  if (!isDate(date))
    throw new Error(`Setting ${CUTOFFS}: ${JSON.stringify(day)} is not a day MM-DD of ${year} (${id}).`);
  return date;
}

const rangeOf = (setting: unknown, id: string, year: number, asOf?: DateText): FigureQuery => ({
  from: `${year}-01-01`,
  to: lastDay(setting, id, year),
  ...(asOf === undefined ? {} : { asOf }),
});

/** Reads the setting once, for many figures. */
export async function figureRanges(
  kernel: Kernel,
  year: number,
  asOf?: DateText,
): Promise<(id: string) => FigureQuery> {
  const setting = await kernel.settings.get(CUTOFFS);
  return (id) => rangeOf(setting, id, year, asOf);
}

export async function figureQuery(kernel: Kernel, id: string, year: number, asOf?: DateText): Promise<FigureQuery> {
  return (await figureRanges(kernel, year, asOf))(id);
}

export function recordsLink(id: string, year: number, asOf?: DateText): string {
  const query = asOf === undefined ? `year=${year}` : `year=${year}&asOf=${asOf}`;
  return `/api/v1/figures/${id}/records?${query}`;
}
