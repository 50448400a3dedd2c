// `plumbline report`: the 74 figures of the annual report as they stand. What no line computes yet is absent, not zero.
import { parseDate } from '#kernel';
import { reportJson } from '#services/figures';
import { REGION, withAll } from './open.ts';
import { misuse, type Output } from './output.ts';
import { yearOf } from './settings.ts';

interface ReportOptions {
  readonly region: string;
  readonly asOf?: string;
}

export async function reportCommand(output: Output, options: ReportOptions, text = ''): Promise<void> {
  const year = yearOf(text);
  if (options.region !== REGION)
    throw misuse(`没有地区“${options.region}”。`, `There is no region "${options.region}".`);
  const asOf = options.asOf === undefined ? undefined : parseDate(options.asOf);
  await withAll(async ({ kernel }) => {
    const report = await reportJson(kernel, year, asOf);
    output.result(report, () => [
      ...report.figures.map(({ id, status, value, unit }) =>
        status === 'computed' ? `${id}  ${value ?? '–'} ${unit.zh} ${unit.en}` : `${id}  尚无 absent`,
      ),
      `${report.figures.filter(({ status }) => status === 'computed').length}/${report.figures.length}`,
    ]);
  });
}
