// Where a number turns into words it may not grow, and may not be rounded a second time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ComputedFigure, reportFigures } from './compute.ts';
import { lastDay } from './range.ts';
import { floorToTwo, inFull, inWords, percent } from './words.ts';

const entry = (id: string) => {
  const found = reportFigures.find((figure) => figure.id === id);
  assert.ok(found, id);
  return found;
};

const figure = (id: string, value: number | null, to = '2021-12-31'): ComputedFigure => ({
  id,
  status: 'computed',
  value,
  unit: entry(id).unit,
  records: `/api/v1/figures/${id}/records?year=2021`,
  of: null,
  query: { from: '2021-01-01', to },
  definition: null,
});

const said = (id: string, value: number | null, to?: string) => inWords(entry(id), figure(id, value, to));

test('a share is shown as a percentage and never rounded a second time', () => {
  assert.equal(percent(0.9495, 4), '94.95%');
  assert.equal(percent(0.9999, 4), '99.99%');
  assert.equal(percent(0.6667, 4), '66.67%');
  assert.equal(percent(0.75, 2), '75%');
  assert.equal(percent(1, 4), '100%');
  assert.equal(percent(0, 4), '0%');
  assert.equal(percent(0.29, 4), '29%');
});

test('a figure given as "more than" is cut down, never up', () => {
  assert.equal(floorToTwo(173), 170);
  assert.equal(floorToTwo(21_999), 21_000);
  assert.equal(floorToTwo(99), 99);
  assert.deepEqual(said('legal-education.village-tours', 173), { zh: '170余场', en: 'more than 170' });
  assert.deepEqual(said('mediation.disputes-settled', 21_340), { zh: '2.1万余件', en: 'more than 21,000' });
});

test('a round number stays bare and a small one is exact', () => {
  assert.deepEqual(said('legal-education.village-tours', 170), { zh: '170场', en: '170' });
  assert.deepEqual(said('training.study-sessions', 4), { zh: '4次', en: '4' });
});

test('tables keep the last digit of a figure that the text cuts down', () => {
  const id = 'mediation.disputes-settled';
  assert.deepEqual(inFull(entry(id), figure(id, 21_340)), { zh: '21340件', en: '21,340' });
});

test('an earlier last day is told with the number', () => {
  assert.deepEqual(said('hotline.orders', 91_478, '2021-12-20'), {
    zh: '91478件次（截至12月20日）',
    en: '91,478 (up to 20 December)',
  });
});

test('what is absent is said plainly, and what cannot be computed is not a zero', () => {
  const absent: ComputedFigure = { ...figure('norms.issued', null), status: 'absent', query: null };
  assert.deepEqual(inWords(entry('norms.issued'), absent), { zh: '（尚无记录）', en: '(no records yet)' });
  assert.equal(said('hotline.satisfaction', null).en, '(nothing to compute from yet)');
  assert.equal(inFull(entry('hotline.satisfaction'), figure('hotline.satisfaction', null)).zh, '—');
});

test('money is written in tens of thousands of yuan, and keeps its unit in English', () => {
  assert.deepEqual(said('legal-center.financed-amount', 90_000_000), { zh: '9000万元', en: 'CNY 90,000,000' });
  assert.deepEqual(said('legal-center.financed-amount', 93_210_000), {
    zh: '9300余万元',
    en: 'more than CNY 93,000,000',
  });
});

test('the last day counted comes from the setting of the region and is the year’s last otherwise', () => {
  const setting = { 'hotline.orders': '12-20', credit: { '2021': '11-30' } };
  assert.equal(lastDay(setting, 'hotline.orders', 2021), '2021-12-20');
  assert.equal(lastDay(setting, 'hotline.orders', 2022), '2022-12-20');
  assert.equal(lastDay(setting, 'hotline.satisfaction', 2021), '2021-12-31');
  assert.equal(lastDay(setting, 'credit.repairs', 2021), '2021-11-30');
  assert.equal(lastDay(setting, 'credit.repairs', 2022), '2022-12-31');
  assert.equal(lastDay({ hotline: '12-20' }, 'hotline.satisfaction', 2021), '2021-12-20');
  assert.equal(lastDay(undefined, 'hotline.orders', 2021), '2021-12-31');
});

test('a broken cut-off stops with a sentence instead of counting something else', () => {
  assert.throws(() => lastDay({ hotline: '13-40' }, 'hotline.orders', 2021), /"13-40" is not a day MM-DD of 2021/);
});
