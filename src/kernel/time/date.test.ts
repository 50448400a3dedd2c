// Dates and instants: every day of the covered years against the platform's own calendar, and every broken form refused.
import assert from 'node:assert/strict';
import test from 'node:test';
import {
  addDays,
  addMonths,
  addYears,
  dateFromDay,
  dateOf,
  dayNumber,
  dayOf,
  endOfDay,
  epochOf,
  instantFromEpoch,
  isDate,
  isInstant,
  parseDate,
  parseInstant,
  startOfDay,
  weekday,
} from './date.ts';
import { TimeError } from './say.ts';

test('every day from 1899 to 2101 agrees with the platform calendar', () => {
  for (let day = dayNumber('1899-12-30'); day <= dayNumber('2101-01-02'); day++) {
    const platform = new Date(day * 86_400_000);
    const text = dateFromDay(day);
    assert.equal(text, platform.toISOString().slice(0, 10));
    assert.equal(dayNumber(text), day);
    assert.equal(weekday(text), platform.getUTCDay());
  }
});

test('the first and the last day of the range hold, and nothing lies beyond them', () => {
  assert.equal(addDays('0001-01-02', -1), '0001-01-01');
  assert.equal(addDays('9999-12-30', 1), '9999-12-31');
  assert.throws(() => addDays('0001-01-01', -1), TimeError);
  assert.throws(() => addDays('9999-12-31', 1), TimeError);
  assert.throws(() => addYears('9000-01-01', 1000), TimeError);
});

test('a month ends on the matching day, or on its last day where there is none', () => {
  assert.equal(addMonths('2021-08-31', 6), '2022-02-28');
  assert.equal(addMonths('2023-08-31', 6), '2024-02-29');
  assert.equal(addMonths('2022-03-31', 3), '2022-06-30');
  assert.equal(addMonths('2021-11-15', 2), '2022-01-15');
  assert.equal(addMonths('2022-01-31', -2), '2021-11-30');
  assert.equal(addYears('2024-02-29', 1), '2025-02-28');
  assert.equal(addYears('2024-02-29', 4), '2028-02-29');
});

test('dates that do not exist or are written otherwise are refused with a sentence', () => {
  for (const broken of [
    '2021-02-30',
    '2021-13-01',
    '2021-00-10',
    '2021-1-1',
    '20210101',
    '2021-01-01T00:00:00Z',
    '',
    '0000-01-01',
    ' 2021-01-01',
  ]) {
    assert.equal(isDate(broken), false, broken);
    assert.throws(
      () => parseDate(broken),
      (error) => error instanceof TimeError && error.label.zh !== '' && error.message !== '',
    );
  }
  assert.equal(parseDate('2024-02-29'), '2024-02-29');
  assert.throws(() => parseDate('2023-02-29'), TimeError);
});

test('an instant of any offset falls on its day in Asia/Shanghai', () => {
  assert.equal(dateOf('2021-09-30T15:59:59Z'), '2021-09-30');
  assert.equal(dateOf('2021-09-30T16:00:00Z'), '2021-10-01');
  assert.equal(dateOf('2021-09-30T23:59:59.999+08:00'), '2021-09-30');
  assert.equal(dateOf('2021-10-01T00:30:00+09:00'), '2021-09-30');
  assert.equal(parseInstant('2021-09-30T16:00:00Z'), '2021-10-01T00:00:00+08:00');
  assert.equal(parseInstant('2021-09-30T10:00:00.25-05:30'), '2021-09-30T23:30:00.250+08:00');
  assert.equal(dayOf('2021-10-01'), '2021-10-01');
});

test('instants without an offset, with 24:00 or with impossible parts are refused', () => {
  for (const broken of [
    '2021-09-30T10:00:00',
    '2021-09-30 10:00:00+08:00',
    '2021-09-30T24:00:00+08:00',
    '2021-02-30T10:00:00+08:00',
    '2021-09-30T10:60:00Z',
    '2021-09-30T10:00Z',
    '2021-09-30T10:00:00+8:00',
    '2021-09-30',
    'now',
  ]) {
    assert.equal(isInstant(broken), false, broken);
    assert.throws(() => epochOf(broken), TimeError);
  }
});

test('epochs and instants are each other’s inverse, with milliseconds only where there are any', () => {
  assert.equal(instantFromEpoch(0), '1970-01-01T08:00:00+08:00');
  assert.equal(instantFromEpoch(1_633_017_600_123), '2021-10-01T00:00:00.123+08:00');
  for (const epoch of [0, 1, 999, 1_633_017_600_000, -62_135_625_600_000 + 8 * 3_600_000]) {
    assert.equal(epochOf(instantFromEpoch(epoch)), epoch);
  }
});

test('24:00 of a day is the next day’s 00:00', () => {
  assert.equal(endOfDay('2021-12-31'), '2022-01-01T00:00:00+08:00');
  assert.equal(startOfDay('2021-12-31'), '2021-12-31T00:00:00+08:00');
});
