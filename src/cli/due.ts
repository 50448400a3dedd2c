// `plumbline due`: one rule, one start, the day it ends, and how that was counted. It needs no database: the law and the
// calendar it knows are those this version was released with.
import { due, parseDate } from '#kernel';
import { declared } from './open.ts';
import { both, CliError, type Output } from './output.ts';
import { wholeNumber } from './settings.ts';

interface DueOptions {
  readonly from: string;
  readonly extend?: string;
  readonly suspend?: readonly string[];
}

export async function dueCommand(output: Output, options: DueOptions, rule = ''): Promise<void> {
  const { law } = declared();
  // An unknown rule is told first. Whoever wrote no time of day meant a date.
  law.rule(rule);
  if (!/[Tt]/.test(options.from)) parseDate(options.from);
  const extend = options.extend === undefined ? {} : { extend: wholeNumber(options.extend, '延长', 'An extension') };
  const found = due({ rule, from: options.from, suspend: options.suspend ?? [], ...extend }, law);
  if (!found.ok) throw new CliError(2, found.failure.message.zh, found.failure.message.en);
  const { answer } = found;
  output.result(answer, () => {
    const { title } = law.rule(answer.rule);
    const when = answer.dueAt ?? answer.dueOn ?? answer.earliestOn ?? '';
    return [
      both(title),
      answer.earliestOn === undefined ? `截止 Due: ${when}` : `等待期满日 Waiting period ends: ${when}`,
      ...(answer.provisional
        ? ['暂定：当年放假安排尚未公布。Provisional: that year’s arrangement is not announced.']
        : []),
      ...(answer.inForce ? [] : ['该规则当日不在有效期内。The rule is not in force on that day.']),
      ...answer.trace.map((label) => `  ${label.zh}\n  ${label.en}`),
    ];
  });
}
