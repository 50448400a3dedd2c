// Numbers that open to exactly the records they count, and the annual report made of them. A figure declared open is the
// same for everyone; any other one counts, and opens to, what this reader may see.
import * as z from 'zod';
import { type FigureQuery, type Kernel, notFound } from '#kernel';
import { figureQuery, renderReportHtml, reportJson, reportView } from '#services/figures';
import { actorOf } from '../actor.ts';
import { answers, file, FigureRecordSchema, FigureSchema, pageOf, ReportSchema } from '../answers.ts';
import { languageOf } from '../language.ts';
import { unfitValues } from '../problem.ts';
import { cursor, date, limit, query, yearText } from '../validation.ts';
import type { Routes } from './door.ts';

const asOf = date.optional().describe('What the records said at the end of that day.');
const period = {
  year: yearText.optional().describe('This year unless told; ends on the day the region set for its report.'),
  from: date.optional().describe('With `to`, instead of a year.'),
  to: date.optional(),
  asOf,
};

const params = z.object({ id: z.string().max(100) });
const yearParams = z.object({ year: yearText });

interface Asked {
  readonly year?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly asOf?: string | undefined;
}

const message = { zh: '请给出 year,或同时给出 from 和 to。', en: 'Give either year, or both from and to.' };

async function periodOf(kernel: Kernel, id: string, { year, from, to, asOf: day }: Asked): Promise<FigureQuery> {
  if (!kernel.registry.figures.has(id)) throw notFound();
  if (from === undefined && to === undefined) {
    return figureQuery(kernel, id, Number(year ?? kernel.clock.now().slice(0, 4)), day);
  }
  if (year !== undefined || from === undefined || to === undefined) {
    const pointer = year !== undefined ? '/year' : from === undefined ? '/from' : '/to';
    throw unfitValues([{ pointer, message, in: 'query' }]);
  }
  return { from, to, ...(day === undefined ? {} : { asOf: day }) };
}

export const figureRoutes: Routes = (api, { kernel }) => {
  api.get(
    '/figures/:id',
    {
      schema: {
        tags: ['figures'],
        summary: 'A figure of a year',
        params,
        querystring: query(period),
        response: answers({ 200: FigureSchema }, 401, 403),
      },
    },
    async (request) => {
      const { id } = request.params;
      return kernel.figure(actorOf(request), id, await periodOf(kernel, id, request.query));
    },
  );

  api.get(
    '/figures/:id/groups',
    {
      schema: {
        tags: ['figures'],
        summary: 'The same selection, grouped',
        params,
        querystring: query({ ...period, by: z.string().min(1).max(60).describe('month, unit, or a facet.') }),
        response: answers({
          200: z.strictObject({ items: z.array(z.strictObject({ key: z.string(), counted: z.int(), all: z.int() })) }),
        }),
      },
    },
    async (request) => {
      const { id } = request.params;
      const range = await periodOf(kernel, id, request.query);
      return { items: await kernel.figureGroups(actorOf(request), id, range, request.query.by) };
    },
  );

  api.get(
    '/figures/:id/records',
    {
      schema: {
        tags: ['figures'],
        summary: 'Exactly the records of a figure; of a ratio each with `counted`',
        params,
        querystring: query({ ...period, cursor, limit }),
        response: answers({ 200: pageOf(FigureRecordSchema) }, 401, 403),
      },
    },
    async (request) => {
      const { id } = request.params;
      const range = await periodOf(kernel, id, request.query);
      const { cursor: after, limit: most } = request.query;
      return kernel.figureRecords(actorOf(request), id, range, { cursor: after, limit: most });
    },
  );

  api.get(
    '/report/:year',
    {
      schema: {
        tags: ['figures'],
        summary: 'The annual report: every figure, computed or absent',
        params: yearParams,
        querystring: query({ asOf }),
        response: answers({ 200: ReportSchema }),
      },
    },
    async (request) => reportJson(kernel, Number(request.params.year), request.query.asOf),
  );

  api.get(
    '/report/:year.html',
    {
      schema: {
        tags: ['figures'],
        summary: 'The annual report as a page to print',
        params: yearParams,
        querystring: query({ asOf }),
        response: answers({ 200: file('text/html', 'A page.') }),
      },
    },
    async (request, reply) => {
      const { asOf: day } = request.query;
      const view = await reportView(kernel, Number(request.params.year), day === undefined ? {} : { asOf: day });
      return reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
        .serializer(String)
        .send(renderReportHtml(view, languageOf(request)));
    },
  );
};
