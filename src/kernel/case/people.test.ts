// Bodies merge and people move: power has dates, and a body's cases go with whoever took over.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fails } from '../testing/toy/asserts.ts';
import { Problem } from './problem.ts';
import { asked, type ToyOffice, toyOffice } from '../testing/toy/builders.ts';

let t: ToyOffice;
before(async () => {
  t = await toyOffice();
});
after(() => t.close());

const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);

test('the cases of a body that was merged are reached by its successor, through every door', async () => {
  await t.unit('old', 'district');
  await t.unit('new', 'district');
  const clerk = await t.person('new-clerk', [{ post: 'toy.clerk', unit: 'new' }]);
  const loan = await t.open('clerk', 'ask', asked({ what: '并入单位（示例）' }));
  await t.act('clerk', loan, 'pass', { unit: 'old' });
  await t.kernel.settle();
  await fails(t.kernel.get(clerk, 'toy', loan.id), 'not-found');
  assert.deepEqual(ids((await t.kernel.list(clerk, 'toy', {})).items), []);
  await t.unit('old', 'district', { successor: 'new' });
  assert.equal((await t.kernel.get(clerk, 'toy', loan.id)).id, loan.id);
  assert.deepEqual(ids((await t.kernel.list(clerk, 'toy', {})).items), [loan.id]);
  assert.deepEqual(ids((await t.kernel.inbox(clerk)).items), [loan.id]);
  assert.deepEqual(ids(await t.kernel.search(clerk, '并入单位')), [loan.id]);
  await t.act(clerk, loan, 'invite', { party: '邻居' });
  await t.unit('newest', 'district');
  const newest = await t.person('newest-clerk', [{ post: 'toy.clerk', unit: 'newest' }]);
  await t.unit('new', 'district', { successor: 'newest' });
  assert.equal((await t.kernel.get(newest, 'toy', loan.id)).id, loan.id);
});

test('a post gives nothing before its first day and nothing after its last', async () => {
  t.at('2021-03-01T09:00:00+08:00');
  const loan = await t.loan('asked');
  const temp = await t.person('temp', []);
  await t.kernel.people.putPosts([
    { user: 'temp', post: 'toy.clerk', unit: 'office', from: '2021-03-10', to: '2021-03-20' },
  ]);
  const tries = async (instant: string) => {
    t.at(instant);
    return t.kernel.get(temp, 'toy', loan.id).then(
      () => true,
      () => false,
    );
  };
  assert.equal(await tries('2021-03-09T23:59:59+08:00'), false);
  assert.deepEqual((await t.kernel.list(temp, 'toy', {})).items, [], 'only what is public, and nothing is yet');
  await fails(t.kernel.perform(temp, { procedure: 'toy', step: 'adopt', input: {} }), 'not-allowed');
  assert.equal(await tries('2021-03-10T00:00:00+08:00'), true);
  assert.equal(await tries('2021-03-20T23:59:59+08:00'), true);
  assert.equal(await tries('2021-03-21T00:00:00+08:00'), false);
  assert.deepEqual((await t.kernel.whoIs(temp))?.posts, []);
});

test('a session ends, a wrong password and an unknown name get the same answer', async () => {
  t.at('2021-03-01T09:00:00+08:00');
  await t.kernel.people.putAccounts([
    { id: 'pass', kind: 'official', name: { zh: '示例', en: 'Demo' }, password: 'a-long-password' },
  ]);
  await t.kernel.people.putPosts([{ user: 'pass', post: 'toy.clerk', unit: 'office', from: '2020-01-01' }]);
  assert.equal(await t.kernel.people.login('pass', 'wrong'), null);
  assert.equal(await t.kernel.people.login('nobody', 'wrong'), null);
  const session = (await t.kernel.people.login('pass', 'a-long-password'))?.session ?? '';
  assert.ok((await t.kernel.list({ session }, 'toy', {})).items.length > 0);
  t.at('2021-03-01T21:00:01+08:00');
  await fails(t.kernel.list({ session }, 'toy', {}), 'unknown-actor');
});

test('a query code opens its one case and no other', async () => {
  t.at('2021-03-01T09:00:00+08:00');
  const [mine, other] = [
    await t.open({ anyone: true }, 'ask', asked()),
    await t.open({ anyone: true }, 'ask', asked()),
  ];
  const code = mine.once?.queryCode ?? '';
  assert.match(code, /^[2-9A-HJKMNP-Z]{8}$/);
  const actor = { code, number: mine.number };
  assert.equal((await t.kernel.get(actor, 'toy', mine.id)).id, mine.id);
  await fails(t.kernel.get(actor, 'toy', other.id), 'not-found');
  await fails(t.kernel.get({ code, number: other.number }, 'toy', other.id), 'unknown-actor');
  assert.deepEqual(ids((await t.kernel.list(actor, 'toy', {})).items), [mine.id]);
});

test('a case goes to no unit that is not there on the day, and a unit made meanwhile is known at once', async () => {
  const loan = await t.loan('accepted');
  const pass = (unit: string, helpers: string[] = []) => t.act('clerk', loan, 'pass', { unit, helpers });
  const refusedFor = (unit: string) => (error: unknown) => error instanceof Problem && error.detail.zh.includes(unit);
  await assert.rejects(pass('mars'), refusedFor('mars'));
  await assert.rejects(pass('branch', ['mars']), refusedFor('mars'));
  assert.equal((await t.kernel.get(t.who.clerk, 'toy', loan.id)).version, 2, 'nothing was written');
  await t.unit('mars', 'district');
  await pass('mars');
  const [mars] = (await t.kernel.people.units()).filter(({ id }) => id === 'mars');
  assert.ok(mars);
  await t.kernel.people.putUnits([{ ...mars, to: '2021-01-31' }]);
  const other = await t.loan('accepted');
  await assert.rejects(t.act('clerk', other, 'pass', { unit: 'mars', helpers: [] }), refusedFor('mars'));
});
