// When things happen: the weekly, seasonal and daily rhythm of calls, and the working hours in which units act.
// All arithmetic is on epoch milliseconds and day numbers in +08:00; each day's text is made once a year.
import { calendarAsOf, dateFromDay, dayNumber, isWorkday, weekday } from '#kernel';
import type { Random } from './random.ts';
import type { Hours } from './texts/matter.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ZONE = 8 * HOUR;

export const dayOfEpoch = (epoch: number): number => Math.floor((epoch + ZONE) / DAY);
export const startOf = (day: number): number => day * DAY - ZONE;

/** Share of a day's calls in each hour. Lines are open day and night. */
const profiles: Readonly<Record<Hours, readonly number[]>> = {
  office: [0, 0, 0, 0, 0, 0, 0, 1, 6, 13, 13, 9, 4, 5, 11, 12, 11, 7, 3, 2, 2, 1, 0, 0],
  day: [1, 0, 0, 0, 0, 0, 1, 3, 7, 10, 10, 8, 6, 6, 8, 9, 9, 7, 5, 4, 4, 3, 2, 1],
  morning: [1, 0, 0, 0, 1, 3, 8, 13, 13, 11, 9, 6, 4, 4, 5, 5, 5, 5, 4, 3, 2, 2, 1, 1],
  evening: [2, 1, 0, 0, 0, 0, 1, 3, 5, 6, 6, 5, 5, 5, 5, 6, 6, 8, 11, 13, 12, 9, 5, 3],
  night: [8, 5, 3, 2, 2, 3, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 6, 9, 12, 16, 18, 14],
};

export class Rhythm {
  readonly first: number;
  readonly last: number;
  readonly #base: number;
  readonly #workday: readonly boolean[];
  readonly #dates: readonly string[];
  readonly #month: readonly number[];
  readonly #weekday: readonly number[];

  constructor(year: number) {
    this.first = dayNumber(`${year}-01-01`);
    this.last = dayNumber(`${year}-12-31`);
    this.#base = this.first - 31;
    const days = Array.from({ length: this.last - this.#base + 120 }, (_, i) => this.#base + i);
    const calendar = calendarAsOf(`${year}-12-31`);
    this.#dates = days.map(dateFromDay);
    this.#workday = this.#dates.map((date) => isWorkday(calendar, date));
    this.#weekday = this.#dates.map(weekday);
    this.#month = this.#dates.map((date) => Number(date.slice(5, 7)) - 1);
  }

  dateText(day: number): string {
    return this.#dates[day - this.#base] ?? dateFromDay(day);
  }

  /** The instant at which the year is over. */
  get endOfYear(): number {
    return startOf(this.last + 1);
  }

  dayAfter(epoch: number, days: number): number {
    return dayOfEpoch(epoch) + days;
  }

  month(day: number): number {
    return this.#month[day - this.#base] ?? 0;
  }

  isWorkday(day: number): boolean {
    return this.#workday[day - this.#base] ?? false;
  }

  /** The same as the kernel's own, without its fraction: demonstration events fall on whole seconds. */
  instant(epoch: number): string {
    const day = dayOfEpoch(epoch);
    const seconds = Math.floor((epoch - startOf(day)) / 1000);
    const two = (n: number) => (n < 10 ? `0${n}` : `${n}`);
    const hour = Math.floor(seconds / 3600);
    const minute = Math.floor(seconds / 60) % 60;
    return `${this.dateText(day)}T${two(hour)}:${two(minute)}:${two(seconds % 60)}+08:00`;
  }

  /** How busy a day is: Mondays and the days after holidays are full, holidays are quiet but never silent. */
  weightOfDay(day: number): number {
    const name = this.#weekday[day - this.#base] ?? 0;
    const weight = [0.8, 1.14, 1.06, 1.03, 1.02, 1.05, 0.88][name] ?? 1;
    if (this.isWorkday(day)) return Math.max(weight, this.isWorkday(day - 1) ? 1 : 1.14);
    return name === 0 || name === 6 ? weight : 0.58;
  }

  /** The same moment if the offices are open, else soon after they next open. */
  officeTime(epoch: number, random: Random): number {
    let day = dayOfEpoch(epoch);
    const hour = (epoch - startOf(day)) / HOUR;
    if (this.isWorkday(day) && hour >= 8.5 && hour < 17.5) return epoch;
    if (!this.isWorkday(day) || hour >= 17.5) {
      day++;
      while (!this.isWorkday(day)) day++;
    }
    return startOf(day) + Math.floor((8.5 + random.soon(0, 3)) * 3600) * 1000;
  }

  /** Some time in office hours so many working days on. */
  afterWorkdays(epoch: number, count: number, random: Random): number {
    let day = dayOfEpoch(epoch);
    for (let left = count; left > 0; ) {
      day++;
      if (this.isWorkday(day)) left--;
    }
    return startOf(day) + Math.floor((8.6 + random.unit() * 8.8) * 3600) * 1000;
  }

  /** 24:00 of the day that many working days on: the end of a limit in working days. */
  endOfWorkdays(epoch: number, count: number): number {
    let day = dayOfEpoch(epoch);
    for (let left = count; left > 0; ) {
      day++;
      if (this.isWorkday(day)) left--;
    }
    return startOf(day + 1);
  }

  /** The centre calls back every day from nine to eight in the evening. */
  callTime(epoch: number, random: Random): number {
    const day = dayOfEpoch(epoch);
    const hour = (epoch - startOf(day)) / HOUR;
    if (hour >= 9 && hour < 20) return epoch;
    const next = hour < 9 ? day : day + 1;
    return startOf(next) + Math.floor((9 + random.soon(0, 6)) * 3600) * 1000;
  }
}

/** 512 slots are fine enough for whole hours and make the pick one look-up. */
function slotsOf(weights: readonly number[]): readonly number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const table: number[] = [];
  let hour = 0;
  let sum = weights[0] ?? 0;
  for (let slot = 0; slot < 512; slot++) {
    while ((slot / 512) * total >= sum && hour < 23) sum += weights[++hour] ?? 0;
    table.push(hour);
  }
  return table;
}

const hourPicks: Readonly<Record<Hours, readonly number[]>> = {
  office: slotsOf(profiles.office),
  day: slotsOf(profiles.day),
  morning: slotsOf(profiles.morning),
  evening: slotsOf(profiles.evening),
  night: slotsOf(profiles.night),
};

/** A moment of the day, in whole seconds. */
export function momentOf(day: number, hours: Hours, random: Random): number {
  const hour = hourPicks[hours][random.next() >>> 23] ?? 12;
  return startOf(day) + (hour * 3600 + random.below(3600)) * 1000;
}
