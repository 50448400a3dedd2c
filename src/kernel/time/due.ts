// Where a period stands: its due date, its light, whether an act came late, and what a newly announced calendar does to
// it. The last day may be used to 24:00 in Asia/Shanghai; a late act is told as late and never blocked here.
import { isInForce } from '../law/rule.ts';
import type { Law, Rule } from '../law/types.ts';
import { moveWorkdays } from './calendar.ts';
import { type Counted, count, endMoment, warningLead } from './counting.ts';
import {
  beginOf,
  type DateText,
  dateFromDay,
  dayNumber,
  dayOf,
  epochOf,
  type InstantText,
  type Moment,
} from './date.ts';
import { type Run, readPeriod } from './period.ts';
import type { Calendar, Due, Light, PeriodEvent, PeriodState } from './types.ts';

export const waitsForTimeToPass = (rule: Rule): boolean =>
  rule.bound === 'not_before' || (rule.bound === 'at_least' && rule.direction === 'forward');

function datesOf(rule: Rule, counted: Counted): Partial<Due> {
  const day = dateFromDay(counted.lands);
  if (waitsForTimeToPass(rule)) return { earliestOn: day, endsAt: counted.moment ?? endMoment(counted.lands) };
  if (counted.moment !== undefined) return { dueAt: counted.moment, endsAt: counted.moment };
  const moved = rule.direction === 'backward' && counted.reached !== counted.lands;
  return {
    dueOn: day,
    ...(moved ? { lawfulUntil: dateFromDay(counted.reached) } : {}),
    endsAt: endMoment(moved ? counted.reached : counted.lands),
  };
}

function warningOn(rule: Rule, run: Run, counted: Counted, calendar: Calendar): Partial<Due> {
  if (waitsForTimeToPass(rule) || counted.moment !== undefined) return {};
  const warn = moveWorkdays(calendar, counted.lands, -warningLead(counted.legs));
  const earliest = rule.direction === 'backward' ? warn : Math.max(warn, dayNumber(dayOf(run.start)));
  return { warnOn: dateFromDay(Math.min(earliest, counted.lands)) };
}

function dueOf(rule: Rule, run: Run, calendar: Calendar): Due {
  const open = run.status === 'suspended';
  const counted = open ? undefined : count(rule, run, calendar);
  return {
    rule: rule.id,
    start: run.start,
    status: run.status,
    ...(counted ? { ...datesOf(rule, counted), ...warningOn(rule, run, counted, calendar) } : {}),
    ...(run.metAt === undefined ? {} : { metAt: run.metAt }),
    ...(run.suspendedSince === undefined ? {} : { suspendedSince: run.suspendedSince }),
    provisional: counted ? !counted.settled : false,
    inForce: isInForce(rule, dayOf(run.start)),
    calendarVersion: calendar.version,
  };
}

// Most periods have no events and many start on the same day, so their answer is kept per calendar, rule and start.
// Bounded, because a long-lived server sees every day there is.
const REMEMBERED = 4096;
const memory = new WeakMap<Calendar, WeakMap<Rule, Map<string, Due>>>();

function remembered(rule: Rule, start: string, calendar: Calendar): Due {
  let byRule = memory.get(calendar);
  if (!byRule) memory.set(calendar, (byRule = new WeakMap()));
  let byStart = byRule.get(rule);
  if (!byStart) byRule.set(rule, (byStart = new Map()));
  const known = byStart.get(start);
  if (known) return known;
  const due = Object.freeze(dueOf(rule, readPeriod({ rule: rule.id, start, events: [] }), calendar));
  if (byStart.size >= REMEMBERED) byStart.clear();
  byStart.set(start, due);
  return due;
}

/** The rule that governs a period: its settings are those of the day it started. */
export const ruleOf = (law: Law, { rule, start }: { rule: string; start: Moment }): Rule =>
  law.ruleAsOf(rule, dayOf(start));

export function computeDue(state: PeriodState, law: Law, calendar: Calendar): Due {
  if (state.events.length === 0) return remembered(ruleOf(law, state), state.start, calendar);
  const run = readPeriod(state);
  return dueOf(ruleOf(law, run), run, calendar);
}

/** An act on a plain date is taken to the best of the actor: late only if no moment of that day was in time. */
export function isLate(due: Due, happenedAt: Moment): boolean {
  if (due.endsAt === undefined || due.earliestOn !== undefined) return false;
  const late = beginOf(happenedAt) - epochOf(due.endsAt);
  return due.dueAt === undefined ? late >= 0 : late > 0;
}

/** An act inside a time that must pass first; a plain date is taken as its first moment. */
export const isEarly = (due: Due, happenedAt: Moment): boolean =>
  due.endsAt !== undefined && due.earliestOn !== undefined && beginOf(happenedAt) < epochOf(due.endsAt);

/** Green, yellow from the warning day (hour periods from the start), red once the time has run out. */
export function light(due: Due, now: InstantText, warnOn: DateText | undefined = due.warnOn): Light {
  if (due.status === 'suspended' || due.status === 'cancelled') return due.status;
  if (due.status === 'met') return due.metAt !== undefined && isLate(due, due.metAt) ? 'late' : 'met';
  if (due.earliestOn !== undefined) return isEarly(due, now) ? 'waiting' : 'open';
  if (isLate(due, now)) return 'red';
  return warnOn === undefined || dayOf(now) >= warnOn ? 'yellow' : 'green';
}

const dateIn = (due: Due): string | undefined => due.dueOn ?? due.dueAt ?? due.earliestOn;

export type Recomputed = {
  changed: boolean;
  oldDue?: string;
  newDue?: string;
  due: Due;
  /** To be kept with the period when the date moved. */
  event?: PeriodEvent;
};

/** What a new calendar, announced on a day, does to a period. Periods that have ended keep their date. */
export function recompute(
  state: PeriodState,
  law: Law,
  oldCalendar: Calendar,
  newCalendar: Calendar,
  on: DateText,
): Recomputed {
  const before = computeDue(state, law, oldCalendar);
  if (before.status === 'met' || before.status === 'cancelled') return { changed: false, due: before };
  const due = computeDue(state, law, newCalendar);
  const [oldDue, newDue] = [dateIn(before), dateIn(due)];
  const dates = { ...(oldDue === undefined ? {} : { oldDue }), ...(newDue === undefined ? {} : { newDue }) };
  if (oldDue === newDue) return { changed: false, ...dates, due };
  const event: PeriodEvent = { type: 'announce', on, calendarVersion: newCalendar.version, ...dates };
  return { changed: true, ...dates, due, event };
}
