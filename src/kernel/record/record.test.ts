// The record: what was written is found changed when it was changed, and the stored cases are what their entries say.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { type ToyOffice, toyOffice } from '../testing/toy/builders.ts';
import { rebuild } from './rebuild.ts';
import { verifyChains } from './verify.ts';

let t: ToyOffice;
let loans: { id: string }[];
before(async () => {
  t = await toyOffice();
  loans = [await t.loan('lent'), await t.loan('back'), await t.loan('asked', { phone: '13955501234' })];
  await t.kernel.settle();
});
after(() => t.close());

const verify = () => verifyChains(t.db, t.kernel.region);
const differences = async () => (await rebuild(t.db, t.kernel.region, t.kernel.registry)).differences;

/** As somebody with all rights over the database would. */
async function tamper(sql: string, params: readonly unknown[], undo: string): Promise<void> {
  await t.db.script(
    'alter table entry disable trigger entry_stands; create temp table if not exists before_it as select * from entry limit 0',
  );
  await t.db
    .transaction(async (tx) => {
      await tx.query({ text: sql }, params);
      const { faults } = await verifyChains({ ...t.db, query: tx.query.bind(tx) }, t.kernel.region);
      assert.notEqual(faults.length, 0, `${sql} ${JSON.stringify(params)} is found`);
      throw new Error(undo);
    })
    .catch((error: unknown) => {
      if (!(error instanceof Error) || error.message !== undo) throw error;
    });
  await t.db.script('alter table entry enable trigger entry_stands');
}

test('every chain verifies, counting entries and cases', async () => {
  const { entries, cases, faults } = await verify();
  assert.deepEqual(faults, []);
  assert.equal(cases, 5);
  assert.ok(entries > cases);
});

const CHANGES: Readonly<Record<string, string>> = {
  region: `region || 'x'`,
  case_id: `'00000000-0000-7000-8000-000000000001'`,
  seq: 'seq + 100',
  id: `'00000000-0000-7000-8000-000000000002'`,
  procedure: `procedure || 'x'`,
  step: `step || 'x'`,
  recorded_at: `recorded_at + interval '1 second'`,
  happened_at: `happened_at - interval '1 day'`,
  body: `replace(body, '示例', '示范')`,
  hash: 'reverse(hash)',
};

test('a change of any column of any entry is found', async () => {
  const rows = await t.db.query<{ case_id: string; seq: number; body: string }>(
    { text: 'select case_id, seq, body from entry where region = $1' },
    [t.kernel.region],
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...rows), fc.constantFrom(...Object.keys(CHANGES)), async (row, column) => {
      if (column === 'body' && !row.body.includes('示例')) return;
      await tamper(
        `update entry set ${column} = ${CHANGES[column] ?? ''} where region = $1 and case_id = $2 and seq = $3`,
        [t.kernel.region, row.case_id, row.seq],
        'undone',
      );
    }),
    { numRuns: 60 },
  );
});

test('a removed entry, an exchanged pair and a rewritten tail are found', async () => {
  const id = loans[0]?.id;
  const where = `where region = '${t.kernel.region}' and case_id = '${id}'`;
  for (const seq of [1, 2, 5]) await tamper(`delete from entry ${where} and seq = ${seq}`, [], 'undone');
  await tamper(`update entry set seq = case seq when 1 then 102 else 101 end ${where} and seq in (1, 2)`, [], 'undone');
  await tamper(
    `update entry set body = b.body, hash = b.hash from (select body, hash from entry ${where} and seq = 1) b ${where} and seq = 2`,
    [],
    'undone',
  );
});

test('a text that is no longer JSON is a fault like any other', async () => {
  const id = loans[0]?.id;
  const where = `where region = '${t.kernel.region}' and case_id = '${id}' and seq = 2`;
  for (const text of ['{"alg":', '', 'null', '[]'])
    await tamper(`update entry set body = $1 ${where}`, [text], 'undone');
});

test('refolding the entries gives the stored cases', async () => {
  assert.deepEqual(await differences(), []);
});

test('a changed case, facet, milestone, link or party differs from what the entries say', async () => {
  const id = loans[1]?.id ?? '';
  const changes: [string, string][] = [
    [`update cases set state = 'lent' where id = $1`, 'column state'],
    [`update cases set facts = json_build_object('what', 'x') where id = $1`, 'column facts'],
    [`update cases set unit = 'branch' where id = $1`, 'column unit'],
    [`update cases set periods = '[]' where id = $1`, 'column periods'],
    [`update facet_toy set f_pieces = 99 where case_id = $1`, 'facet pieces'],
    [
      `update milestone_toy set happened_at = happened_at + interval '1 day' where case_id = $1 and milestone = 'lend'`,
      'milestones',
    ],
    [`delete from milestone_toy where case_id = $1 and milestone = 'ask'`, 'milestones'],
    [
      `insert into link (region, from_case, rel, to_case) select region, id, 'invented', id from cases where id = $1`,
      'links',
    ],
    [
      `insert into involved (region, subject, procedure, opened_at, case_id, role)
        select region, 'person:somebody', procedure, opened_at, id, 'helper' from cases where id = $1`,
      'involved',
    ],
  ];
  for (const [sql, what] of changes) {
    const undone = new Error('undone');
    await t.db
      .transaction(async (tx) => {
        await tx.query({ text: sql }, [id]);
        const found = await rebuild({ ...t.db, query: tx.query.bind(tx) }, t.kernel.region, t.kernel.registry);
        assert.deepEqual(found.differences, [{ case: id, what }]);
        throw undone;
      })
      .catch((error: unknown) => assert.equal(error, undone));
  }
  assert.deepEqual(await differences(), []);
});
