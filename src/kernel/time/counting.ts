// The one engine that counts. Which unit a period is counted in is a property of the law; the mechanics are common:
//  - the day of the trigger is not counted, hours run at once (Civil Code art. 201);
//  - months and years end on the matching day, or on the last day of the month (art. 202);
//  - a last day that is a rest day moves to the next working day (art. 203), except where the rule says it stands
//    (seizure and freezing: moving it would lengthen a burden) and except a date that the law names itself;
//  - counted back, so many full days lie between the act and the event; a day to act that is a rest day moves earlier,
//    because later would take a day away from the person whom the notice protects.
// Days left out by a suspension are not counted, and no period ends on one.
import { LawError } from '../law/law-error.ts';
import { extensionAllowance, hasTimeLimit, isTimeUnit, monthDayOf } from '../law/rule.ts';
import type { Rule, TimeUnit } from '../law/types.ts';
import { isArranged, isWorkdayNumber, moveWorkdays, nearestWorkday } from './calendar.ts';
import { addMonths, beginOf, dateFromDay, dayNumber, dayOf, endOfDay, instantFromEpoch, yearOf } from './date.ts';
import { isExcluded, type Run, type Span } from './period.ts';
import { TimeError } from './say.ts';
import type { Calendar } from './types.ts';
import { refusals } from './words.ts';

export type Leg = { count: number; unit: TimeUnit };

/** What was counted, in day numbers; the trace is told from this. */
export type Counted = {
  legs: readonly Leg[];
  /** The last counted day, before it moves for a rest day; backward: the last lawful day. */
  reached: number;
  /** The day the period ends on. */
  lands: number;
  /** Set for periods in hours. */
  moment?: string;
  settled: boolean;
};

const HOUR_MS = 3_600_000;

function checkExtensions(rule: Rule, added: number, run: Run): void {
  const extension = rule.extension;
  if (!extension) throw new TimeError(refusals.noExtension);
  if (extension.counts === 'shorter') throw new TimeError(refusals.onlyShorter);
  const allowance = extensionAllowance(rule);
  if (allowance !== null && added > allowance) {
    throw new TimeError(refusals.extensionTooLong, { added, allowance, who: extension.approvedBy });
  }
  const most = (extension.counts === 'added' ? extension.limit : null) ?? Number.POSITIVE_INFINITY;
  const times = extension.maxTimes ?? Number.POSITIVE_INFINITY;
  if (run.extensions.length > times || run.extensions.some(({ by }) => by > most)) {
    throw new TimeError(refusals.extensionTooOften, { times, most: extension.limit ?? '—' });
  }
}

/** The limit and what was added to it; one leg where the units agree, so that the matching day is found once. */
export function legsOf(rule: Rule, run: Run): Leg[] {
  if (!hasTimeLimit(rule) || !isTimeUnit(rule.unit) || rule.limit === null) return [];
  const added = run.extensions.reduce((sum, { by }) => sum + by, 0);
  if (added > 0) checkExtensions(rule, added, run);
  const unit = rule.extension?.unit ?? rule.unit;
  if (added === 0 || unit === rule.unit) return [{ count: rule.limit + added, unit: rule.unit }];
  return [
    { count: rule.limit, unit: rule.unit },
    { count: added, unit },
  ];
}

function walk(from: number, count: number, excluded: readonly Span[], counts: (day: number) => boolean): number {
  let day = from;
  for (let left = count; left > 0; ) {
    day++;
    if (counts(day) && !isExcluded(excluded, day)) left--;
  }
  return day;
}

const monthsOn = (from: number, { count, unit }: Leg): number =>
  dayNumber(addMonths(dateFromDay(from), unit === 'year' ? count * 12 : count));

const inWorkingDays = (legs: readonly Leg[]): boolean => legs.some(({ unit }) => unit === 'working_day');

function refuseSuspension(run: Run): void {
  if (run.excluded.length > 0) throw new TimeError(refusals.noSuspension);
}

/** The first of the full days before an event. */
function backwardLeg(calendar: Calendar, event: number, { count, unit }: Leg): number {
  if (unit === 'working_day') return moveWorkdays(calendar, event, -count);
  return unit === 'calendar_day' ? event - count : monthsOn(event, { count: -count, unit });
}

function forwardLeg(calendar: Calendar, from: number, { count, unit }: Leg, excluded: readonly Span[]): number {
  if (unit === 'working_day') return walk(from, count, excluded, (day) => isWorkdayNumber(calendar, day));
  const days = unit === 'calendar_day' ? count : monthsOn(from, { count, unit }) - from;
  return excluded.length === 0 ? from + days : walk(from, days, excluded, () => true);
}

function countForward(rule: Rule, run: Run, calendar: Calendar): Counted {
  const legs = legsOf(rule, run);
  const start = dayNumber(dayOf(run.start));
  const reached = legs.reduce((day, leg) => forwardLeg(calendar, day, leg, run.excluded), start);
  let lands = reached;
  if (rule.lastDay === 'rolls') {
    while (!isWorkdayNumber(calendar, lands) || isExcluded(run.excluded, lands)) lands++;
  }
  const settled = inWorkingDays(legs)
    ? isArranged(calendar, start + 1, lands)
    : rule.lastDay === 'stands' || isArranged(calendar, reached, lands);
  return { legs, reached, lands, settled };
}

function countBackward(rule: Rule, run: Run, calendar: Calendar): Counted {
  const legs = legsOf(rule, run);
  const event = dayNumber(dayOf(run.start));
  refuseSuspension(run);
  const reached = legs.reduce((day, leg) => backwardLeg(calendar, day, leg), event) - 1;
  const lands = rule.lastDay === 'rolls' ? nearestWorkday(calendar, reached, -1) : reached;
  const settled = isArranged(calendar, lands, inWorkingDays(legs) ? event - 1 : reached);
  return { legs, reached, lands, settled };
}

function skipExcluded(epoch: number, excluded: readonly Span[]): number {
  const span = excluded.find(({ first, last }) => epoch >= dayStart(first) && epoch < dayStart(last + 1));
  return span ? skipExcluded(dayStart(span.last + 1), excluded) : epoch;
}

const dayStart = (day: number): number => beginOf(dateFromDay(day));

/** Hours run through rest days; only days left out stop them, until the end of the last such day. */
function countHours(rule: Rule, run: Run): Counted {
  const legs = legsOf(rule, run);
  const hours = legs.reduce((sum, { count }) => sum + count, 0);
  let epoch = beginOf(run.start);
  if (rule.direction === 'backward') {
    refuseSuspension(run);
    epoch -= hours * HOUR_MS;
  } else {
    const stops = run.excluded.map(({ first }) => dayStart(first)).sort((a, b) => a - b);
    for (let left = hours * HOUR_MS; left > 0; ) {
      epoch = skipExcluded(epoch, run.excluded);
      const next = stops.find((stop) => stop > epoch) ?? Number.POSITIVE_INFINITY;
      const step = Math.min(left, next - epoch);
      epoch += step;
      left -= step;
    }
  }
  const moment = instantFromEpoch(epoch);
  const lands = dayNumber(dayOf(moment));
  return { legs, reached: lands, lands, moment, settled: true };
}

/** A date the law names: the next time it comes round, that day itself included. It does not move. */
function nextFixedDate(run: Run, monthDay: string): Counted {
  const start = dayOf(run.start);
  const inYear = (year: number): string => {
    const text = String(year).padStart(4, '0');
    return monthDay.length === 5
      ? `${text}-${monthDay}`
      : dateFromDay(dayNumber(addMonths(`${text}-${monthDay}-01`, 1)) - 1);
  };
  const thisYear = inYear(yearOf(start));
  const lands = dayNumber(thisYear >= start ? thisYear : inYear(yearOf(start) + 1));
  return { legs: [], reached: lands, lands, settled: true };
}

export function count(rule: Rule, run: Run, calendar: Calendar): Counted {
  const monthDay = monthDayOf(rule);
  if (monthDay !== undefined) return nextFixedDate(run, monthDay);
  if (!hasTimeLimit(rule)) {
    throw new LawError('no-time-limit', refusals.noTimeLimit, { title: rule.title });
  }
  if (rule.unit === 'hour') return countHours(rule, run);
  return rule.direction === 'backward' ? countBackward(rule, run, calendar) : countForward(rule, run, calendar);
}

/** Working days of notice that the yellow light gives, by the length of the period. */
export function warningLead(legs: readonly Leg[]): number {
  const days = legs.reduce((sum, { count: n, unit }) => sum + n * ({ month: 30, year: 365 }[unit as string] ?? 1), 0);
  if (days <= 5) return 1;
  if (days <= 15) return 2;
  if (days <= 30) return 3;
  return days <= 60 ? 5 : 10;
}

export const endMoment = (day: number): string => endOfDay(dateFromDay(day));
