// Time limits of cases: what holidays, suspensions, extensions, returns and late acts do to them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { CaseView, PeriodShown } from './api.ts';
import { type ToyOffice, toyOffice } from '../testing/toy/builders.ts';
import { fails } from '../testing/toy/asserts.ts';

let t: ToyOffice;
before(async () => {
  t = await toyOffice();
});
after(() => t.close());

const see = (loan: { id: string }): Promise<CaseView> => t.kernel.get(t.who.clerk, 'toy', loan.id);
const period = async (loan: { id: string }, key: string, party?: string): Promise<PeriodShown> => {
  const found = (await see(loan)).periods.find((one) => one.key === key && one.party === party);
  assert.ok(found !== undefined, `${key} runs`);
  return found;
};
const at = (instant: string) => t.at(`${instant}:00+08:00`);

test('a holiday announced late recomputes every running clock; old and new date are both kept (failures 1)', async () => {
  at('2029-12-28T09:00');
  const running = [await t.loan('asked'), await t.loan('asked')];
  const before = await period(running[0] ?? { id: '' }, 'answer');
  assert.equal(before.provisional, true);
  const done = await t.kernel.settings.announceArrangement(
    {
      year: 2030,
      notice: '示例通知',
      announcedOn: '2029-12-29',
      off: [{ name: { zh: '元旦', en: "New Year's Day" }, from: '2029-12-31', to: '2030-01-03' }],
      work: [],
    },
    { system: 'calendar' },
  );
  assert.ok(done.moved >= 2, JSON.stringify(done));
  for (const loan of running) {
    const now = await period(loan, 'answer');
    assert.notEqual(now.dueOn, before.dueOn);
    const announced = now.state.events.find((event) => event.type === 'announce');
    assert.ok(announced?.type === 'announce');
    assert.equal(announced.oldDue, before.dueOn);
    assert.equal(announced.newDue, now.dueOn);
    const entry = (await t.kernel.record(t.who.clerk, 'toy', loan.id)).at(-1);
    assert.equal(entry?.kind, 'period');
  }
});

test('a period runs over New Year and a make-up Saturday by the yearly arrangement (failures 2)', async () => {
  at('2020-12-28T09:00');
  const overNewYear = await t.loan('asked');
  // 29, 30, 31 December; 1–3 January off; 4 January is the fourth working day, twenty end on 26 January.
  assert.equal((await period(overNewYear, 'answer')).dueOn, '2021-01-26');
  at('2021-09-13T09:00');
  const overAutumn = await t.loan('asked');
  // 18 and 26 September and 9 October are worked; 19–21 September and 1–7 October are off.
  assert.equal((await period(overAutumn, 'answer')).dueOn, '2021-10-15');
  const said = (await period(overAutumn, 'answer')).trace.map(({ zh }) => zh).join('\n');
  assert.match(said, /10月|10-0/);
});

test('the last day is usable until 24:00; what comes later is taken and flagged, not blocked (failures 3)', async () => {
  const decided = async (instant: string) => {
    at('2021-03-01T09:00');
    const loan = await t.loan('accepted');
    assert.equal((await period(loan, 'answer')).dueOn, '2021-03-29');
    await t.act('clerk', loan, 'decide', { grant: true, words: '同意' });
    await t.sign('reviewer', loan);
    t.at(instant);
    await t.sign('head', loan);
    const flags = (await t.kernel.record(t.who.clerk, 'toy', loan.id)).at(-1)?.flags;
    return { late: (await period(loan, 'answer')).late === true, flags };
  };
  assert.deepEqual(await decided('2021-03-29T23:59:59+08:00'), { late: false, flags: [] });
  assert.deepEqual(await decided('2021-03-30T00:00:00+08:00'), { late: true, flags: ['late'] });
});

test('suspended three days, extended, returned to an earlier step: the return changes nothing (failures 4)', async () => {
  at('2021-03-01T09:00');
  const loan = await t.loan('accepted');
  assert.equal((await period(loan, 'answer')).dueOn, '2021-03-29');
  at('2021-03-03T09:00');
  await t.act('clerk', loan, 'consult', { reason: '征求第三方意见' });
  const suspended = await period(loan, 'answer');
  assert.equal(suspended.status, 'suspended');
  assert.equal(suspended.dueOn, undefined);
  at('2021-03-05T09:00');
  await t.act('clerk', loan, 'heard');
  assert.equal((await period(loan, 'answer')).dueOn, '2021-04-01');
  await t.act('head', loan, 'extend', { days: 20 });
  const extended = await period(loan, 'answer');
  // Twenty working days more: 3–5 April are off, Sunday 25 April is worked.
  assert.equal(extended.dueOn, '2021-04-29');
  await t.act('clerk', loan, 'sendBack', { reason: '材料不全' });
  const { title: _title, ...rest } = await period(loan, 'answer');
  const { title: _same, ...before } = extended;
  assert.deepEqual(rest, before);
  await fails(t.act('clerk', loan, 'extend', { days: 1 }), 'not-allowed');
});

test('a case without handler, head or supervisor still escalates (failures 5)', async () => {
  at('2021-03-01T09:00');
  await t.unit('lonely', null);
  const loan = await t.loan('asked');
  await t.act('clerk', loan, 'pass', { unit: 'lonely' });
  for (const [user, post, unit] of [
    ['supervisor', 'supervisor', 'district'],
    ['head', 'head', 'office'],
  ] as const)
    await t.kernel.people.endPost(user, post, unit, '2021-03-02');
  await t.person('admin', [{ post: 'administrator', unit: 'district' }]);
  at('2021-03-30T09:00');
  await t.kernel.settle();
  const told = (await t.kernel.notices({ user: 'admin' }, 200)).filter((notice) => notice.case === loan.id);
  assert.deepEqual(
    told.map(({ light, toKind, toWhom }) => [light, toKind, toWhom]),
    [['red', 'post', 'administrator']],
  );
  await t.kernel.settle();
  assert.equal((await t.kernel.notices({ user: 'admin' }, 200)).filter((notice) => notice.case === loan.id).length, 1);
  await t.kernel.people.putPosts([
    { user: 'supervisor', post: 'supervisor', unit: 'district', from: '2021-03-31' },
    { user: 'head', post: 'head', unit: 'office', from: '2021-03-31' },
  ]);
});

test('the law of the day decides: a hearing is asked for within three days before, five working days after', async () => {
  at('2021-07-14T09:00');
  const old = await t.loan('asked');
  await t.act('clerk', old, 'invite', { party: '邻居甲' });
  at('2021-07-15T09:00');
  await t.act('clerk', old, 'invite', { party: '邻居乙' });
  const [first, second] = [await period(old, 'statement', '邻居甲'), await period(old, 'statement', '邻居乙')];
  assert.deepEqual([first.state.rule, first.dueOn], ['apl2017-hearing-request-3d', '2021-07-19']);
  assert.deepEqual([second.state.rule, second.dueOn], ['apl-hearing-request-5d', '2021-07-22']);
});

test('each party has a time limit of its own', async () => {
  at('2021-08-02T09:00');
  const loan = await t.loan('asked');
  await t.act('clerk', loan, 'invite', { party: '甲', person: 'neighbour' });
  await t.act('clerk', loan, 'invite', { party: '乙' });
  at('2021-08-03T09:00');
  await t.act('neighbour', loan, 'state', { party: '甲' });
  assert.equal((await period(loan, 'statement', '甲')).status, 'met');
  assert.equal((await period(loan, 'statement', '乙')).status, 'running');
  await t.act('clerk', loan, 'leave', { party: '乙' });
  assert.equal((await period(loan, 'statement', '乙')).status, 'cancelled');
  assert.deepEqual(
    (await see(loan)).parties.map(({ id }) => id),
    ['asker', '甲'],
  );
});

test('a corrected request starts the time afresh', async () => {
  at('2021-08-02T09:00');
  const loan = await t.loan('asked');
  const before = await period(loan, 'answer');
  at('2021-08-05T09:00');
  await t.act('clerk', loan, 'mend');
  const now = await period(loan, 'answer');
  assert.equal(before.dueOn, '2021-08-30');
  assert.equal(now.dueOn, '2021-09-02');
});

test('a notice is counted back from the hearing, and a day of its own needs no rule', async () => {
  at('2021-08-02T09:00');
  const loan = await t.loan('accepted');
  await t.act('clerk', loan, 'setHearing', { on: '2021-08-25' });
  const notice = await period(loan, 'hearingNotice');
  assert.equal(notice.state.rule, 'apl-hearing-notice-7d');
  assert.ok((notice.dueOn ?? '') >= '2021-08-13' && (notice.dueOn ?? '') <= '2021-08-16', notice.dueOn);
  at('2021-08-24T09:00');
  await t.act('clerk', loan, 'notify');
  assert.equal((await period(loan, 'hearingNotice')).late, true);
  const lent = await t.loan('lent');
  await t.act('keeper', lent, 'promise', { on: '2021-08-28' });
  const promised = await period(lent, 'promised');
  assert.deepEqual([promised.dueOn, promised.dueAt], ['2021-08-28', '2021-08-29T00:00:00+08:00']);
  at('2021-08-29T00:00');
  await t.act('keeper', lent, 'giveBack', { good: true });
  assert.equal((await period(lent, 'promised')).late, true);
});
