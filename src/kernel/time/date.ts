// Calendar dates and instants as the law reads them: a date is a day in Asia/Shanghai, an instant is RFC 3339 text.
// The zone is the fixed +08:00 that has held since 1992; earlier summer time is ignored. Counting is done in day numbers
// (days since 1970-01-01), the same in a browser, a server and a test.
import { TimeError } from './say.ts';
import type { DateText, InstantText, Moment } from './types.ts';
import { refusals } from './words.ts';

export type { DateText, InstantText, Moment };

const DAY_MS = 86_400_000;
const ZONE_MS = 8 * 3_600_000;
const [FIRST_DAY, LAST_DAY] = [-719_162, 2_932_896];

// A region's dates fall on a few thousand days, each read and written a hundred thousand times in a load: both ways are
// remembered (measured: a fifth of the time of a batch went into them before).
const REMEMBERED = 40_000;
const dayOfText = new Map<string, number>();
const textOfDay = new Map<number, DateText>();

function remember<Key, Value>(known: Map<Key, Value>, key: Key, value: Value): Value {
  if (known.size >= REMEMBERED) known.clear();
  known.set(key, value);
  return value;
}

// The platform reads 2021-02-30 as some day of March or as none, so a date is real only if it is written back the same.
const readDay = (text: string): number | undefined => {
  const known = dayOfText.get(text);
  if (known !== undefined) return known;
  const day = typeof text === 'string' && /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) / DAY_MS : Number.NaN;
  return day >= FIRST_DAY && day <= LAST_DAY && dateFromDay(day) === text ? remember(dayOfText, text, day) : undefined;
};

export function dayNumber(date: DateText): number {
  const day = readDay(date);
  if (day === undefined) throw new TimeError(refusals.notADate, { text: date });
  return day;
}

const platformDate = (day: number): Date => {
  if (!(day >= FIRST_DAY && day <= LAST_DAY)) throw new TimeError(refusals.outOfRange);
  return new Date(day * DAY_MS);
};

export const dateFromDay = (day: number): DateText =>
  textOfDay.get(day) ?? remember(textOfDay, day, platformDate(day).toISOString().slice(0, 10));

export const isDate = (text: string): boolean => readDay(text) !== undefined;

/** The same text when it is a real date; otherwise a TimeError that says what is wrong. */
export const parseDate = (text: string): DateText => dateFromDay(dayNumber(text));

export const yearOf = (date: DateText): number => Number(parseDate(date).slice(0, 4));

export const yearOfDay = (day: number): number => platformDate(day).getUTCFullYear();

export const addDays = (date: DateText, days: number): DateText => dateFromDay(dayNumber(date) + days);

/** The matching day so many months on, or the last day of that month where it has none (Civil Code art. 202). */
export function addMonths(date: DateText, months: number): DateText {
  const start = platformDate(dayNumber(date));
  const target = new Date(start);
  target.setUTCMonth(start.getUTCMonth() + months);
  // 31 August and six months run over into March; day 0 of that March is the last of February.
  if (target.getUTCDate() !== start.getUTCDate()) target.setUTCDate(0);
  return dateFromDay(target.getTime() / DAY_MS);
}

export const addYears = (date: DateText, years: number): DateText => addMonths(date, years * 12);

/** 0 is Sunday, 6 is Saturday; day 0 (1970-01-01) was a Thursday. */
export const weekdayOfDay = (day: number): number => (((day + 4) % 7) + 7) % 7;

export const weekday = (date: DateText): number => weekdayOfDay(dayNumber(date));

const INSTANT =
  /^(\d{4}-\d\d-\d\d)[Tt]((?:[01]\d|2[0-3])(?::[0-5]\d){2})(?:\.(\d{1,9}))?([Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

const two = (text: string, at: number): number => (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;

function readEpoch(text: string): number | undefined {
  // Our own writing of an instant whose day is remembered, which is nearly every instant there is.
  const day =
    typeof text === 'string' && text.length === 25 && text.endsWith('+08:00')
      ? dayOfText.get(text.slice(0, 10))
      : undefined;
  if (day !== undefined && INSTANT.test(text)) {
    return day * DAY_MS - ZONE_MS + two(text, 11) * 3_600_000 + two(text, 14) * 60_000 + two(text, 17) * 1000;
  }
  const [, date = '', clock = '', fraction = '', offset = ''] = (typeof text === 'string' && INSTANT.exec(text)) || [];
  if (!isDate(date)) return undefined;
  return Date.parse(`${date}T${clock}.${fraction.padEnd(3, '0').slice(0, 3)}${offset.toUpperCase()}`);
}

export const isInstant = (text: string): boolean => readEpoch(text) !== undefined;

/** Milliseconds since 1970-01-01T00:00:00Z. */
export function epochOf(instant: InstantText): number {
  const epoch = readEpoch(instant);
  if (epoch === undefined) throw new TimeError(refusals.notATime, { text: instant });
  return epoch;
}

export function instantFromEpoch(epoch: number): InstantText {
  const local = Math.floor(epoch) + ZONE_MS;
  const date = dateFromDay(Math.floor(local / DAY_MS));
  const ms = local - Math.floor(local / DAY_MS) * DAY_MS;
  const pad = (value: number): string => (value < 10 ? `0${value}` : String(value));
  const fraction = ms % 1000 === 0 ? '' : `.${String(ms % 1000).padStart(3, '0')}`;
  return `${date}T${pad(Math.floor(ms / 3_600_000))}:${pad(Math.floor(ms / 60_000) % 60)}:${pad(Math.floor(ms / 1000) % 60)}${fraction}+08:00`;
}

/** Any offset is accepted and converted to `+08:00`. */
export const parseInstant = (text: string): InstantText => instantFromEpoch(epochOf(text));

/** The calendar day in Asia/Shanghai on which an instant falls. */
export const dateOf = (instant: InstantText): DateText =>
  dateFromDay(Math.floor((epochOf(instant) + ZONE_MS) / DAY_MS));

/** The day of a date or of an instant, whichever is given. */
export const dayOf = (moment: Moment): DateText => (isDate(moment) ? moment : dateOf(moment));

export const startOfDay = (date: DateText): InstantText => `${parseDate(date)}T00:00:00+08:00`;

/** 24:00 of a day, written as the next day's 00:00. */
export const endOfDay = (date: DateText): InstantText => startOfDay(addDays(date, 1));

/** The first instant of a date; an instant is itself. */
export const beginOf = (moment: Moment): number => epochOf(isDate(moment) ? startOfDay(moment) : moment);
