// One permission filter behind every door. What the check on one case says is compared, for people, units and cases
// drawn at random, with what list, count, search, inbox, export and the links of other cases say.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { ActorRef, CaseItem } from '../case/api.ts';
import { Problem } from '../case/problem.ts';
import { counting } from '../testing/toy/asserts.ts';
import { asked, type ToyOffice, toyOffice } from '../testing/toy/builders.ts';

let t: ToyOffice;
const UNITS = ['district', 'office', 'branch', 'yard', 'depot'];
const POSTS = ['toy.clerk', 'toy.keeper', 'toy.reviewer', 'head', 'toy.inspector', 'supervisor', 'toy.registrar'];
const cases: { id: string; number: string }[] = [];
let hub = '';

before(async () => {
  t = await toyOffice();
  await t.unit('yard', 'branch');
  await t.unit('depot', 'yard');
  for (const clerk of ['yard', 'depot']) await t.person(`clerk-${clerk}`, [{ post: 'toy.clerk', unit: clerk }]);
  const center = await t.loan('asked', { what: '枢纽（示例）' });
  hub = center.id;
  for (const [index, unit] of [...UNITS, ...UNITS, ...UNITS].entries()) {
    const states = ['asked', 'accepted', 'back', 'lent'] as const;
    const helpers = index % 3 === 0 ? [UNITS[(index + 2) % UNITS.length] ?? ''] : [];
    const opener = index % 4 === 0 ? 'citizen' : 'clerk';
    const what = `借物${index}(示例)`;
    if (index % 2 === 0) {
      const loan = await t.open(opener, 'ask', asked({ what }));
      await t.act('clerk', loan, 'link', { loan: hub });
      await t.act('clerk', loan, 'pass', { unit, helpers });
      cases.push(loan);
    } else {
      const loan = await t.loan(states[index % 4] ?? 'asked', { what });
      if (index % 4 !== 2) await t.kernel.get(t.who.clerk, 'toy', loan.id);
      cases.push(loan);
    }
  }
  await t.kernel.settle();
});
after(() => t.close());

async function or<T>(instead: T, asking: () => Promise<T>): Promise<T> {
  return asking().catch((error: unknown) => {
    if (error instanceof Problem && (error.kind === 'not-found' || error.kind === 'not-allowed')) return instead;
    throw error;
  });
}

async function listed(actor: ActorRef, sort?: string): Promise<CaseItem[]> {
  const items: CaseItem[] = [];
  let cursor: string | null | undefined;
  do {
    const page: { items: readonly CaseItem[]; next: string | null } = await or({ items: [], next: null }, () =>
      t.kernel.list(actor, 'toy', { limit: 7, ...(cursor ? { cursor } : {}), ...(sort === undefined ? {} : { sort }) }),
    );
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return items;
}

async function exported(actor: ActorRef): Promise<string[]> {
  const ids: string[] = [];
  await or(undefined, async () => {
    for await (const row of t.kernel.exportRows(actor, 'toy', {})) ids.push(row.id);
  });
  return ids;
}

const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id).sort();

let people = 0;
const somebody = fc
  .uniqueArray(fc.record({ post: fc.constantFrom(...POSTS), unit: fc.constantFrom(...UNITS) }), {
    maxLength: 3,
    selector: ({ post, unit }) => `${post} ${unit}`,
  })
  .map((posts) => ({ posts, id: `random-${(people += 1)}` }));

async function checkDoors(actor: ActorRef): Promise<void> {
  const all = [...cases.map(({ id }) => id), hub];
  const visible: string[] = [];
  for (const id of all) if ((await or(null, () => t.kernel.get(actor, 'toy', id))) !== null) visible.push(id);
  visible.sort();
  const items = await listed(actor);
  assert.deepEqual(ids(items), visible, 'list');
  assert.deepEqual(
    items.map(({ openedAt }) => openedAt),
    items
      .map(({ openedAt }) => openedAt)
      .sort()
      .reverse(),
  );
  const { count } = await or({ count: 0, more: false }, () => t.kernel.count(actor, 'toy', {}));
  assert.equal(count, visible.length, 'count');
  for (const item of items) {
    const view = await t.kernel.get(actor, 'toy', item.id);
    assert.deepEqual(item.facets, view.facets, 'facets of the list and of the case');
    assert.equal(item.title, view.title);
    assert.equal(item.handler, view.handler);
  }
  const titled = new Set(items.filter(({ title }) => title !== '').map(({ id }) => id));
  for (const { id, number } of cases) {
    const found = ids(await t.kernel.search(actor, number)).includes(id);
    assert.equal(found, titled.has(id), 'search by number');
  }
  assert.deepEqual(
    ids(await t.kernel.search(actor, '借物', 200)),
    [...titled].filter((id) => id !== hub).sort(),
    'search',
  );
  for (const id of await exported(actor)) assert.ok(visible.includes(id), 'export');
  for (const { id } of (await t.kernel.inbox(actor, { limit: 200 })).items)
    if (all.includes(id)) assert.ok(visible.includes(id), 'inbox');
  const center = await or(null, () => t.kernel.get(actor, 'toy', hub));
  for (const link of center?.links ?? []) assert.ok(visible.includes(link.id), 'links');
  const figure = await t.kernel.figure(actor, 'toy.lent', { from: '2021-01-01', to: '2021-12-31' }).catch(() => null);
  if (figure !== null) {
    const lent = await Promise.all(visible.map((id) => t.kernel.get({ system: 'test' }, 'toy', id)));
    assert.equal(figure.value, lent.filter(({ facts }) => facts.lentAt !== undefined).length, 'figures');
  }
}

test('list, count, search, inbox, export, links and figures show what the case itself shows (failures 6)', async () => {
  await fc.assert(
    fc.asyncProperty(somebody, async ({ id, posts }) => checkDoors(await t.person(id, posts))),
    { numRuns: 25, endOnFailure: true },
  );
});

test('a citizen, the public and a stranger pass the same filter (failures 6)', async () => {
  for (const actor of [t.who.citizen, t.who.neighbour, t.who.stranger, { anyone: true } as const])
    await checkDoors(actor);
});

test('an export gives the rows of exporting posts only, whatever else the person may see (failures 6)', async () => {
  const both = await t.person('both', [
    { post: 'toy.clerk', unit: 'yard' },
    { post: 'toy.reviewer', unit: 'office' },
  ]);
  const rows = await exported(both);
  const own = (await listed({ user: 'clerk-yard' })).map(({ id }) => id);
  assert.deepEqual([...rows].sort(), own.sort());
  assert.ok((await listed(both)).length > rows.length);
});

test('nobody finds out by filtering what rows do not show (failures 6)', async () => {
  const places = await t.kernel.list(t.who.supervisor, 'toy', { facets: { place: '东门（示例）' } });
  assert.deepEqual(places.items, []);
  const pieces = await t.kernel.list(t.who.supervisor, 'toy', { facets: { pieces: '3' }, limit: 200 });
  assert.equal(pieces.items.length, cases.length + 1);
  assert.equal((await t.kernel.list(t.who.supervisor, 'toy', { q: '借物' })).items.length, 0);
});

test('more posts and grants do not mean more statements (failures 11)', async () => {
  const few = await t.person('few', [{ post: 'toy.clerk', unit: 'office' }]);
  const many = await t.person(
    'many',
    POSTS.flatMap((post) => UNITS.map((unit) => ({ post, unit }))),
  );
  const sent: Record<string, number[]> = { list: [], inbox: [], count: [] };
  const db = counting(t.db);
  try {
    for (const actor of [few, many]) {
      await t.kernel.list(actor, 'toy', {});
      sent.list?.push(db.taken().length);
      await t.kernel.inbox(actor);
      sent.inbox?.push(db.taken().length);
      await t.kernel.count(actor, 'toy', {});
      sent.count?.push(db.taken().length);
    }
  } finally {
    db.restore();
  }
  assert.deepEqual(sent, { list: [2, 2], inbox: [2, 2], count: [2, 2] });
});

test('one sees the effect of an own act in the own queue at once (failures 12)', async () => {
  const loan = await t.open('clerk', 'ask', asked());
  const mine = async () => (await t.kernel.inbox(t.who.clerk, { limit: 200 })).items.filter(({ id }) => id === loan.id);
  assert.deepEqual(
    (await mine()).map(({ why }) => why),
    ['unit'],
  );
  await t.act('clerk', loan, 'accept', { officers: ['甲示例', '乙示例'] });
  assert.deepEqual(
    (await mine()).map(({ why, state }) => [why, state]),
    [['mine', 'accepted']],
  );
  await t.act('clerk', loan, 'decide', { grant: true, words: '同意' });
  assert.deepEqual(await mine(), []);
});

test('a grant for some cases only shows those of its facets, through every door (failures 6)', async () => {
  const hidden = await t.loan('back', { kind: 'power' });
  const shown = await t.loan('back', { kind: 'hand' });
  const anyone = { anyone: true } as const;
  assert.equal((await t.kernel.get(anyone, 'toy', shown.id)).state, 'back');
  await assert.rejects(t.kernel.get(anyone, 'toy', hidden.id), Problem);
  const ids = (await listed(anyone)).map(({ id }) => id);
  assert.ok(ids.includes(shown.id) && !ids.includes(hidden.id));
  const { count } = await t.kernel.count(anyone, 'toy', {});
  assert.equal(count, ids.length);
});

test('what is public is not one’s own: a list of one’s own holds only cases one is a party to', async () => {
  const own = await t.open('citizen', 'ask', asked({ what: '本人的（示例）' }));
  await t.loan('back', { what: '别人的（示例）' });
  const all = await t.kernel.list(t.who.citizen, 'toy', { limit: 200 });
  const mine = await t.kernel.list(t.who.citizen, 'toy', { mine: true, limit: 200 });
  assert.ok(all.items.length > mine.items.length);
  assert.ok(mine.items.some(({ id }) => id === own.id));
  for (const { id } of mine.items) {
    const { parties } = await t.kernel.get(t.who.citizen, 'toy', id);
    assert.ok(parties.length > 0);
  }
  assert.equal((await t.kernel.count(t.who.citizen, 'toy', { mine: true })).count, mine.items.length);
  await assert.rejects(t.kernel.list(t.who.clerk, 'toy', { mine: true }), Problem);
});
