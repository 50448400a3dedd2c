// On PostgreSQL the serving role has no right to change or remove an entry: a wall, not a guard.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openKernel } from '../case/kernel.ts';
import { asked, type ToyOffice, toyOffice } from '../testing/toy/builders.ts';
import { raiseWalls, SERVING_ROLE } from './grants.ts';
import { openDatabase } from './open.ts';
import type { Database } from './types.ts';

const LOGIN = `plumbline_login_${process.pid}`;

let t: ToyOffice;
let serving: Database;
before(async () => {
  t = await toyOffice();
  const [row] = await t.db.query<{ name: string }>({ text: 'select current_database() as name' });
  const url = new URL(process.env.PLUMBLINE_TEST_POSTGRES ?? '');
  url.pathname = `/${row?.name ?? ''}`;
  await t.db.script(`create role ${LOGIN} login; grant ${SERVING_ROLE} to ${LOGIN}`);
  url.username = LOGIN;
  serving = await openDatabase({ url: url.href, connections: 2 });
});
after(async () => {
  await serving.close();
  await t.db.script(`drop role ${LOGIN}`);
  await t.close();
});

test('the serving role does the whole work of a kernel', async () => {
  const kernel = await openKernel({
    db: serving,
    region: t.kernel.region,
    registry: t.kernel.registry,
    keys: t.keys,
    clock: t.clock,
  });
  const loan = await kernel.perform(t.who.clerk, {
    procedure: 'toy',
    step: 'ask',
    input: asked({ phone: '13955501234' }),
  });
  await kernel.performMany(t.who.clerk, [{ procedure: 'toy', step: 'ask', input: asked() }]);
  await kernel.settle();
  await kernel.reveal(t.who.clerk, 'toy', loan.id, ['phone'], '核对');
  assert.ok((await kernel.list(t.who.clerk, 'toy', {})).items.length >= 2);
});

test('the serving role may not change, remove or empty entries, nor take the guard away', async () => {
  for (const text of [
    `update entry set body = 'x'`,
    'delete from entry',
    'truncate entry',
    'alter table entry disable trigger all',
    'drop trigger entry_stands on entry',
    'drop table entry',
    'delete from schema_step',
  ])
    await assert.rejects(serving.query({ text }), /permission denied|must be owner/);
});

test('raising the walls again is nothing new, and a login that may not do it says so', async () => {
  assert.equal(await raiseWalls(t.db), true);
  assert.equal(await raiseWalls(serving), true);
  await t.db.script('create table later (region text)');
  assert.equal(await raiseWalls(serving), false);
  assert.equal(await raiseWalls(t.db), true);
  assert.equal(await raiseWalls(serving), true);
});
