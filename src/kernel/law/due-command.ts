// The answer of `plumbline due`: one rule, one start, perhaps an extension and suspensions, and the date with its trace.
// A rule that is not in force on the day is still computed and says so; whatever is misused comes back as a sentence.
import { chinaCalendar } from '../time/calendar.ts';
import { type DateText, dayOf, type InstantText, type Moment, parseDate } from '../time/date.ts';
import { computeDue } from '../time/due.ts';
import { TimeError } from '../time/say.ts';
import { traceDue } from '../time/trace.ts';
import type { Calendar, Label, PeriodEvent } from '../time/types.ts';
import { refusals } from '../time/words.ts';
import { LawError } from './law-error.ts';
import type { Law, Rule } from './types.ts';

/**
 * `extend` is in the rule's own extension unit. A suspension `a..b` names its first and last excluded day; a single day
 * may be written once.
 */
export type DueRequest = { rule: string; from: string; extend?: number; suspend?: readonly string[] };

export type DueAnswer = {
  rule: string;
  from: Moment;
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
  if (more.length > 0 || parseDate(first) > parseDate(last)) throw new TimeError(refusals.badSpan, { text });
  return { first, last };
}

/** Spans that overlap become one, since a period cannot be suspended twice at once. */
function suspensionEvents(texts: readonly string[]): PeriodEvent[] {
  const merged: { first: DateText; last: DateText }[] = [];
  for (const span of texts.map(readSpan).sort((a, b) => (a.first < b.first ? -1 : 1))) {
    const before = merged.at(-1);
    if (!before || span.first > before.last) merged.push(span);
    else if (span.last > before.last) before.last = span.last;
  }
  return merged.flatMap(({ first, last }): PeriodEvent[] => [
    { type: 'suspend', on: first, reason: '' },
    { type: 'resume', on: last },
  ]);
}

/** One number stands for as many extensions as the law needs for it. */
function extensionEvents({ extension }: Rule, by: number | undefined, on: DateText): PeriodEvent[] {
  if (by === undefined) return [];
  const perTime = (extension?.counts === 'added' && extension.limit) || by;
  if (!Number.isSafeInteger(by) || by < 1 || by / perTime > 100) return [{ type: 'extend', on, by }];
  const times = Math.ceil(by / perTime);
  return Array.from({ length: times }, (_, n) => ({ type: 'extend', on, by: Math.min(perTime, by - n * perTime) }));
}

function answer({ rule: id, from, extend, suspend = [] }: DueRequest, law: Law, calendar: Calendar): DueAnswer {
  // An unknown rule is told as such even where the date is broken too.
  law.rule(id);
  const rule = law.ruleAsOf(id, dayOf(from));
  const events = [...suspensionEvents(suspend), ...extensionEvents(rule, extend, dayOf(from))];
  const state = { rule: id, start: from, events };
  const { dueOn, dueAt, earliestOn, provisional, inForce } = computeDue(state, law, calendar);
  return {
    rule: id,
    from,
    ...(dueOn && { dueOn }),
    ...(dueAt && { dueAt }),
    ...(earliestOn && { earliestOn }),
    provisional,
    inForce,
    trace: traceDue(state, law, calendar),
  };
}

/** Every failure is a misuse of the command (exit 2) with a sentence to print. */
export function due(request: DueRequest, law: Law, calendar: Calendar = chinaCalendar): DueResult {
  try {
    return { ok: true, answer: answer(request, law, calendar) };
  } catch (error) {
    if (!(error instanceof TimeError)) throw error;
    const code = error instanceof LawError ? error.code : 'misuse';
    const known = code === 'unknown-rule' || code === 'no-time-limit' ? code : 'misuse';
    return { ok: false, failure: { error: known, message: error.label } };
  }
}
