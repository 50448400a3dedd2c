// The rules as data: complete, counted the way their law counts, computable with a trace, and equal in every number to
// the collection they were taken from where that stands beside the checkout.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { chinaCalendar } from '../time/calendar.ts';
import { computeDue } from '../time/due.ts';
import { traceDue } from '../time/trace.ts';
import { lawTitles } from './citation.ts';
import { nationalLaw, rules } from './library.ts';
import { extensionAllowance, hasTimeLimit, isSetting, unitOfDays } from './rule.ts';
import type { Rule } from './types.ts';

const rule = (id: string): Rule => nationalLaw.rule(id);

test('there are 296 rules, each with a title in both languages, a law of the table and a source', () => {
  assert.equal(rules.length, 296);
  assert.equal(new Set(rules.map(({ id }) => id)).size, 296);
  for (const each of rules) {
    assert.match(each.title.zh, /[\u4e00-\u9fff]/, each.id);
    assert.match(each.title.en, /^[A-Z0-9][^\u4e00-\u9fff]+$/, each.id);
    assert.ok(lawTitles.has(each.law.id), each.id);
    assert.ok(each.trigger !== '' && each.appliesTo !== '' && each.source !== '', each.id);
    assert.ok(!/github|https?:|www\./.test(each.source), each.id);
    assert.notEqual(each.extension?.approvedBy.zh, '', each.id);
    assert.notEqual(each.extension?.approvedBy.en, '', each.id);
  }
});

test('the numbers that the district meets most stand as the law has them', () => {
  const numbers: [id: string, limit: number, unit: string, bound: string, from: string, to: string | null][] = [
    ['apl-decision-90d', 90, 'calendar_day', 'at_most', '2021-07-15', null],
    ['apl-hearing-request-5d', 5, 'working_day', 'at_most', '2021-07-15', null],
    ['apl2017-hearing-request-3d', 3, 'calendar_day', 'at_most', '2018-01-01', '2021-07-14'],
    ['ael-seizure-30d', 30, 'calendar_day', 'at_most', '2012-01-01', null],
    ['ael-court-demand-10d', 10, 'working_day', 'not_before', '2012-01-01', null],
    ['ael-court-3m', 3, 'month', 'at_most', '2012-01-01', null],
    ['license-decision-20d', 20, 'working_day', 'at_most', '2004-07-01', null],
    ['ogi-reply-20wd', 20, 'working_day', 'at_most', '2019-05-15', null],
    ['arl2017-respond-10d', 10, 'calendar_day', 'at_most', '2018-01-01', '2023-12-31'],
    ['arl2023-respond-10d', 10, 'working_day', 'at_most', '2024-01-01', null],
    ['arl2023-decision-60d', 60, 'calendar_day', 'at_most', '2024-01-01', null],
    ['alp-sue-6m', 6, 'month', 'at_most', '2015-05-01', null],
    ['service-public-notice-30d', 30, 'calendar_day', 'not_before', '2022-01-01', null],
    ['mad-public-comment-30d', 30, 'calendar_day', 'at_least', '2019-09-01', null],
    ['petition-handle-60d', 60, 'calendar_day', 'at_most', '2022-05-01', null],
    ['acc-report-1h', 1, 'hour', 'at_most', '2007-06-01', null],
    ['audit-notice-3d', 3, 'working_day', 'at_least', '2022-01-01', null],
    ['notary-15wd', 15, 'working_day', 'at_most', '2006-03-01', null],
    ['legalaid-decide-7d', 7, 'calendar_day', 'at_most', '2022-01-01', null],
    ['ps-2026-case-30d', 30, 'calendar_day', 'at_most', '2026-01-01', null],
  ];
  for (const [id, limit, unit, bound, from, to] of numbers) {
    const { limit: l, unit: u, bound: b, from: f, to: t } = rule(id);
    assert.deepEqual([l, u, b, f, t], [limit, unit, bound, from, to], id);
  }
});

test('an extension allows its number of times its limit, or a total, or nothing', () => {
  assert.equal(extensionAllowance(rule('ogi-reply-20wd')), 20);
  assert.equal(extensionAllowance(rule('ps-2026-case-30d')), 60);
  assert.equal(extensionAllowance(rule('ps-2012-case-30d')), 30);
  assert.equal(extensionAllowance(rule('contract-sme-payment-30d')), 30);
  assert.equal(extensionAllowance(rule('apl-safety-2015-decision')), 150);
  assert.equal(extensionAllowance(rule('apl-payment-15d')), null);
  assert.equal(extensionAllowance(rule('apl-decision-90d')), 0);
});

test('every period in days is counted as its law counts days', () => {
  // The applicant's thirty days are calendar days by policy; the sixty and thirty of art. 52 by the article itself.
  const exceptions = new Set(['license-renewal-30d', 'audit-ruling-60d']);
  for (const each of rules) {
    const counting = each.countRule === null ? undefined : nationalLaw.find(each.countRule);
    if (!counting || each.limit === null || !['working_day', 'calendar_day'].includes(each.unit ?? '')) continue;
    assert.equal(unitOfDays(counting, each.limit) === each.unit, !exceptions.has(each.id), each.id);
  }
});

test('every counting rule that a rule names exists, save the plain statement that the article says working days', () => {
  const named = new Set(rules.map(({ countRule }) => countRule).filter((id) => id !== null));
  for (const id of named)
    assert.ok(id === 'explicit-working-days' || nationalLaw.find(id)?.kind === 'day-counting', id);
});

test('a rule whose number nobody has read is a setting that says so', () => {
  const settings = rules.filter(isSetting).map(({ id }) => id);
  assert.deepEqual(settings, [
    'nd-js-comment',
    'contract-review',
    'hotline-general',
    'hotline-consult',
    'credit-repair-handling',
  ]);
});

test('every rule with a limit computes and tells its trace in both languages on many days', () => {
  const starts = [
    '2020-01-10',
    '2021-02-28',
    '2021-09-15',
    '2023-12-29',
    '2024-02-29',
    '2025-08-31',
    '2026-12-28',
    '2031-05-01',
  ];
  let limited = 0;
  for (const each of rules.filter(hasTimeLimit)) {
    limited++;
    for (const start of [...starts, '2022-06-30T23:30:00+08:00']) {
      const state = { rule: each.id, start, events: [] };
      const due = computeDue(state, nationalLaw, chinaCalendar);
      assert.equal([due.dueOn, due.dueAt, due.earliestOn].filter((date) => date !== undefined).length, 1, each.id);
      const trace = traceDue(state, nationalLaw, chinaCalendar);
      assert.ok(
        trace.length >= 2 && trace.every(({ zh, en }) => /[\u4e00-\u9fff]/.test(zh) && /[a-z]/.test(en)),
        each.id,
      );
      assert.ok(!trace.some(({ zh, en }) => /undefined|null|NaN/.test(zh + en)), each.id);
    }
  }
  assert.equal(limited, 179);
});

type Collected = {
  id: string;
  kind: string;
  article: string;
  effective_from: string;
  effective_to: string | null;
  effective_from_is_estimate: boolean;
  bound: string;
  limit: number | null;
  unit: string | null;
  extension: { limit: number | null; unit: string | null; max_times: number | null } | null;
  suspensions: string[];
  thresholds: Record<string, unknown> | null;
  count_rule: string | null;
};

/** Keys, numbers and truth values, but no words. */
function figures(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(figures);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, figures(inner)]));
  }
  return typeof value === 'string' && !/^\d\d(-\d\d)?$/.test(value) ? 'words' : value;
}

const shared = join(import.meta.dirname, '../../../../shared/law');
if (existsSync(shared)) {
  test('every number, date, extension, suspension and threshold equals the collection', () => {
    const collected = ['rules.json', 'rules-extra.json'].flatMap(
      (file) => JSON.parse(readFileSync(join(shared, file), 'utf8')) as Collected[],
    );
    assert.deepEqual(
      rules.map(({ id }) => id),
      collected.map(({ id }) => id),
    );
    for (const theirs of collected) {
      const ours = rule(theirs.id);
      assert.deepEqual(
        [ours.kind, ours.article, ours.from, ours.to, ours.fromIsEstimate, ours.bound, ours.limit, ours.unit],
        [
          theirs.kind,
          theirs.article,
          theirs.effective_from,
          theirs.effective_to,
          theirs.effective_from_is_estimate,
          theirs.bound,
          theirs.limit,
          theirs.unit,
        ],
        ours.id,
      );
      const { limit, unit, maxTimes } = ours.extension ?? { limit: null, unit: null, maxTimes: null };
      assert.deepEqual(
        [ours.extension !== null, limit, unit, maxTimes],
        [
          theirs.extension !== null,
          theirs.extension?.limit ?? null,
          theirs.extension?.unit ?? null,
          theirs.extension?.max_times ?? null,
        ],
        ours.id,
      );
      assert.equal(ours.suspensions.length > 0, theirs.suspensions.length > 0, ours.id);
      assert.deepEqual(figures(ours.thresholds), figures(theirs.thresholds), ours.id);
      assert.equal(ours.countRule, theirs.count_rule, ours.id);
    }
  });
}
