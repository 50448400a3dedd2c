// Of several processes on one database exactly one leads, and another takes over when it stops.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Kernel } from '../case/api.ts';
import { openKernel } from '../case/kernel.ts';
import { type ToyOffice, toyOffice } from '../testing/toy/builders.ts';

let t: ToyOffice;
before(async () => {
  t = await toyOffice();
});
after(() => t.close());

const second = (): Promise<Kernel> =>
  openKernel({ db: t.db, region: t.kernel.region, registry: t.kernel.registry, keys: t.keys, clock: t.clock });

async function until(what: () => Promise<boolean>): Promise<void> {
  for (let wait = 0; wait < 200; wait += 1) {
    if (await what()) return;
    await new Promise((done) => setTimeout(done, 30));
  }
  assert.fail('waited six seconds in vain');
}
const leads = async (kernel: Kernel) => (await kernel.status()).leader;

test('one of two kernels leads, and the other takes over with what is left to do', async () => {
  const other = await second();
  await t.kernel.start();
  await until(() => leads(t.kernel));
  await other.start();
  await new Promise((done) => setTimeout(done, 200));
  assert.deepEqual([await leads(t.kernel), await leads(other)], [true, false]);
  const loan = await t.loan('lent', { kind: 'power' });
  await t.kernel.stop();
  await until(() => leads(other));
  await until(async () => (await other.status()).pending === 0);
  const view = await t.kernel.get(t.who.clerk, 'toy', loan.id);
  assert.equal(view.links.filter(({ rel }) => rel === 'part-of').length, 1);
  await other.stop();
});

test('an act by one process is told to whoever listens at the other', async () => {
  const other = await second();
  await t.kernel.start();
  await until(() => leads(t.kernel));
  await other.start();
  const heard: string[] = [];
  other.subscribe((notice) => heard.push(notice.case));
  const loan = await t.loan('asked');
  await until(() => Promise.resolve(heard.includes(loan.id)));
  await other.stop();
  await t.kernel.stop();
});
