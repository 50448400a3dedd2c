// Calendar dates and instants as the law reads them: a date is a day in Asia/Shanghai, an instant is
// RFC 3339 text. The zone is the fixed +08:00 that has held since 1992; earlier summer time is ignored.
// Everything is arithmetic on day numbers (days since 1970-01-01), because periods are computed by the thousand
// and must give the same answer in a browser, a server and a test.

/** `YYYY-MM-DD`, a real day of the years 1 to 9999. */
export type DateText = string;
/** RFC 3339 with an offset, written here with `+08:00`; milliseconds only where there are any. */
export type InstantText = string;

/** A broken date, time or period, explained in both languages. */
export class TimeError extends Error {
  readonly label: { zh: string; en: string };
  constructor(zh: string, en: string) {
    super(en);
    this.name = 'TimeError';
    this.label = { zh, en };
  }
}

const DAY_MS = 86_400_000;
const ZONE_MS = 8 * 3_600_000;
const FIRST_DAY = -719_162; // 0001-01-01
const LAST_DAY = 2_932_896; // 9999-12-31
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

type DayParts = { year: number; month: number; day: number };

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const monthLength = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);

const daysBeforeYear = (year: number): number => {
  const past = year - 1;
  return past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
};

const DAYS_BEFORE_MONTH = MONTH_LENGTHS.map((_, index) =>
  MONTH_LENGTHS.slice(0, index).reduce((sum, length) => sum + length, 0),
);

const toDayNumber = ({ year, month, day }: DayParts): number =>
  FIRST_DAY +
  daysBeforeYear(year) +
  (DAYS_BEFORE_MONTH[month - 1] ?? 0) +
  (month > 2 && isLeap(year) ? 1 : 0) +
  day -
  1;

function toParts(dayNumber: number): DayParts {
  if (dayNumber < FIRST_DAY || dayNumber > LAST_DAY) {
    throw new TimeError('日期超出公元1年至9999年的范围。', 'The date lies outside the years 1 to 9999.');
  }
  const sinceStart = dayNumber - FIRST_DAY;
  let year = Math.floor(sinceStart / 365.2425) + 1;
  while (daysBeforeYear(year) > sinceStart) year--;
  while (daysBeforeYear(year + 1) <= sinceStart) year++;
  let rest = sinceStart - daysBeforeYear(year);
  let month = 1;
  while (rest >= monthLength(year, month)) rest -= monthLength(year, month++);
  return { year, month, day: rest + 1 };
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

function readParts(text: string): DayParts | undefined {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const parts = { year: Number(text.slice(0, 4)), month: Number(text.slice(5, 7)), day: Number(text.slice(8, 10)) };
  const real = parts.year >= 1 && parts.month >= 1 && parts.month <= 12;
  return real && parts.day >= 1 && parts.day <= monthLength(parts.year, parts.month) ? parts : undefined;
}

function partsOf(text: string): DayParts {
  const parts = readParts(text);
  if (parts) return parts;
  throw new TimeError(
    `“${text}”不是有效日期，应写作 YYYY-MM-DD，且当日确实存在。`,
    `"${text}" is not a date: write YYYY-MM-DD, and a day that exists.`,
  );
}

export const isDate = (text: string): boolean => readParts(text) !== undefined;

/** The same text when it is a real date; otherwise a TimeError that says what is wrong. */
export function parseDate(text: string): DateText {
  partsOf(text);
  return text;
}

export const dayNumber = (date: DateText): number => toDayNumber(partsOf(date));

export function dateFromDay(day: number): DateText {
  const parts = toParts(day);
  return `${pad(parts.year, 4)}-${pad(parts.month, 2)}-${pad(parts.day, 2)}`;
}

export const yearOf = (date: DateText): number => partsOf(date).year;

export const yearOfDay = (day: number): number => toParts(day).year;

export const addDays = (date: DateText, days: number): DateText => dateFromDay(dayNumber(date) + days);

/** From `earlier` to `later` in days; negative when they stand the other way round. */
export const daysBetween = (earlier: DateText, later: DateText): number => dayNumber(later) - dayNumber(earlier);

/** The matching day so many months on, or the last day of that month where it has none (Civil Code art. 202). */
export function addMonths(date: DateText, months: number): DateText {
  const { year, month, day } = partsOf(date);
  const index = year * 12 + month - 1 + months;
  const target = { year: Math.floor(index / 12), month: (index % 12) + 1 };
  if (target.year < 1 || target.year > 9999) dateFromDay(LAST_DAY + 1);
  return dateFromDay(toDayNumber({ ...target, day: Math.min(day, monthLength(target.year, target.month)) }));
}

export const addYears = (date: DateText, years: number): DateText => addMonths(date, years * 12);

/** 0 is Sunday, 6 is Saturday; day 0 (1970-01-01) was a Thursday. */
export const weekdayOfDay = (day: number): number => (((day + 4) % 7) + 7) % 7;

export const weekday = (date: DateText): number => weekdayOfDay(dayNumber(date));

const INSTANT = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;

function readEpoch(text: string): number | undefined {
  const match = typeof text === 'string' ? INSTANT.exec(text) : null;
  const parts = match ? readParts(match[1] ?? '') : undefined;
  if (!match || !parts) return undefined;
  const [hour, minute, second] = [Number(match[2]), Number(match[3]), Number(match[4])];
  const [offsetHour, offsetMinute] = [Number(match[7] ?? 0), Number(match[8] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59 || offsetHour > 23 || offsetMinute > 59) return undefined;
  const milliseconds = Number((match[5] ?? '').padEnd(3, '0').slice(0, 3));
  const offset = (match[6] === '-' ? -1 : 1) * (offsetHour * 60 + offsetMinute) * 60_000;
  return toDayNumber(parts) * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds - offset;
}

export const isInstant = (text: string): boolean => readEpoch(text) !== undefined;

/** Milliseconds since 1970-01-01T00:00:00Z. */
export function epochOf(instant: InstantText): number {
  const epoch = readEpoch(instant);
  if (epoch !== undefined) return epoch;
  throw new TimeError(
    `“${instant}”不是有效时间，应写作 2021-09-30T08:30:00+08:00，须带时区，24:00 写作次日 00:00。`,
    `"${instant}" is not a time: write 2021-09-30T08:30:00+08:00, with the offset; 24:00 is the next day's 00:00.`,
  );
}

export function instantFromEpoch(epoch: number): InstantText {
  const local = Math.floor(epoch) + ZONE_MS;
  const day = Math.floor(local / DAY_MS);
  const ms = local - day * DAY_MS;
  const clock = [ms / 3_600_000, (ms / 60_000) % 60, (ms / 1000) % 60]
    .map((part) => pad(Math.floor(part), 2))
    .join(':');
  const fraction = ms % 1000 === 0 ? '' : `.${pad(ms % 1000, 3)}`;
  return `${dateFromDay(day)}T${clock}${fraction}+08:00`;
}

/** Any offset is accepted and converted to `+08:00`. */
export const parseInstant = (text: string): InstantText => instantFromEpoch(epochOf(text));

/** The calendar day in Asia/Shanghai on which an instant falls. */
export const dateOf = (instant: InstantText): DateText =>
  dateFromDay(Math.floor((epochOf(instant) + ZONE_MS) / DAY_MS));

/** The day of a date or of an instant, whichever is given. */
export const dayOf = (moment: DateText | InstantText): DateText => (isDate(moment) ? moment : dateOf(moment));

export const startOfDay = (date: DateText): InstantText => `${parseDate(date)}T00:00:00+08:00`;

/** 24:00 of a day, written as the next day's 00:00. */
export const endOfDay = (date: DateText): InstantText => startOfDay(addDays(date, 1));
