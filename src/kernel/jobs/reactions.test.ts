// What must follow an act follows once: when it is run twice, and when the leader falls between the effect and the note
// that it is done. An act that nobody may take is reported and holds up nobody.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openKernel } from '../case/kernel.ts';
import type { Database } from '../db/types.ts';
import { buildRegistry } from '../procedure/check.ts';
import type { AnyProcedure, Domain } from '../procedure/types.ts';
import { type ToyOffice, toyOffice } from '../testing/toy/builders.ts';
import { toy } from '../testing/toy/domain.ts';

let t: ToyOffice;
before(async () => {
  t = await toyOffice();
});
after(() => t.close());

const partsOf = async (loan: { id: string }) =>
  (await t.kernel.get(t.who.clerk, 'toy', loan.id)).links.filter(({ rel }) => rel === 'part-of').length;
const pending = (loan: { id: string }) =>
  t.db.query<{ id: string; case_id: string; from_seq: number; to_seq: number }>(
    { text: 'select id, case_id, from_seq, to_seq from pending where case_id = $1' },
    [loan.id],
  );

test('a reaction takes effect once, also when it is run again', async () => {
  const loan = await t.loan('lent', { kind: 'power' });
  const rows = await pending(loan);
  await t.kernel.settle();
  assert.equal(await partsOf(loan), 1);
  for (const { id, case_id, from_seq, to_seq } of rows)
    await t.db.query(
      { text: 'insert into pending (region, id, case_id, from_seq, to_seq) values ($1, $2, $3, $4, $5)' },
      [t.kernel.region, id, case_id, from_seq, to_seq],
    );
  await t.kernel.settle();
  assert.equal(await partsOf(loan), 1);
});

test('a leader that falls after the effect and before the note does nothing twice', async () => {
  const loan = await t.loan('lent', { kind: 'power' });
  const db = t.db as { query: Database['query'] };
  const own = db.query;
  db.query = (statement, params) =>
    statement.name === 'pending done'
      ? Promise.reject(new Error('fallen'))
      : (own.call(t.db, statement, params) as never);
  await assert.rejects(t.kernel.settle(), /fallen/);
  db.query = own;
  assert.equal(await partsOf(loan), 1);
  assert.notDeepEqual(await pending(loan), []);
  await t.kernel.settle();
  assert.equal(await partsOf(loan), 1);
  assert.deepEqual(await pending(loan), []);
});

test('a reaction that may never be taken is reported, and the next one runs', async () => {
  const broken: Domain = {
    ...toy,
    procedures: toy.procedures.map(
      (procedure): AnyProcedure =>
        procedure.id === 'toy'
          ? {
              ...procedure,
              reactions: [
                {
                  id: 'forbidden',
                  on: ['lend'],
                  then: (_entry, seen) => [
                    { procedure: 'toy', case: seen.id, step: 'giveBack', input: { good: true } },
                  ],
                },
                ...(procedure.reactions ?? []),
              ],
            }
          : procedure,
    ),
  };
  const reported: unknown[] = [];
  const kernel = await openKernel({
    db: t.db,
    region: t.kernel.region,
    registry: buildRegistry([broken]),
    keys: t.keys,
    clock: t.clock,
    onFault: (error) => reported.push(error),
  });
  const loan = await t.loan('lent', { kind: 'power' });
  await kernel.settle();
  assert.equal(reported.length, 1);
  assert.equal(await partsOf(loan), 1);
  assert.equal((await kernel.status()).pending, 0);
});

test('whoever listens is told of each committed entry, in the order of its case', async () => {
  const heard: string[] = [];
  await t.kernel.start();
  const stop = t.kernel.subscribe((notice) => heard.push(`${notice.case} ${notice.step}`));
  const loan = await t.loan('accepted');
  for (let wait = 0; wait < 100 && heard.length < 2; wait += 1) await new Promise((done) => setTimeout(done, 30));
  stop();
  await t.kernel.stop();
  assert.deepEqual(
    heard.filter((line) => line.startsWith(loan.id)),
    [`${loan.id} ask`, `${loan.id} accept`],
  );
});
