// Plans need numbers; the embedded engine makes none by itself, and a killed load leaves none behind.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type ToyOffice, toyOffice } from '../testing/toy/builders.ts';
import { refreshStatistics } from './statistics.ts';

let t: ToyOffice;
before(async () => {
  t = await toyOffice();
  // PostgreSQL's own housekeeping must not be quicker than what is tested.
  await t.db.script('alter table link set (autovacuum_enabled = false)');
});
after(() => t.close());

const looked = () => refreshStatistics(t.db, t.kernel.registry);
const fill = (from: number, to: number) =>
  t.db.query({
    text: `insert into link (region, from_case, rel, to_case) select 'toy', md5(n::text)::uuid, 'same', md5('to' || n)::uuid from generate_series(${from}, ${to}) n`,
  });
const rows = async () =>
  (await t.db.query<{ n: number }>({ text: `select reltuples::int as n from pg_class where relname = 'link'` }))[0]?.n;

test('a table is looked at when it has grown by half, and left alone otherwise', async () => {
  assert.deepEqual(await looked(), [], 'small tables need no numbers');
  await fill(1, 5000);
  assert.deepEqual(await looked(), ['link']);
  assert.equal(await rows(), 5000);
  assert.deepEqual(await looked(), [], 'nothing has come in since');
  await fill(5001, 6000);
  assert.deepEqual(await looked(), [], 'a fifth more changes no plan');
  await fill(6001, 9000);
  assert.deepEqual(await looked(), ['link']);
  assert.equal(await rows(), 9000);
});
