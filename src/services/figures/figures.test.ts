// A toy line that declares figures of the report, so that the service is tried without any real line.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  type ActorRef,
  anyone,
  article,
  defineDomain,
  defineFigure,
  defineProcedure,
  facet,
  grant,
  headOfUnit,
  post,
  stepsOf,
  system,
} from '#kernel';
import { type TestKernel, testKernel } from '#kernel/testing';
import * as z from 'zod';
import { computeReport, figureBreakdown, recordCount, reportJson } from './compute.ts';
import { CUTOFFS, figureQuery, reporter } from './range.ts';
import { renderReportHtml } from './html.ts';
import { reportView } from './report.ts';

interface Order {
  matter: string;
  people?: number;
  rated?: boolean;
  satisfied?: boolean;
}
const clerk = post('orders.clerk', '办事员', 'Clerk');
const basis = [article('state-council-2020-53')];
const { opening, step } = stepsOf<Order>();

const orders = defineProcedure<Order>({
  id: 'orders',
  title: { zh: '工单', en: 'Orders' },
  prefix: 'TO',
  facts: z.strictObject({
    matter: z.string(),
    people: z.int().optional(),
    rated: z.boolean().optional(),
    satisfied: z.boolean().optional(),
  }) as z.ZodType<Order>,
  factsVersion: 1,
  states: {
    open: { title: { zh: '办理中', en: 'Open' } },
    closed: { title: { zh: '已办结', en: 'Closed' }, end: true },
  },
  steps: {
    register: opening<{ matter: string }>({
      title: { zh: '登记', en: 'Register' },
      to: 'open',
      by: [clerk],
      basis,
      input: z.strictObject({ matter: z.string() }),
      effect: ({ matter }) => ({ facts: { matter }, title: matter }),
    }),
    close: step<{ people: number; rated: boolean; satisfied: boolean }>({
      title: { zh: '办结', en: 'Close' },
      from: 'open',
      to: 'closed',
      by: [clerk],
      basis,
      input: z.strictObject({ people: z.int(), rated: z.boolean(), satisfied: z.boolean() }),
      milestone: true,
      effect: (_facts, input) => ({ facts: input }),
    }),
    reopen: step<Record<string, never>>({
      title: { zh: '重办', en: 'Reopen' },
      from: 'closed',
      to: 'open',
      by: [clerk],
      basis,
      input: z.strictObject({}),
      effect: () => ({}),
    }),
  },
  facets: {
    matter: facet('text', '事项', 'Matter', ({ matter }) => matter),
    people: facet('int', '人数', 'People', ({ people }) => people ?? null),
    rated: facet('bool', '已评价', 'Rated', ({ rated }) => rated ?? false),
    satisfied: facet('bool', '满意', 'Satisfied', ({ satisfied }) => satisfied ?? false),
  },
  access: [
    grant({ post: clerk, scope: 'unit', see: 'all' }),
    grant({ post: headOfUnit, scope: 'below', see: 'all' }),
    grant({ post: system, scope: 'region', see: 'all' }),
    grant({ post: anyone, scope: 'public', states: ['closed'], see: { only: [] } }),
  ],
  lateRecording: [clerk],
  retention: { id: 'y10', title: { zh: '十年', en: 'Ten years' }, years: 10 },
});

const common = {
  procedure: 'orders',
  title: { zh: '指标', en: 'Figure' },
  unit: { zh: '件', en: 'cases' },
  milestone: 'close',
  adopted: 'counted',
  counts: { zh: '办结', en: 'Closed' },
} as const;

const line = defineDomain({
  id: 'orders',
  chapter: 'supervision',
  title: { zh: '工单', en: 'Orders' },
  about: { zh: '试验', en: 'A toy' },
  posts: [clerk],
  procedures: [orders],
  figures: [
    defineFigure({ ...common, id: 'hotline.orders', count: 'rows' }),
    defineFigure({
      ...common,
      id: 'hotline.satisfaction',
      count: 'rows',
      where: { rated: true },
      counted: { satisfied: true },
      decimals: 4,
    }),
    defineFigure({ ...common, id: 'training.exam-people', count: { sum: 'people' } }),
    defineFigure({ ...common, id: 'consultation.projects', count: { distinct: 'matter' } }),
  ],
});

let t: TestKernel;
let clerkRef: ActorRef;

before(async () => {
  t = await testKernel({ domains: [line], at: '2021-01-04T09:00:00+08:00' });
  await t.unit('centre');
  clerkRef = await t.person('clerk', [{ post: 'orders.clerk', unit: 'centre' }]);
});
after(() => t.close());

async function register(matter: string): Promise<string> {
  return (await t.kernel.perform(clerkRef, { procedure: 'orders', step: 'register', input: { matter } })).id;
}
async function close(id: string, rating: 'satisfied' | 'dissatisfied' | 'unrated', people = 1): Promise<void> {
  const input = { people, rated: rating !== 'unrated', satisfied: rating === 'satisfied' };
  await t.kernel.perform(clerkRef, { procedure: 'orders', case: id, step: 'close', input });
}
const valueOf = async (id: string, asOf?: string) =>
  (await computeReport(t.kernel, asOf === undefined ? { year: 2021 } : { year: 2021, asOf })).find(
    (figure) => figure.id === id,
  );

test('before anything happened a count is zero and a share is null: nothing divides by nothing', async () => {
  assert.equal((await valueOf('hotline.orders'))?.value, 0);
  const share = await valueOf('hotline.satisfaction');
  assert.equal(share?.status, 'computed');
  assert.equal(share?.value, null);
  assert.ok(share);
  assert.equal(await recordCount(t.kernel, share), 0);
});

test('a figure whose line is not there is absent, with no value and no link', async () => {
  const { year, figures } = await reportJson(t.kernel, 2021);
  assert.equal(year, 2021);
  assert.equal(figures.length, 74);
  const norms = figures.find(({ id }) => id === 'norms.issued');
  assert.deepEqual(norms, {
    id: 'norms.issued',
    status: 'absent',
    value: null,
    unit: { zh: '件', en: 'documents' },
    records: null,
  });
  assert.equal(figures.filter(({ status }) => status === 'computed').length, 4);
  for (const figure of figures) assert.deepEqual(Object.keys(figure), ['id', 'status', 'value', 'unit', 'records']);
});

test('orders are counted as often as they were closed, and a share is rounded to four decimals', async () => {
  t.at('2021-03-01T10:00:00+08:00');
  const noise = await register('noise');
  await close(noise, 'dissatisfied', 5);
  await t.kernel.perform(clerkRef, { procedure: 'orders', case: noise, step: 'reopen', input: {} });
  t.at('2021-03-05T10:00:00+08:00');
  await close(noise, 'satisfied', 7);
  const water = await register('water');
  t.at('2021-06-30T10:00:00+08:00');
  await close(water, 'satisfied', 2);
  const road = await register('road');
  await close(road, 'unrated', 3);
  assert.equal((await valueOf('hotline.orders'))?.value, 4);
  const share = await valueOf('hotline.satisfaction');
  assert.equal(share?.value, 0.6667);
  assert.deepEqual(share?.of, { counted: 2, all: 3 });
  assert.equal((await valueOf('training.exam-people'))?.value, 17);
  assert.equal((await valueOf('consultation.projects'))?.value, 3);
});

test('a figure opens to exactly the records it counts, numerator and denominator apart', async () => {
  const query = await figureQuery(t.kernel, 'hotline.satisfaction', 2021);
  const page = await t.kernel.figureRecords(reporter, 'hotline.satisfaction', query);
  assert.equal(page.next, null);
  assert.equal(page.items.length, 3);
  assert.equal(page.items.filter(({ counted }) => counted).length, 2);
  const orderPage = await t.kernel.figureRecords(
    reporter,
    'hotline.orders',
    await figureQuery(t.kernel, 'hotline.orders', 2021),
  );
  assert.equal(orderPage.items.length, 4);
  assert.equal((await valueOf('hotline.orders'))?.records, '/api/v1/figures/hotline.orders/records?year=2021');
});

test('a sum and a count of different ones tell how many records they rest on, which is not their value', async () => {
  for (const id of ['training.exam-people', 'consultation.projects']) {
    const figure = await valueOf(id);
    assert.ok(figure);
    assert.equal(await recordCount(t.kernel, figure), 4);
    const query = await figureQuery(t.kernel, id, 2021);
    assert.equal((await t.kernel.figureRecords(reporter, id, query)).items.length, 4);
  }
});

test('as of a past day the report says what the records said then, and its links ask the same', async () => {
  assert.equal((await valueOf('hotline.orders', '2021-03-01'))?.value, 1);
  assert.equal((await valueOf('hotline.satisfaction', '2021-03-01'))?.value, 0);
  const later = await valueOf('hotline.orders', '2021-03-05');
  assert.equal(later?.value, 2);
  assert.match(later?.records ?? '', /year=2021&asOf=2021-03-05$/);
  const records = await t.kernel.figureRecords(
    reporter,
    'hotline.orders',
    await figureQuery(t.kernel, 'hotline.orders', 2021, '2021-03-05'),
  );
  assert.equal(records.items.length, 2);
});

test('an act entered late counts for the day it happened, but not in what was known before it was entered', async () => {
  t.at('2021-07-10T10:00:00+08:00');
  const late = await register('late');
  t.at('2021-07-20T10:00:00+08:00');
  await t.kernel.perform(clerkRef, {
    procedure: 'orders',
    case: late,
    step: 'close',
    input: { people: 0, rated: false, satisfied: false },
    happenedAt: '2021-07-11T10:00:00+08:00',
  });
  assert.equal((await valueOf('hotline.orders', '2021-07-15'))?.value, 4);
  assert.equal((await valueOf('hotline.orders', '2021-07-20'))?.value, 5);
  const months = await figureBreakdown(t.kernel, 'hotline.orders', 2021, 'month');
  assert.equal(months.find(({ key }) => key === '2021-07')?.all, 1);
});

test('"today" is the calendar day in Shanghai: half past midnight there is the new day', async () => {
  t.at('2021-12-20T23:59:59+08:00');
  await close(await register('last second'), 'unrated', 0);
  t.at('2021-12-21T00:30:00+08:00');
  await close(await register('next day'), 'unrated', 0);
  assert.equal((await valueOf('hotline.orders'))?.value, 7);
  assert.equal((await valueOf('hotline.orders', '2021-12-20'))?.value, 6);
  const view = await reportView(t.kernel, 2021);
  assert.equal(view.asOf, '2021-12-21');
});

test('the cut-off of the region bounds number, records and chart alike', async () => {
  await t.kernel.settings.put(CUTOFFS, { 'hotline.orders': '12-20' });
  assert.equal((await valueOf('hotline.orders'))?.value, 6);
  const query = await figureQuery(t.kernel, 'hotline.orders', 2021);
  assert.deepEqual(query, { from: '2021-01-01', to: '2021-12-20' });
  assert.equal((await t.kernel.figureRecords(reporter, 'hotline.orders', query)).items.length, 6);
  const months = await figureBreakdown(t.kernel, 'hotline.orders', 2021, 'month');
  assert.equal(
    months.reduce((sum, { all }) => sum + all, 0),
    6,
  );
  assert.deepEqual(await valueOf('training.exam-people').then((figure) => figure?.query?.to), '2021-12-31');
});

test('the parts of a breakdown add up to the figure', async () => {
  const matters = await figureBreakdown(t.kernel, 'hotline.satisfaction', 2021, 'matter');
  const all = matters.reduce((sum, group) => sum + group.all, 0);
  const counted = matters.reduce((sum, group) => sum + group.counted, 0);
  assert.deepEqual((await valueOf('hotline.satisfaction'))?.of, { counted, all });
  assert.deepEqual(
    matters.find(({ key }) => key === 'noise'),
    { key: 'noise', counted: 1, all: 2 },
  );
});

test('another year starts from nothing', async () => {
  const figures = await computeReport(t.kernel, { year: 2022 });
  assert.equal(figures.find(({ id }) => id === 'hotline.orders')?.value, 0);
});

test('the number does not depend on who may see which case: an order open again still counts as closed once', async () => {
  t.at('2021-12-22T09:00:00+08:00');
  const id = await register('again');
  t.at('2021-12-22T10:00:00+08:00');
  const start = (await valueOf('training.exam-people'))?.value ?? 0;
  await close(id, 'unrated', 4);
  await t.kernel.perform(clerkRef, { procedure: 'orders', case: id, step: 'reopen', input: {} });
  assert.equal((await valueOf('training.exam-people'))?.value, start + 4);
});

test('the report shows each number in words with its link, and says plainly what has no records', async () => {
  const view = await reportView(t.kernel, 2021);
  assert.equal(view.computed, 4);
  assert.equal(view.absent, 70);
  const shown = view.figures['hotline.orders'];
  assert.deepEqual(shown?.text, { zh: '6件次（截至12月20日）', en: '6 (up to 20 December)' });
  assert.equal(view.figures['hotline.satisfaction']?.text.zh, '66.67%');
  assert.equal(view.figures['norms.issued']?.text.en, '(no records yet)');
  const page = renderReportHtml(view, 'zh');
  assert.match(page, /结果满意率<a [^>]*>66\.67%<\/a>/);
  assert.match(page, /本报告设74项指标，其中4项由办件记录直接计算，70项尚无记录/);
});
