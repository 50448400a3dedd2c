// 承办、审核、签批: proposed, signed in order by others, effective; or sent back with an opinion.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fails } from '../testing/toy/asserts.ts';
import { type ToyOffice, toyOffice } from '../testing/toy/builders.ts';

let t: ToyOffice;
before(async () => {
  t = await toyOffice();
});
after(() => t.close());

const decide = (loan: { id: string }) => t.act('clerk', loan, 'decide', { grant: true, words: '同意出借' });

test('two signatures make a decision, with its number and its milestone at the last one', async () => {
  const loan = await t.loan('accepted');
  const proposed = await decide(loan);
  assert.equal(proposed.state, 'accepted');
  assert.equal(proposed.proposal, 1);
  await fails(t.sign('head', loan), 'not-allowed');
  assert.equal((await t.sign('reviewer', loan)).state, 'accepted');
  const done = await t.sign('head', loan);
  assert.equal(done.state, 'granted');
  const view = await t.kernel.get(t.who.clerk, 'toy', loan.id);
  assert.match(String(view.facts.letter), /^借字〔2021〕\d+号$/);
  assert.deepEqual(
    view.proposals[0]?.opinions.map(({ act, by }) => [act, by.id]),
    [
      ['sign', 'reviewer'],
      ['sign', 'head'],
    ],
  );
  assert.equal(view.proposals[0]?.status, 'effective');
  await fails(t.sign('head', loan), 'refused', 'proposal-closed');
});

test('nobody signs what they proposed or signed before', async () => {
  await t.kernel.people.putPosts([
    { user: 'clerk', post: 'toy.reviewer', unit: 'office', from: '2020-01-01' },
    { user: 'reviewer', post: 'head', unit: 'office', from: '2020-01-01' },
  ]);
  const loan = await t.loan('accepted');
  await decide(loan);
  await fails(t.sign('clerk', loan), 'refused', 'own-proposal');
  await t.sign('reviewer', loan);
  await fails(t.sign('reviewer', loan), 'refused', 'own-proposal');
  await t.sign('head', loan);
  await t.kernel.people.endPost('clerk', 'toy.reviewer', 'office', '2020-12-31');
  await t.kernel.people.endPost('reviewer', 'head', 'office', '2020-12-31');
});

test('grounds are judged at the proposal and again at each signature', async () => {
  const loan = await t.loan('accepted');
  await decide(loan);
  const credential = t.credentials[0] ?? { id: '' };
  const of = { procedure: 'toy.credential' };
  await t.act('registrar', credential, 'suspend', {}, of);
  await fails(t.sign('reviewer', loan), 'refused', 'officers-still-hold-credentials');
  await t.act('registrar', credential, 'restore', {}, of);
  await t.sign('reviewer', loan);
  await t.act('registrar', credential, 'suspend', {}, of);
  await fails(t.sign('head', loan), 'refused', 'officers-still-hold-credentials');
  await t.act('registrar', credential, 'restore', {}, of);
  assert.equal((await t.sign('head', loan)).state, 'granted');
});

test('what is sent back carries its opinion, changes nothing, and can be proposed anew', async () => {
  const loan = await t.loan('accepted');
  await decide(loan);
  await fails(decide(loan), 'refused', 'proposal-open');
  const back = await t.sign('reviewer', loan, 1, 'return');
  assert.equal(back.state, 'accepted');
  const view = await t.kernel.get(t.who.clerk, 'toy', loan.id);
  assert.equal(view.facts.letter, undefined);
  assert.equal(view.proposals[0]?.opinions[0]?.opinion, '同意');
  assert.equal((await decide(loan)).proposal, 2);
  await t.sign('reviewer', loan, 2);
  assert.equal((await t.sign('head', loan, 2)).state, 'granted');
});

test('a proposal stands in the inbox of its next signer, and leaves it with the signature', async () => {
  const loan = await t.loan('accepted');
  await decide(loan);
  const waits = async (who: 'reviewer' | 'head') =>
    (await t.kernel.inbox(t.who[who], { limit: 200 })).items.filter(({ id, why }) => id === loan.id && why === 'sign')
      .length;
  assert.deepEqual([await waits('reviewer'), await waits('head')], [1, 0]);
  await t.sign('reviewer', loan);
  assert.deepEqual([await waits('reviewer'), await waits('head')], [0, 1]);
  await t.sign('head', loan);
  assert.deepEqual([await waits('reviewer'), await waits('head')], [0, 0]);
});
