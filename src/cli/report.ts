// `plumbline report`: the 74 figures of the annual report as they stand. What no line computes yet is absent, not zero.
import { parseDate } from '#kernel';
import { reportFigures, reportJson } from '#services/figures';
import { REGION, withAll } from './open.ts';
import { both, misuse, type Output } from './output.ts';
import { yearOf } from './settings.ts';

interface ReportOptions {
  readonly region: string;
  readonly asOf?: string;
}

const titleOf = (id: string): string => {
  const entry = reportFigures.find((one) => one.id === id);
  return entry === undefined ? '' : both(entry.title);
};

export async function reportCommand(output: Output, options: ReportOptions, text = ''): Promise<void> {
  const year = yearOf(text);
  if (options.region !== REGION)
    throw misuse(`没有地区“${options.region}”。`, `There is no region "${options.region}".`);
  const asOf = options.asOf === undefined ? undefined : parseDate(options.asOf);
  await withAll(async ({ kernel }) => {
    const report = await reportJson(kernel, year, asOf);
    output.result(report, () => [
      ...report.figures.map(({ id, status, value, unit }) => {
        const told = status === 'computed' ? `${value ?? '–'} ${both(unit)}` : '尚无 absent';
        return `${id}  ${titleOf(id)}  ${told}`;
      }),
      `${report.figures.filter(({ status }) => status === 'computed').length}/${report.figures.length}`,
    ]);
  });
}
