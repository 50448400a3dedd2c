// Two hands on one case, and a power that ends between reading and writing: only a database with several connections
// can show that the loser is told and nothing is half written.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Database } from '../db/types.ts';
import { rebuild } from '../record/rebuild.ts';
import { verifyChains } from '../record/verify.ts';
import { fails, outcomes } from '../testing/toy/asserts.ts';
import { asked, officers, type ToyOffice, toyOffice } from '../testing/toy/builders.ts';

let t: ToyOffice;
before(async () => {
  t = await toyOffice();
});
after(async () => {
  assert.deepEqual((await verifyChains(t.db, t.kernel.region)).faults, []);
  assert.deepEqual((await rebuild(t.db, t.kernel.region, t.kernel.registry)).differences, []);
  await t.close();
});

/** Lets something happen after an act has read and before it writes. */
async function between(doing: () => Promise<unknown>, meanwhile: () => Promise<unknown>): Promise<void> {
  const db = t.db as { query: Database['query'] };
  const own = db.query;
  let armed = true;
  db.query = async (statement, params) => {
    if (armed && statement.text.startsWith('with ') && statement.text.includes('insert into entry')) {
      armed = false;
      db.query = own;
      await meanwhile();
    }
    return own.call(t.db, statement, params) as never;
  };
  try {
    await doing();
  } finally {
    db.query = own;
  }
  assert.equal(armed, false, 'something happened in between');
}

const version = async (id: string) => (await t.kernel.get(t.who.clerk, 'toy', id)).version;

test('of two officers who act on one case at once one wins and the other is told', async () => {
  for (let round = 0; round < 10; round += 1) {
    const loan = await t.loan('accepted');
    const { done, kinds } = await outcomes([
      t.act('clerk', loan, 'sendBack', { reason: '材料不全' }),
      t.act('clerk', loan, 'consult', { reason: '征求意见' }),
    ]);
    assert.equal(done.length, 1);
    assert.ok(kinds[0] === 'stale' || kinds[0] === 'refused', kinds[0]);
    assert.equal(await version(loan.id), 3);
  }
});

test('a credential suspended between reading and writing makes the step fail, and nothing of it stands', async () => {
  const loan = await t.loan('asked');
  const of = { procedure: 'toy.credential' };
  const credential = t.credentials[0] ?? { id: '' };
  await between(
    () => fails(t.act('clerk', loan, 'accept', { officers }), 'stale'),
    () => t.act('registrar', credential, 'suspend', {}, of),
  );
  assert.equal(await version(loan.id), 1);
  await fails(t.act('clerk', loan, 'accept', { officers }), 'refused', 'two-officers-hold-credentials');
  await t.act('registrar', credential, 'restore', {}, of);
  await t.act('clerk', loan, 'accept', { officers });
});

test('credentials suspended and given back under load never let a step stand on a suspended one', async () => {
  const of = { procedure: 'toy.credential' };
  const credential = t.credentials[1] ?? { id: '' };
  const loans = await Promise.all(Array.from({ length: 12 }, () => t.loan('asked')));
  const toggling = (async () => {
    for (let round = 0; round < 6; round += 1) {
      await t.act('registrar', credential, 'suspend', {}, of);
      await t.act('registrar', credential, 'restore', {}, of);
    }
  })();
  const accepting = outcomes(loans.map((loan) => t.act('clerk', loan, 'accept', { officers })));
  await toggling;
  const { done, kinds } = await accepting;
  assert.equal(done.length + kinds.length, 12);
  assert.ok(kinds.every((kind) => kind === 'stale' || kind === 'refused'));
  for (const { id } of done) {
    const rows = await t.db.query<{ reads: [string, string, number][] }>(
      { text: `select body::json -> 'reads' -> 'of' as reads from entry where case_id = $1 and step = 'accept'` },
      [id],
    );
    const read = rows[0]?.reads.find(([, caseId]) => caseId === credential.id);
    // Odd versions are valid, even ones suspended.
    assert.equal((read?.[2] ?? 0) % 2, 1);
  }
});

test('a post that ends between reading and writing gives no power any more', async () => {
  const loan = await t.loan('asked');
  await t.person('leaver', [{ post: 'toy.clerk', unit: 'office' }]);
  await between(
    () => fails(t.act({ user: 'leaver' }, loan, 'accept', { officers }), 'stale'),
    () => t.kernel.people.endPost('leaver', 'toy.clerk', 'office', '2021-02-28'),
  );
  assert.equal(await version(loan.id), 1);
  await fails(t.act({ user: 'leaver' }, loan, 'accept', { officers }), 'not-found');
});

test('sixteen letters at once are numbered without a gap, each once', async () => {
  t.at('2022-01-04T09:00:00+08:00');
  const loans = await Promise.all(Array.from({ length: 16 }, () => t.loan('accepted')));
  for (const loan of loans) {
    await t.act('clerk', loan, 'decide', { grant: true, words: '同意' });
    await t.sign('reviewer', loan);
  }
  const { kinds } = await outcomes(loans.map((loan) => t.sign('head', loan)));
  assert.deepEqual(kinds, []);
  const letters = await Promise.all(
    loans.map(async ({ id }) => (await t.kernel.get(t.who.clerk, 'toy', id)).facts.letter),
  );
  assert.deepEqual(
    letters.map((letter) => Number(/(\d+)号/.exec(String(letter))?.[1])).sort((a, b) => a - b),
    Array.from({ length: 16 }, (_, index) => index + 1),
  );
});

test('many acts at once on one case leave one entry for each that was acknowledged', async () => {
  const loan = await t.open('clerk', 'ask', asked());
  const acts = Array.from({ length: 24 }, (_, n) => t.act('clerk', loan, 'invite', { party: `邻居${n}` }));
  const { done } = await outcomes(acts);
  assert.equal(await version(loan.id), 1 + done.length);
});
