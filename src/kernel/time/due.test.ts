// Due dates: the worked examples, the conventions one by one, and the events that move a period.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createLaw, nationalLaw, rules } from '../law/library.ts';
import type { RuleFacts } from '../law/types.ts';
import { bareCalendar, calendarAsOf, chinaCalendar, withArrangement } from './calendar.ts';
import { computeDue, isEarly, isLate, light, recompute } from './due.ts';
import { TimeError } from './say.ts';
import { traceDue } from './trace.ts';
import type { Due, PeriodEvent, PeriodState } from './types.ts';

const period = (rule: string, start: string, ...events: PeriodEvent[]): PeriodState => ({ rule, start, events });
const due = (rule: string, start: string, ...events: PeriodEvent[]): Due =>
  computeDue(period(rule, start, ...events), nationalLaw, chinaCalendar);
const dateIn = (value: Due): string | undefined => value.dueOn ?? value.dueAt ?? value.earliestOn;
const suspended = (first: string, last: string): PeriodEvent[] => [
  { type: 'suspend', on: first, reason: '检测' },
  { type: 'resume', on: last },
];

const examples: [rule: string, start: string, expected: string, why: string, events?: PeriodEvent[]][] = [
  ['ogi-reply-20wd', '2021-01-29', '2021-03-03', 'Spring Festival 2021 and its two make-up days'],
  ['ogi-reply-20wd', '2025-01-16', '2025-02-19', 'the longer Spring Festival of 2025'],
  ['license-decision-20d', '2024-02-02', '2024-03-06', '9 February 2024 is worked, so are two Sundays'],
  [
    'license-decision-20d',
    '2023-09-18',
    '2023-10-27',
    'a test of five working days',
    suspended('2023-09-20', '2023-09-26'),
  ],
  ['apl-decision-90d', '2021-11-03', '2022-02-07', 'the ninetieth day lies in the Spring Festival'],
  ['apl-hearing-request-5d', '2021-09-15', '2021-09-23', 'a worked Saturday and the Mid-Autumn Festival'],
  ['apl-service-7d', '2022-04-27', '2022-05-10', 'Labour Day 2022'],
  ['arl2017-respond-10d', '2023-12-20', '2024-01-02', 'calendar days of the old law end on a Saturday before New Year'],
  ['arl2023-decision-60d', '2024-03-15', '2024-05-14', 'plain calendar days'],
  ['ael-seizure-30d', '2022-05-10', '2022-06-09', 'plain calendar days'],
  ['alp-sue-6m', '2021-08-31', '2022-02-28', 'no 31 February'],
  ['ael-court-demand-10d', '2022-04-01', '2022-04-18', 'ten working days must have passed'],
  ['deputy-3m', '2022-03-31', '2022-06-30', 'no 31 June'],
  ['arl2023-respond-10d', '2023-12-29', '2024-01-15', 'working days across New Year'],
  ['apl-payment-15d', '2021-09-22', '2021-10-08', 'the fifteenth day, 7 October, is a holiday'],
  ['apl-payment-15d', '2021-09-24', '2021-10-09', 'a make-up Saturday is no rest day, so nothing moves'],
  ['apl-limitation-2y', '2022-02-28', '2024-02-28', 'two years to the matching day'],
  ['apl-limitation-2y', '2024-02-29', '2026-02-28', 'a leap day, and the last day is a worked Saturday'],
  ['apl-hearing-request-5d', '2026-12-28', '2027-01-04', 'weekends alone are known of 2027'],
  ['ogi-annual-report-dept', '2021-02-01', '2022-01-31', 'a date the law names does not move for the Spring Festival'],
  ['ogi-annual-report-dept', '2021-01-31', '2021-01-31', 'the named date itself can still be used'],
  ['nd-nj-annual', '2021-12-31', '2022-01-31', 'in January: by its last day'],
];

for (const [rule, start, expected, why, events = []] of examples) {
  test(`${rule} from ${start} ends on ${expected}: ${why}`, () => {
    assert.equal(dateIn(due(rule, start, ...events)), expected);
  });
}

test('the end of a seizure or a freeze does not move for a rest day', () => {
  const seizure = due('ael-seizure-30d', '2021-09-05');
  assert.equal(seizure.dueOn, '2021-10-05');
  assert.equal(seizure.provisional, false);
  assert.equal(due('ael-freeze-30d', '2021-09-05').dueOn, '2021-10-05');
  assert.equal(due('ael-court-ruling-30d', '2021-09-05').dueOn, '2021-10-08');
});

test('hours run at once, through nights and holidays', () => {
  assert.equal(due('transfer-24h', '2021-10-01T22:15:00+08:00').dueAt, '2021-10-02T22:15:00+08:00');
  assert.equal(due('acc-report-1h', '2021-12-31T15:30:00Z').dueAt, '2022-01-01T00:30:00+08:00');
  assert.equal(due('transfer-24h', '2021-10-01').dueAt, '2021-10-02T00:00:00+08:00');
});

test('whole days left out stop the hours until the end of the last of them', () => {
  const value = due('transfer-24h', '2021-10-01T22:00:00+08:00', ...suspended('2021-10-02', '2021-10-03'));
  assert.equal(value.dueAt, '2021-10-04T22:00:00+08:00');
});

test('counted back, seven full working days lie between notice and hearing', () => {
  // 29 September: 28, 27, 26 (worked Sunday), 24, 23, 22, 18 (worked Saturday) are the seven; notice by Friday 17.
  assert.equal(due('apl-hearing-notice-7d', '2021-09-29').dueOn, '2021-09-17');
});

test('counted back in calendar days, a rest day moves earlier, and the rest day itself is still in time', () => {
  // 12 October: 9, 10 and 11 lie between, so 8 October, a worked Friday.
  assert.equal(due('alp-head-notice-3d', '2021-10-12').dueOn, '2021-10-08');
  const value = due('alp-head-notice-3d', '2021-10-11');
  assert.equal(value.lawfulUntil, '2021-10-07');
  assert.equal(value.dueOn, '2021-09-30');
  assert.equal(isLate(value, '2021-10-07T23:59:59+08:00'), false);
  assert.equal(isLate(value, '2021-10-08T00:00:00+08:00'), true);
});

test('counted back in hours, a power cut is told a full day before', () => {
  assert.equal(due('ws-power-cut-24h', '2022-05-01T08:00:00+08:00').dueAt, '2022-04-30T08:00:00+08:00');
});

test('a comment window must stay open in full and may be closed after its last day', () => {
  const value = due('mad-public-comment-30d', '2021-09-01');
  assert.equal(value.earliestOn, '2021-10-08');
  assert.equal(value.dueOn, undefined);
  assert.equal(isEarly(value, '2021-10-08T23:59:59+08:00'), true);
  assert.equal(isEarly(value, '2021-10-09T00:00:00+08:00'), false);
  assert.equal(light(value, '2021-09-20T09:00:00+08:00'), 'waiting');
  assert.equal(light(value, '2021-10-09T09:00:00+08:00'), 'open');
});

test('the first and the last day of a suspension are both left out', () => {
  assert.equal(due('apl-service-7d', '2022-06-06').dueOn, '2022-06-15');
  assert.equal(due('apl-service-7d', '2022-06-06', ...suspended('2022-06-08', '2022-06-08')).dueOn, '2022-06-16');
  assert.equal(due('apl-decision-90d', '2022-03-01').dueOn, '2022-05-30');
  assert.equal(due('apl-decision-90d', '2022-03-01', ...suspended('2022-03-10', '2022-03-12')).dueOn, '2022-06-02');
});

test('rest days inside a suspension cost a working-day period nothing', () => {
  assert.equal(due('apl-service-7d', '2022-06-06', ...suspended('2022-06-11', '2022-06-12')).dueOn, '2022-06-15');
});

test('months with a suspension grow by the days left out', () => {
  assert.equal(due('deputy-3m', '2022-03-15').dueOn, '2022-06-15');
  assert.equal(due('deputy-3m', '2022-03-15', ...suspended('2022-04-01', '2022-04-05')).dueOn, '2022-06-20');
});

test('an extension adds to the limit in the rule’s own unit', () => {
  const extended = due('license-decision-20d', '2021-09-28', { type: 'extend', on: '2021-10-20', by: 10 });
  assert.equal(extended.dueOn, '2021-11-15');
  const decision = due('arl2023-decision-60d', '2024-03-15', { type: 'extend', on: '2024-05-10', by: 30 });
  assert.equal(decision.dueOn, '2024-06-13');
});

test('more than the law allows is refused with the number it allows', () => {
  const extend = (rule: string, ...by: number[]) =>
    due(rule, '2022-03-01', ...by.map((n): PeriodEvent => ({ type: 'extend', on: '2022-03-10', by: n })));
  assert.throws(() => extend('license-decision-20d', 11), /more than the 10/);
  assert.throws(() => extend('license-decision-20d', 5, 5), /1 time/);
  assert.throws(() => extend('apl-decision-90d', 1), /no extension/);
  assert.throws(() => extend('mad-public-comment-30d', 10), /shortened/);
  assert.throws(() => extend('contract-sme-payment-30d', 31), /more than the 30/);
  assert.throws(() => extend('license-decision-20d', 0), TimeError);
  assert.equal(extend('contract-sme-payment-30d', 30).dueOn, '2022-05-05');
  assert.equal(extend('ps-2026-case-30d', 30, 30).dueOn, '2022-05-30');
  assert.equal(extend('apl-safety-2015-decision', 60, 90).dueOn, '2022-08-29');
  assert.equal(extend('alp-first-instance-6m', 3).dueOn, '2022-12-01');
});

test('suspend three days, extend, return to an earlier step: the return changes nothing', () => {
  const events: PeriodEvent[] = [
    ...suspended('2021-10-12', '2021-10-14'),
    { type: 'extend', on: '2021-10-25', by: 10, approvedBy: '局长', reason: '情况复杂' },
  ];
  const before = due('license-decision-20d', '2021-09-28', ...events);
  assert.equal(before.dueOn, '2021-11-18');
  // The case goes back to an earlier step: the period has no such event, its state is the same value.
  assert.deepEqual(due('license-decision-20d', '2021-09-28', ...events), before);
  assert.throws(
    () => due('license-decision-20d', '2021-09-28', ...events, { type: 'resume', on: '2021-11-01' }),
    /not suspended/,
  );
});

test('a corrected application starts the period afresh', () => {
  const events: PeriodEvent[] = [...suspended('2021-02-01', '2021-02-03'), { type: 'restart', on: '2021-03-01' }];
  const value = due('ogi-reply-20wd', '2021-01-29', ...events);
  assert.equal(value.start, '2021-03-01');
  assert.equal(value.dueOn, due('ogi-reply-20wd', '2021-03-01').dueOn);
});

test('while a period is suspended it has no due date and its light says so', () => {
  const value = due('ogi-reply-20wd', '2021-03-01', { type: 'suspend', on: '2021-03-05', reason: '征求第三方意见' });
  assert.equal(value.status, 'suspended');
  assert.equal(value.suspendedSince, '2021-03-05');
  assert.equal(dateIn(value), undefined);
  assert.equal(light(value, '2022-01-01T00:00:00+08:00'), 'suspended');
});

test('a suspension that ends before it begins, or one on top of another, is refused', () => {
  assert.throws(() => due('ogi-reply-20wd', '2021-03-01', ...suspended('2021-03-05', '2021-03-04')), TimeError);
  const open: PeriodEvent = { type: 'suspend', on: '2021-03-05', reason: '' };
  assert.throws(() => due('ogi-reply-20wd', '2021-03-01', open, open), TimeError);
  assert.throws(() => due('apl-hearing-notice-7d', '2021-09-29', ...suspended('2021-09-20', '2021-09-21')), TimeError);
});

test('the last day is usable until 24:00, and a late act is told as late, not refused', () => {
  const value = due('apl-hearing-request-5d', '2021-09-15');
  assert.equal(isLate(value, '2021-09-23T23:59:59.999+08:00'), false);
  assert.equal(isLate(value, '2021-09-24T00:00:00+08:00'), true);
  assert.equal(isLate(value, '2021-09-23T16:00:00Z'), true);
  assert.equal(isLate(value, '2021-09-23'), false);
  assert.equal(isLate(value, '2021-09-24'), true);
  const met = due('apl-hearing-request-5d', '2021-09-15', { type: 'meet', at: '2021-09-24T09:00:00+08:00' });
  assert.equal(met.dueOn, '2021-09-23');
  assert.equal(light(met, '2021-09-25T09:00:00+08:00'), 'late');
});

test('lights go from green to yellow to red, and stay with what was met or cancelled', () => {
  const value = due('ogi-reply-20wd', '2021-01-29');
  assert.equal(value.warnOn, '2021-02-26');
  assert.equal(light(value, '2021-02-25T23:00:00+08:00'), 'green');
  assert.equal(light(value, '2021-02-26T00:00:00+08:00'), 'yellow');
  assert.equal(light(value, '2021-03-03T23:59:59+08:00'), 'yellow');
  assert.equal(light(value, '2021-03-04T00:00:00+08:00'), 'red');
  assert.equal(light(value, '2021-02-20T00:00:00+08:00', '2021-02-19'), 'yellow');
  const hours = due('transfer-24h', '2021-10-01T22:15:00+08:00');
  assert.equal(light(hours, '2021-10-01T22:16:00+08:00'), 'yellow');
  assert.equal(light(hours, '2021-10-02T22:15:01+08:00'), 'red');
  const met = due('ogi-reply-20wd', '2021-01-29', { type: 'meet', at: '2021-03-03T23:00:00+08:00' });
  assert.equal(light(met, '2021-04-01T00:00:00+08:00'), 'met');
  const cancelled = due('ogi-reply-20wd', '2021-01-29', { type: 'cancel', on: '2021-02-01' });
  assert.equal(light(cancelled, '2021-04-01T00:00:00+08:00'), 'cancelled');
});

test('a date that reaches a year nobody has announced is provisional and says so', () => {
  const value = due('apl-service-7d', '2026-12-28');
  assert.equal(value.provisional, true);
  const trace = traceDue(period('apl-service-7d', '2026-12-28'), nationalLaw, chinaCalendar);
  assert.ok(trace.some(({ en, zh }) => en.includes('provisional') && zh.includes('暂定')));
  assert.equal(due('apl-service-7d', '2026-12-15').provisional, false);
  const early = computeDue(period('apl-service-7d', '2021-12-28'), nationalLaw, calendarAsOf('2021-10-01'));
  assert.equal(early.provisional, true);
  assert.equal(due('apl-service-7d', '2021-12-28').provisional, false);
});

test('a holiday announced late recomputes a running period and keeps the old date beside the new', () => {
  const running = period('apl-service-7d', '2020-01-20');
  const [known, announced] = [calendarAsOf('2020-01-26'), calendarAsOf('2020-01-27')];
  const result = recompute(running, nationalLaw, known, announced, '2020-01-27');
  assert.equal(result.changed, true);
  assert.equal(result.oldDue, '2020-02-04');
  assert.equal(result.newDue, '2020-02-06');
  assert.ok(result.event);
  const kept = { ...running, events: [result.event] };
  assert.equal(computeDue(kept, nationalLaw, announced).dueOn, '2020-02-06');
  const sentence = traceDue(kept, nationalLaw, announced).find(({ en }) => en.includes('2020-02-04'));
  assert.ok(sentence?.en.includes('2020-02-06') && sentence.zh.includes('2020-02-06'));
});

test('a new calendar leaves periods alone that it does not touch or that have ended', () => {
  const next = withArrangement(chinaCalendar, {
    year: 2027,
    notice: '试',
    announcedOn: '2026-11-10',
    off: [],
    work: [],
  });
  const untouched = recompute(period('apl-service-7d', '2021-03-01'), nationalLaw, chinaCalendar, next, '2026-11-10');
  assert.equal(untouched.changed, false);
  const met = period('apl-service-7d', '2020-01-20', { type: 'meet', at: '2020-01-22' });
  assert.equal(recompute(met, nationalLaw, calendarAsOf('2020-01-26'), chinaCalendar, '2020-01-27').changed, false);
});

test('a rule that was not in force is computed and marked', () => {
  assert.equal(due('apl-decision-90d', '2021-07-14').inForce, false);
  assert.equal(due('apl-decision-90d', '2021-07-15').inForce, true);
  const trace = traceDue(period('arl2017-respond-10d', '2024-01-05'), nationalLaw, chinaCalendar);
  assert.ok(trace.some(({ en, zh }) => en.includes('not in force') && zh.includes('未施行')));
});

test('a limit set by the region holds for periods that start on its day or later', () => {
  const law = createLaw(rules, [
    { ruleId: 'hotline-general', from: '2021-07-01', limit: 7, setBy: '六合区', reason: '市热线办法' },
  ]);
  const on = (start: string) => computeDue(period('hotline-general', start), law, chinaCalendar).dueOn;
  assert.equal(on('2021-06-30'), '2021-07-07');
  assert.equal(on('2021-07-01'), '2021-07-12');
  const trace = traceDue(period('hotline-general', '2021-07-01'), law, chinaCalendar);
  assert.ok(trace.some(({ en }) => en.includes('set by 六合区')));
});

test('a domain rule may extend in another unit than its own', () => {
  const facts: RuleFacts = {
    id: 'test-mixed',
    title: { zh: '测试', en: 'Test' },
    kind: 'deadline',
    law: { id: 'civil-code', zh: '民法典' },
    article: '-',
    from: '2020-01-01',
    trigger: 'start',
    bound: 'at_most',
    limit: 1,
    unit: 'month',
    extension: { approvedBy: { zh: '局长', en: 'director' }, limit: 3, unit: 'working_day', maxTimes: 1 },
    confidence: 'low',
    source: 'test',
  };
  const law = createLaw([...rules, facts]);
  const state = period('test-mixed', '2021-09-01', { type: 'extend', on: '2021-09-20', by: 3 });
  // One month ends on 1 October; three working days on: 8, 9 (worked Saturday) and 11 October.
  assert.equal(computeDue(state, law, chinaCalendar).dueOn, '2021-10-11');
});

test('the trace tells the count as a person would', () => {
  const state = period('license-decision-20d', '2021-09-28', ...suspended('2021-10-12', '2021-10-14'));
  const trace = traceDue(state, nationalLaw, chinaCalendar);
  assert.deepEqual(
    trace.map(({ en }) => en),
    [
      'Licence: decision (Administrative Licensing Law, art. 42 para. 1): at most 20 working days.',
      'Starts on 28 Sep 2021 (Tue), which is not counted.',
      'Day 1 is 29 Sep 2021 (Wed).',
      'Weekends and holidays are not counted.',
      '1 Oct 2021 (Fri) to 7 Oct 2021 (Thu): National Day, not counted.',
      '9 Oct 2021 (Sat) is a make-up working day and counts.',
      'Suspended 12 Oct 2021 (Tue) to 14 Oct 2021 (Thu) (检测): these days are not counted.',
      'Due 4 Nov 2021 (Thu), 24:00.',
    ],
  );
  assert.ok(trace.every(({ zh }) => /[\u4e00-\u9fff]/.test(zh)));
});

test('the trace tells where the last day moved and why', () => {
  const trace = traceDue(period('apl-decision-90d', '2021-11-03'), nationalLaw, chinaCalendar);
  assert.ok(
    trace.some(({ en }) => en === 'The last day, 1 Feb 2022 (Tue), is Spring Festival; it moves to 7 Feb 2022 (Mon).'),
  );
  assert.ok(trace.some(({ zh }) => zh.includes('顺延至2022年2月7日')));
});

test('periods are computed fast enough to be computed always', () => {
  const start = process.hrtime.bigint();
  for (let n = 0; n < 10_000; n++) {
    const day = String((n % 28) + 1).padStart(2, '0');
    computeDue(period('license-decision-20d', `2021-03-${day}`), nationalLaw, chinaCalendar);
    computeDue(
      period('license-decision-20d', `2021-03-${day}`, ...suspended('2021-03-29', '2021-03-31')),
      nationalLaw,
      chinaCalendar,
    );
  }
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  assert.ok(ms < 4000, `10,000 with events and 10,000 without took ${ms} ms`);
  assert.equal(computeDue(period('license-decision-20d', '2021-03-01'), nationalLaw, bareCalendar).provisional, true);
});
