// What must hold for every date: against a second, plain way of counting, and as laws of the count itself.
import assert from 'node:assert/strict';
import test from 'node:test';
import * as fc from 'fast-check';
import { nationalLaw, rules } from '../law/library.ts';
import { hasTimeLimit } from '../law/rule.ts';
import { chinaCalendar, isWorkday } from './calendar.ts';
import { addDays, addMonths, dateFromDay, dayNumber, epochOf, instantFromEpoch } from './date.ts';
import { computeDue, isLate } from './due.ts';
import { arrangements } from './holidays.ts';
import type { PeriodEvent } from './types.ts';

const day = fc.integer({ min: dayNumber('2020-01-01'), max: dayNumber('2026-06-30') }).map(dateFromDay);
const spans = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 10 })), { maxLength: 3 });
const limited = rules.filter((rule) => hasTimeLimit(rule) && rule.bound !== 'fixed_date');
const inDays = limited.filter(({ unit, direction }) => unit !== 'hour' && direction === 'forward');
const inWorkingDays = inDays.filter(({ unit }) => unit === 'working_day');
const one = <Item>(list: readonly Item[]): fc.Arbitrary<Item> => fc.constantFrom(...list);

const end = (rule: string, start: string, events: PeriodEvent[] = []): string => {
  const due = computeDue({ rule, start, events }, nationalLaw, chinaCalendar);
  return due.dueOn ?? due.earliestOn ?? due.dueAt ?? '';
};

/** Suspensions one after another from the start, each so many days after the last. */
function suspensions(start: string, list: [gap: number, length: number][]): PeriodEvent[] {
  let at = start;
  return list.flatMap(([gap, length]): PeriodEvent[] => {
    const first = addDays(at, gap + 1);
    const last = addDays(first, length);
    at = last;
    return [
      { type: 'suspend', on: first, reason: '' },
      { type: 'resume', on: last },
    ];
  });
}

test('a second, plain way of counting gives the same date for every rule on every day of seven years', () => {
  const off = new Set<string>();
  const worked = new Set<string>();
  for (const { year, off: holidays, work } of arrangements.filter(({ notice }) => !notice.includes('〔2019〕16'))) {
    for (const { from, to } of holidays) {
      for (let ms = Date.parse(from); ms <= Date.parse(to); ms += 86_400_000)
        off.add(new Date(ms).toISOString().slice(0, 10));
    }
    assert.ok(year >= 2020);
    for (const date of work) worked.add(date);
  }
  const text = (date: Date): string => date.toISOString().slice(0, 10);
  const works = (date: Date): boolean =>
    worked.has(text(date)) || (!off.has(text(date)) && date.getUTCDay() !== 0 && date.getUTCDay() !== 6);
  const step = (date: Date, days: number): Date => new Date(date.getTime() + days * 86_400_000);
  const plainMonths = (date: Date, months: number): Date => {
    const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
    const length = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
    first.setUTCDate(Math.min(length, date.getUTCDate()));
    return first;
  };
  const standing = new Set(['ael-seizure-30d', 'ael-freeze-30d']);
  for (const rule of limited.filter(({ unit }) => unit !== 'hour')) {
    const limit = rule.limit ?? 0;
    for (let start = '2020-01-01'; start <= '2026-12-31'; start = addDays(start, 3)) {
      let date = new Date(`${start}T00:00:00Z`);
      if (rule.direction === 'backward') {
        if (rule.unit === 'working_day') {
          let left = limit + 1;
          while (left > 0) {
            date = step(date, -1);
            if (works(date)) left--;
          }
        } else {
          date = step(date, -limit - 1);
          while (!works(date)) date = step(date, -1);
        }
      } else if (rule.unit === 'working_day') {
        let left = limit;
        while (left > 0) {
          date = step(date, 1);
          if (works(date)) left--;
        }
      } else {
        if (rule.unit === 'calendar_day') date = step(date, limit);
        else date = plainMonths(date, rule.unit === 'year' ? limit * 12 : limit);
        while (!standing.has(rule.id) && !works(date)) date = step(date, 1);
      }
      assert.equal(end(rule.id, start), text(date), `${rule.id} from ${start}`);
    }
  }
});

test('a period in working days always ends on a working day', () => {
  fc.assert(
    fc.property(one(inWorkingDays), day, spans, (rule, start, list) => {
      assert.ok(isWorkday(chinaCalendar, end(rule.id, start, suspensions(start, list))));
    }),
  );
});

test('a later start never gives an earlier end', () => {
  fc.assert(
    fc.property(one(inDays), day, fc.integer({ min: 0, max: 60 }), (rule, start, later) => {
      assert.ok(end(rule.id, start) <= end(rule.id, addDays(start, later)));
    }),
  );
});

test('more suspension never gives an earlier end, and no period ends on a day left out', () => {
  fc.assert(
    fc.property(one(inDays), day, spans, (rule, start, list) => {
      let before = end(rule.id, start);
      for (let n = 1; n <= list.length; n++) {
        const events = suspensions(start, list.slice(0, n));
        const after = end(rule.id, start, events);
        assert.ok(after >= before, `${after} after ${before}`);
        if (rule.lastDay === 'rolls') {
          for (let index = 0; index < events.length; index += 2) {
            const [first, last] = [events[index], events[index + 1]];
            assert.ok(first?.type === 'suspend' && last?.type === 'resume' && (after < first.on || after > last.on));
          }
        }
        before = after;
      }
    }),
  );
});

test('a suspension before the start or after the end changes nothing', () => {
  fc.assert(
    fc.property(one(inDays), day, fc.integer({ min: 0, max: 20 }), (rule, start, length) => {
      const plain = end(rule.id, start);
      const at = (first: string): PeriodEvent[] => [
        { type: 'suspend', on: first, reason: '' },
        { type: 'resume', on: addDays(first, length) },
      ];
      assert.equal(end(rule.id, start, at(addDays(start, -length))), plain);
      assert.equal(end(rule.id, start, at(addDays(plain, 1))), plain);
    }),
  );
});

test('counting back and counting on agree: the notice is just early enough', () => {
  const backward = limited.filter(({ direction, unit }) => direction === 'backward' && unit === 'working_day');
  fc.assert(
    fc.property(one(backward), day, (rule, event) => {
      const full = (from: string): number => {
        let count = 0;
        for (let date = addDays(from, 1); date < event; date = addDays(date, 1))
          if (isWorkday(chinaCalendar, date)) count++;
        return count;
      };
      const notice = end(rule.id, event);
      let next = addDays(notice, 1);
      while (!isWorkday(chinaCalendar, next)) next = addDays(next, 1);
      assert.ok(isWorkday(chinaCalendar, notice));
      assert.ok(full(notice) >= (rule.limit ?? 0));
      assert.ok(full(next) < (rule.limit ?? 0));
    }),
  );
});

test('an extension by the whole allowance is a longer limit, counted in one piece', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 30 }), (start, by) => {
      const extended = end('arl2023-decision-60d', start, [{ type: 'extend', on: start, by }]);
      let plain = addDays(start, 60 + by);
      while (!isWorkday(chinaCalendar, plain)) plain = addDays(plain, 1);
      assert.equal(extended, plain);
    }),
  );
});

test('a restart forgets what came before it', () => {
  fc.assert(
    fc.property(one(inDays), day, day, spans, (rule, start, again, list) => {
      const events: PeriodEvent[] = [...suspensions(start, list), { type: 'restart', on: again }];
      assert.equal(end(rule.id, start, events), end(rule.id, again));
    }),
  );
});

test('the last moment of the due day is in time and the next moment is late', () => {
  fc.assert(
    fc.property(one(inDays.filter(({ bound }) => bound === 'at_most')), day, (rule, start) => {
      const due = computeDue({ rule: rule.id, start, events: [] }, nationalLaw, chinaCalendar);
      const midnight = epochOf(due.endsAt ?? '');
      assert.equal(isLate(due, instantFromEpoch(midnight - 1)), false);
      assert.equal(isLate(due, instantFromEpoch(midnight)), true);
    }),
  );
});

test('months add up to years, and the day is kept or the month’s last', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: -48, max: 48 }), (start, months) => {
      const moved = addMonths(start, months);
      const kept = moved.slice(8) === start.slice(8);
      assert.ok(kept || addDays(moved, 1).slice(8) === '01');
    }),
  );
});
