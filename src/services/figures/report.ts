// The annual report of a year as a value to be shown: four fixed chapters, every figure live, statements without a number
// only where somebody confirmed them with evidence. A text that a drafter wrote for the year replaces ours once published.
import { type CaseItem, type DateText, dateOf, type Kernel, type Label } from '#kernel';
import { computeReport, type ComputedFigure, reportFigures } from './compute.ts';
import { narrative } from './narrative.ts';
import { historyOf, indexOf, type ReportCase } from './published.ts';
import { reporter } from './range.ts';
import type { ClaimShown, FigureShown, FrozenNote, Paragraph, ReportSection, ReportView } from './view.ts';
import { inFull, inWords } from './words.ts';
import { paragraphOf } from './wording.ts';

export const REPORT = 'annual-report';
export const CLAIM = 'annual-report.claim';

interface Section {
  readonly id: string;
  readonly heading: Label | null;
  readonly paragraphs: readonly Label[];
}

interface Chapter {
  readonly heading: Label;
  readonly sections: readonly Section[];
}

export const reportChapters: readonly Chapter[] = narrative;

async function everyCase(
  kernel: Kernel,
  procedure: string,
  facets: Readonly<Record<string, string>>,
): Promise<CaseItem[]> {
  const found: CaseItem[] = [];
  let cursor: string | null = null;
  do {
    const page: { readonly items: readonly CaseItem[]; readonly next: string | null } = await kernel.list(
      reporter,
      procedure,
      { facets, limit: 200, sort: 'openedAt', ...(cursor === null ? {} : { cursor }) },
    );
    found.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return found;
}

export interface SectionClaim extends ClaimShown {
  readonly id: string;
  readonly section: string;
  readonly version: number;
}

/** Statements of the year that somebody proposed with evidence and somebody else confirmed. */
export async function confirmedClaims(kernel: Kernel, year: number): Promise<readonly SectionClaim[]> {
  if (!kernel.registry.procedures.has(CLAIM)) return [];
  const items = await everyCase(kernel, CLAIM, { year: String(year) });
  const standing = items.filter(({ state }) => state === 'confirmed' || state === 'used');
  return Promise.all(
    standing.map(async ({ id, number, version }) => {
      const { facts } = await kernel.get(reporter, CLAIM, id);
      const claim = facts as unknown as { section: string; statement: Label; evidence: readonly { name: string }[] };
      return {
        id,
        number,
        version,
        section: claim.section,
        statement: claim.statement,
        evidence: claim.evidence.map(({ name }) => name),
      };
    }),
  );
}

async function reportCase(kernel: Kernel, year: number): Promise<ReportCase | null> {
  if (!kernel.registry.procedures.has(REPORT)) return null;
  const latest = (await everyCase(kernel, REPORT, { year: String(year) })).at(-1);
  if (!latest) return null;
  const view: unknown = await kernel.get(reporter, REPORT, latest.id);
  return view as ReportCase;
}

function shown(figures: readonly ComputedFigure[]): Record<string, FigureShown> {
  const entries = reportFigures.map((entry, index): [string, FigureShown] => {
    const figure = figures[index];
    if (figure?.id !== entry.id) throw new Error(`Figure ${entry.id} is missing from the computed report.`);
    const { id, status, value, unit, records, of, query } = figure;
    const { title, counts, section } = entry;
    const words = { text: inWords(entry, figure), exact: inFull(entry, figure) };
    const range = { from: query?.from ?? null, to: query?.to ?? null };
    return [id, { id, status, value, unit, records, title, counts, section, of, ...words, ...range }];
  });
  return Object.fromEntries(entries);
}

/** A text in which the languages name different figures cannot be shown; `write` refuses it, so it never comes here. */
function paragraphsOf(texts: readonly Label[]): readonly Paragraph[] {
  return texts.map((text) => {
    const paragraph = paragraphOf(text);
    if (paragraph === null) throw new Error(`The languages of a paragraph name different figures: ${text.en}`);
    return paragraph;
  });
}

function sectionOf(section: Section, written: ReportCase | null, claims: readonly SectionClaim[]): ReportSection {
  const own = written?.facts.texts?.[section.id];
  const texts = own ? own.zh.map((zh, index) => ({ zh, en: own.en[index] ?? '' })) : section.paragraphs;
  const here = claims.filter((claim) => claim.section === section.id || claim.section.startsWith(`${section.id}.`));
  return {
    id: section.id,
    heading: section.heading,
    paragraphs: paragraphsOf(texts),
    claims: here.map(({ number, statement, evidence }) => ({ number, statement, evidence })),
  };
}

/** What can be told of shortcomings from the records themselves. */
const told = (computed: number, missing: number): Label => ({
  zh: `本报告设${computed + missing}项指标，其中${computed}项由办件记录直接计算，${missing}项尚无记录；尚无记录的，本报告不作估计。`,
  en: `Of the ${computed + missing} figures of this report, ${computed} are computed from the records of the work and ${missing} have no records yet; where there are none, nothing is estimated.`,
});

function frozenNote(written: ReportCase | null, figures: readonly ComputedFigure[]): FrozenNote | null {
  const frozen = written?.facts.frozen;
  if (!written || !frozen) return null;
  const now = new Map(figures.map(({ id, value }) => [id, value]));
  const moved = frozen.figures.filter(({ id, value }) => now.get(id) !== value).map(({ id }) => id);
  return {
    number: written.number,
    version: frozen.version,
    on: frozen.asOf,
    digest: frozen.digest,
    moved,
    history: historyOf(written),
    ...indexOf(written),
  };
}

export interface ViewOptions {
  readonly asOf?: DateText;
  /** For officials: texts and frozen figures of a report that is not published yet. */
  readonly draft?: true;
}

async function titleOf(kernel: Kernel, year: number): Promise<Label> {
  const root = (await kernel.people.units()).find(({ parent }) => parent === null)?.title;
  return {
    zh: `${root?.zh ?? '区人民政府'}关于${year}年度法治政府建设工作的报告`,
    en: `${root?.en ?? 'District People’s Government'}: report on building a law-based government in ${year}`,
  };
}

export async function reportView(kernel: Kernel, year: number, options: ViewOptions = {}): Promise<ReportView> {
  const { asOf, draft } = options;
  const figures = await computeReport(kernel, asOf === undefined ? { year } : { year, asOf });
  const [claims, written, title, demo] = await Promise.all([
    confirmedClaims(kernel, year),
    reportCase(kernel, year),
    titleOf(kernel, year),
    kernel.settings.get('demo'),
  ]);
  const open = written !== null && (draft === true || written.state === 'published') ? written : null;
  const computed = figures.filter(({ status }) => status === 'computed').length;
  const generatedAt = kernel.clock.now();
  return {
    title,
    year,
    chapters: reportChapters.map(({ heading, sections }) => ({
      heading,
      sections: sections.map((section) => {
        const done = sectionOf(section, open, claims);
        if (section.id !== '3') return done;
        return { ...done, paragraphs: [[told(computed, figures.length - computed)], ...done.paragraphs] };
      }),
    })),
    figures: shown(figures),
    computed,
    absent: figures.length - computed,
    generatedAt,
    asOf: asOf ?? dateOf(generatedAt),
    frozen: frozenNote(open, figures),
    demo: demo === true,
  };
}
