// The hotline's stories, told through the public door on a real database: what each person does, sees and is refused.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type ActorRef, type CaseView, Problem, type StepResult } from '#kernel';
import { type TestKernel, testKernel } from '#kernel/testing';
import { outsideOrder, registration, satisfied, solved, unheard } from './builders.ts';
import { hotline, hotlineWith } from './domain.ts';
import { classTable } from './facts.ts';
import { monthFigures } from './monthly.ts';

let t: TestKernel;
let who: Record<
  | 'operator'
  | 'dispatcher'
  | 'revisitor'
  | 'analyst'
  | 'lamp'
  | 'street'
  | 'bureau'
  | 'head'
  | 'supervisor'
  | 'citizen'
  | 'other'
  | 'centreHead',
  ActorRef
>;

before(async () => {
  t = await testKernel({ domains: [hotline] });
  for (const unit of ['centre', 'lamps', 'street', 'bureau', 'justice']) await t.unit(unit);
  await t.unit('district', null);
  const person = (id: string, post: string, unit: string) => t.person(id, [{ post, unit }]);
  who = {
    operator: await person('operator', 'hotline.operator', 'centre'),
    dispatcher: await person('dispatcher', 'hotline.dispatcher', 'centre'),
    revisitor: await person('revisitor', 'hotline.revisitor', 'centre'),
    analyst: await person('analyst', 'hotline.analyst', 'centre'),
    lamp: await person('lamp', 'hotline.handler', 'lamps'),
    street: await person('street', 'hotline.handler', 'street'),
    bureau: await person('bureau', 'hotline.handler', 'bureau'),
    head: await person('head', 'head', 'lamps'),
    centreHead: await person('centre-head', 'head', 'centre'),
    supervisor: await person('supervisor', 'supervisor', 'justice'),
    citizen: await t.citizen('citizen'),
    other: await t.citizen('other'),
  };
});
after(() => t.close());

type Who = keyof typeof who;
const at = (instant: string) => t.at(`${instant}:00+08:00`);
const open = (by: Who | ActorRef, step: string, input: unknown, procedure = 'hotline') =>
  t.kernel.perform(typeof by === 'string' ? who[by] : by, { procedure, step, input });
const act = (
  by: Who | ActorRef,
  of: { id: string },
  step: string,
  input: unknown = {},
  procedure = 'hotline',
): Promise<StepResult> =>
  t.kernel.perform(typeof by === 'string' ? who[by] : by, { procedure, case: of.id, step, input });
const see = (by: Who | ActorRef, of: { id: string }, procedure = 'hotline'): Promise<CaseView> =>
  t.kernel.get(typeof by === 'string' ? who[by] : by, procedure, of.id);
const sign = (by: Who, of: { id: string }, proposal = 1, procedure = 'hotline', how: 'sign' | 'return' = 'sign') =>
  t.kernel.decideProposal(who[by], { procedure, case: of.id, proposal, act: how, opinion: '同意' });

const refused = (doing: Promise<unknown>, ground: string) =>
  assert.rejects(doing, (error: unknown) => {
    assert.ok(error instanceof Problem, String(error));
    const said = error.refusals.map((one) => one.ground);
    assert.ok(
      said.includes(ground),
      `expected ${ground}, got ${error.kind} ${said.join(' ')} ${JSON.stringify(error.errors)}`,
    );
    const refusal = error.refusals.find((one) => one.ground === ground);
    assert.ok(refusal !== undefined && refusal.reason.zh !== '' && refusal.reason.en !== '' && refusal.law.zh !== '');
    return true;
  });
const kind = (doing: Promise<unknown>, expected: Problem['kind']) =>
  assert.rejects(doing, (error: unknown) => {
    assert.ok(error instanceof Problem, String(error));
    assert.equal(error.kind, expected);
    return true;
  });

const assigned = async (
  more: Parameters<typeof registration>[0] = {},
  to: { unit: string; helpers?: string[] } = { unit: 'lamps' },
) => {
  const order = await open('operator', 'register', registration(more));
  await act('dispatcher', order, 'assign', { reason: '按职责交办', ...to });
  return order;
};
const inHand = async (more: Parameters<typeof registration>[0] = {}, to?: { unit: string; helpers?: string[] }) => {
  const order = await assigned(more, to);
  await act('lamp', order, 'sign');
  return order;
};
const answered = async (more: Parameters<typeof registration>[0] = {}) => {
  const order = await inHand(more);
  await act('lamp', order, 'reply', solved);
  return order;
};

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
  await kind(see('bureau', order), 'not-found');
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
  await kind(act('lamp', order, 'return', { ground: 'too-busy', words: '忙' }), 'bad-input');
  at('2021-03-08T23:59');
  await act('lamp', order, 'return', { ground: 'unclear', words: '位置不明' });
  at('2021-03-09T00:00');
  await refused(act('lamp', late, 'return', { ground: 'unclear', words: '位置不明' }), 'return-in-time');
  await act('dispatcher', order, 'assign', { unit: 'lamps', reason: '已核实位置,仍由你单位办理' });
  await refused(act('lamp', order, 'return', { ground: 'wrong-place', words: '不在辖区' }), 'one-return');
});

test('a complaint never goes to the body it is about, neither as lead nor as co-handler', async () => {
  at('2021-03-01T09:00');
  const order = await open('operator', 'register', registration({ kind: 'report', accused: 'lamps' }));
  await refused(act('dispatcher', order, 'assign', { unit: 'lamps', reason: '按职责' }), 'not-accused');
  await refused(
    act('dispatcher', order, 'assign', { unit: 'bureau', helpers: ['lamps'], reason: '按职责' }),
    'not-accused',
  );
  await refused(
    act('dispatcher', order, 'assign', { unit: 'bureau', helpers: ['bureau'], reason: '按职责' }),
    'helpers-differ',
  );
  await act('dispatcher', order, 'assign', { unit: 'bureau', reason: '交主管单位' });
  await kind(see('lamp', order), 'not-found');
  const about = await open('operator', 'register', registration({ kind: 'consult', accused: 'lamps' }));
  await act('dispatcher', about, 'assign', { unit: 'lamps', reason: '咨询可由该单位答复' });
});

test('a handling unit gets the caller by no door', async () => {
  at('2021-03-01T09:00');
  const secret = { name: '钱示例', phone: '13800138000', address: '示例小区3幢501室' };
  const order = await open(
    'citizen',
    'register',
    registration({
      channel: 'web',
      kind: 'complaint',
      text: '我叫钱示例,电话138 0013 8000,身份证32011619900101123X,楼下夜里施工。',
      spot: '示例路8号,找钱示例13800138000',
      caller: secret,
    }),
  );
  await act('dispatcher', order, 'assign', { unit: 'lamps', helpers: ['street'], reason: '按职责交办' });
  await act('lamp', order, 'sign');
  await act('citizen', order, 'addInfo', { text: '补充:我的微信abc_12345' });
  await act('citizen', order, 'urge', { words: '请打13800138000' });
  const told: unknown[] = [];
  for (const by of ['lamp', 'street', 'head', 'supervisor', 'analyst'] as const) {
    told.push(await see(by, order));
    told.push(await t.kernel.list(who[by], 'hotline', { limit: 200 }));
    told.push(await t.kernel.record(who[by], 'hotline', order.id));
    told.push(await t.kernel.steps(who[by], 'hotline', order.id));
    told.push(await t.kernel.inbox(who[by]));
    told.push(await t.kernel.search(who[by], '钱示例'));
    for await (const row of t.kernel.exportRows(who.analyst, 'hotline', {})) told.push(row);
    for (const field of ['caller.name', 'caller.phone', 'original']) {
      await kind(t.kernel.reveal(who[by], 'hotline', order.id, [field], '想知道是谁投诉'), 'not-allowed');
    }
  }
  const text = JSON.stringify(told);
  for (const hidden of ['钱示例', '钱', '138', '32011619900101123', 'abc_12345', '501室', '"citizen"', '$sealed']) {
    assert.ok(
      !text.includes(hidden),
      `${hidden} reached a handling unit: …${text.slice(Math.max(0, text.indexOf(hidden) - 160), text.indexOf(hidden) + 40)}…`,
    );
  }
  const seen = await see('lamp', order);
  assert.equal(seen.facts.content, '我叫[姓名],电话[手机号],身份证[证件号],楼下夜里施工。');
  assert.deepEqual(seen.parties, []);
  const centre = await see('operator', order);
  assert.deepEqual(centre.facts.caller, {
    name: { masked: '钱**' },
    phone: { masked: '138****8000' },
    address: { masked: '示例小区3幢****' },
  });
  const revealed = await t.kernel.reveal(who.operator, 'hotline', order.id, ['caller.phone', 'original'], '回拨核实');
  assert.equal(revealed['caller.phone'], '13800138000');
  assert.match(String(revealed.original), /138 0013 8000/);
});

test('the handling unit sees the phone only while the caller consents, and then by purpose', async () => {
  at('2021-03-01T09:00');
  const order = await inHand({ caller: { phone: '13800138000' } });
  await refused(act('lamp', order, 'contact', { way: 'phone', reached: true, words: '已说明' }), 'phone-by-consent');
  await act('lamp', order, 'contact', { way: 'relay', reached: true, words: '经中转说明情况' });
  await act('revisitor', order, 'consent', { showPhone: true });
  assert.deepEqual((await see('lamp', order)).facts.contactPhone, { masked: '138****8000' });
  assert.equal(
    (await t.kernel.reveal(who.lamp, 'hotline', order.id, ['contactPhone'], '预约上门'))['contactPhone'],
    '13800138000',
  );
  await act('lamp', order, 'contact', { way: 'phone', reached: true, words: '已约时间' });
  await act('operator', order, 'consent', { showPhone: false });
  assert.equal((await see('lamp', order)).facts.contactPhone, undefined);
  const nameless = await inHand({ caller: undefined });
  await refused(act('operator', nameless, 'consent', { showPhone: true }), 'phone-known');
});

test('a citizen sees only own orders, and of them only the public side', async () => {
  at('2021-03-01T09:00');
  const mine = await open('citizen', 'register', registration({ channel: 'web', text: '公园灯不亮(示例)' }));
  await act('dispatcher', mine, 'assign', { unit: 'lamps', helpers: ['street'], reason: '内部交办理由' });
  await act('street', mine, 'opinion', { words: '内部协办意见' });
  await act('supervisor', mine, 'supervise', { words: '内部督办意见', until: '2021-03-05' });
  const view = JSON.stringify([await see('citizen', mine), await t.kernel.record(who.citizen, 'hotline', mine.id)]);
  for (const hidden of ['内部交办理由', '内部协办意见', '内部督办意见']) assert.ok(!view.includes(hidden), hidden);
  assert.match(view, /公园灯不亮/);
  await kind(see('other', mine), 'not-found');
  await kind(see({ anyone: true }, mine), 'not-found');
  const others = await t.kernel.list(who.other, 'hotline', { limit: 200 });
  assert.ok(others.items.every((item) => item.state === 'closed'));
  await kind(see({ code: 'wrong-code', number: mine.number }, mine), 'unknown-actor').catch(() =>
    kind(see({ code: 'wrong-code', number: mine.number }, mine), 'not-found'),
  );
});

test('the public sees closed orders by number and open facets only', async () => {
  at('2021-03-01T09:00');
  const order = await answered({ text: '公开测试内容(示例)' });
  await kind(see({ anyone: true }, order), 'not-found');
  await act('revisitor', order, 'close', satisfied);
  const view = await see({ anyone: true }, order);
  assert.deepEqual(view.facts, {});
  assert.equal(view.facets.class, 'city-lighting');
  assert.deepEqual([view.parties, view.links, view.proposals], [[], [], []]);
});

test('no facet and no list goes by person', () => {
  const procedure = hotline.procedures[0];
  assert.ok(procedure !== undefined);
  assert.equal(procedure.findable, undefined);
  assert.ok(!Object.keys(procedure.facets).some((name) => /caller|phone|name|party|person/i.test(name)));
  assert.ok(!Object.keys(hotline.procedures[2]?.facets ?? {}).some((name) => /caller|person/i.test(name)));
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
      question: '结婚登记带什么(示例)',
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
  await kind(see({ anyone: true }, article, 'hotline.knowledge'), 'not-found');
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
    words: '暂无法解决,详询025-57751234',
    reason: '需上级批准',
    evidence: [{ hash: 'a'.repeat(64), name: '现场照片.jpg' }],
  });
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
  const due = async (more: Parameters<typeof registration>[0]) =>
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

test('a letter to the district head is signed by the unit’s head and published only with consent', async () => {
  at('2021-03-01T09:00');
  const order = await open(
    { anyone: true },
    'register',
    registration({ channel: 'mailbox', publish: true, kind: 'suggestion' }),
  );
  await act('dispatcher', order, 'assign', { unit: 'lamps', reason: '请办理区长信箱来信' });
  await act('lamp', order, 'sign');
  await refused(act('lamp', order, 'reply', solved), 'ordinary-reply');
  await act('lamp', order, 'replySigned', solved);
  assert.equal((await see('operator', order)).state, 'handling');
  await sign('head', order);
  assert.equal((await see('operator', order)).state, 'replied');
  await act('revisitor', order, 'close', satisfied);
  await refused(
    act('dispatcher', order, 'publish', { question: '本人李四,建议增设路灯', answer: '已列入计划' }),
    'clean-text',
  );
  await act('dispatcher', order, 'publish', { question: '建议增设路灯', answer: '已列入计划' });
  assert.equal(((await see({ anyone: true }, order)).facts.published as { answer: string }).answer, '已列入计划');
  const call = await answered();
  await refused(act('lamp', await inHand(), 'replySigned', solved), 'mailbox-reply');
  await act('revisitor', call, 'close', satisfied);
  await refused(act('dispatcher', call, 'publish', { question: '路灯', answer: '已修复' }), 'publishable');
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

test('a supervisor sets a day, and it shows as a time limit', async () => {
  at('2021-03-01T09:00');
  const order = await inHand();
  await refused(act('supervisor', order, 'supervise', { words: '限期办结', until: '2021-02-28' }), 'due-ahead');
  await act('supervisor', order, 'supervise', { words: '限期办结', until: '2021-03-04' });
  const view = await see('lamp', order);
  assert.equal(view.facets.supervisedUntil, '2021-03-04');
  assert.equal(view.periods.find(({ key }) => key === 'supervised')?.dueOn, '2021-03-04');
});

test('the public uses its own channels and leaves urgency and forwarding to the operator', async () => {
  at('2021-03-01T09:00');
  await refused(open({ anyone: true }, 'register', registration()), 'public-form');
  await refused(open({ anyone: true }, 'register', registration({ channel: 'web', urgent: true })), 'public-form');
  await refused(open('operator', 'register', registration({ class: 'no-such-class' })), 'known-class');
  await refused(open('operator', 'register', registration({ forward: '请回电13800138000' })), 'clean-text');
});

test('an operator words what is forwarded, and no personal data remains in it', async () => {
  at('2021-03-01T09:00');
  const order = await open('operator', 'register', registration());
  const edit = (input: unknown) =>
    t.kernel.perform(who.operator, { procedure: 'hotline', case: order.id, step: 'edit', input, version: 1 });
  await refused(edit({ content: '请联系13800138000' }), 'clean-text');
  await kind(act('operator', order, 'edit', { content: '路灯不亮' }), 'version-required');
  await edit({ content: '东门路灯不亮', class: 'city-green', urgent: true });
  const view = await see('operator', order);
  assert.deepEqual([view.facts.content, view.facets.class, view.facets.urgent], ['东门路灯不亮', 'city-green', true]);
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
      text: '垃圾未清,电话13800138000',
    }),
  );
  const view = await see('operator', closed);
  assert.equal(view.state, 'closed');
  assert.equal(view.endedAt, '2021-02-03T16:00:00+08:00');
  assert.equal(view.openedAt, '2021-02-01T10:00:00+08:00');
  assert.equal(view.facts.content, '垃圾未清,电话[手机号]');
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
  await kind(open('operator', 'adopt', outsideOrder({ number: 'A1' })), 'refused');
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

test('a cluster is made by place and matter, verified by someone else, handed over and cured', async () => {
  at('2021-03-01T09:00');
  const cluster = 'hotline.cluster';
  const order = await answered({ text: '东门路灯常坏(示例)' });
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
  await kind(open('analyst', 'open', { ...seen, caller: '甲' }, cluster), 'bad-input');
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
    ...{ rated: 3, satisfied: 3, timed: 3, onTime: 3, returned: 0, firstContact: 0, reworked: 0 },
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
  const topic = await open('analyst', 'propose', { question: '路灯为什么总坏?', reason: '诉求集中' }, topics);
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
  await act('dispatcher', topic, 'answer', { answers: [{ unit: 'lamps', words: '线路老化,将更换' }] }, topics);
  assert.equal((await see({ anyone: true }, topic, topics)).facts.question, '路灯为什么总坏?');
  await act('dispatcher', kept, 'remind', { words: '请按期兑现' }, promises);
  await act('lamp', kept, 'renegotiate', { until: '2021-04-10', reason: '材料晚到' }, promises);
  assert.equal((await see('lamp', kept, promises)).facts.until, '2021-03-31');
  await sign('dispatcher', kept, 1, promises);
  const view = await see({ anyone: true }, kept, promises);
  assert.deepEqual([view.facts.first, view.facts.until, view.facts.renegotiated], ['2021-03-31', '2021-04-10', 1]);
  at('2021-04-12T09:00');
  await kind(act('lamp', kept, 'keep', { words: '已更换', evidence: [] }, promises), 'bad-input');
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
  const operator = await other.person('own-operator', [{ post: 'hotline.operator', unit: 'centre' }]);
  const register = (code: string) =>
    other.kernel.perform(operator, { procedure: 'hotline', step: 'register', input: registration({ class: code }) });
  assert.equal((await register('a-1')).state, 'registered');
  await refused(register('city-lighting'), 'known-class');
  await other.close();
});
