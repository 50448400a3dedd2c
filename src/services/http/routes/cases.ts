// The reading half of one case: as this reader may see it. Absent and invisible are the same 404.
import * as z from 'zod';
import { actorOf } from '../actor.ts';
import { answers, CaseSchema, read, RecordItemSchema, StepSchema, write } from '../answers.ts';
import { parseJson } from '../body.ts';
import { unfitValues } from '../problem.ts';
import { caseId, procedureId, query } from '../validation.ts';
import type { Routes } from './door.ts';

const inCase = z.object({ procedure: procedureId, id: caseId });

const Reveal = z.strictObject({
  fields: z.array(z.string().min(1).max(200)).min(1).max(50).describe('Paths of masked facts.'),
  purpose: z.string().min(2).max(500).describe('Why; kept with the name of the reader.'),
});

const stepsQuery = query({
  check: z.literal('1').optional().describe('Judge `input` for `step`.'),
  step: z.string().max(80).optional(),
  input: z.string().max(8000).optional().describe('JSON text.'),
});

/** A long input is better sent by POST; a short one may stand in the address. */
function checkOf({ check, step, input }: z.infer<typeof stepsQuery>): { step: string; input: unknown } | undefined {
  if (check === undefined) {
    const stray = step === undefined ? input : step;
    if (stray === undefined) return undefined;
  }
  if (check === undefined || step === undefined) {
    const message = { zh: '检查须同时给出 check=1 和 step。', en: 'A check needs both check=1 and step.' };
    throw unfitValues([{ pointer: check === undefined ? '/check' : '/step', message, in: 'query' }]);
  }
  return { step, input: input === undefined ? {} : parseJson(Buffer.from(input)) };
}

export const caseRoutes: Routes = (api, { kernel }) => {
  api.get(
    '/cases/:procedure/:id',
    {
      schema: {
        tags: ['cases'],
        summary: 'A case, as this reader may see it',
        params: inCase,
        querystring: query({}),
        response: answers({ 200: CaseSchema }, ...read),
      },
    },
    async (request, reply) => {
      const view = await kernel.get(actorOf(request), request.params.procedure, request.params.id);
      return reply.header('etag', `"${view.version}"`).send(view);
    },
  );

  api.get(
    '/cases/:procedure/:id/steps',
    {
      schema: {
        tags: ['cases'],
        summary: 'Every step: allowed, or refused with reasons and articles',
        params: inCase,
        querystring: stepsQuery,
        response: answers({ 200: z.array(StepSchema) }, ...read),
      },
    },
    async (request) => {
      const { procedure, id } = request.params;
      return kernel.steps(actorOf(request), procedure, id, checkOf(request.query));
    },
  );

  api.get(
    '/cases/:procedure/:id/record',
    {
      schema: {
        tags: ['cases'],
        summary: 'The entries of a case with their hashes',
        params: inCase,
        querystring: query({}),
        response: answers({ 200: z.array(RecordItemSchema) }, ...read),
      },
    },
    async (request) => kernel.record(actorOf(request), request.params.procedure, request.params.id),
  );

  api.post(
    '/cases/:procedure/:id/reveal',
    {
      schema: {
        tags: ['cases'],
        summary: 'Masked values in full; reader, purpose and fields are logged',
        params: inCase,
        querystring: query({}),
        body: Reveal,
        response: answers({ 200: z.record(z.string(), z.string().nullable()) }, ...write),
      },
    },
    async (request) => {
      const { procedure, id } = request.params;
      const { fields, purpose } = request.body;
      return kernel.reveal(actorOf(request), procedure, id, fields, purpose);
    },
  );
};
