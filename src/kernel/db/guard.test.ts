// Entries stand: no ordinary statement changes or removes one.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type ToyOffice, toyOffice } from '../testing/toy/builders.ts';

let t: ToyOffice;
before(async () => {
  t = await toyOffice();
});
after(() => t.close());

test('a statement that would change, remove or empty the entries is refused by the database', async () => {
  const loan = await t.loan('asked');
  const count = async () => (await t.db.query<{ n: number }>({ text: 'select count(*)::int as n from entry' }))[0]?.n;
  const before = await count();
  for (const text of [
    `update entry set body = 'x'`,
    `update entry set step = 'x' where case_id = '${loan.id}'`,
    `delete from entry where case_id = '${loan.id}'`,
    'delete from entry where false',
    'truncate entry',
  ])
    await assert.rejects(t.db.query({ text }), /Entries are never changed or removed/);
  assert.equal(await count(), before);
});
