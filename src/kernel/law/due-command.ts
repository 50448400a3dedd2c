// The answer of `plumbline due`: one rule, one start, perhaps an extension and suspensions, and the date with its trace.
// A rule that is not in force on the day is still computed and says so; whatever is misused comes back as a sentence.

import { chinaCalendar } from '../time/calendar.ts';
import { type DateText, dayOf, epochOf, type InstantText, isDate, parseDate, TimeError } from '../time/date.ts';
import { computeDue } from '../time/due.ts';
import { traceDue } from '../time/trace.ts';
import type { Calendar, Label, PeriodEvent } from '../time/types.ts';
import { LawError } from './law-error.ts';
import { hasTimeLimit } from './rule.ts';
import type { Law, Rule } from './types.ts';

export type DueRequest = {
  rule: string;
  from: string;
  /** In the rule's own extension unit. */
  extend?: number;
  /** `a..b`: first and last excluded day, both included; one day alone may be written once. */
  suspend?: readonly string[];
};

export type DueAnswer = {
  rule: string;
  from: DateText | InstantText;
  dueOn?: DateText;
  dueAt?: InstantText;
  earliestOn?: DateText;
  provisional: boolean;
  inForce: boolean;
  trace: Label[];
};

export type DueFailure = { error: 'unknown-rule' | 'no-time-limit' | 'misuse'; message: Label };

export type DueResult = { ok: true; answer: DueAnswer } | { ok: false; failure: DueFailure };

function readSpan(text: string): { first: DateText; last: DateText } {
  const [first = '', last = first, ...more] = text.split('..');
  if (more.length > 0 || parseDate(first) > parseDate(last)) {
    throw new TimeError(
      `中止期间“${text}”应写作 首日..末日，且首日不晚于末日。`,
      `Write a suspension as first-day..last-day, the first not after the last; "${text}" is not.`,
    );
  }
  return { first, last };
}

/** Spans that touch or overlap become one, since a period cannot be suspended twice at once. */
function suspensionEvents(texts: readonly string[]): PeriodEvent[] {
  const spans = texts.map(readSpan).sort((a, b) => (a.first < b.first ? -1 : 1));
  const merged: { first: DateText; last: DateText }[] = [];
  for (const span of spans) {
    const before = merged.at(-1);
    if (before && span.first <= before.last) before.last = before.last > span.last ? before.last : span.last;
    else merged.push({ ...span });
  }
  return merged.flatMap(({ first, last }): PeriodEvent[] => [
    { type: 'suspend', on: first, reason: '' },
    { type: 'resume', on: last },
  ]);
}

/** One number from the command line stands for as many extensions as the law needs for it. */
function extensionEvents(rule: Rule, by: number | undefined, on: DateText): PeriodEvent[] {
  if (by === undefined) return [];
  const extension = rule.extension;
  const perTime = extension?.counts === 'added' && extension.limit !== null ? extension.limit : by;
  if (!Number.isSafeInteger(by) || by < 1 || by / perTime > 1000) return [{ type: 'extend', on, by }];
  const events: PeriodEvent[] = [];
  for (let left = by; left > 0; left -= perTime) events.push({ type: 'extend', on, by: Math.min(left, perTime) });
  return events;
}

function answer(request: DueRequest, law: Law, calendar: Calendar): DueAnswer {
  // An unknown rule is told as such even where the date is broken too.
  law.rule(request.rule);
  if (!isDate(request.from)) epochOf(request.from);
  const day = dayOf(request.from);
  const rule = law.ruleAsOf(request.rule, day);
  if (!hasTimeLimit(rule)) {
    throw new LawError('no-time-limit', `“${rule.title.zh}”没有期限。`, `"${rule.title.en}" has no time limit.`);
  }
  const events = [...suspensionEvents(request.suspend ?? []), ...extensionEvents(rule, request.extend, day)];
  const state = { rule: request.rule, start: request.from, events };
  const { dueOn, dueAt, earliestOn, provisional, inForce } = computeDue(state, law, calendar);
  return {
    rule: request.rule,
    from: request.from,
    ...(dueOn === undefined ? {} : { dueOn }),
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(earliestOn === undefined ? {} : { earliestOn }),
    provisional,
    inForce,
    trace: traceDue(state, law, calendar),
  };
}

function failureOf(error: unknown): DueFailure {
  if (error instanceof LawError && (error.code === 'unknown-rule' || error.code === 'no-time-limit')) {
    return { error: error.code, message: error.label };
  }
  if (error instanceof LawError || error instanceof TimeError) return { error: 'misuse', message: error.label };
  throw error;
}

/** Every failure is a misuse of the command (exit 2) with a sentence to print. */
export function due(request: DueRequest, law: Law, calendar: Calendar = chinaCalendar): DueResult {
  try {
    return { ok: true, answer: answer(request, law, calendar) };
  } catch (error) {
    return { ok: false, failure: failureOf(error) };
  }
}
