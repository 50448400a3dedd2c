// The annual report and the numbers in it, each opening to its records.
import { figureBreakdown, figureQuery, reporter, reportView } from '#services/figures';
import type { Answer, Door, Visit } from '../door.ts';
import { unitsOf } from '../labels.ts';
import { figurePage } from './figure.ts';
import { loading } from './loading.ts';
import { reportPage } from './page.ts';

const yearOf = (text: string | undefined, fallback: number): number | null => {
  if (text === undefined) return fallback;
  return /^20\d\d$/.test(text) ? Number(text) : null;
};

async function report({ v, portal, params }: Visit): Promise<Answer> {
  const year = yearOf(params['year'], portal.year);
  if (year === null) return { error: 404 };
  return { page: reportPage(v, await reportView(portal.kernel, year), loading(v, portal)) };
}

async function figure({ v, portal, params, query: asked }: Visit): Promise<Answer> {
  const { kernel } = portal;
  const definition = kernel.registry.figures.get(params['id'] ?? '');
  const year = yearOf(asked['year'], portal.year);
  if (definition === undefined || year === null) return { error: 404 };
  const facets = kernel.registry.procedures.get(definition.procedure)?.facets ?? {};
  const ways = ['month', ...['class', 'place', 'kind'].filter((name) => facets[name] !== undefined), 'unit'];
  const by = ways.find((way) => way === asked['by']) ?? 'month';
  const query = await figureQuery(kernel, definition.id, year);
  const { cursor } = asked;
  const page = { limit: 25, ...(cursor === undefined ? {} : { cursor }) };
  const [value, groups, records, units] = await Promise.all([
    kernel.figure(reporter, definition.id, query),
    figureBreakdown(kernel, definition.id, year, by),
    kernel.figureRecords(v.actor, definition.id, query, page),
    unitsOf(kernel),
  ]);
  const opened = {
    figure: definition,
    year,
    query,
    value,
    by,
    ways,
    groups,
    records,
    facets,
    units,
    first: cursor === undefined,
  };
  return { page: figurePage(v, opened, loading(v, portal)) };
}

export function reportRoutes(door: Door): void {
  door.get('/report', ({ portal }) => ({ to: `/report/${portal.year}` }));
  door.get('/report/:year', report);
  door.get('/figures/:id', figure);
}
