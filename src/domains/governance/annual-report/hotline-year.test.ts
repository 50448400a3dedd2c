// The report on real lines: a handful of hotline orders through the public door, counted, opened, frozen.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ActorRef } from '#kernel';
import { type TestKernel, testKernel } from '#kernel/testing';
import { domains } from '#domains';
import {
  computeReport,
  digestOf,
  figureQuery,
  freezeReport,
  renderReportHtml,
  reporter,
  reportJson,
  reportView,
} from '#services/figures';
import type { ReportFacts } from './facts.ts';

type Rating = 'very-satisfied' | 'satisfied' | 'basically-satisfied' | 'dissatisfied' | 'not-rated';

let t: TestKernel;
let operator: ActorRef;
let drafter: ActorRef;

before(async () => {
  t = await testKernel({ domains, at: '2021-03-01T09:00:00+08:00' });
  await t.unit('centre');
  operator = await t.person('operator', [{ post: 'hotline.operator', unit: 'centre' }]);
  drafter = await t.person('drafter', [{ post: 'governance.report-drafter', unit: 'centre' }]);
  await t.kernel.settings.put('report-cutoffs', { hotline: '12-20' });
});
after(() => t.close());

const act = (id: string, step: string, input: object) =>
  t.kernel.perform(operator, { procedure: 'hotline', case: id, step, input });

async function register(): Promise<string> {
  const input = { channel: 'call', kind: 'consult', class: 'other', text: '咨询办事时间（示例）' };
  return (await t.kernel.perform(operator, { procedure: 'hotline', step: 'register', input })).id;
}

async function answerAndClose(id: string, rating: Rating): Promise<void> {
  await act(id, 'answer', { words: '工作日九点到十七点（示例）' });
  const said = rating === 'not-rated' ? { reached: false, tries: 2 } : { reached: true, solved: true, rating };
  await act(id, 'close', said);
}

async function orderOn(day: string, rating: Rating): Promise<string> {
  t.at(`${day}T10:00:00+08:00`);
  const id = await register();
  await answerAndClose(id, rating);
  return id;
}

const valuesOf = async (asOf?: string) => {
  const { figures } = await reportJson(t.kernel, 2021, asOf);
  return Object.fromEntries(figures.filter(({ status }) => status === 'computed').map(({ id, value }) => [id, value]));
};

test('with no order yet the hotline says none, and no share', async () => {
  assert.deepEqual(await valuesOf(), { 'hotline.orders': 0, 'hotline.satisfaction': null });
});

test('orders count when closed, again when handled again, and the rated ones give the share', async () => {
  await orderOn('2021-03-02', 'satisfied');
  const again = await orderOn('2021-04-06', 'basically-satisfied');
  t.at('2021-04-08T10:00:00+08:00');
  await act(again, 'reopen', { words: '问题又出现了（示例）' });
  await orderOn('2021-05-10', 'not-rated');
  t.at('2021-06-01T10:00:00+08:00');
  await answerAndClose(again, 'very-satisfied');
  assert.deepEqual(await valuesOf(), { 'hotline.orders': 4, 'hotline.satisfaction': 1 });
});

test('what was closed after the cut-off of 20 December is another number than the report’s', async () => {
  await orderOn('2021-12-20', 'satisfied');
  await orderOn('2021-12-21', 'satisfied');
  assert.equal((await valuesOf())['hotline.orders'], 5);
});

test('every figure opens to exactly its records, in pages, each record once', async () => {
  for (const figure of await computeReport(t.kernel, { year: 2021 })) {
    if (figure.status === 'absent') continue;
    const query = await figureQuery(t.kernel, figure.id, 2021);
    const seen: string[] = [];
    let counted = 0;
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof t.kernel.figureRecords>> = await t.kernel.figureRecords(
        reporter,
        figure.id,
        query,
        {
          limit: 2,
          ...(cursor === null ? {} : { cursor }),
        },
      );
      seen.push(...page.items.map(({ id, seq }) => `${id} ${seq}`));
      counted += page.items.filter((record) => record.counted).length;
      cursor = page.next;
    } while (cursor !== null);
    assert.equal(new Set(seen).size, seen.length);
    assert.equal(seen.length, figure.of?.all ?? figure.value);
    assert.equal(counted, figure.of?.counted ?? figure.value);
  }
});

test('as of a past day the report tells what the records said at its end', async () => {
  assert.equal((await valuesOf('2021-03-01'))['hotline.orders'], 0);
  assert.equal((await valuesOf('2021-04-07'))['hotline.orders'], 2);
  assert.equal((await valuesOf('2021-12-31'))['hotline.orders'], 5);
});

test('the figures are frozen with their selection and counts, and what counts otherwise later shows as moved', async () => {
  t.at('2022-01-05T09:00:00+08:00');
  const { id } = await t.kernel.perform(drafter, { procedure: 'annual-report', step: 'open', input: { year: 2021 } });
  await t.kernel.perform(drafter, { procedure: 'annual-report', case: id, step: 'askFreeze', input: {} });
  await freezeReport(t.kernel, id);
  const { facts } = await t.kernel.get(drafter, 'annual-report', id);
  const { frozen } = facts as ReportFacts;
  assert.ok(frozen);
  const orders = frozen.figures.find((figure) => figure.id === 'hotline.orders');
  assert.equal(orders?.value, 5);
  assert.equal(orders?.records, 5);
  assert.deepEqual([orders?.selection?.from, orders?.selection?.to], ['2021-01-01', '2021-12-20']);
  assert.equal(orders?.selection?.milestone, 'close');
  assert.equal(frozen.figures.find((figure) => figure.id === 'hotline.satisfaction')?.records, 4);
  assert.equal(frozen.figures.find((figure) => figure.id === 'norms.issued')?.value, null);
  assert.equal(await digestOf(frozen), frozen.digest);
  const movedNow = async () => (await reportView(t.kernel, 2021, { draft: true })).frozen?.moved;
  assert.deepEqual(await movedNow(), []);
  await t.kernel.settings.put('report-cutoffs', {});
  assert.deepEqual(await movedNow(), ['hotline.orders']);
  await t.kernel.settings.put('report-cutoffs', { hotline: '12-20' });
});

test('the page shows both numbers live with links and everything else as not yet recorded', async () => {
  const page = renderReportHtml(await reportView(t.kernel, 2021), 'zh');
  assert.match(
    page,
    /<a href="\/api\/v1\/figures\/hotline\.orders\/records\?year&#61;2021"[^>]*>5件次（截至12月20日）<\/a>/,
  );
  assert.equal(page.match(/（尚无记录）/g)?.length, 72 * 2);
});
