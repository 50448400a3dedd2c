// Which days are worked. Weekends are rest days unless the year's State Council arrangement makes them working days,
// and weekdays are working days unless it makes them holidays. The calendar is a versioned value: an arrangement is
// known only from its announcement, and a date computed without one is provisional.

import { type DateText, dayNumber, parseDate, weekdayOfDay, yearOfDay } from './date.ts';
import { arrangements } from './holidays.ts';
import { TimeError } from './say.ts';
import type { Arrangement, Calendar, Holiday } from './types.ts';
import { refusals } from './words.ts';

type DayIndex = { exceptions: Map<number, boolean>; holidays: { first: number; last: number; holiday: Holiday }[] };

// Looked up for every single day of every period, so each calendar value is turned into day numbers once.
const indexes = new WeakMap<Calendar, DayIndex>();

function indexOf(calendar: Calendar): DayIndex {
  const known = indexes.get(calendar);
  if (known) return known;
  const index: DayIndex = { exceptions: new Map(), holidays: [] };
  for (const arrangement of Object.values(calendar.years)) {
    for (const holiday of arrangement.off) {
      const [first, last] = [dayNumber(holiday.from), dayNumber(holiday.to)];
      index.holidays.push({ first, last, holiday });
      for (let day = first; day <= last; day++) index.exceptions.set(day, false);
    }
    for (const date of arrangement.work) index.exceptions.set(dayNumber(date), true);
  }
  index.holidays.sort((one, other) => one.first - other.first);
  indexes.set(calendar, index);
  return index;
}

export function isWorkdayNumber(calendar: Calendar, day: number): boolean {
  const weekdayNumber = weekdayOfDay(day);
  return indexOf(calendar).exceptions.get(day) ?? (weekdayNumber !== 0 && weekdayNumber !== 6);
}

export const isWorkday = (calendar: Calendar, date: DateText): boolean => isWorkdayNumber(calendar, dayNumber(date));

/** A weekend day that is worked. */
export const isMakeUpDay = (calendar: Calendar, day: number): boolean =>
  indexOf(calendar).exceptions.get(day) === true && [0, 6].includes(weekdayOfDay(day));

export const holidayOn = (calendar: Calendar, day: number): Holiday | undefined =>
  indexOf(calendar).holidays.find(({ first, last }) => first <= day && day <= last)?.holiday;

export const hasArrangement = (calendar: Calendar, year: number): boolean => calendar.years[year] !== undefined;

/** Are the holidays of every year that these days touch known? */
export function isArranged(calendar: Calendar, firstDay: number, lastDay: number): boolean {
  const lastYear = yearOfDay(lastDay);
  for (let year = yearOfDay(firstDay); year <= lastYear; year++) if (!hasArrangement(calendar, year)) return false;
  return true;
}

function checkArrangement(arrangement: Arrangement): void {
  parseDate(arrangement.announcedOn);
  const off = arrangement.off.map(({ from, to }) => [dayNumber(from), dayNumber(to)] as const);
  if (off.some(([first, last]) => first > last)) throw new TimeError(refusals.holidayBackwards);
  const clash = arrangement.work.find((date) => {
    const day = dayNumber(date);
    return off.some(([first, last]) => first <= day && day <= last);
  });
  if (clash) throw new TimeError(refusals.holidayWorked, { date: clash });
}

/** The next version of the calendar, with this year's arrangement added or replaced. */
export function withArrangement(calendar: Calendar, arrangement: Arrangement): Calendar {
  checkArrangement(arrangement);
  return { version: calendar.version + 1, years: { ...calendar.years, [arrangement.year]: arrangement } };
}

/** Weekends only: nothing announced. */
export const bareCalendar: Calendar = { version: 0, years: {} };

const history: readonly Calendar[] = arrangements.reduce<Calendar[]>(
  (versions, arrangement) => [...versions, withArrangement(versions.at(-1) ?? bareCalendar, arrangement)],
  [],
);

/** Every announcement made so far. */
export const chinaCalendar: Calendar = history.at(-1) ?? bareCalendar;

/** The calendar as everybody knew it on that day. */
export function calendarAsOf(date: DateText): Calendar {
  parseDate(date);
  const known = arrangements.filter(({ announcedOn }) => announcedOn <= date).length;
  return history[known - 1] ?? bareCalendar;
}

/** So many working days after a day, or before it where the number is negative. */
export function moveWorkdays(calendar: Calendar, day: number, count: number): number {
  const step = count < 0 ? -1 : 1;
  let moved = day;
  for (let left = Math.abs(count); left > 0; ) {
    moved += step;
    if (isWorkdayNumber(calendar, moved)) left--;
  }
  return moved;
}

/** The day itself if it is worked, else the next (or, with -1, the last) day that is. */
export function nearestWorkday(calendar: Calendar, day: number, step: 1 | -1): number {
  let near = day;
  while (!isWorkdayNumber(calendar, near)) near += step;
  return near;
}
