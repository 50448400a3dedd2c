// The working-day calendar: the seven announced years day by day, what was known when, and years nobody has announced.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { calendarAsOf, chinaCalendar, hasArrangement, isWorkday, withArrangement } from './calendar.ts';
import { addDays, weekday } from './date.ts';
import { arrangements } from './holidays.ts';
import { TimeError } from './say.ts';

test('each announced year has the working days of its notice', () => {
  const workingDays = { 2020: 249, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248 };
  for (const [year, days] of Object.entries(workingDays)) {
    let worked = 0;
    for (let date = `${year}-01-01`; date.startsWith(year); date = addDays(date, 1)) {
      if (isWorkday(chinaCalendar, date)) worked++;
    }
    assert.equal(worked, days, year);
  }
});

test('make-up Saturdays and Sundays are worked, holidays on weekdays are not', () => {
  assert.equal(isWorkday(chinaCalendar, '2021-09-18'), true);
  assert.equal(isWorkday(chinaCalendar, '2021-09-26'), true);
  assert.equal(isWorkday(chinaCalendar, '2021-09-20'), false);
  assert.equal(isWorkday(chinaCalendar, '2022-12-31'), false);
  assert.equal(isWorkday(chinaCalendar, '2026-02-23'), false);
});

test('New Year’s Eve of 2024 was only encouraged leave and stays a working day', () => {
  assert.equal(isWorkday(chinaCalendar, '2024-02-09'), true);
  assert.equal(isWorkday(chinaCalendar, '2025-01-28'), false);
});

test('a year without an arrangement has its weekends off and says that it is not arranged', () => {
  assert.equal(hasArrangement(chinaCalendar, 2026), true);
  assert.equal(hasArrangement(chinaCalendar, 2027), false);
  assert.equal(isWorkday(chinaCalendar, '2027-01-01'), true);
  assert.equal(isWorkday(chinaCalendar, '2027-01-02'), false);
});

test('an arrangement is known from its announcement and not before', () => {
  assert.equal(hasArrangement(calendarAsOf('2021-10-24'), 2022), false);
  assert.equal(hasArrangement(calendarAsOf('2021-10-25'), 2022), true);
  assert.equal(calendarAsOf('2019-01-01').version, 0);
  assert.equal(calendarAsOf('2026-11-01'), chinaCalendar);
  assert.equal(chinaCalendar.version, arrangements.length);
});

test('the Spring Festival of 2020 was lengthened while it ran', () => {
  const [before, after] = [calendarAsOf('2020-01-26'), calendarAsOf('2020-01-27')];
  assert.equal(isWorkday(before, '2020-02-01'), true);
  assert.equal(isWorkday(before, '2020-01-31'), true);
  assert.equal(isWorkday(after, '2020-01-31'), false);
  assert.equal(isWorkday(after, '2020-02-01'), false);
  assert.equal(isWorkday(after, '2020-02-03'), true);
});

test('announcements stand in the order they were made, each in or before its year', () => {
  const order = arrangements.map(({ announcedOn }) => announcedOn);
  assert.deepEqual(order, [...order].sort());
  for (const { year, work, off } of arrangements) {
    assert.ok(work.every((date) => [0, 6].includes(weekday(date)) && date.startsWith(String(year))));
    assert.ok(off.every(({ from, to }) => from <= to && addDays(to, 1).startsWith(String(year))));
  }
});

test('a new arrangement makes a new version and leaves the old calendar as it was', () => {
  const next = withArrangement(chinaCalendar, {
    year: 2027,
    notice: '试',
    announcedOn: '2026-11-10',
    off: [{ name: { zh: '元旦', en: 'New Year' }, from: '2027-01-01', to: '2027-01-03' }],
    work: ['2027-01-09'],
  });
  assert.equal(next.version, chinaCalendar.version + 1);
  assert.equal(isWorkday(next, '2027-01-01'), false);
  assert.equal(isWorkday(next, '2027-01-09'), true);
  assert.equal(isWorkday(chinaCalendar, '2027-01-01'), true);
});

test('an arrangement that contradicts itself is refused', () => {
  const holiday = { name: { zh: '元旦', en: 'New Year' }, from: '2027-01-03', to: '2027-01-01' };
  const base = { year: 2027, notice: '试', announcedOn: '2026-11-10' };
  assert.throws(() => withArrangement(chinaCalendar, { ...base, off: [holiday], work: [] }), TimeError);
  const off = [{ ...holiday, from: '2027-01-01', to: '2027-01-03' }];
  assert.throws(() => withArrangement(chinaCalendar, { ...base, off, work: ['2027-01-02'] }), TimeError);
});

const shared = join(import.meta.dirname, '../../../../shared/law/holidays.json');
if (existsSync(shared)) {
  test('the announced years equal the collected notices day by day', () => {
    const { years } = JSON.parse(readFileSync(shared, 'utf8')) as {
      years: Record<string, { off_days: string[]; make_up_working_days: string[] }>;
    };
    const off = new Set(Object.values(years).flatMap((year) => year.off_days));
    const work = new Set(Object.values(years).flatMap((year) => year.make_up_working_days));
    for (let date = '2020-01-01'; date <= '2026-12-31'; date = addDays(date, 1)) {
      const worked = work.has(date) || (!off.has(date) && ![0, 6].includes(weekday(date)));
      assert.equal(isWorkday(chinaCalendar, date), worked, date);
    }
  });
}
