// Figures count milestones as the records stood, and open to exactly the rows that they count.
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import type { FigureQuery, FigureRecord } from '../case/api.ts';
import { asked, type ToyOffice, toyOffice } from '../testing/toy/builders.ts';

let t: ToyOffice;
beforeEach(async () => {
  await t?.close();
  t = await toyOffice();
});
after(() => t.close());

const system = { system: 'figures' } as const;
const day = (on: string): FigureQuery => ({ from: on, to: on });
const march: FigureQuery = { from: '2021-03-01', to: '2021-03-31' };
const value = async (id: string, query: FigureQuery) => (await t.kernel.figure(system, `toy.${id}`, query)).value;
const adopted = (more: object) => ({
  ...asked(),
  number: `旧-${Math.random()}`,
  state: 'back',
  opened: '2021-03-02T10:00:00+08:00',
  lent: '2021-03-03T10:00:00+08:00',
  returned: '2021-03-04T10:00:00+08:00',
  ...more,
});

async function records(id: string, query: FigureQuery, limit = 3): Promise<FigureRecord[]> {
  const rows: FigureRecord[] = [];
  let cursor: string | undefined;
  do {
    const page = await t.kernel.figureRecords(system, `toy.${id}`, query, {
      limit,
      ...(cursor === undefined ? {} : { cursor }),
    });
    rows.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return rows;
}

test('a figure opens to exactly its records, page by page (failures 14)', async () => {
  for (const pieces of [1, 2, 3, 4, 5, 6, 7]) await t.loan('asked', { pieces });
  for (const [good, kind] of [
    [true, 'hand'],
    [false, 'hand'],
    [true, 'hand'],
  ] as const) {
    const lent = await t.loan('lent', { kind });
    await t.act('keeper', lent, 'giveBack', { good });
  }
  const rows = await records('asked', march);
  assert.equal(rows.length, await value('asked', march));
  assert.equal(new Set(rows.map(({ id }) => id)).size, 10);
  const pieces = await records('pieces', march);
  assert.equal(
    pieces.reduce((sum, { facets }) => sum + Number(facets.pieces), 0),
    await value('pieces', march),
  );
  const good = await t.kernel.figure(system, 'toy.good', march);
  assert.deepEqual(good.of, { counted: 2, all: 3 });
  assert.equal(good.value, 0.6667);
  assert.deepEqual((await records('good', march)).map(({ counted }) => counted).sort(), [false, true, true]);
  assert.equal(await value('places', march), 1);
  const groups = await t.kernel.figureGroups(system, 'toy.asked', march, 'month');
  assert.deepEqual(groups, [{ key: '2021-03', counted: 10, all: 10 }]);
});

test('"today" is the calendar day in Shanghai, whatever day it is in Greenwich (failures 14)', async () => {
  t.at('2021-03-09T23:59:00+08:00');
  assert.equal(t.clock.epoch(), Date.parse('2021-03-09T15:59:00Z'));
  await t.loan('asked');
  t.at('2021-03-10T00:01:00+08:00');
  assert.equal(t.clock.epoch(), Date.parse('2021-03-09T16:01:00Z'));
  await t.loan('asked');
  assert.equal(await value('asked', day('2021-03-09')), 1);
  assert.equal(await value('asked', day('2021-03-10')), 1);
  assert.equal((await records('asked', day('2021-03-10')))[0]?.happenedAt, '2021-03-10T00:01:00+08:00');
});

test('a figure as of a day is what the records said at its end', async () => {
  t.at('2021-03-02T10:00:00+08:00');
  await t.loan('asked');
  t.at('2021-03-05T10:00:00+08:00');
  await t.loan('asked');
  assert.equal(await value('asked', { ...march, asOf: '2021-03-01' }), 0);
  assert.equal(await value('asked', { ...march, asOf: '2021-03-02' }), 1);
  assert.equal(await value('asked', march), 2);
  const granted = await t.loan('granted');
  t.at('2021-03-20T10:00:00+08:00');
  await t.act('keeper', granted, 'lend', {}, { happenedAt: '2021-03-06T10:00:00+08:00' });
  assert.equal(await value('lent', { ...day('2021-03-06'), asOf: '2021-03-19' }), 0);
  assert.equal(await value('lent', day('2021-03-06')), 1);
});

test('a correction changes the figure from its own day on; before it the slip is still counted', async () => {
  t.at('2021-03-02T10:00:00+08:00');
  const loan = await t.loan('granted', { pieces: 5 });
  t.at('2021-03-10T10:00:00+08:00');
  const { version } = await t.kernel.get(t.who.clerk, 'toy', loan.id);
  const mend = { procedure: 'toy', case: loan.id, of: 1, facts: { pieces: 6 }, reason: '数错', version };
  await t.kernel.correct(t.who.clerk, mend);
  assert.equal(await value('pieces', { ...march, asOf: '2021-03-09' }), 5);
  assert.equal(await value('pieces', march), 6);
  const [row] = await records('pieces', march);
  assert.equal(row?.happenedAt, '2021-03-02T10:00:00+08:00');
  assert.equal(row.seq, version + 1);
});

test('a corrected milestone keeps the other facets of its moment', async () => {
  t.at('2021-03-02T10:00:00+08:00');
  const loan = await t.loan('lent', { pieces: 5 });
  t.at('2021-03-03T10:00:00+08:00');
  await t.kernel.correct(t.who.clerk, {
    procedure: 'toy',
    case: loan.id,
    of: 1,
    facts: { pieces: 6 },
    reason: '数错',
    version: loan.version,
  });
  const [row] = await records('pieces', march);
  assert.deepEqual([row?.facets.pieces, row?.facets.lentAt], [6, null]);
});

test('adopted cases count where the figure says so, at their real dates', async () => {
  await t.open('clerk', 'adopt', adopted({ pieces: 7 }));
  await t.loan('asked', { pieces: 3 });
  assert.equal(await value('asked', march), 2);
  assert.equal(await value('pieces', march), 10);
  assert.equal(await value('lent', march), 0);
  assert.equal(await value('places', march), 1);
  const dates = (await records('asked', march)).map(({ happenedAt }) => happenedAt);
  assert.deepEqual(dates.sort(), ['2021-03-01T09:00:00+08:00', '2021-03-02T10:00:00+08:00']);
});

test('a figure that is open shows its number to anybody, another only what the reader may see', async () => {
  await t.loan('asked');
  const open = await t.kernel.figure({ anyone: true }, 'toy.asked', march);
  assert.equal(open.value, 1);
  assert.equal((await t.kernel.figure({ anyone: true }, 'toy.lent', march)).value, 0);
  await assert.rejects(t.kernel.figure(t.who.registrar, 'toy.unknown', march));
});

test('the records of a figure show a facet where the case itself would, and are grouped by no other', async () => {
  for (const pieces of [2, 5]) await t.loan('asked', { pieces });
  const { items } = await t.kernel.figureRecords(t.who.supervisor, 'toy.pieces', march);
  assert.deepEqual(items.map(({ facets }) => facets.pieces).sort(), [2, 5]);
  assert.deepEqual(
    items.map(({ facets }) => facets.kind),
    [null, null],
  );
  assert.deepEqual(await t.kernel.figureGroups(t.who.supervisor, 'toy.pieces', march, 'kind'), [
    { key: '', counted: 7, all: 7 },
  ]);
  assert.deepEqual(await t.kernel.figureGroups(t.who.reviewer, 'toy.pieces', march, 'kind'), [
    { key: 'hand', counted: 7, all: 7 },
  ]);
  const open = await t.kernel.figureRecords({ anyone: true }, 'toy.asked', march);
  assert.deepEqual([...new Set(open.items.map(({ facets }) => facets.pieces))], [null], 'open to count, not to read');
  const divided = await t.kernel.figureGroups({ anyone: true }, 'toy.asked', march, 'kind');
  assert.deepEqual(divided, [{ key: 'hand', counted: 2, all: 2 }]);
});
