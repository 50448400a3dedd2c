// Personal values: sealed at rest, masked when shown, shown in full only for a purpose that is written down, forgotten
// with their key while the chain still verifies.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { dump, fails } from '../testing/toy/asserts.ts';
import { asked, type ToyOffice, toyOffice } from '../testing/toy/builders.ts';
import { verifyChains } from './verify.ts';

const PHONE = '13955501234';
const NUMBER = '320102199001011234';

let t: ToyOffice;
before(async () => {
  t = await toyOffice();
});
after(() => t.close());

const secretLoan = () => t.open('clerk', 'ask', asked({ phone: PHONE, idNumber: NUMBER }));
const phoneOf = async (loan: { id: string }, who: 'clerk' | 'head' = 'clerk') =>
  (await t.kernel.get(t.who[who], 'toy', loan.id)).facts.phone;

test('no table holds a sensitive value in readable form', async () => {
  await secretLoan();
  await t.open({ anyone: true }, 'ask', asked({ phone: PHONE }));
  await t.kernel.performMany(t.who.clerk, [
    { procedure: 'toy', step: 'ask', input: asked({ phone: PHONE, idNumber: NUMBER }) },
  ]);
  await t.kernel.settle();
  const everything = await dump(t.db);
  assert.ok(everything.includes('电钻（示例）'), 'the dump holds what is not sensitive');
  for (const value of [PHONE, NUMBER]) {
    assert.ok(!everything.includes(value));
    assert.ok(!everything.includes(Buffer.from(value).toString('base64url')));
    assert.ok(!everything.includes(Buffer.from(value).toString('hex')));
  }
});

test('a sensitive value is shown by its mask, in the shape of its kind', async () => {
  const loan = await secretLoan();
  const view = await t.kernel.get(t.who.clerk, 'toy', loan.id);
  assert.deepEqual(view.facts.phone, { masked: '139****1234' });
  assert.deepEqual(view.facts.idNumber, { masked: '3201**********34' });
  assert.deepEqual(view.parties[0]?.name, { masked: '139****1234' });
});

test('saving a masked value never overwrites the real one (failures 7)', async () => {
  const loan = await secretLoan();
  const shown = await phoneOf(loan);
  await fails(t.act('clerk', loan, 'edit', { place: '西门（示例）', phone: shown }, { version: 1 }), 'bad-input');
  await fails(t.act('clerk', loan, 'edit', { phone: '' }, { version: 1 }), 'bad-input');
  await t.act('clerk', loan, 'edit', { place: '西门（示例）' }, { version: 1 });
  const told = await t.kernel.reveal(t.who.clerk, 'toy', loan.id, ['phone'], '核对号码');
  assert.equal(told.phone, PHONE);
  const correcting = t.kernel.correct(t.who.clerk, {
    procedure: 'toy',
    case: loan.id,
    of: 1,
    facts: { phone: shown },
    reason: '笔误',
    version: 2,
  });
  await fails(correcting, 'bad-input');
});

test('revealing is for posts that may, for a purpose, and is written down', async () => {
  const loan = await secretLoan();
  await fails(t.kernel.reveal(t.who.head, 'toy', loan.id, ['phone'], '想看看'), 'not-allowed');
  await fails(t.kernel.reveal(t.who.clerk, 'toy', loan.id, ['phone'], ' '), 'bad-input');
  await fails(t.kernel.reveal(t.who.stranger, 'toy', loan.id, ['phone'], '想看看'), 'not-found');
  assert.deepEqual(await t.kernel.reveal(t.who.clerk, 'toy', loan.id, ['phone', 'idNumber'], '回访'), {
    phone: PHONE,
    idNumber: NUMBER,
  });
  const rows = await t.db.query<{ reader: string; post: string; fields: string[]; purpose: string; at: string }>(
    { text: 'select reader, post, fields, purpose, at from revealed where case_id = $1' },
    [loan.id],
  );
  assert.deepEqual(rows, [
    {
      reader: 'clerk',
      post: 'toy.clerk',
      fields: ['phone', 'idNumber'],
      purpose: '回访',
      at: '2021-03-01T09:00:00+08:00',
    },
  ]);
});

test('each case has a data key of its own, and a value moved to another case does not open', async () => {
  const [one, other] = [await secretLoan(), await secretLoan()];
  const keys = await t.db.query<{ wrapped: Buffer }>(
    { text: 'select wrapped from data_key where case_id = any($1::uuid[])' },
    [[one.id, other.id]],
  );
  assert.equal(keys.length, 2);
  assert.notDeepEqual(keys[0]?.wrapped, keys[1]?.wrapped);
  await t.db.query({ text: 'update cases set facts = (select facts from cases where id = $1) where id = $2' }, [
    one.id,
    other.id,
  ]);
  await assert.rejects(phoneOf(other));
  await t.db.query({ text: `delete from data_key where case_id = $1` }, [other.id]);
});

test('with the data key destroyed the values are erased, and the chain still verifies', async () => {
  const loan = await secretLoan();
  await t.db.query({ text: 'delete from data_key where case_id = $1' }, [loan.id]);
  assert.deepEqual(await phoneOf(loan), { masked: '[已删除 erased]' });
  assert.deepEqual(await t.kernel.reveal(t.who.clerk, 'toy', loan.id, ['phone'], '核对'), { phone: null });
  const { faults } = await verifyChains(t.db, t.kernel.region);
  assert.deepEqual(faults, []);
});

test('a sealed value is found by whoever knows it exactly, and no longer once it has changed', async () => {
  const loan = await t.open('clerk', 'ask', asked({ phone: '13755550001' }));
  const found = async (q: string, who: 'clerk' | 'reviewer' = 'clerk') =>
    (await t.kernel.list(t.who[who], 'toy', { q })).items.map(({ id }) => id);
  assert.deepEqual(await found('13755550001'), [loan.id]);
  assert.deepEqual(await found('1375555000'), []);
  assert.deepEqual(await found('13755550001', 'reviewer'), []);
  await t.act('clerk', loan, 'edit', { phone: '13755550002' }, { version: 1 });
  assert.deepEqual(await found('13755550001'), []);
  assert.deepEqual(await found('13755550002'), [loan.id]);
});

test('a record shows its stored text only to whoever may see all of it', async () => {
  const loan = await secretLoan();
  const own = await t.kernel.record(t.who.clerk, 'toy', loan.id);
  assert.ok(own[0]?.body?.includes('$sealed') === true && !own[0].body.includes(PHONE));
  const other = await t.kernel.record(t.who.head, 'toy', loan.id);
  assert.equal(other[0]?.body, undefined);
});
