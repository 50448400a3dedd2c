// Time limits on both sides of their last day, and the settings they follow.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testKernel } from '#kernel/testing';
import { openOffice, problem, refused, satisfied, solved } from './builders.ts';
import { hotline } from './domain.ts';
import type { Typed } from './facts.ts';

const t = await testKernel({ domains: [hotline] });
const { who, at, act, see, sign, assigned, inHand, answered } = await openOffice(t);
after(() => t.close());

test('the time to appeal closes after its third working day', async () => {
  at('2021-03-01T09:00');
  const [inTime, tooLate] = [await answered(), await answered()];
  await act('revisitor', inTime, 'callback', { solved: false });
  await act('revisitor', tooLate, 'callback', { solved: false });
  at('2021-03-04T23:59');
  await act('lamp', inTime, 'appeal', { words: '请复核' });
  at('2021-03-05T00:00');
  await refused(act('lamp', tooLate, 'appeal', { words: '请复核' }), 'appeal-in-time');
});

test('a unit returns an order within one working day, once, and on a listed ground only', async () => {
  at('2021-03-05T09:00');
  const order = await assigned();
  const late = await assigned();
  await problem(act('lamp', order, 'return', { ground: 'too-busy', words: '忙' }), 'bad-input');
  at('2021-03-08T23:59');
  await act('lamp', order, 'return', { ground: 'unclear', words: '位置不明' });
  at('2021-03-09T00:00');
  await refused(act('lamp', late, 'return', { ground: 'unclear', words: '位置不明' }), 'return-in-time');
  await act('dispatcher', order, 'assign', { unit: 'lamps', reason: '已核实位置，仍由你单位办理' });
  await refused(act('lamp', order, 'return', { ground: 'wrong-place', words: '不在辖区' }), 'one-return');
});

test('a late reply is taken and flagged, the last day to 24:00 is not late', async () => {
  at('2021-03-01T09:00');
  const [inTime, late] = [await inHand(), await inHand()];
  at('2021-03-08T23:59');
  await act('lamp', inTime, 'reply', solved);
  at('2021-03-09T00:00');
  await act('lamp', late, 'reply', solved);
  assert.equal((await see('operator', inTime)).facets.late, false);
  assert.equal((await see('operator', late)).facets.late, true);
  const record = await t.kernel.record(who.operator, 'hotline', late.id);
  assert.ok(record.at(-1)?.flags.includes('late'));
});

test('each kind of demand has its own time to handle', async () => {
  at('2021-03-01T09:00');
  const due = async (more: Partial<Typed['register']>) =>
    (await see('operator', await assigned(more))).periods.find(({ key }) => key === 'handle');
  assert.equal((await due({ kind: 'consult' }))?.dueOn, '2021-03-02');
  assert.equal((await due({ kind: 'suggestion' }))?.dueOn, '2021-03-08');
  assert.equal((await due({ kind: 'complaint' }))?.dueOn, '2021-03-08');
  assert.equal((await due({ kind: 'report' }))?.dueOn, '2021-03-10');
  assert.equal((await due({ urgent: true }))?.dueAt, '2021-03-02T09:00:00+08:00');
  assert.ok(hotline.rules?.every((rule) => rule.confidence === 'low'));
});

test('more time is granted once, over the signature of the centre, and not for an enquiry', async () => {
  at('2021-03-01T09:00');
  const order = await inHand();
  await refused(act('lamp', order, 'extend', { days: 6, reason: '备件未到' }), 'extendable');
  await act('lamp', order, 'extend', { days: 5, reason: '备件未到' });
  const due = async () => (await see('operator', order)).periods.find(({ key }) => key === 'handle')?.dueOn;
  assert.equal(await due(), '2021-03-08');
  await sign('dispatcher', order);
  assert.equal(await due(), '2021-03-15');
  await refused(act('lamp', order, 'extend', { days: 1, reason: '再延' }), 'extendable');
  await refused(act('lamp', await inHand({ kind: 'consult' }), 'extend', { days: 1, reason: '延期' }), 'extendable');
});

test('a closed order is reopened within fifteen working days on the caller’s demand', async () => {
  at('2021-03-01T09:00');
  const [early, late] = [await answered(), await answered()];
  await act('revisitor', early, 'close', satisfied);
  await act('revisitor', late, 'close', satisfied);
  at('2021-03-22T23:59');
  assert.equal((await act('operator', early, 'reopen', { words: '又坏了' })).state, 'registered');
  at('2021-03-23T00:00');
  await refused(act('operator', late, 'reopen', { words: '又坏了' }), 'reopen-in-time');
});

test('a supervisor sets a day, and it shows as a time limit', async () => {
  at('2021-03-01T09:00');
  const order = await inHand();
  await refused(act('supervisor', order, 'supervise', { words: '限期办结', until: '2021-02-28' }), 'due-ahead');
  await act('supervisor', order, 'supervise', { words: '限期办结', until: '2021-03-04' });
  const view = await see('lamp', order);
  assert.equal(view.facets.supervisedUntil, '2021-03-04');
  assert.equal(view.periods.find(({ key }) => key === 'supervised')?.dueOn, '2021-03-04');
});
