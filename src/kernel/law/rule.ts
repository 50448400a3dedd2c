// Turns written-down facts into a full rule, and answers the few questions that every reader of a rule asks.
// A rule that contradicts itself is refused here, when the program starts.
import { type DateText, parseDate } from '../time/date.ts';
import type { Label } from '../time/types.ts';
import { refusals } from '../time/words.ts';
import { lawTitles } from './citation.ts';
import { LawError } from './law-error.ts';
import type { Rule, RuleFacts, Threshold, TimeUnit } from './types.ts';

const TIME_UNITS: readonly unknown[] = ['working_day', 'calendar_day', 'hour', 'month', 'year'] satisfies TimeUnit[];

export const isTimeUnit = (unit: string | null): unit is TimeUnit => TIME_UNITS.includes(unit);

/** `02-28`, or `01` for the last day of a month. */
export const monthDayOf = (rule: Rule): string | undefined => {
  const value = rule.thresholds?.month_day ?? rule.thresholds?.month;
  return rule.bound === 'fixed_date' && typeof value === 'string' ? value : undefined;
};

export const hasTimeLimit = (rule: Rule): boolean =>
  monthDayOf(rule) !== undefined || (rule.bound !== 'none' && rule.limit !== null && isTimeUnit(rule.unit));

export const isInForce = (rule: Rule, date: DateText): boolean =>
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

function lawName(law: RuleFacts['law']): Rule['law'] {
  const title = lawTitles.get(law.id);
  if (!title) throw new LawError('unknown-law', refusals.unknownLaw, { id: law.id });
  const version = /(\d{4})(修订|修正)/.exec(law.zh);
  const name = version?.[2] === '修订' ? 'revision' : 'amendment';
  return { ...law, en: version ? `${title.en} (${version[1]} ${name})` : title.en };
}

function contradiction(rule: Rule): Label | undefined {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(rule.id)) return refusals.badId;
  if (rule.to !== null && parseDate(rule.to) < parseDate(rule.from)) return refusals.endsFirst;
  if (rule.limit !== null && !(Number.isSafeInteger(rule.limit) && rule.limit > 0)) return refusals.badLimit;
  if (rule.limit !== null && rule.unit === null) return refusals.noUnit;
  if (rule.bound === 'fixed_date' && monthDayOf(rule) === undefined) return refusals.noMonthDay;
  return rule.title.zh === '' || rule.title.en === '' ? refusals.noTitle : undefined;
}

const UNSAID = {
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
} as const;

const UNSAID_EXTENSION = { limit: null, unit: null, maxTimes: null, note: null, counts: 'added' } as const;

export function defineRule(facts: RuleFacts): Rule {
  const extension = facts.extension ? { ...UNSAID_EXTENSION, ...facts.extension } : null;
  const rule: Rule = { ...UNSAID, ...facts, law: lawName(facts.law), extension };
  const wrong = contradiction(rule);
  if (wrong) throw new LawError('ill-formed', wrong, { id: rule.id });
  return Object.freeze(rule);
}
