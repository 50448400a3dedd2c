// `plumbline limit` and `plumbline calendar`: what a district sets for itself, dated and never edited in place. A limit
// whose number no law gives is a default until somebody sets it; an arrangement of holidays comes once a year, late.
import { readFile } from 'node:fs/promises';
import { type Arrangement, isDate, type Rule } from '#kernel';
import * as z from 'zod';
import { mustBeFile } from './folder.ts';
import { actorOf, declared, withAll } from './open.ts';
import { misuse, type Output } from './output.ts';
import { wholeNumber } from './settings.ts';

interface LimitOptions {
  readonly value: string;
  readonly extension?: string;
  readonly from: string;
  readonly by: string;
  readonly reason: string;
}

/** Only numbers that nobody has read in a text may be set. */
const settable = (rule: Rule): boolean => rule.confidence === 'low' && rule.limit !== null;

export async function limitList(output: Output): Promise<void> {
  await withAll(async ({ kernel }) => {
    const set = await kernel.settings.limits();
    const limits = declared()
      .law.list()
      .filter(settable)
      .map(({ id, title, limit, unit }) => ({
        rule: id,
        title,
        unit,
        default: limit,
        set: set.filter((one) => one.ruleId === id),
      }));
    output.result({ limits }, () =>
      limits.flatMap((one) => [
        `${one.rule}  ${one.title.zh} ${one.title.en}: ${one.default} ${one.unit}（缺省 default）`,
        ...one.set.map(({ from, limit, setBy, reason }) => `    ${from} 起 from: ${limit}（${setBy}：${reason}）`),
      ]),
    );
  });
}

export async function limitSet(output: Output, options: LimitOptions, ruleId = ''): Promise<void> {
  const rule = declared().law.find(ruleId);
  if (rule === undefined) throw misuse(`没有规则“${ruleId}”。`, `There is no rule "${ruleId}".`);
  if (!isDate(options.from)) throw misuse(`“${options.from}”不是日期。`, `"${options.from}" is not a date.`);
  const setting = {
    ruleId,
    from: options.from,
    limit: wholeNumber(options.value, '期限', 'The limit'),
    ...(options.extension === undefined
      ? {}
      : { extensionLimit: wholeNumber(options.extension, '延长期限', 'The extension') }),
    setBy: options.by,
    reason: options.reason,
  };
  await withAll(async ({ kernel }) => {
    await kernel.settings.setLimit(setting);
    output.result(setting, () => [
      `${rule.title.zh}：自 ${setting.from} 起开始的期限为 ${setting.limit}。已经开始的不变。`,
      `${rule.title.en}: ${setting.limit} for periods that start on ${setting.from} or later. Those running keep theirs.`,
    ]);
  });
}

const day = z.string().refine(isDate);
const Announced: z.ZodType<Arrangement> = z.strictObject({
  year: z.int().min(1990).max(2200),
  notice: z.string().min(1),
  announcedOn: day,
  off: z.array(z.strictObject({ name: z.strictObject({ zh: z.string(), en: z.string() }), from: day, to: day })).min(1),
  work: z.array(day),
});

export async function calendarList(output: Output): Promise<void> {
  await withAll(async ({ kernel }) => {
    const { years, version } = await kernel.settings.calendar();
    const arrangements = Object.values(years);
    output.result({ version, arrangements }, () =>
      arrangements.map(
        ({ year, notice, announcedOn, off, work }) =>
          `${year}  ${notice}（${announcedOn}）  ${off.map(({ name, from, to }) => `${name.zh} ${from}…${to}`).join('，')}  调休上班 worked: ${work.join(' ') || '-'}`,
      ),
    );
  });
}

export async function calendarAnnounce(output: Output, { as }: { readonly as?: string }, file = ''): Promise<void> {
  await mustBeFile(file);
  const arrangement = announced(await readFile(file, 'utf8'));
  await withAll(async ({ kernel }) => {
    const by = await actorOf(kernel, as, 'command-line');
    const result = await kernel.settings.announceArrangement(arrangement, by);
    output.result({ year: arrangement.year, ...result }, () => [
      `已采用 ${arrangement.year} 年放假安排，重算 ${result.recomputed} 件，其中 ${result.moved} 件期限改变，新旧日期都已留存。`,
      `Took the arrangement of ${arrangement.year}: ${result.recomputed} cases computed again, ${result.moved} moved; old and new dates are kept.`,
    ]);
  });
}

function announced(text: string): Arrangement {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw misuse('文件不是 JSON。', `The file is not JSON: ${(error as Error).message}.`);
  }
  const parsed = Announced.safeParse(value);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map(({ path, message }) => `/${path.join('/')}: ${message}`).join('; ');
  throw misuse(
    `放假安排应为 {"year","notice","announcedOn","off":[{"name":{"zh","en"},"from","to"}],"work":["…"]}：${where}`,
    `An arrangement is {"year","notice","announcedOn","off":[{"name":{"zh","en"},"from","to"}],"work":["…"]}: ${where}`,
  );
}
