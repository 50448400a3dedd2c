// The writing half: opening a case, taking a step, signing, sending back, correcting. This is the hot path: each
// handler adds a few reads of headers to the kernel's own work and nothing else.
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { StepResult } from '#kernel';
import { actorOf, idempotencyKey, ifMatch } from '../actor.ts';
import { answers, StepResultSchema, StepSchema, write } from '../answers.ts';
import { sendDirect } from '../headers.ts';
import { under } from '../problem.ts';
import { caseId, number, procedureId, query, stepId } from '../validation.ts';
import type { Routes } from './door.ts';

const acting = {
  happenedAt: z
    .string()
    .max(40)
    .optional()
    .describe('Legal time when earlier than now; needs the power of late recording.'),
  as: z
    .strictObject({ post: z.string().min(1).max(100), unit: z.string().min(1).max(100) })
    .optional()
    .describe('The post to act in, when several would do.'),
};
const Open = z.strictObject({ step: z.string().max(80), input: z.unknown().optional(), ...acting });
const Take = z.strictObject({ input: z.unknown().optional(), ...acting });
const Opinion = z.strictObject({ opinion: z.string().max(5000).default('') });
const Correct = z.strictObject({
  of: z.int().min(1).describe('Number in the case (`seq`) of the entry that holds the slip.'),
  facts: z.record(z.string().max(200), z.unknown()),
  reason: z.string().min(1).max(2000),
});
const Check = z.strictObject({ step: z.string().max(80), input: z.unknown().optional() });

const headers = z.looseObject({
  'idempotency-key': z.string().optional().describe('The same key of the same actor takes effect once; kept 7 days.'),
});
const versioned = z.looseObject({
  ...headers.shape,
  'if-match': z.string().optional().describe('The version last seen, e.g. "3". 412 when it has moved on.'),
});

const inCase = z.object({ procedure: procedureId, id: caseId });
const atStep = z.object({ procedure: procedureId, id: caseId, step: stepId });
const atProposal = z.object({ procedure: procedureId, id: caseId, n: number });

function sendResult(reply: FastifyReply, result: StepResult): FastifyReply {
  return reply.header('etag', `"${result.version}"`).send(result);
}

export const stepRoutes: Routes = (api, { kernel }) => {
  const common = (request: FastifyRequest) => ({ ...idempotencyKey(request), ...ifMatch(request) });

  api.post(
    '/cases/:procedure',
    {
      schema: {
        tags: ['cases'],
        summary: 'Open a case',
        params: z.object({ procedure: procedureId }),
        querystring: query({}),
        headers,
        body: Open,
        response: answers({ 201: StepResultSchema }, ...write),
      },
    },
    async (request, reply) => {
      const { procedure } = request.params;
      const { input = {}, ...command } = request.body;
      let result: StepResult;
      try {
        result = await kernel.perform(actorOf(request), { procedure, ...command, input, ...idempotencyKey(request) });
      } catch (error) {
        throw under('/input', error);
      }
      void reply.code(201).header('location', `/api/v1/cases/${procedure}/${result.id}`);
      return sendResult(reply, result);
    },
  );

  api.post(
    '/cases/:procedure/:id/steps/:step',
    {
      config: { direct: true },
      schema: {
        tags: ['cases'],
        summary: 'Take a step, or propose it where it needs signatures',
        params: atStep,
        querystring: query({}),
        headers: versioned,
        body: Take.optional(),
        response: answers({ 200: StepResultSchema }, ...write),
      },
    },
    async (request, reply) => {
      const { procedure, id, step } = request.params;
      const { input = {}, ...command } = request.body ?? {};
      const whole = { procedure, step, case: id, ...command, input, ...common(request) };
      try {
        const result = await kernel.perform(actorOf(request), whole);
        return sendDirect(request, reply, `"${result.version}"`, JSON.stringify(result));
      } catch (error) {
        throw under('/input', error);
      }
    },
  );

  for (const act of ['sign', 'return'] as const) {
    api.post(
      `/cases/:procedure/:id/proposals/:n/${act}`,
      {
        schema: {
          tags: ['cases'],
          summary: act === 'sign' ? 'Sign a proposed step' : 'Send a proposed step back with an opinion',
          params: atProposal,
          querystring: query({}),
          headers: versioned,
          body: Opinion.optional(),
          response: answers({ 200: StepResultSchema }, ...write),
        },
      },
      async (request, reply) => {
        const { procedure, id, n } = request.params;
        const opinion = request.body?.opinion ?? '';
        const command = { procedure, case: id, proposal: n, act, opinion, ...common(request) };
        return sendResult(reply, await kernel.decideProposal(actorOf(request), command));
      },
    );
  }

  api.post(
    '/cases/:procedure/:id/corrections',
    {
      schema: {
        tags: ['cases'],
        summary: 'Correct a clerical error, as an entry of its own',
        params: inCase,
        querystring: query({}),
        headers: versioned,
        body: Correct,
        response: answers({ 200: StepResultSchema }, ...write),
      },
    },
    async (request, reply) => {
      const { procedure, id } = request.params;
      const command = { procedure, case: id, ...request.body, ...common(request) };
      try {
        return sendResult(reply, await kernel.correct(actorOf(request), command));
      } catch (error) {
        throw under('/facts', error);
      }
    },
  );

  api.post(
    '/cases/:procedure/:id/steps',
    {
      schema: {
        tags: ['cases'],
        summary: 'Judge typed input without taking the step',
        params: inCase,
        querystring: query({ check: z.literal('1') }),
        body: Check,
        response: answers({ 200: z.array(StepSchema) }, ...write),
      },
    },
    async (request) => {
      const { procedure, id } = request.params;
      const { step, input = {} } = request.body;
      return kernel.steps(actorOf(request), procedure, id, { step, input });
    },
  );
};
