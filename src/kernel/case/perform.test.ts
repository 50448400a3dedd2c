// One act: one read, one decision, one write; once, however often it is asked for; never half.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { counting, fails, outcomes } from '../testing/toy/asserts.ts';
import { asked, officers, type ToyOffice, toyOffice } from '../testing/toy/builders.ts';

let t: ToyOffice;
before(async () => {
  t = await toyOffice();
});
after(() => t.close());

const entries = async (id: string) =>
  (await t.db.query<{ n: number }>({ text: 'select count(*)::int as n from entry where case_id = $1' }, [id]))[0]?.n;

test('a step is one read and one write, whatever it reads, claims, signs or repeats, and whoever takes it', async () => {
  const loan = await t.loan('asked');
  const token = await t.kernel.people.createToken({ title: '示例', post: 'toy.clerk', unit: 'office', days: 9 });
  const db = counting(t.db);
  const sent = async (doing: Promise<unknown>) => {
    await doing;
    return db.taken().map((text) => (text.startsWith('with ') ? 'write' : text.startsWith('select ') ? 'read' : text));
  };
  try {
    assert.deepEqual(await sent(t.open('clerk', 'ask', asked())), ['read', 'write']);
    assert.deepEqual(await sent(t.open({ anyone: true }, 'ask', asked({ phone: '10000000001' }))), ['read', 'write']);
    assert.deepEqual(await sent(t.open({ token }, 'ask', asked())), ['read', 'write']);
    assert.deepEqual(await sent(t.act('clerk', loan, 'accept', { officers })), ['read', 'write']);
    const key = { request: 'r-1' };
    assert.deepEqual(await sent(t.act('clerk', loan, 'setHearing', { on: '2021-04-01' }, key)), ['read', 'write']);
    assert.deepEqual(await sent(t.act('clerk', loan, 'setHearing', { on: '2021-04-01' }, key)), ['read']);
    assert.deepEqual(await sent(t.act('clerk', loan, 'decide', { grant: true, words: '同意' })), ['read', 'write']);
    // A signature on a step that reads must first know which step it signs: one small look more.
    assert.deepEqual(await sent(t.sign('reviewer', loan)), ['read', 'read', 'write']);
    assert.deepEqual(await sent(fails(t.act('clerk', loan, 'accept', { officers }), 'refused', 'state')), ['read']);
  } finally {
    db.restore();
  }
});

test('the same request twice has one effect and the same answer (failures 10)', async () => {
  const command = { procedure: 'toy', step: 'ask', input: asked(), request: 'same' };
  const first = await t.kernel.perform(t.who.clerk, command);
  const second = await t.kernel.perform(t.who.clerk, command);
  assert.deepEqual(second, { ...first, repeated: true });
  assert.equal(await entries(first.id), 1);
});

test('the same key with other content is told apart, and the same key of another person is another key', async () => {
  const command = { procedure: 'toy', step: 'ask', input: asked(), request: 'mine' };
  const first = await t.kernel.perform(t.who.clerk, command);
  await fails(t.kernel.perform(t.who.clerk, { ...command, input: asked({ pieces: 4 }) }), 'conflicting-request');
  const other = await t.kernel.perform(t.who.other, { ...command, input: asked({ pieces: 4 }) });
  assert.notEqual(other.id, first.id);
  assert.equal(other.repeated, undefined);
});

test('whoever repeats an opening is told the query code again', async () => {
  const command = { procedure: 'toy', step: 'ask', input: asked(), request: 'code' };
  const first = await t.kernel.perform(t.who.citizen, command);
  const again = await t.kernel.perform(t.who.citizen, command);
  assert.equal(again.once?.queryCode, first.once?.queryCode);
  const view = await t.kernel.get({ code: first.once?.queryCode ?? '', number: first.number }, 'toy', first.id);
  assert.equal(view.id, first.id);
});

test('sixteen identical requests at once open one case (failures 10)', async () => {
  const command = { procedure: 'toy', step: 'ask', input: asked(), request: 'sixteen' };
  const { done, kinds } = await outcomes(Array.from({ length: 16 }, () => t.kernel.perform(t.who.clerk, command)));
  assert.deepEqual(kinds, []);
  assert.equal(new Set(done.map(({ id }) => id)).size, 1);
  assert.equal(done.filter(({ repeated }) => repeated !== true).length, 1);
});

test('sixteen identical requests at once on one case take one step, and each is told so (failures 10)', async () => {
  const loan = await t.loan('asked');
  const command = { procedure: 'toy', case: loan.id, step: 'accept', input: { officers }, request: 'accept-16' };
  const { done, kinds } = await outcomes(Array.from({ length: 16 }, () => t.kernel.perform(t.who.clerk, command)));
  assert.deepEqual(kinds, []);
  assert.equal(done.filter(({ repeated }) => repeated !== true).length, 1);
  assert.equal(await entries(loan.id), 2);
});

test('an edit in place must say which version was seen, and loses to whoever was first', async () => {
  const loan = await t.loan('asked');
  await fails(t.act('clerk', loan, 'edit', { place: '西门（示例）' }), 'version-required');
  await t.act('clerk', loan, 'edit', { place: '西门（示例）' }, { version: 1 });
  await fails(t.act('clerk', loan, 'edit', { place: '南门（示例）' }, { version: 1 }), 'stale');
  assert.equal((await t.kernel.get(t.who.clerk, 'toy', loan.id)).facts.place, '西门（示例）');
});

test('grounds refuse by name, with the reason in both languages and the article', async () => {
  const loan = await t.loan('asked', { pieces: 101 });
  await assert.rejects(t.act('clerk', loan, 'accept', { officers: ['甲示例'] }), (error: unknown) => {
    const { refusals } = error as {
      refusals: { ground: string; reason: { zh: string; en: string }; article: string }[];
    };
    assert.deepEqual(
      refusals.map(({ ground }) => ground),
      ['few-enough', 'two-officers-hold-credentials'],
    );
    assert.ok(refusals.every(({ reason, article }) => reason.zh !== '' && reason.en !== '' && article !== ''));
    return true;
  });
  const steps = await t.kernel.steps(t.who.clerk, 'toy', loan.id);
  const accept = steps.find(({ id }) => id === 'accept');
  assert.deepEqual(
    accept?.refusals.map(({ ground }) => ground),
    ['few-enough'],
  );
  assert.equal(accept?.allowed, false);
  const [checked] = await t.kernel.steps(t.who.clerk, 'toy', loan.id, { step: 'accept', input: { officers } });
  assert.deepEqual(
    checked?.refusals.map(({ ground }) => ground),
    ['few-enough'],
  );
});

test('a step that only an outside authority may take is shown as awaiting it', async () => {
  const loan = await t.loan('accepted');
  await t.act('clerk', loan, 'consult', { reason: '涉及第三方' });
  await fails(t.act('clerk', loan, 'decide', { grant: true, words: '同意' }), 'refused', 'awaits-outside');
  await t.act('clerk', loan, 'heard');
});

test('a loan is given back only when all its parts are concluded', async () => {
  const loan = await t.loan('lent', { kind: 'power' });
  await t.kernel.settle();
  const view = await t.kernel.get(t.who.clerk, 'toy', loan.id);
  const part = view.links.find(({ rel }) => rel === 'part-of');
  assert.ok(part !== undefined && part.direction === 'from');
  await fails(t.act('keeper', loan, 'giveBack', { good: true }), 'refused', 'all-parts-concluded');
  await t.act('keeper', part, 'check', {}, { procedure: 'toy.part' });
  const back = await t.act('keeper', loan, 'giveBack', { good: true });
  assert.equal(back.state, 'back');
});

test('late recording needs its own power, is flagged, and lies never in the future', async () => {
  t.at('2021-03-10T10:00:00+08:00');
  const loan = await t.loan('granted');
  await fails(t.act('keeper', loan, 'lend', {}, { happenedAt: '2021-03-11T10:00:00+08:00' }), 'bad-input');
  await t.act('keeper', loan, 'lend', {}, { happenedAt: '2021-03-09T15:00:00+08:00' });
  const view = await t.kernel.get(t.who.clerk, 'toy', loan.id);
  assert.equal(view.facts.lentAt, '2021-03-09T15:00:00+08:00');
  const last = (await t.kernel.record(t.who.clerk, 'toy', loan.id)).at(-1);
  assert.deepEqual(last?.flags, ['late-recorded']);
  assert.equal(last?.recordedAt, '2021-03-10T10:00:00+08:00');
  const remark = t.kernel.perform(t.who.reviewer, {
    procedure: 'toy',
    case: loan.id,
    step: 'lend',
    input: {},
    happenedAt: '2021-03-09T15:00:00+08:00',
  });
  await fails(remark, 'not-allowed');
});
