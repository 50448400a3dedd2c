// Turns written-down facts into a full rule, and answers the few questions that every reader of a rule asks.
// A rule that contradicts itself is refused here, when the program starts.

import { parseDate } from '../time/date.ts';
import { lawTitles } from './citation.ts';
import { LawError } from './law-error.ts';
import type { Extension, Rule, RuleFacts, Threshold, TimeUnit } from './types.ts';

const illFormed = (id: string, zh: string, en: string): LawError =>
  new LawError('ill-formed', `规则 ${id}：${zh}`, `Rule ${id}: ${en}`);

const TIME_UNITS: readonly string[] = ['working_day', 'calendar_day', 'hour', 'month', 'year'];

export const isTimeUnit = (unit: string | null): unit is TimeUnit => unit !== null && TIME_UNITS.includes(unit);

/** `02-28`, or `01` for the last day of a month. */
export const monthDayOf = (rule: Rule): string | undefined => {
  const value = rule.thresholds?.month_day ?? rule.thresholds?.month;
  return rule.bound === 'fixed_date' && typeof value === 'string' ? value : undefined;
};

export const hasTimeLimit = (rule: Rule): boolean =>
  monthDayOf(rule) !== undefined || (rule.bound !== 'none' && rule.limit !== null && isTimeUnit(rule.unit));

export const isInForce = (rule: Rule, date: string): boolean =>
  rule.from <= date && (rule.to === null || date <= rule.to);

/** A number nobody has read anywhere: a default that the region is asked to confirm or to set. */
export const isSetting = (rule: Rule): boolean => rule.confidence === 'low';

/** How much the rule lets a period grow in all, in its extension unit; null where the law fixes no number. */
export function extensionAllowance(rule: Rule): number | null {
  const extension = rule.extension;
  if (!extension || extension.counts === 'shorter') return 0;
  if (extension.limit === null) return null;
  const most = extension.limit * (extension.maxTimes ?? 1);
  return extension.counts === 'total' ? most - (rule.limit ?? 0) : most;
}

const includes = (list: Threshold | undefined, days: number): boolean => Array.isArray(list) && list.includes(days);

/**
 * Whether so many days are working or calendar days under a law's counting rule: in some laws the number itself decides
 * (Administrative Penalty Law art. 85, Administrative Compulsion Law art. 69, Reconsideration Law art. 88).
 */
export function unitOfDays(countRule: Rule, days: number): 'working_day' | 'calendar_day' {
  const facts = countRule.thresholds ?? {};
  const atMost = facts.working_day_if_days_lte;
  const every = [facts.all_agency_periods_working_days, facts.all_periods_working_days, facts.explicit_in_text];
  const working =
    every.includes(true) || includes(facts.working_day_numbers, days) || (typeof atMost === 'number' && days <= atMost);
  return working ? 'working_day' : 'calendar_day';
}

function lawName(facts: RuleFacts): Rule['law'] {
  const title = lawTitles.get(facts.law.id);
  if (!title)
    throw illFormed(facts.id, `未收录的法律 ${facts.law.id}。`, `the law ${facts.law.id} is not in the table.`);
  const version = /(\d{4})(修订|修正)/.exec(facts.law.zh);
  const name = version?.[2] === '修订' ? 'revision' : 'amendment';
  return { ...facts.law, en: version ? `${title.en} (${version[1]} ${name})` : title.en };
}

function fullExtension(extension: RuleFacts['extension']): Extension | null {
  return extension ? { limit: null, unit: null, maxTimes: null, note: null, counts: 'added', ...extension } : null;
}

function check(rule: Rule): void {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(rule.id))
    throw illFormed(rule.id, '编号不合规范。', 'write the id in kebab-case.');
  parseDate(rule.from);
  if (rule.to !== null && parseDate(rule.to) < rule.from) {
    throw illFormed(rule.id, '失效日早于生效日。', 'it ends before it begins.');
  }
  if (rule.limit !== null && !(Number.isSafeInteger(rule.limit) && rule.limit > 0)) {
    throw illFormed(rule.id, '期限须为正整数。', 'its limit must be a whole number above zero.');
  }
  if (rule.limit !== null && rule.unit === null) throw illFormed(rule.id, '期限缺少单位。', 'its limit has no unit.');
  if (rule.bound === 'fixed_date' && monthDayOf(rule) === undefined) {
    throw illFormed(rule.id, '固定日期缺少月日。', 'it names a fixed date but no month and day.');
  }
  if (rule.title.zh === '' || rule.title.en === '') throw illFormed(rule.id, '缺少名称。', 'it has no title.');
}

export function defineRule(facts: RuleFacts): Rule {
  const rule: Rule = {
    to: null,
    limit: null,
    unit: null,
    direction: 'forward',
    lastDay: 'rolls',
    appliesTo: '',
    suspensions: [],
    thresholds: null,
    consequence: null,
    countRule: null,
    notes: null,
    fromIsEstimate: false,
    ...facts,
    law: lawName(facts),
    extension: fullExtension(facts.extension),
  };
  check(rule);
  return Object.freeze(rule);
}
