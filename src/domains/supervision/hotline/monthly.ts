// hotline.monthly: the paper of a month. Its numbers are computed by `monthFigures` from the rows of figure hotline.orders;
// nobody types them, and counts that do not add up are refused. Drafted, signed by the head of the centre, issued.
import {
  defineProcedure,
  type FacetValue,
  type FigureRecord,
  facet,
  grant,
  headOfUnit,
  stepsOf,
  supervisor,
} from '#kernel';
import { type MonthFigures, Monthly, monthlyInputs as inputs } from './facts.ts';
import { monthOver, sumsAgree } from './law.ts';
import { analyst, dispatcher } from './posts.ts';
import { monthly as texts } from './texts-companions.ts';

const { opening, step } = stepsOf<Monthly>();
const { states, steps: of } = texts;

function tally(
  rows: readonly FigureRecord[],
  key: (row: FigureRecord) => FacetValue | undefined,
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of rows) {
    const name = String(key(row) ?? '');
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** From the rows of figure `hotline.orders` of one month. An unknown place or class counts under ''. */
export function monthFigures(rows: readonly FigureRecord[]): MonthFigures {
  const are = (facet: string, value: boolean) => rows.filter(({ facets }) => facets[facet] === value).length;
  return {
    orders: rows.length,
    byClass: tally(rows, ({ facets }) => facets.class),
    byPlace: tally(rows, ({ facets }) => facets.place),
    byUnit: tally(rows, ({ unit }) => unit),
    rated: are('rated', true),
    satisfied: are('satisfied', true),
    timed: are('late', true) + are('late', false),
    onTime: are('late', false),
    returned: are('returned', true),
    firstContact: are('firstContact', true),
    reworked: rows.filter(({ facets }) => Number(facets.reworks) > 0).length,
  };
}

export const monthly = defineProcedure<Monthly>({
  id: 'hotline.monthly',
  title: texts.title,
  prefix: 'LHM',
  facts: Monthly,
  factsVersion: 1,
  states: {
    draft: { ...states.draft, waits: { post: analyst, at: 'home' } },
    signed: { ...states.signed, waits: { post: analyst, at: 'home' } },
    issued: { ...states.issued, end: true },
  },
  steps: {
    assemble: opening({
      ...of.assemble,
      by: [analyst],
      to: 'draft',
      input: inputs.assemble,
      needs: [monthOver, sumsAgree],
      effect: (input) => ({ title: `${texts.title.zh} ${input.month}`, facts: input }),
    }),
    revise: step({
      ...of.revise,
      from: 'draft',
      to: 'same',
      by: [analyst],
      input: inputs.revise,
      needs: [sumsAgree],
      inPlace: true,
      // Counts by name are replaced whole: a merge would keep a name that is no longer counted.
      effect: (facts, { figures, remarks }) => ({
        facts: {
          ...(remarks === undefined ? {} : { remarks }),
          ...(figures === undefined ? {} : { figures: replacing(facts.figures, figures) }),
        },
      }),
    }),
    sign: step({
      ...of.sign,
      from: 'draft',
      to: 'signed',
      by: [analyst],
      approvals: [headOfUnit],
      input: inputs.sign,
      effect: () => ({}),
    }),
    issue: step({
      ...of.issue,
      from: 'signed',
      to: 'issued',
      by: [analyst],
      input: inputs.issue,
      milestone: true,
      effect: () => ({}),
    }),
  },
  facets: {
    period: facet('text', '月份', 'Month', (f) => f.month, { indexed: true }),
    orders: facet('int', '件次', 'Order-times', (f) => f.figures.orders),
  },
  access: [
    ...[analyst, dispatcher, supervisor].map((post) => grant({ post, scope: 'region', see: 'all' })),
    grant({ post: headOfUnit, scope: 'below', see: 'all' }),
  ],
  retention: { id: 'hotline-30y', title: { zh: '三十年（设定）', en: 'Thirty years (a setting)' }, years: 30 },
});

function replacing(before: MonthFigures, after: MonthFigures) {
  const gone = (old: Record<string, number>, now: Record<string, number>) => ({
    ...Object.fromEntries(Object.keys(old).map((name) => [name, null])),
    ...now,
  });
  return {
    ...after,
    byClass: gone(before.byClass, after.byClass),
    byPlace: gone(before.byPlace, after.byPlace),
    byUnit: gone(before.byUnit, after.byUnit),
  };
}
