// The story of a report through the public door: who may do what when, what is refused and why, and that no number in
// it was ever typed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type ActorRef, type CaseView, Problem } from '#kernel';
import { type TestKernel, testKernel } from '#kernel/testing';
import { digestOf, freezeReport, type FrozenReport, reporter, reportView, serveFreezing } from '#services/figures';
import { annualReportDomain } from './domain.ts';
import type { ClaimFacts, ReportFacts } from './facts.ts';

const REPORT = 'annual-report';
const CLAIM = 'annual-report.claim';

let t: TestKernel;
let drafter: ActorRef;
let reviewer: ActorRef;
let head: ActorRef;
let townHead: ActorRef;

before(async () => {
  t = await testKernel({ domains: [annualReportDomain], at: '2020-01-06T09:00:00+08:00' });
  await t.unit('government');
  await t.unit('justice', 'government');
  await t.unit('town', 'government');
  drafter = await t.person('drafter', [{ post: 'governance.report-drafter', unit: 'justice' }]);
  reviewer = await t.person('reviewer', [{ post: 'governance.legal-reviewer', unit: 'justice' }]);
  head = await t.person('justice-head', [{ post: 'head', unit: 'justice' }]);
  townHead = await t.person('town-head', [{ post: 'head', unit: 'town' }]);
});
after(() => t.close());

const open = async (year: number): Promise<string> =>
  (await t.kernel.perform(drafter, { procedure: REPORT, step: 'open', input: { year } })).id;

const see = async (id: string, actor: ActorRef = drafter): Promise<CaseView & { facts: ReportFacts }> =>
  (await t.kernel.get(actor, REPORT, id)) as CaseView & { facts: ReportFacts };

async function act(id: string, step: string, input: object = {}, actor: ActorRef = drafter) {
  const { version } = await see(id);
  return t.kernel.perform(actor, { procedure: REPORT, case: id, step, input, version });
}

async function frozen(id: string): Promise<FrozenReport> {
  await act(id, 'askFreeze');
  await freezeReport(t.kernel, id);
  const { facts } = await see(id);
  assert.ok(facts.frozen);
  return facts.frozen;
}

async function signed(id: string, step: string, input: object): Promise<void> {
  const { proposal } = await act(id, step, input);
  assert.ok(proposal !== undefined, 'the step waits for a signature');
  await t.kernel.decideProposal(head, { procedure: REPORT, case: id, proposal, act: 'sign', opinion: '同意' });
}

async function refusedBy(ground: string, attempt: Promise<unknown>): Promise<void> {
  await assert.rejects(attempt, (error: unknown) => {
    assert.ok(error instanceof Problem, String(error));
    assert.deepEqual(
      error.refusals.map((refusal) => refusal.ground),
      [ground],
    );
    assert.ok(error.refusals[0]?.reason.zh !== '' && error.refusals[0]?.law.zh !== '');
    return true;
  });
}

const publication = (digest: string) => ({
  digest,
  indexNumber: '000000000/2022-00001',
  title: '示例区人民政府关于2021年度法治政府建设工作的报告',
  topic: '其他',
  combination: '区政府文件',
  genre: '其他',
  publisher: '示例区人民政府',
  madeOn: '2022-01-07',
  effectiveOn: '',
  repealedOn: '',
  keywords: ['法治政府', '行政复议'],
  summary: '',
  link: '',
  download: '',
  reading: {
    zh: '这份报告说明一年来依法行政做了什么、还缺什么。',
    en: 'What was done under law in a year, and what is still missing.',
  },
});

const claimInput = (statement = '建成宪法主题广场（示例）') => ({
  year: 2021,
  kind: 'first',
  section: '1.1.4',
  statement: { zh: statement, en: 'A constitution square opened (example)' },
  evidence: [{ name: '启用通知（示例）', source: '示例街道', on: '2021-06-01' }],
});

async function propose(actor: ActorRef, input: object = claimInput()): Promise<string> {
  return (await t.kernel.perform(actor, { procedure: CLAIM, step: 'propose', input })).id;
}
const onClaim = (id: string, step: string, input: object, actor: ActorRef) =>
  t.kernel.perform(actor, { procedure: CLAIM, case: id, step, input });
const claimOf = async (id: string): Promise<CaseView & { facts: ClaimFacts }> =>
  (await t.kernel.get(reviewer, CLAIM, id)) as CaseView & { facts: ClaimFacts };

test('submission is open to 24:00 of 1 March; afterwards it is taken and flagged, never blocked', async () => {
  const id = await open(2019);
  const { digest } = await frozen(id);
  await act(id, 'review', { digest, passed: true, opinion: '合法' }, reviewer);
  await act(id, 'adopt', { digest, number: '纪要〔2020〕1号' });
  await act(id, 'hear', { digest, body: 'congress', number: '〔2020〕1号' });
  await refusedBy('not-heard-yet', act(id, 'hear', { digest, body: 'congress', number: '〔2020〕2号' }));
  await act(id, 'hear', { digest, body: 'party', number: '〔2020〕2号' });
  t.at('2020-03-02T00:00:01+08:00');
  await signed(id, 'submit', { digest, documentNumber: '六政发〔2020〕9号' });
  const city = (await see(id)).periods.find(({ key }) => key === 'city');
  assert.equal(city?.status, 'met');
  assert.equal(city?.late, true);
});

test('a report is assembled, frozen, reviewed, adopted, heard twice, submitted and published in time', async () => {
  t.at('2022-01-04T09:00:00+08:00');
  const id = await open(2021);
  const { digest } = await frozen(id);
  await act(id, 'review', { digest, passed: true, opinion: '合法' }, reviewer);
  t.at('2022-01-05T15:00:00+08:00');
  await act(id, 'adopt', { digest, number: '常务会议纪要〔2022〕1号' });
  await act(id, 'hear', { digest, body: 'party', number: '区委常委会纪要〔2022〕2号' });
  assert.equal((await see(id)).state, 'approved');
  await act(id, 'hear', { digest, body: 'congress', number: '人大常委会〔2022〕3号' });
  assert.equal((await see(id)).state, 'heard');
  t.at('2022-02-28T17:00:00+08:00');
  await signed(id, 'submit', { digest, documentNumber: '六政发〔2022〕3号' });
  await signed(id, 'publish', publication(digest));
  const done = await see(id);
  assert.equal(done.state, 'published');
  assert.deepEqual(done.facts.submission, { on: '2022-02-28', documentNumber: '六政发〔2022〕3号' });
  assert.deepEqual(
    done.periods.map(({ key, status, dueOn, late }) => ({ key, status, dueOn, late: late ?? false })),
    [
      { key: 'city', status: 'met', dueOn: '2022-03-01', late: false },
      { key: 'public', status: 'met', dueOn: '2022-04-01', late: false },
    ],
  );
});

test('the public reads a published report with its index fields, the empty ones shown empty, and no draft of another', async () => {
  const { items } = await t.kernel.list({ anyone: true }, REPORT, {});
  assert.deepEqual(
    items.map(({ state }) => state),
    ['published'],
  );
  const seen = await see(items[0]?.id ?? '', { anyone: true });
  assert.equal(seen.facts.publication?.indexNumber, '000000000/2022-00001');
  assert.equal(seen.facts.publication?.repealedOn, '');
  assert.equal('review' in seen.facts, false);
});

test('a year has one report; a second one is refused and points to the first', async () => {
  await refusedBy('one-report-a-year', open(2021));
});

test('a report cannot be begun for a year that has not begun', async () => {
  await refusedBy('report-year-begun', open(2023));
});

test('a report begun late is due on the day the law fixed, and its lateness is told', async () => {
  t.at('2022-03-15T09:00:00+08:00');
  const late = await open(2020);
  const city = (await see(late)).periods.find(({ key }) => key === 'city');
  assert.equal(city?.dueOn, '2021-03-01');
  assert.equal(city?.light, 'red');
});

test('the figures are frozen by the system with their day, selection and counts; the digest names exactly them', async () => {
  const [item] = (await t.kernel.list(drafter, REPORT, { facets: { year: '2021' } })).items;
  const { facts } = await see(item?.id ?? '');
  assert.ok(facts.frozen);
  assert.equal(facts.frozen.figures.length, 74);
  assert.equal(facts.frozen.asOf, '2022-01-04');
  assert.equal(await digestOf(facts.frozen), facts.frozen.digest);
  for (const figure of facts.frozen.figures) assert.deepEqual([figure.value, figure.records], [null, null]);
});

test('no person can take the step that carries the figures', async () => {
  const id = await open(2022);
  await act(id, 'askFreeze');
  const typed = {
    version: 1,
    year: 2022,
    asOf: '2022-03-15',
    computedAt: '2022-03-15T10:00:00+08:00',
    figures: [],
    claims: [],
  };
  for (const actor of [drafter, reviewer, head]) {
    await assert.rejects(act(id, 'freeze', { ...typed, digest: 'a'.repeat(64) }, actor), (error: unknown) => {
      assert.ok(error instanceof Problem);
      assert.ok(['not-allowed', 'not-found'].includes(error.kind), error.kind);
      return true;
    });
  }
});

async function waiting(): Promise<{ id: string; input: Omit<FrozenReport, 'digest'> }> {
  const [item] = (await t.kernel.list(drafter, REPORT, { state: 'freezing' })).items;
  const computedAt = t.kernel.clock.now();
  const [old] = (await t.kernel.list(drafter, REPORT, { facets: { year: '2021' } })).items;
  const { facts } = await see(old?.id ?? '');
  const figures = facts.frozen?.figures ?? [];
  return {
    id: item?.id ?? '',
    input: { version: 1, year: 2022, asOf: computedAt.slice(0, 10), computedAt, figures, claims: [] },
  };
}
const freezeWith = async (id: string, input: object) =>
  act(id, 'freeze', { digest: 'a'.repeat(64), ...input }, reporter);

test('figures of another day are refused: they must be computed on the day of freezing', async () => {
  const { id, input } = await waiting();
  await refusedBy(
    'figures-of-today',
    freezeWith(id, { ...input, asOf: '2022-03-14', computedAt: '2022-03-14T23:59:59+08:00' }),
  );
});

test('a figure without records that carries a value is refused', async () => {
  const { id, input } = await waiting();
  const [first, ...rest] = input.figures;
  await refusedBy('absent-stays-absent', freezeWith(id, { ...input, figures: [{ ...first, value: 28 }, ...rest] }));
  const bare = { ...first, status: 'computed', value: 28 };
  await refusedBy('absent-stays-absent', freezeWith(id, { ...input, figures: [bare, ...rest] }));
});

test('a figure left out, doubled or moved is refused', async () => {
  const { id, input } = await waiting();
  await refusedBy('catalogue-complete', freezeWith(id, { ...input, figures: input.figures.slice(1) }));
  await refusedBy('catalogue-complete', freezeWith(id, { ...input, figures: [...input.figures].reverse() }));
});

test('figures of another version or year are refused', async () => {
  const { id, input } = await waiting();
  await refusedBy('freezes-this-version', freezeWith(id, { ...input, version: 2 }));
});

test('asking for freezing twice at once freezes once', async () => {
  const { id } = await waiting();
  await Promise.allSettled([freezeReport(t.kernel, id), freezeReport(t.kernel, id)]);
  await freezeReport(t.kernel, id);
  const record = await t.kernel.record(drafter, REPORT, id);
  assert.equal(record.filter(({ step }) => step === 'freeze').length, 1);
});

test('after freezing a change is a new version: the old one stays on record with its digest and all is signed again', async () => {
  const [item] = (await t.kernel.list(drafter, REPORT, { facets: { year: '2022' } })).items;
  const id = item?.id ?? '';
  const before = (await see(id)).facts.frozen;
  await assert.rejects(act(id, 'write', { section: '3', zh: ['改。'], en: ['Changed.'] }));
  await act(id, 'renew', { reason: '补录一条线的办件' });
  const { facts, state } = await see(id);
  assert.equal(state, 'assembling');
  assert.equal(facts.version, 2);
  assert.equal(facts.frozen, undefined);
  assert.deepEqual(facts.earlier, [
    { version: 1, digest: before?.digest, on: '2022-03-15', reason: '补录一条线的办件' },
  ]);
  const again = await frozen(id);
  assert.equal(again.version, 2);
  await refusedBy(
    'paper-is-frozen-one',
    act(id, 'review', { digest: before?.digest, passed: true, opinion: '合法' }, reviewer),
  );
});

test('a legal review that does not pass sends the report back as a new version', async () => {
  const [item] = (await t.kernel.list(drafter, REPORT, { facets: { year: '2022' } })).items;
  const id = item?.id ?? '';
  const digest = (await see(id)).facts.frozen?.digest;
  await act(id, 'review', { digest, passed: false, opinion: '第三部分依据不足' }, reviewer);
  const { facts, state } = await see(id);
  assert.equal(state, 'assembling');
  assert.equal(facts.version, 3);
  assert.equal(facts.earlier.at(-1)?.reason, '第三部分依据不足');
});

test('a section may be written anew, but keeps its figures, both languages and the official wording', async () => {
  const [item] = (await t.kernel.list(drafter, REPORT, { facets: { year: '2022' } })).items;
  const id = item?.id ?? '';
  const write = (section: string, zh: string, en: string) => act(id, 'write', { section, zh: [zh], en: [en] });
  const good = [
    '学法{training.study-sessions}，考试{training.exam-batches}、{training.exam-people}。',
    'Study: {training.study-sessions}; exams: {training.exam-batches}, {training.exam-people}.',
  ] as const;
  await write('2.2', ...good);
  assert.deepEqual((await see(id)).facts.texts['2.2'], { zh: [good[0]], en: [good[1]] });
  await refusedBy('section-fixed', write('7', '新的一章', 'A new chapter'));
  await refusedBy('figures-stay', write('2.2', '学法若干次。', 'Some sessions.'));
  await refusedBy('figures-stay', write('3', '共{made.up}件。', 'All: {made.up}.'));
  await refusedBy('languages-agree', write('3', '满意率{hotline.satisfaction}。', 'Satisfaction is high.'));
  await refusedBy('official-wording', write('3', '学习习近平关于法治的思想。', 'Study.'));
  await write('3', '学习[[xi-rule-of-law]]还要加强。', 'More study of [[xi-rule-of-law]].');
});

test('what a drafter wrote shows in a draft for officials and not in public before it is published', async () => {
  const draft = await reportView(t.kernel, 2022, { draft: true });
  const shownIn = (view: typeof draft) =>
    view.chapters[2]?.sections[0]?.paragraphs
      .flat()
      .map((part) => ('zh' in part ? part.zh : ''))
      .join('') ?? '';
  assert.match(shownIn(draft), /学习习近平法治思想还要加强/);
  assert.doesNotMatch(shownIn(await reportView(t.kernel, 2022)), /学习习近平法治思想还要加强/);
});

test('a running server freezes what waits and what is asked for later', async () => {
  const [item] = (await t.kernel.list(drafter, REPORT, { facets: { year: '2022' } })).items;
  const id = item?.id ?? '';
  await act(id, 'askFreeze');
  const errors: unknown[] = [];
  const stop = serveFreezing(t.kernel, (error) => errors.push(error));
  for (let tries = 0; tries < 100 && (await see(id)).state === 'freezing'; tries += 1) {
    await new Promise((done) => setTimeout(done, 20));
  }
  stop();
  assert.deepEqual(errors, []);
  assert.equal((await see(id)).state, 'frozen');
});

test('a statement needs evidence, and nobody confirms their own', async () => {
  await assert.rejects(propose(townHead, { ...claimInput(), evidence: [] }), (error: unknown) => {
    assert.ok(error instanceof Problem);
    assert.equal(error.errors[0]?.pointer, '/evidence');
    return true;
  });
  const both = await t.person('both', [
    { post: 'governance.report-drafter', unit: 'justice' },
    { post: 'governance.legal-reviewer', unit: 'justice' },
  ]);
  const own = await propose(both);
  await refusedBy('four-eyes', onClaim(own, 'confirm', { seen: '已核对' }, both));
  await onClaim(own, 'withdraw', { reason: '重复' }, both);
  assert.equal((await claimOf(own)).state, 'withdrawn');
});

test('only a confirmed statement enters the report, is frozen with it and marked as used', async () => {
  const good = await propose(townHead);
  const doubtful = await propose(townHead, claimInput('全国第一（示例）'));
  const refused = await propose(townHead, claimInput('无据（示例）'));
  await onClaim(good, 'confirm', { seen: '看到启用通知原件' }, reviewer);
  await onClaim(refused, 'refuse', { reason: '没有原件' }, reviewer);
  const section = (await reportView(t.kernel, 2021)).chapters[0]?.sections[0];
  assert.deepEqual(
    section?.claims.map(({ statement }) => statement.zh),
    ['建成宪法主题广场（示例）'],
  );
  assert.deepEqual(section?.claims[0]?.evidence, ['启用通知（示例）']);
  const [item] = (await t.kernel.list(drafter, REPORT, { facets: { year: '2021' } })).items;
  const id = item?.id ?? '';
  await act(id, 'renew', { reason: '增补一项' });
  const { claims } = await frozen(id);
  assert.deepEqual(
    claims.map((claim) => claim.id),
    [good],
  );
  await t.kernel.settle();
  assert.equal((await claimOf(good)).state, 'used');
  assert.equal((await claimOf(good)).links[0]?.id, id);
  assert.equal((await claimOf(doubtful)).state, 'proposed');
});
