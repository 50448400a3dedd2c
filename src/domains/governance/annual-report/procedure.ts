// The annual report on building a law-based government: assembled from figures and confirmed statements, frozen, reviewed,
// adopted, heard, submitted to the city by 1 March and published by 1 April. After freezing nothing in it changes; a
// correction is a new version that walks the whole way again.
import {
  anyone,
  dateOf,
  defineProcedure,
  facet,
  fromInput,
  type Given,
  grant,
  headOfUnit,
  offeredRead,
  type Patch,
  post,
  type Reaction,
  stepsOf,
  supervisor,
  system,
} from '#kernel';
import { hearers, type ReportFacts, reportFacts, type ReportInputs, reportInputs } from './facts.ts';
import * as law from './law.ts';

export const drafter = post('governance.report-drafter', '法治政府报告起草人', 'Drafter of the annual report');
export const legalReviewer = post('governance.legal-reviewer', '合法性审核人', 'Legal reviewer');

export const permanent = { id: 'permanent', title: { zh: '永久', en: 'Permanent' }, years: null };

const { opening, step } = stepsOf<ReportFacts>();
type Inputs = ReportInputs;

const on = (given: Given): string => dateOf(given.happenedAt);

/** What was frozen stays on record in its entry; the case goes back to the desk under the next number. */
function nextVersion(facts: ReportFacts, reason: string, given: Given): Patch<ReportFacts> {
  const { version, frozen, earlier } = facts;
  const givenUp = { version, on: on(given), reason, ...(frozen ? { digest: frozen.digest } : {}) };
  const cleared = { frozen: null, review: null, adoption: null, partyHearing: null, congressHearing: null };
  return { version: version + 1, earlier: [...earlier, givenUp], ...cleared, submission: null, publication: null };
}

const sameYear = offeredRead('sameYear', 'annual-report', ['year'], ['version'], 1);

const usesClaims: Reaction<ReportFacts> = {
  id: 'use-claims',
  on: ['freeze'],
  then: (_entry, seen) =>
    (seen.facts.frozen?.claims ?? []).map(({ id }) => ({
      procedure: 'annual-report.claim',
      case: id,
      step: 'use',
      input: { report: seen.id },
    })),
};

const frozenStates = ['frozen', 'reviewed', 'approved', 'heard', 'submitted', 'published'] as const;

export const annualReport = defineProcedure<ReportFacts>({
  id: 'annual-report',
  title: { zh: '法治政府建设年度报告', en: 'Annual report on building a law-based government' },
  prefix: 'FZ',
  facts: reportFacts,
  factsVersion: 1,
  states: {
    assembling: { title: { zh: '汇编起草', en: 'Assembling' }, waits: { post: drafter, at: 'unit' } },
    freezing: { title: { zh: '固化中', en: 'Being frozen' } },
    frozen: {
      title: { zh: '已固化，待审核', en: 'Frozen, to be reviewed' },
      waits: { post: legalReviewer, at: 'home' },
    },
    reviewed: { title: { zh: '审核通过', en: 'Reviewed' }, waits: { post: drafter, at: 'unit' } },
    approved: {
      title: { zh: '常务会议通过', en: 'Adopted by the executive meeting' },
      waits: { post: drafter, at: 'unit' },
    },
    heard: { title: { zh: '已听取', en: 'Heard' }, waits: { post: drafter, at: 'unit' } },
    submitted: { title: { zh: '已报送', en: 'Submitted' }, waits: { post: drafter, at: 'unit' } },
    published: { title: { zh: '已公开', en: 'Published' }, end: true },
  },
  steps: {
    open: opening<Inputs['open']>({
      title: { zh: '启动年度报告', en: 'Begin the report' },
      to: 'assembling',
      by: [drafter],
      basis: [law.reporting],
      input: reportInputs.open,
      reads: { sameYear: sameYear.with({ year: fromInput('year') }) },
      needs: [law.yearHasBegun, law.oneReportAYear],
      starts: ['city', 'public'],
      effect: ({ year }) => ({
        facts: { year, version: 1, texts: {}, earlier: [] },
        title: `${year}年度法治政府建设报告`,
      }),
    }),
    write: step<Inputs['write']>({
      title: { zh: '撰写章节', en: 'Write a section' },
      help: {
        zh: '以 {指标编号} 引用指标，以 [[代号]] 引用规范用语；不写的章节用通用文本。',
        en: 'Name figures as {id} and official wording as [[key]]; a section left alone keeps the common text.',
      },
      from: 'assembling',
      to: 'same',
      by: [drafter],
      basis: [law.wholeProvisions],
      input: reportInputs.write,
      needs: [
        law.sectionIsFixed,
        law.languagesAgree,
        law.figuresStay,
        law.wordingGround<ReportFacts, Inputs['write']>(({ zh, en }) => ({ zh: zh.join('\n'), en: en.join('\n') })),
      ],
      inPlace: true,
      effect: (_facts, { section, zh, en }) => ({ facts: { texts: { [section]: { zh, en } } } }),
    }),
    askFreeze: step<Inputs['askFreeze']>({
      title: { zh: '申请固化', en: 'Ask for freezing' },
      help: {
        zh: '由系统当场计算全部指标并固化，任何人不能填写数字。',
        en: 'The system computes every figure and freezes it; nobody can type a number.',
      },
      from: 'assembling',
      to: 'freezing',
      by: [drafter],
      basis: [law.reporting],
      input: reportInputs.askFreeze,
      effect: () => ({}),
    }),
    freeze: step<Inputs['freeze']>({
      title: { zh: '固化', en: 'Freeze' },
      from: 'freezing',
      to: 'frozen',
      by: [system],
      basis: [law.reporting],
      input: reportInputs.freeze,
      needs: [law.freezesThisVersion, law.figuresAreOfToday, law.catalogueIsComplete, law.absentStaysAbsent],
      milestone: true,
      effect: (_facts, frozen) => ({ facts: { frozen } }),
    }),
    withdrawFreeze: step<Inputs['withdrawFreeze']>({
      title: { zh: '撤回固化申请', en: 'Withdraw the request to freeze' },
      from: 'freezing',
      to: 'assembling',
      by: [drafter],
      basis: [law.wholeProvisions],
      input: reportInputs.withdrawFreeze,
      effect: () => ({}),
    }),
    review: step<Inputs['review']>({
      title: { zh: '合法性审核', en: 'Legal review' },
      help: { zh: '不通过的退回起草，另成新版本。', en: 'Not passed: back to the drafter as a new version.' },
      from: 'frozen',
      to: ['reviewed', 'assembling'],
      by: [legalReviewer],
      basis: [law.wholeProvisions],
      input: reportInputs.review,
      needs: [law.paperIsTheFrozenOne],
      milestone: true,
      effect: (facts, { passed, opinion }, given) =>
        passed
          ? { to: 'reviewed', facts: { review: { on: on(given), opinion } } }
          : { to: 'assembling', facts: nextVersion(facts, opinion.slice(0, 500), given) },
    }),
    adopt: step<Inputs['adopt']>({
      title: { zh: '常务会议审议通过', en: 'Adopted by the executive meeting' },
      from: 'reviewed',
      to: 'approved',
      by: [drafter],
      basis: [law.executiveBasis],
      input: reportInputs.adopt,
      needs: [law.paperIsTheFrozenOne],
      milestone: true,
      effect: (_facts, { number }, given) => ({ facts: { adoption: { on: on(given), number } } }),
    }),
    hear: step<Inputs['hear']>({
      title: { zh: '听取报告', en: 'Heard' },
      help: {
        zh: '只记听取机关、日期和文号；区委常委会、区人大常委会都听取后方可报送。',
        en: 'Only the body, the date and the number are kept; it goes on when both have heard it.',
      },
      from: 'approved',
      to: ['approved', 'heard'],
      by: [drafter],
      basis: [law.reporting, law.hearingBasis],
      input: reportInputs.hear,
      needs: [law.paperIsTheFrozenOne, law.notHeardYet],
      milestone: true,
      effect: (facts, { body, number }, given) => {
        const hearing = { on: on(given), number };
        return body === 'party'
          ? { to: facts.congressHearing ? 'heard' : 'approved', facts: { partyHearing: hearing } }
          : { to: facts.partyHearing ? 'heard' : 'approved', facts: { congressHearing: hearing } };
      },
    }),
    submit: step<Inputs['submit']>({
      title: { zh: '报送市政府', en: 'Submit to the city' },
      from: 'heard',
      to: 'submitted',
      by: [drafter],
      approvals: [headOfUnit],
      basis: [law.reporting],
      input: reportInputs.submit,
      needs: [law.paperIsTheFrozenOne],
      meets: ['city'],
      milestone: true,
      effect: (_facts, { documentNumber }, given) => ({ facts: { submission: { on: on(given), documentNumber } } }),
    }),
    publish: step<Inputs['publish']>({
      title: { zh: '向社会公开', en: 'Publish' },
      from: 'submitted',
      to: 'published',
      by: [drafter],
      approvals: [headOfUnit],
      basis: [law.publishing, law.disclosureBasis],
      input: reportInputs.publish,
      needs: [
        law.paperIsTheFrozenOne,
        law.wordingGround<ReportFacts, Inputs['publish']>(({ title, summary, reading }) => ({
          zh: [title, summary, reading.zh].join('\n'),
          en: reading.en,
        })),
      ],
      meets: ['public'],
      milestone: true,
      effect: (_facts, { digest: _digest, ...publication }) => ({ facts: { publication } }),
    }),
    renew: step<Inputs['renew']>({
      title: { zh: '更正：形成新版本', en: 'Correct: make a new version' },
      help: {
        zh: '固化后的报告不能改动；原版本及其摘要留存。',
        en: 'A frozen report cannot be changed; the version given up stays on record with its digest.',
      },
      from: [...frozenStates],
      to: 'assembling',
      by: [drafter],
      basis: [law.wholeProvisions],
      input: reportInputs.renew,
      effect: (facts, { reason }, given) => ({ facts: nextVersion(facts, reason, given) }),
    }),
  },
  periods: {
    city: { title: { zh: '报送市政府（3月1日前）', en: 'To the city by 1 March' }, dueOn: law.dueAtCity },
    public: { title: { zh: '向社会公开（4月1日前）', en: 'To the public by 1 April' }, dueOn: law.duePublic },
  },
  facets: {
    year: facet('int', '年度', 'Year', ({ year }) => year, { indexed: true }),
    version: facet('int', '版本', 'Version', ({ version }) => version),
    frozenOn: facet('date', '固化日期', 'Frozen on', ({ frozen }) => frozen?.asOf ?? null),
    computed: facet('int', '有记录的指标', 'Figures computed', ({ frozen }) =>
      frozen ? frozen.figures.filter(({ status }) => status === 'computed').length : null,
    ),
    documentNumber: facet('text', '文号', 'Document number', ({ submission }) => submission?.documentNumber ?? null),
    heardBy: facet('text', '已听取机关', 'Heard by', (facts) => heardBy(facts), {
      values: { ...hearers, both: { zh: '均已听取', en: 'Both' } },
    }),
  },
  access: [
    grant({ post: drafter, scope: 'unit', see: 'all', export: true }),
    grant({ post: legalReviewer, scope: 'region', see: 'all' }),
    grant({ post: headOfUnit, scope: 'below', see: 'all' }),
    grant({ post: supervisor, scope: 'region', see: 'all', export: true }),
    grant({ post: system, scope: 'region', see: 'all' }),
    grant({
      post: anyone,
      scope: 'public',
      states: ['published'],
      see: {
        only: [
          'year',
          'version',
          'texts',
          'frozen',
          'adoption',
          'partyHearing',
          'congressHearing',
          'submission',
          'publication',
          'earlier',
        ],
      },
    }),
  ],
  lateRecording: [drafter],
  reactions: [usesClaims],
  retention: permanent,
});

function heardBy({ partyHearing, congressHearing }: ReportFacts): string | null {
  if (partyHearing && congressHearing) return 'both';
  if (partyHearing) return 'party';
  return congressHearing ? 'congress' : null;
}
