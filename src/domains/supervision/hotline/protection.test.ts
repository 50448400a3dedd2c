// Safeguard 7: the accused body never learns who spoke, by no door; the public and other citizens learn nothing of it.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testKernel } from '#kernel/testing';
import { openOffice, problem, refused, registration, satisfied, solved } from './builders.ts';
import { hotline } from './domain.ts';

const t = await testKernel({ domains: [hotline] });
const { who, at, open, act, see, sign, inHand, answered } = await openOffice(t);
after(() => t.close());

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
  await problem(see('lamp', order), 'not-found');
  const about = await open('operator', 'register', registration({ kind: 'consult', accused: 'lamps' }));
  await act('dispatcher', about, 'assign', { unit: 'lamps', reason: '咨询可由该单位答复' });
});

test('an order goes to no unit that does not exist, nor names one as place or as accused', async () => {
  at('2021-03-01T09:00');
  await refused(open('operator', 'register', registration({ place: 'mars' })), 'known-unit');
  await refused(open('operator', 'register', registration({ accused: 'moon' })), 'known-unit');
  const order = await open('operator', 'register', registration());
  await refused(act('dispatcher', order, 'assign', { unit: 'mars', reason: '按职责' }), 'known-unit');
  await refused(
    act('dispatcher', order, 'assign', { unit: 'lamps', helpers: ['mars'], reason: '按职责' }),
    'known-unit',
  );
  const edit = { procedure: 'hotline', case: order.id, step: 'edit', input: { accused: 'moon' }, version: 1 };
  await refused(t.kernel.perform(who.dispatcher, edit), 'known-unit');
});

test('the reason given to a handling unit carries no private number', async () => {
  at('2021-03-01T09:00');
  const order = await open('operator', 'register', registration());
  const telling = { unit: 'lamps', reason: '投诉人电话13912345678，请联系' };
  await refused(act('dispatcher', order, 'assign', telling), 'clean-words');
  const done = await answered();
  await refused(act('dispatcher', done, 'rework', telling), 'clean-words');
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
      text: '我叫钱示例，电话138 0013 8000，身份证32011619900101123X，楼下夜里施工。',
      spot: '示例路8号，找钱示例13800138000',
      caller: secret,
    }),
  );
  await act('dispatcher', order, 'assign', { unit: 'lamps', helpers: ['street'], reason: '按职责交办' });
  await act('lamp', order, 'sign');
  await act('citizen', order, 'addInfo', { text: '补充：我的微信abc_12345' });
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
      await problem(t.kernel.reveal(who[by], 'hotline', order.id, [field], '想知道是谁投诉'), 'not-allowed');
    }
  }
  const text = JSON.stringify(told);
  for (const hidden of [
    '钱示例',
    '钱',
    '13800138',
    '0013 8000',
    '32011619900101123',
    'abc_12345',
    '501室',
    '"citizen"',
    '$sealed',
  ]) {
    assert.ok(
      !text.includes(hidden),
      `${hidden} reached a handling unit: …${text.slice(Math.max(0, text.indexOf(hidden) - 160), text.indexOf(hidden) + 40)}…`,
    );
  }
  const seen = await see('lamp', order);
  assert.equal(seen.facts.content, '我叫[姓名]，电话[手机号]，身份证[证件号]，楼下夜里施工。');
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
  const mine = await open('citizen', 'register', registration({ channel: 'web', text: '公园灯不亮（示例）' }));
  await act('dispatcher', mine, 'assign', { unit: 'lamps', helpers: ['street'], reason: '内部交办理由' });
  await act('street', mine, 'opinion', { words: '内部协办意见' });
  await act('supervisor', mine, 'supervise', { words: '内部督办意见', until: '2021-03-05' });
  const view = JSON.stringify([await see('citizen', mine), await t.kernel.record(who.citizen, 'hotline', mine.id)]);
  for (const hidden of ['内部交办理由', '内部协办意见', '内部督办意见']) assert.ok(!view.includes(hidden), hidden);
  assert.match(view, /公园灯不亮/);
  await problem(see('other', mine), 'not-found');
  await problem(see({ anyone: true }, mine), 'not-found');
  const others = await t.kernel.list(who.other, 'hotline', { limit: 200 });
  assert.ok(others.items.every((item) => item.state === 'closed'));
  await problem(see({ code: 'wrong-code', number: mine.number }, mine), 'unknown-actor').catch(() =>
    problem(see({ code: 'wrong-code', number: mine.number }, mine), 'not-found'),
  );
});

test('the public sees closed orders by number and open facets only', async () => {
  at('2021-03-01T09:00');
  const order = await answered({ text: '公开测试内容（示例）' });
  await problem(see({ anyone: true }, order), 'not-found');
  await act('revisitor', order, 'close', satisfied);
  const view = await see({ anyone: true }, order);
  assert.deepEqual(Object.keys(view.facts).sort(), ['channel', 'class', 'kind', 'late', 'place', 'urgent']);
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
    act('dispatcher', order, 'publish', { question: '本人李四，建议增设路灯', answer: '已列入计划' }),
    'clean-text',
  );
  await act('dispatcher', order, 'publish', { question: '建议增设路灯', answer: '已列入计划' });
  assert.equal(((await see({ anyone: true }, order)).facts.published as { answer: string }).answer, '已列入计划');
  const call = await answered();
  await refused(act('lamp', await inHand(), 'replySigned', solved), 'mailbox-reply');
  await act('revisitor', call, 'close', satisfied);
  await refused(act('dispatcher', call, 'publish', { question: '路灯', answer: '已修复' }), 'publishable');
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
  await problem(act('operator', order, 'edit', { content: '路灯不亮' }), 'version-required');
  await edit({ content: '东门路灯不亮', class: 'city-green', urgent: true });
  const view = await see('operator', order);
  assert.deepEqual([view.facts.content, view.facets.class, view.facets.urgent], ['东门路灯不亮', 'city-green', true]);
});
