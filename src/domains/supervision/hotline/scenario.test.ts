// The hotline's stories, told through the public door on a real database: what each person does, sees and is refused.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { ActorRef } from '#kernel';
import { testKernel } from '#kernel/testing';
import { openOffice, outsideOrder, problem, refused, registration, satisfied, solved, unheard } from './builders.ts';
import { hotline } from './domain.ts';

const t = await testKernel({ domains: [hotline] });
const { who, at, open, act, see, sign, inHand, answered } = await openOffice(t);
after(() => t.close());

test('a plain order is done in five entries', async () => {
  at('2021-03-01T09:00');
  const order = await answered();
  const done = await act('revisitor', order, 'close', satisfied);
  assert.equal(done.state, 'closed');
  assert.equal(done.version, 5);
  const view = await see('operator', order);
  assert.equal(view.facets.satisfied, true);
  assert.equal(view.facets.late, false);
  assert.equal(view.unit, 'lamps');
});

test('a complaint is returned, reassigned, answered, found unsatisfactory, reworked and closed', async () => {
  at('2021-03-01T09:00');
  const order = await open(
    { anyone: true },
    'register',
    registration({ channel: 'web', kind: 'complaint', accused: 'street' }),
  );
  assert.ok(order.once?.queryCode);
  const citizen: ActorRef = { code: order.once.queryCode, number: order.number };
  await act('dispatcher', order, 'assign', { unit: 'bureau', reason: '先由该局核实' });
  await act('bureau', order, 'sign');
  await act('bureau', order, 'return', { ground: 'not-our-duty', words: '路灯由管养单位负责', properUnit: 'lamps' });
  assert.equal((await see('dispatcher', order)).state, 'returned');
  await act('dispatcher', order, 'assign', { unit: 'lamps', reason: '改派管养单位' });
  await problem(see('bureau', order), 'not-found');
  await act('lamp', order, 'sign');
  await act('lamp', order, 'reply', solved);
  assert.equal(
    (await act(citizen, order, 'rate', { solved: false, rating: 'dissatisfied', words: '仍然不亮' })).state,
    'dissatisfied',
  );
  await act('dispatcher', order, 'rework', { unit: 'lamps', reason: '诉求未解决' });
  await act('lamp', order, 'sign');
  await act('lamp', order, 'reply', solved);
  await act(citizen, order, 'rate', { solved: true, rating: 'very-satisfied' });
  await t.kernel.settle();
  const view = await see('operator', order);
  assert.equal(view.state, 'closed');
  assert.deepEqual([view.facets.reworks, view.facets.rating, view.facets.returned], [1, 'very-satisfied', true]);
});

test('an order handled again after closing is counted twice, and a rating that was appealed away is not counted', async () => {
  const of = { from: '2020-06-01', to: '2020-06-30' };
  const value = (id: string) => t.kernel.figure({ system: 'figures' }, id, of);
  at('2020-06-01T09:00');
  const again = await answered();
  await act('revisitor', again, 'close', satisfied);
  await act('operator', again, 'reopen', { words: '又坏了' });
  await act('dispatcher', again, 'assign', { unit: 'lamps', reason: '再办' });
  await act('lamp', again, 'sign');
  await act('lamp', again, 'reply', solved);
  await act('revisitor', again, 'close', unheard);
  const bad = await answered();
  await act('revisitor', bad, 'callback', { solved: false });
  await refused(act('revisitor', bad, 'close', { reached: true }), 'appeal-over');
  await act('lamp', bad, 'appeal', { words: '诉求人要求超出政策规定' });
  await refused(act('lamp', bad, 'appeal', { words: '再次申诉' }), 'appeal-in-time');
  await act('dispatcher', bad, 'judge', { upheld: true, words: '评价与答复无关' });
  await refused(act('dispatcher', bad, 'judge', { upheld: false, words: '再审' }), 'appeal-open');
  await act('revisitor', bad, 'close', { reached: true });
  const worse = await answered();
  await act('revisitor', worse, 'callback', { solved: false });
  at('2020-06-05T09:00');
  await act('revisitor', worse, 'close', { reached: true });
  assert.equal((await value('hotline.orders')).value, 4);
  assert.deepEqual((await value('hotline.satisfaction')).of, { counted: 1, all: 2 });
  assert.equal((await value('hotline.satisfaction')).value, 0.5);
  const rows = await t.kernel.figureRecords({ system: 'figures' }, 'hotline.orders', of);
  assert.equal(rows.items.filter((row) => row.id === again.id).length, 2);
});

test('an appeal that is refused leaves the rating counted', async () => {
  at('2021-03-01T09:00');
  const order = await answered();
  await act('revisitor', order, 'callback', { solved: false });
  await act('lamp', order, 'appeal', { words: '已修复' });
  await refused(act('revisitor', order, 'close', { reached: true }), 'appeal-over');
  await act('dispatcher', order, 'judge', { upheld: false, words: '评价属实' });
  await act('revisitor', order, 'close', { reached: true });
  const { facets } = await see('operator', order);
  assert.deepEqual([facets.rated, facets.satisfied], [true, false]);
});

test('duplicates are joined and each caller is answered when the lead order is', async () => {
  at('2021-03-01T09:00');
  const lead = await inHand();
  const [first, second] = [
    await open('operator', 'register', registration()),
    await open('operator', 'register', registration()),
  ];
  await act('dispatcher', first, 'join', { lead: lead.number, reason: '同一盏路灯' });
  await act('operator', second, 'join', { lead: lead.number, reason: '同一盏路灯' });
  await refused(
    act('operator', await open('operator', 'register', registration()), 'join', {
      lead: 'LH00000000-AAAAA',
      reason: '同一事',
    }),
    'joinable',
  );
  await act('lamp', lead, 'reply', solved);
  await t.kernel.settle();
  for (const order of [first, second]) {
    const view = await see('revisitor', order);
    assert.equal(view.state, 'replied');
    assert.equal((view.facts.reply as { words: string }).words, solved.words);
    await act('revisitor', order, 'close', satisfied);
  }
  const late = await open('operator', 'register', registration());
  await refused(act('operator', late, 'join', { lead: lead.number, reason: '同一盏路灯' }), 'joinable');
});

test('when a lead order is told elsewhere or withdrawn its duplicates are not forgotten', async () => {
  at('2021-03-01T09:00');
  const [outside, gone] = [
    await open('operator', 'register', registration()),
    await open('operator', 'register', registration()),
  ];
  const [a, b] = [
    await open('operator', 'register', registration()),
    await open('operator', 'register', registration()),
  ];
  await act('dispatcher', a, 'join', { lead: outside.number, reason: '同一事' });
  await act('dispatcher', b, 'join', { lead: gone.number, reason: '同一事' });
  await act('operator', outside, 'elsewhere', { scope: 'court', competent: '人民法院', reason: '已进入诉讼' });
  await act('operator', gone, 'withdraw', { words: '已自行解决' });
  await t.kernel.settle();
  assert.equal((await see('operator', a)).state, 'elsewhere');
  assert.equal((await see('operator', b)).state, 'registered');
});

test('an order outside the scope is told who is competent', async () => {
  at('2021-03-01T09:00');
  const order = await open('operator', 'register', registration());
  await act('operator', order, 'elsewhere', { scope: 'emergency', competent: '119', reason: '火情请立即拨打119' });
  assert.deepEqual((await see('operator', order)).facts.elsewhere, {
    scope: 'emergency',
    competent: '119',
    reason: '火情请立即拨打119',
  });
});

test('an answer given at once rests on an article in force', async () => {
  at('2021-03-01T09:00');
  const article = await open(
    'operator',
    'propose',
    {
      class: 'civil-marriage',
      question: '结婚登记带什么（示例）',
      answer: '双方身份证和户口簿。',
      source: '婚姻登记条例',
      validUntil: '2021-03-10',
    },
    'hotline.knowledge',
  );
  const order = await open('operator', 'register', registration({ kind: 'consult', class: 'civil-marriage' }));
  const answer = { words: '请带身份证和户口簿。', article: article.number };
  await refused(act('operator', order, 'answer', answer), 'article-in-force');
  await act('analyst', article, 'review', { fit: true, words: '依据准确' }, 'hotline.knowledge');
  await act('analyst', article, 'enact', {}, 'hotline.knowledge');
  assert.equal((await see('analyst', article, 'hotline.knowledge')).state, 'reviewed');
  await sign('dispatcher', article, 1, 'hotline.knowledge');
  assert.equal((await see({ anyone: true }, article, 'hotline.knowledge')).facts.answer, '双方身份证和户口簿。');
  assert.equal((await act('operator', order, 'answer', answer)).state, 'answered');
  assert.equal((await act('operator', order, 'close', { reached: true, rating: 'very-satisfied' })).version, 3);
  at('2021-03-11T09:00');
  const later = await open('operator', 'register', registration({ kind: 'consult' }));
  await refused(act('operator', later, 'answer', answer), 'article-in-force');
  await act('operator', later, 'answer', { words: '请咨询民政窗口025-57751234。' });
  await act('analyst', article, 'expire', {}, 'hotline.knowledge');
  await problem(see({ anyone: true }, article, 'hotline.knowledge'), 'not-found');
});

test('lead and co-handlers: every opinion is in before the lead replies', async () => {
  at('2021-03-01T09:00');
  const order = await inHand({}, { unit: 'lamps', helpers: ['street', 'bureau'] });
  await refused(act('lamp', order, 'opinion', { words: '主办意见' }), 'co-handler');
  await act('street', order, 'opinion', { words: '已配合断电' });
  await refused(act('street', order, 'opinion', { words: '再次提交' }), 'co-handler');
  await refused(act('street', order, 'reply', solved), 'lead-unit');
  await refused(act('lamp', order, 'reply', solved), 'opinions-in');
  await act('bureau', order, 'opinion', { words: '无异议' });
  await act('lamp', order, 'reply', solved);
});

test('a reply says why it could not solve, and carries no private number', async () => {
  at('2021-03-01T09:00');
  const order = await inHand();
  await refused(act('lamp', order, 'reply', { result: 'cannot', words: '暂无法解决' }), 'reason-given');
  await refused(act('lamp', order, 'reply', { result: 'solved', words: '已联系机主13800138000' }), 'clean-words');
  await act('lamp', order, 'reply', {
    result: 'cannot',
    words: '暂无法解决，详询025-57751234',
    reason: '需上级批准',
    evidence: [{ hash: 'a'.repeat(64), name: '现场照片.jpg' }],
  });
});

test('an order is closed unheard only after two tries, and dissatisfaction is never closed away', async () => {
  at('2021-03-01T09:00');
  const order = await answered();
  await refused(act('revisitor', order, 'close', { reached: false }), 'tried-enough');
  await refused(act('revisitor', order, 'close', { reached: false, tries: 3, rating: 'satisfied' }), 'tried-enough');
  await refused(act('revisitor', order, 'close', { reached: true, rating: 'dissatisfied' }), 'call-back-first');
  await refused(act('operator', order, 'close', satisfied), 'operator-closes');
  await act('revisitor', order, 'tried', {});
  await act('revisitor', order, 'close', { reached: false });
  assert.equal((await see('operator', order)).facets.rated, false);
});

test('the caller asks for a rework, adds information, urges once a day and withdraws', async () => {
  at('2021-03-01T09:00');
  const order = await open('citizen', 'register', registration({ channel: 'web' }));
  await act('citizen', order, 'urge');
  await refused(act('citizen', order, 'urge'), 'once-a-day');
  at('2021-03-02T09:00');
  await act('citizen', order, 'urge', { words: '请尽快' });
  await act('citizen', order, 'addInfo', { text: '在公园东门' });
  await act('dispatcher', order, 'assign', { unit: 'lamps', reason: '按职责' });
  await act('lamp', order, 'sign');
  await act('lamp', order, 'reply', solved);
  assert.equal((await act('citizen', order, 'askRework', { words: '没有修好' })).state, 'dissatisfied');
  await act('dispatcher', order, 'rework', { unit: 'lamps', reason: '诉求人要求' });
  assert.equal((await act('citizen', order, 'withdraw', { words: '已解决' })).state, 'withdrawn');
  const steps = await t.kernel.steps(who.citizen, 'hotline', order.id);
  assert.ok(steps.every((step) => !step.allowed));
});

test('orders of another system keep number, state and real dates, and what is missing stays missing', async () => {
  at('2021-03-01T09:00');
  const closed = await open(
    'operator',
    'adopt',
    outsideOrder({
      number: 'A1',
      hash: 'b'.repeat(64),
      source: { status: 'Closed' },
      text: '垃圾未清，电话13800138000',
    }),
  );
  const view = await see('operator', closed);
  assert.equal(view.state, 'closed');
  assert.equal(view.endedAt, '2021-02-03T16:00:00+08:00');
  assert.equal(view.openedAt, '2021-02-01T10:00:00+08:00');
  assert.equal(view.facts.content, '垃圾未清，电话[手机号]');
  assert.equal(view.facts.reply, undefined);
  assert.deepEqual([view.facets.rated, view.facets.late], [false, null]);
  assert.deepEqual(view.periods, []);
  for (const [number, state] of [
    ['A2', 'cancelled'],
    ['A3', 'referred'],
    ['A4', 'withdrawn'],
    ['A5', 'elsewhere'],
  ] as const) {
    const other = await open('operator', 'adopt', outsideOrder({ number, state }));
    assert.equal(other.state, state);
  }
  const counted = await t.kernel.figure({ system: 'figures' }, 'hotline.orders', {
    from: '2021-02-01',
    to: '2021-02-28',
  });
  assert.equal(counted.value, 1);
  await problem(open('operator', 'adopt', outsideOrder({ number: 'A1' })), 'refused');
  await refused(
    open(
      'operator',
      'adopt',
      outsideOrder({
        number: 'A6',
        dates: { opened: '2021-02-03T10:00:00+08:00', ended: '2021-02-01T10:00:00+08:00' },
      }),
    ),
    'dates-in-order',
  );
  await refused(open('operator', 'adopt', outsideOrder({ number: 'A7', state: 'registered' })), 'dates-in-order');
  await refused(
    open('operator', 'adopt', outsideOrder({ number: 'A8', dates: { opened: '2022-02-03T10:00:00+08:00' } })),
    'dates-in-order',
  );
  await refused(act('operator', closed, 'reopen', { words: '再办' }), 'reopen-in-time');
});

test('a city order taken over today is handled here under its number', async () => {
  at('2021-03-01T09:00');
  const { state: _, ...order } = outsideOrder({
    number: 'T1',
    dates: { opened: '2021-02-28T22:00:00+08:00' },
    kind: 'help',
    caller: { phone: '13800138000' },
  });
  const taken = await open({ system: 'import' }, 'takeOver', order);
  const view = await see('operator', taken);
  assert.deepEqual([view.state, view.outside?.number, view.home], ['registered', 'T1', 'centre']);
  assert.equal(view.periods.find(({ key }) => key === 'dispatch')?.dueOn, '2021-03-02');
  await act('dispatcher', taken, 'assign', { unit: 'lamps', reason: '按职责' });
  await act('lamp', taken, 'sign');
  await act('lamp', taken, 'reply', solved);
  await act('revisitor', taken, 'close', satisfied);
});
