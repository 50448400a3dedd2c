// The stories beside the order: clusters, the monthly paper, 民声面对面, and a region's own table of matters.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testKernel } from '#kernel/testing';
import { openOffice, problem, refused, registration, satisfied } from './builders.ts';
import { hotline, hotlineWith } from './domain.ts';
import { classTable } from './facts.ts';
import { monthFigures } from './monthly.ts';

const t = await testKernel({ domains: [hotline] });
const { who, at, open, act, see, sign, answered } = await openOffice(t);
after(() => t.close());

test('a cluster is made by place and matter, verified by someone else, handed over and cured', async () => {
  at('2021-03-01T09:00');
  const cluster = 'hotline.cluster';
  const order = await answered({ text: '东门路灯常坏（示例）' });
  const seen = {
    class: 'city-lighting',
    place: 'street',
    from: '2021-02-01',
    to: '2021-02-28',
    count: 12,
    matter: '东门一带路灯反复损坏',
  };
  await refused(open('analyst', 'open', { ...seen, matter: '13800138000反复来电' }, cluster), 'clean-text');
  await refused(open('analyst', 'open', { ...seen, from: '2021-03-01', to: '2021-02-28' }, cluster), 'span-in-order');
  await problem(open('analyst', 'open', { ...seen, caller: '甲' }, cluster), 'bad-input');
  const found = await open('analyst', 'open', { ...seen, orders: [order.id] }, cluster);
  await refused(act('analyst', found, 'verify', { finding: '属实', cause: '线路老化' }, cluster), 'other-person');
  await act('dispatcher', found, 'verify', { finding: '属实', cause: '线路老化' }, cluster);
  await act('dispatcher', found, 'hand', { unit: 'lamps', words: '更换线路', until: '2021-03-31' }, cluster);
  const atUnit = await see('lamp', found, cluster);
  assert.equal(atUnit.periods.find(({ key }) => key === 'cure')?.dueOn, '2021-03-31');
  assert.equal(atUnit.links[0]?.number, order.number);
  await act('lamp', found, 'cure', { words: '已更换', evidence: [] }, cluster);
  await act('analyst', found, 'again', { reason: '仍有两处未换' }, cluster);
  await act('lamp', found, 'cure', { words: '已全部更换' }, cluster);
  assert.equal((await act('analyst', found, 'close', { after: 1, words: '诉求明显下降' }, cluster)).state, 'closed');
});

test('the monthly paper takes its numbers from the rows of the figure, adds up, and is signed before it is issued', async () => {
  at('2020-08-03T09:00');
  for (const more of [{}, { place: 'bureau' }, { kind: 'complaint' as const }]) {
    await act('revisitor', await answered(more), 'close', satisfied);
  }
  const of = { from: '2020-08-01', to: '2020-08-31' };
  const figures = monthFigures(
    (await t.kernel.figureRecords({ system: 'figures' }, 'hotline.orders', of, { limit: 200 })).items,
  );
  assert.deepEqual(figures, {
    orders: 3,
    byClass: { 'city-lighting': 3 },
    byPlace: { street: 2, bureau: 1 },
    byUnit: { lamps: 3 },
    rated: 3,
    satisfied: 3,
    timed: 3,
    onTime: 3,
    returned: 0,
    firstContact: 0,
    reworked: 0,
  });
  const paper = { month: '2020-08', figures, remarks: '路灯类诉求居多。' };
  const monthly = 'hotline.monthly';
  await refused(open('analyst', 'assemble', paper, monthly), 'month-over');
  at('2020-09-01T09:00');
  await refused(open('analyst', 'assemble', { ...paper, figures: { ...figures, orders: 4 } }, monthly), 'sums-agree');
  const draft = await open('analyst', 'assemble', paper, monthly);
  const changed = { ...figures, byPlace: { street: 3 } };
  await t.kernel.perform(who.analyst, {
    procedure: monthly,
    case: draft.id,
    step: 'revise',
    input: { figures: changed },
    version: 1,
  });
  assert.deepEqual((await see('analyst', draft, monthly)).facts.figures, changed);
  await act('analyst', draft, 'sign', {}, monthly);
  assert.equal((await see('analyst', draft, monthly)).state, 'draft');
  await sign('centreHead', draft, 1, monthly);
  assert.equal((await act('analyst', draft, 'issue', {}, monthly)).state, 'issued');
});

test('a topic is met on and answered, and a promise made there is kept with evidence, late but told', async () => {
  at('2021-03-01T09:00');
  const [topics, promises] = ['hotline.topic', 'hotline.promise'];
  const topic = await open('analyst', 'propose', { question: '路灯为什么总坏？', reason: '诉求集中' }, topics);
  const promised = { topic: topic.number, unit: 'lamps', promise: '三月底前更换东门线路', until: '2021-03-31' };
  await refused(open('dispatcher', 'make', promised, promises), 'met-topic');
  await act('dispatcher', topic, 'schedule', { on: '2021-03-05', venue: '社区活动室', units: ['lamps'] }, topics);
  at('2021-03-05T15:00');
  await act('dispatcher', topic, 'hold', { account: '居民代表二十人到会' }, topics);
  await refused(open('dispatcher', 'make', { ...promised, until: '2021-03-04' }, promises), 'due-ahead');
  const [kept, broken] = [
    await open('dispatcher', 'make', promised, promises),
    await open('dispatcher', 'make', promised, promises),
  ];
  await act('dispatcher', topic, 'answer', { answers: [{ unit: 'lamps', words: '线路老化，将更换' }] }, topics);
  assert.equal((await see({ anyone: true }, topic, topics)).facts.question, '路灯为什么总坏？');
  await act('dispatcher', kept, 'remind', { words: '请按期兑现' }, promises);
  await act('lamp', kept, 'renegotiate', { until: '2021-04-10', reason: '材料晚到' }, promises);
  assert.equal((await see('lamp', kept, promises)).facts.until, '2021-03-31');
  await sign('dispatcher', kept, 1, promises);
  const view = await see({ anyone: true }, kept, promises);
  assert.deepEqual([view.facts.first, view.facts.until, view.facts.renegotiated], ['2021-03-31', '2021-04-10', 1]);
  at('2021-04-12T09:00');
  await problem(act('lamp', kept, 'keep', { words: '已更换', evidence: [] }, promises), 'bad-input');
  await act(
    'lamp',
    kept,
    'keep',
    { words: '已更换', evidence: [{ hash: 'c'.repeat(64), name: '照片.jpg' }] },
    promises,
  );
  assert.equal((await see('lamp', kept, promises)).facets.late, true);
  await act('lamp', broken, 'break', { words: '工程招标流标' }, promises);
  assert.equal((await see({ anyone: true }, broken, promises)).facts.outcome, 'broken');
});

test('a region starts the line with its own table of matters', async () => {
  const own = classTable.parse({
    groups: { a: { zh: '甲', en: 'A' } },
    classes: { 'a-1': { group: 'a', zh: '甲一', en: 'A one' } },
  });
  const other = await testKernel({ domains: [hotlineWith(own)] });
  await other.unit('centre');
  await other.unit('street');
  const operator = await other.person('own-operator', [{ post: 'hotline.operator', unit: 'centre' }]);
  const register = (code: string) =>
    other.kernel.perform(operator, { procedure: 'hotline', step: 'register', input: registration({ class: code }) });
  assert.equal((await register('a-1')).state, 'registered');
  await refused(register('city-lighting'), 'known-class');
  await other.close();
});
