// What records name may not be gone from the code; what they hold in an older shape is brought to today's.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Kernel } from '../case/api.ts';
import { openKernel } from '../case/kernel.ts';
import { buildRegistry, IllFormed } from '../procedure/check.ts';
import type { AnyProcedure, Domain } from '../procedure/types.ts';
import { rebuild } from '../record/rebuild.ts';
import { verifyChains } from '../record/verify.ts';
import { type ToyOffice, toyOffice } from '../testing/toy/builders.ts';
import { toy } from '../testing/toy/domain.ts';
import { migrate } from './migrate.ts';

let t: ToyOffice;
before(async () => {
  t = await toyOffice();
});
after(() => t.close());

const changed = (change: (loans: AnyProcedure) => AnyProcedure, others = toy.procedures): Domain => ({
  ...toy,
  procedures: others.map((procedure) => (procedure.id === 'toy' ? change(procedure) : procedure)),
});
const opened = (domain: Domain): Promise<Kernel> =>
  openKernel({ db: t.db, region: t.kernel.region, registry: buildRegistry([domain]), keys: t.keys, clock: t.clock });
const refuses = (domain: Domain, sentence: RegExp) =>
  assert.rejects(opened(domain), (error: unknown) => error instanceof IllFormed && sentence.test(error.message));
const without = (loans: AnyProcedure, step: string) =>
  Object.fromEntries(Object.entries(loans.steps).filter(([id]) => id !== step));

test('a removed step refuses to start; a retired one does not, and is still named in the record', async () => {
  await refuses(
    changed((loans) => ({ ...loans, steps: without(loans, 'report') })),
    /step report has been released and may be retired, not removed/,
  );
  await refuses(
    changed((loans) => ({ ...loans, retired: {} })),
    /step lendOnPaper has been released/,
  );
  const loan = await t.loan('accepted');
  const kernel = await opened(
    changed((loans) => ({
      ...loans,
      steps: without(loans, 'invite'),
      retired: { ...loans.retired, invite: { zh: '通知（旧）', en: 'Invite (old)' } },
    })),
  );
  await t.act('clerk', loan, 'invite', { party: '邻居' });
  const record = await kernel.record(t.who.clerk, 'toy', loan.id);
  assert.deepEqual(record.at(-1)?.title, { zh: '通知（旧）', en: 'Invite (old)' });
});

test('a procedure with records that is no longer declared, or declared with older facts, refuses to start', async () => {
  const rest = toy.procedures.filter(({ id }) => id === 'toy.part');
  await refuses({ ...toy, procedures: rest, figures: [] }, /has records but is no longer declared/);
  await refuses(
    changed((loans) => ({ ...loans, factsVersion: 1 })),
    /facts version 2 is recorded; the code knows only 1/,
  );
});

test('facts stored by older code are upgraded when read, stored whole with the next step, and still refold', async () => {
  const loan = await t.loan('accepted', { phone: '13955501234' });
  const newer = changed((loans) => ({
    ...loans,
    facts: loans.facts,
    factsVersion: 3,
    upgrades: {
      ...loans.upgrades,
      2: (facts) => {
        const { place, ...others } = facts as Record<string, unknown>;
        return { ...others, place: `${String(place)}（新）`, upgradedTimes: Number(others.upgradedTimes ?? 0) + 1 };
      },
    },
  }));
  const kernel = await opened(newer);
  const look = async () => (await kernel.get(t.who.clerk, 'toy', loan.id)).facts;
  assert.equal((await look()).place, '东门（示例）（新）');
  const act = (step: string, input: unknown) =>
    kernel.perform(t.who.clerk, { procedure: 'toy', case: loan.id, step, input, version: undefined });
  await act('invite', { party: '邻居' });
  await act('invite', { party: '远邻' });
  const facts = await look();
  assert.deepEqual(
    [facts.place, facts.upgradedTimes, facts.phone],
    ['东门（示例）（新）', 1, { masked: '139****1234' }],
  );
  assert.deepEqual((await verifyChains(t.db, t.kernel.region)).faults, []);
  const { differences } = await rebuild(t.db, t.kernel.region, kernel.registry);
  assert.deepEqual(
    differences.filter((one) => one.case === loan.id),
    [],
  );
});

test('migrating again adds nothing', async () => {
  assert.deepEqual(await migrate(t.db, t.kernel.registry), []);
});
