// 法治政府建设与责任落实督察工作规定, chapter on the annual report: to the level above by 1 March, to the public by 1 April,
// four fixed parts. Its text was not at hand (excerpts only); the two dates come from the kernel's rules, which say so.
// Where a ground is good practice and not an article, it cites the provisions as a whole.
import { article, dateOf, ground, inputGround, nationalLaw } from '#kernel';
import { figuresNamed, paragraphOf, reportChapters, reportFigures, wordingFaults } from '#services/figures';
import { type ClaimFacts, hearers, type ReportFacts, type ReportInputs } from './facts.ts';

const PROVISIONS = 'rule-of-law-inspection-provisions';
export const wholeProvisions = article(PROVISIONS);
export const reporting = article(PROVISIONS, 24);
export const publishing = article(PROVISIONS, 25);
export const executiveBasis = article('organic-law-of-local-governments');
export const hearingBasis = article('supervision-by-standing-committees-law', 8);
export const disclosureBasis = article('open-government-information-regulation', 12);

/** The fixed day of a rule in the year after the one reported. */
function fixedDay(rule: string, reported: number): string {
  const day = nationalLaw.rule(rule).thresholds?.month_day;
  if (typeof day !== 'string') throw new Error(`Rule ${rule} names no month and day.`);
  return `${reported + 1}-${day}`;
}
export const dueAtCity = (facts: ReportFacts): string => fixedDay('rol-report-0301', facts.year);
export const duePublic = (facts: ReportFacts): string => fixedDay('rol-report-publish-0401', facts.year);

type Inputs = ReportInputs;

export const yearHasBegun = inputGround<ReportFacts, Inputs['open']>(
  'report-year-begun',
  reporting,
  { zh: '报告年度已经开始', en: 'The reported year has begun' },
  ({ input, given }) =>
    input.year > Number(given.today.slice(0, 4))
      ? { zh: `${input.year}年尚未开始，不能起草该年度报告。`, en: `The year ${input.year} has not begun.` }
      : null,
);

export const oneReportAYear = inputGround<ReportFacts, Inputs['open']>(
  'one-report-a-year',
  reporting,
  { zh: '一个年度一份报告', en: 'One report a year' },
  ({ given }) => {
    const other = given.reads.sameYear?.[0];
    return other
      ? {
          zh: `该年度已有报告 ${other.number}；需要更正的，在该件上形成新版本。`,
          en: `That year already has the report ${other.number}; correct it there by a new version.`,
        }
      : null;
  },
);

const sections = new Map(reportChapters.flatMap((chapter) => chapter.sections.map((one) => [one.id, one] as const)));

export const sectionIsFixed = inputGround<ReportFacts, Inputs['write']>(
  'section-fixed',
  wholeProvisions,
  { zh: '章节固定', en: 'The chapters are fixed' },
  ({ input }) =>
    sections.has(input.section)
      ? null
      : {
          zh: `报告没有“${input.section}”这一节；可写的是 ${[...sections.keys()].join('、')}。`,
          en: `The report has no section ${input.section}; it has ${[...sections.keys()].join(', ')}.`,
        },
);

/** A figure with an unwelcome value cannot be written out of the report. */
export const figuresStay = inputGround<ReportFacts, Inputs['write']>(
  'figures-stay',
  wholeProvisions,
  { zh: '指标不得删减', en: 'No figure is left out' },
  ({ input }) => {
    const named = new Set(input.zh.flatMap(figuresNamed));
    const asked = (sections.get(input.section)?.paragraphs ?? []).flatMap(({ zh }) => figuresNamed(zh));
    const missing = asked.filter((id) => !named.has(id));
    const known = new Set(reportFigures.map(({ id }) => id));
    const unknown = [...named].filter((id) => !known.has(id));
    if (missing.length > 0) {
      return { zh: `正文缺少指标：${missing.join('、')}。`, en: `The text leaves out: ${missing.join(', ')}.` };
    }
    return unknown.length > 0
      ? { zh: `没有这样的指标：${unknown.join('、')}。`, en: `There is no figure ${unknown.join(', ')}.` }
      : null;
  },
);

export const languagesAgree = inputGround<ReportFacts, Inputs['write']>(
  'languages-agree',
  wholeProvisions,
  { zh: '中英文一致', en: 'Both languages say the same figures' },
  ({ input }) => {
    const agree =
      input.zh.length === input.en.length &&
      input.zh.every((zh, index) => paragraphOf({ zh, en: input.en[index] ?? '' }) !== null);
    return agree
      ? null
      : {
          zh: '中英文的段数、每段引用的指标及其次序须一致。',
          en: 'Both languages need the same paragraphs, each with the same figures in the same order.',
        };
  },
);

/** Names of doctrines, laws and bodies only as the maintained list has them. */
export function wordingGround<F, I>(textsOf: (input: I) => { readonly zh: string; readonly en: string }) {
  return inputGround<F, I>(
    'official-wording',
    wholeProvisions,
    { zh: '规范表述', en: 'Official wording' },
    ({ input }) => {
      const faults = wordingFaults(textsOf(input));
      if (faults.length === 0) return null;
      const list = faults.map(({ fragment, exact }) => `“${fragment}”→${exact.join(' / ') || '？'}`).join('；');
      return { zh: `表述与规范用语不一致：${list}。`, en: `Not the official wording: ${list}.` };
    },
  );
}

export const figuresAreOfToday = inputGround<ReportFacts, Inputs['freeze']>(
  'figures-of-today',
  wholeProvisions,
  { zh: '数据为当日计算', en: 'The figures were computed today' },
  ({ input, given }) => {
    const today = dateOf(given.recordedAt);
    return input.asOf === today && dateOf(input.computedAt) === today
      ? null
      : {
          zh: `数据计算于${input.asOf}，不是今天，须重新计算。`,
          en: `Computed on ${input.asOf}, not today; compute again.`,
        };
  },
);

export const catalogueIsComplete = inputGround<ReportFacts, Inputs['freeze']>(
  'catalogue-complete',
  wholeProvisions,
  { zh: '指标齐全', en: 'Every figure is there, once' },
  ({ input }) =>
    input.figures.map(({ id }) => id).join() === reportFigures.map(({ id }) => id).join()
      ? null
      : { zh: '指标与目录不一致。', en: 'The figures are not those of the catalogue, each once and in its order.' },
);

export const absentStaysAbsent = inputGround<ReportFacts, Inputs['freeze']>(
  'absent-stays-absent',
  wholeProvisions,
  { zh: '无记录不得计数', en: 'What has no records has no value' },
  ({ input }) => {
    const wrong = input.figures.filter(({ status, value, records, selection }) =>
      status === 'absent'
        ? value !== null || records !== null || selection !== null
        : selection === null || records === null || (value === null && records > 0),
    );
    return wrong.length === 0
      ? null
      : {
          zh: `这些指标的数值与记录不符：${wrong.map(({ id }) => id).join('、')}。`,
          en: `Value and records do not go together: ${wrong.map(({ id }) => id).join(', ')}.`,
        };
  },
);

export const freezesThisVersion = inputGround<ReportFacts, Inputs['freeze']>(
  'freezes-this-version',
  wholeProvisions,
  { zh: '固化的是当前版本', en: 'It is this version that is frozen' },
  ({ facts, input }) =>
    input.version === facts.version && input.year === facts.year
      ? null
      : { zh: '年度或版本已变，须重新计算。', en: 'Year or version is another by now; compute again.' },
);

/** Whoever signs, signs the paper that was frozen, not one that was exchanged since. */
export const paperIsTheFrozenOne = inputGround<ReportFacts, { readonly digest: string }>(
  'paper-is-frozen-one',
  wholeProvisions,
  { zh: '所签即所固化', en: 'What is signed is what was frozen' },
  ({ facts, input }) =>
    input.digest === facts.frozen?.digest
      ? null
      : {
          zh: '摘要与固化的报告不一致：请核对最新版本后再办理。',
          en: 'The digest is not that of the frozen report: look at the latest version first.',
        },
);

export const notHeardYet = inputGround<ReportFacts, Inputs['hear']>(
  'not-heard-yet',
  hearingBasis,
  { zh: '同一机关听取一次', en: 'A body hears a version once' },
  ({ facts, input }) =>
    (input.body === 'party' ? facts.partyHearing : facts.congressHearing) === undefined
      ? null
      : { zh: `${hearers[input.body].zh}已听取。`, en: `The ${hearers[input.body].en} has heard it already.` },
);

export const fourEyes = ground<ClaimFacts>(
  'four-eyes',
  wholeProvisions,
  { zh: '提出人不得自行核实', en: 'Nobody confirms a statement of their own' },
  ({ facts, given }) =>
    facts.proposedBy === given.actor.id
      ? { zh: '本条由您提出，须由他人核实。', en: 'You proposed this statement; someone else must confirm it.' }
      : null,
);
