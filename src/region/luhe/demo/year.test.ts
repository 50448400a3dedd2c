// The demonstration year as a generator: the same every time, plausible, and with nobody real in it.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { BatchCommand } from '#kernel';
import { exampleClasses } from '#domains/supervision/hotline/classes.ts';
import type { Typed } from '#domains/supervision/hotline/facts.ts';
import { posts, accounts } from '../accounts.ts';
import { units } from '../units.ts';
import { countOf } from './orders.ts';
import { planYear } from './plan.ts';
import { apportion, Random } from './random.ts';
import { clusters, topics } from './texts/year.ts';
import { articles } from './texts/articles.ts';
import { elsewhere, matters } from './texts/matters.ts';
import { blocksOf, demonstrationYear, ordersFrom } from './year.ts';

const small = { year: 2021, scale: 0.01, seed: 'plumbline' } as const;
const year: readonly BatchCommand[] = [...demonstrationYear(small)];

const hashOf = (commands: Iterable<unknown>): string => {
  const hash = createHash('sha256');
  for (const command of commands) hash.update(JSON.stringify(command));
  return hash.digest('hex');
};

test('the same seed makes the same year, another seed another', () => {
  assert.equal(hashOf(year), hashOf(demonstrationYear(small)));
  assert.notEqual(hashOf(year), hashOf(demonstrationYear({ ...small, seed: 'other' })));
});

const closings = (commands: readonly BatchCommand[]) =>
  commands
    .filter(({ step, at }) => step === 'close' && (at ?? '') < '2021-12-21')
    .map(({ input }) => input as Typed['close']);

for (const [scale, handled] of [
  [0.001, 91],
  [0.01, 915],
  [0.1, 9148],
] as const) {
  test(`at scale ${scale} exactly ${handled} order-times are closed up to 20 December`, () => {
    assert.equal(closings([...demonstrationYear({ ...small, scale })]).length, handled);
  });
}

test('the rated closings are satisfied in 94.95 of a hundred', () => {
  const struckOut = new Set(
    year
      .filter(({ step, input }) => step === 'judge' && (input as Typed['judge']).upheld)
      .map(({ caseRef }) => caseRef),
  );
  const counted = year.filter(({ caseRef }) => !struckOut.has(caseRef));
  const rated = closings(counted).filter(({ rating }) => rating !== undefined && rating !== 'not-rated');
  assert.ok(struckOut.size > 0);
  const satisfied = rated.filter(({ rating }) => rating !== 'dissatisfied');
  assert.ok(rated.length > 600);
  assert.equal(Math.round((satisfied.length / rated.length) * 10_000) / 10_000, 0.9495);
});

test('the full year plans 91,478 order-times and at most five and a half entries an order', () => {
  const plan = planYear({ ...small, scale: 1 });
  assert.equal(plan.handled, 91_478);
  assert.equal((plan.satisfied / plan.rated).toFixed(4), '0.9495');
  assert.ok(countOf(plan) / plan.count < 5.5);
});

test('orders come by opening time, and within an order time never goes back', () => {
  let last = '';
  const seen = new Map<string, string>();
  for (const block of blocksOf(planYear(small))) {
    const opened = block[0]?.at ?? '';
    assert.ok(opened >= last, `${opened} after ${last}`);
    last = opened;
    for (const { ref, caseRef, at = '' } of block) {
      const id = ref ?? caseRef ?? '';
      assert.ok(at >= (seen.get(id) ?? ''), `${id} goes back to ${at}`);
      seen.set(id, at);
    }
  }
});

test('every order opens before anything else is done with it, and everything happens within the year', () => {
  const open = new Set<string>();
  for (const { ref, caseRef, at = '' } of year) {
    if (ref) open.add(ref);
    else assert.ok(open.has(caseRef ?? ''));
    assert.ok(at >= '2021-01-01' && at < '2022-01-01');
  }
  assert.equal(year.length, countOf(planYear(small)));
});

test('a load stopped between two transactions goes on with exactly the commands that are missing', () => {
  const plan = planYear(small);
  const all = [...ordersFrom(plan, 0)];
  assert.equal(all.length, countOf(plan));
  const cuts = all.flatMap(({ cut }, i) => (cut ? [i] : []));
  for (const cut of [cuts[1], cuts[Math.floor(cuts.length / 2)], cuts.at(-1)]) {
    assert.equal(hashOf(all.slice(cut)), hashOf(ordersFrom(plan, cut ?? 0)));
  }
  assert.throws(() => [...ordersFrom(plan, 1)], /No block/);
});

test('a transaction never tears an order from what is done with it', () => {
  let open = new Set<string | undefined>();
  for (const { cut, ref, caseRef, numbers } of ordersFrom(planYear({ ...small, scale: 0.05 }), 0)) {
    if (cut) open = new Set();
    open.add(ref);
    const named = [...(caseRef ? [caseRef] : []), ...Object.values(numbers ?? {})];
    assert.ok(named.every((name) => open.has(name)));
  }
});

test('the year has seasons, nights, returns, reworks, repeats, handled-again and still open orders', () => {
  const plan = planYear({ ...small, scale: 0.1 });
  const commands = [...blocksOf(plan)].flat();
  const count = (step: string) => commands.filter((command) => command.step === step).length;
  const share = (step: string) => count(step) / plan.count;
  assert.ok(share('return') > 0.02 && share('return') < 0.045);
  assert.ok(share('rework') > 0.02 && share('rework') < 0.05);
  assert.ok(share('answer') > 0.22 && share('answer') < 0.36);
  for (const step of [
    'join',
    'reopen',
    'withdraw',
    'elsewhere',
    'urge',
    'supervise',
    'extend',
    'opinion',
    'takeOver',
    'appeal',
  ]) {
    assert.ok(count(step) > 0, step);
  }
  const opened = commands.filter(({ ref }) => ref !== undefined);
  const frozen = opened.filter(({ input }) => (input as { class: string }).class === 'water-frost');
  assert.ok(frozen.length > 20 && frozen.every(({ at = '' }) => /-(01|02|03|11|12)-/.test(at.slice(4, 8))));
  assert.ok(opened.some(({ at = '' }) => at.slice(11, 13) === '02'));
  const ended = new Set(
    commands.filter(({ step }) => ['close', 'elsewhere', 'withdraw'].includes(step)).map(({ caseRef }) => caseRef),
  );
  assert.ok(opened.some(({ ref }) => !ended.has(ref)));
});

test('telephone numbers are of the range that cannot exist, and there are no other long numbers in any text', () => {
  for (const { input } of year) {
    const { caller, ...rest } = input as { caller?: { name?: string; phone?: string }; number?: string };
    if (caller) {
      assert.match(caller.phone ?? '', /^000\d{8}$/);
      assert.match(caller.name ?? '', /^示例/);
    }
    assert.match(rest.number ?? '示例', /^示例/);
    assert.doesNotMatch(JSON.stringify({ ...rest, number: '' }), /\d{7,}/);
  }
});

// Names of real estates, villages, roads, markets and lakes of the district and its neighbours.
const realNames =
  /中福|金山村|大厂|长芦|葛塘|六合大道|棠城|桂花|茉莉|金牛山|平山|八百桥|瓜埠|新集|玉带|东沟|新篁|马集|竹程|化工园|龙津|泰山新村|延安路|雄州南路|雄州东路|板桥村|桥王|滁河|马汊河|南京|江北新区|浦口|栖霞/;

test('no text names a real estate, village, road, market or company', () => {
  const written = [
    ...matters.flatMap(({ texts, replies }) => [...texts, ...replies]),
    ...elsewhere.flatMap(({ texts, reason }) => [...texts, reason]),
    ...articles.flatMap(({ question, answer, source }) => [question, answer, source]),
    ...clusters.flatMap(({ finding, cure }) => [finding, cure]),
    ...topics.flatMap(({ title, why, answer, promises }) => [title, why, answer, ...promises.map(({ text }) => text)]),
  ];
  const told = year.map(({ input }) => (input as { text?: string }).text ?? '');
  for (const text of [...written, ...told]) assert.doesNotMatch(text, realNames);
  assert.ok(matters.flatMap(({ texts, replies }) => [...texts, ...replies]).length >= 200);
});

test('every place in a caller’s words is marked as an example', () => {
  for (const { input } of year) {
    const text = (input as { text?: string }).text ?? '';
    assert.doesNotMatch(text, /[甲乙丙丁戊己庚辛壬癸](小区|村民小组|路|店铺|餐馆|厂|工地|学校|景区)(?!（示例）)/);
  }
});

test('every matter has a class of the hotline’s table and a unit of the district', () => {
  const known = new Set(Object.keys(exampleClasses.classes));
  const ids = new Set([...units.map(({ id }) => id), 'place', 'supervising']);
  for (const item of [...matters, ...elsewhere, ...articles, ...clusters]) assert.ok(known.has(item.class), item.class);
  for (const id of [...matters.flatMap(({ to }) => to), ...clusters.flatMap(({ unit, place }) => [unit, place])])
    assert.ok(ids.has(id), id);
  for (const { place, promises } of topics)
    for (const id of [place, ...promises.map(({ unit }) => unit)]) assert.ok(ids.has(id), id);
});

test('the district has 9 sub-districts and towns, 54 departments and one tree of dated units', () => {
  const kinds = Map.groupBy(units, ({ kind }) => kind);
  assert.equal((kinds.get('subdistrict')?.length ?? 0) + (kinds.get('town')?.length ?? 0), 9);
  assert.equal(kinds.get('department')?.length, 54);
  const ids = new Set(units.map(({ id }) => id));
  assert.equal(ids.size, units.length);
  for (const { parent, from, title } of units) {
    assert.ok(parent === null || ids.has(parent));
    assert.ok(from <= '2021-01-01' && title.zh !== '' && title.en !== '');
  }
});

test('every account is marked as a demonstration, and each of the 63 bodies has a handler and a head', () => {
  for (const { name, demo } of accounts) assert.ok(demo && name.zh.startsWith('示例') && name.en.startsWith('Demo'));
  const held = (post: string) => new Set(posts.filter((row) => row.post === post).map(({ unit }) => unit)).size;
  assert.equal(held('hotline.handler'), 63);
  assert.equal(held('head'), 64);
});

test('shares are whole and add up exactly', () => {
  assert.deepEqual(apportion(10, [1, 1, 1]), [4, 3, 3]);
  assert.equal(
    apportion(
      91_478,
      Array.from({ length: 354 }, (_, i) => 1 + (i % 7)),
    ).reduce((sum, n) => sum + n, 0),
    91_478,
  );
});

test('the generator of chance gives the published sequence of its algorithm', () => {
  const random = new Random('x').seed(1, 2);
  const first = [random.next(), random.next(), random.next()];
  assert.deepEqual([...first], [random.seed(1, 2).next(), random.next(), random.next()]);
  assert.ok(first.every((n) => Number.isInteger(n) && n >= 0 && n < 2 ** 32));
});
