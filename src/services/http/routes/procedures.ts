// What can be done here, for whoever builds a screen: every procedure with its states, steps, columns and periods.
// The description is the declaration itself; it says nothing about any case.
import * as z from 'zod';
import { type AnyProcedure, type AnyStep, citationLabel, type Domain, notFound, stepOf } from '#kernel';
import { actorOf } from '../actor.ts';
import { answers, ProcedureSchema, StepSchema } from '../answers.ts';
import { procedureId, query } from '../validation.ts';
import type { Routes } from './door.ts';
import { procedureOf } from './lists.ts';

const list = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value);
const periodKeys = (moves: AnyStep['starts']): string[] =>
  (moves ?? []).map((move) => (typeof move === 'string' ? move : move.period));

function stepDescription(id: string, step: AnyStep) {
  const opens = step.opens === true;
  return {
    id,
    title: step.title,
    ...(step.help === undefined ? {} : { help: step.help }),
    opens,
    adopts: opens && step.adopts === true,
    from: opens ? [] : list(step.from),
    to: list(step.to),
    by: step.by.map(({ id: post, title }) => ({ id: post, title })),
    approvals: (step.approvals ?? []).map(({ id: post, title }) => ({ id: post, title })),
    basis: step.basis.map(citationLabel),
    needs: (step.needs ?? []).map(({ id: ground, title, law }) => ({ id: ground, title, law: citationLabel(law) })),
    starts: periodKeys(step.starts),
    meets: periodKeys(step.meets),
    milestone: step.milestone === true,
    needsVersion: step.inPlace === true,
    input: z.toJSONSchema(step.input, { io: 'input', unrepresentable: 'any' }),
  };
}

export function describeProcedure(domain: Domain, procedure: AnyProcedure) {
  return {
    id: procedure.id,
    domain: domain.id,
    chapter: domain.chapter,
    title: procedure.title,
    prefix: procedure.prefix,
    tracked: procedure.tracked === true,
    states: Object.entries(procedure.states).map(([id, state]) => ({
      id,
      title: state.title,
      end: state.end === true,
      awaits: state.awaits ?? null,
    })),
    steps: Object.keys(procedure.steps).flatMap((id) => {
      const step = stepOf(procedure, id);
      return step === undefined ? [] : [stepDescription(id, step)];
    }),
    facets: Object.entries(procedure.facets).map(([id, { type, title, values }]) => ({
      id,
      type,
      title,
      ...(values === undefined ? {} : { values }),
    })),
    periods: Object.entries(procedure.periods ?? {}).map(([id, { title, rule }]) => ({
      id,
      title,
      rule: typeof rule === 'string' ? rule : null,
    })),
  };
}

export const procedureRoutes: Routes = (api, { kernel }) => {
  const domains = new Map(
    kernel.registry.domains.flatMap((domain) => domain.procedures.map(({ id }) => [id, domain] as const)),
  );
  // Declarations never change while the process runs.
  const described = new Map<string, string>();
  const describe = (procedure: AnyProcedure): string => {
    const domain = domains.get(procedure.id);
    if (domain === undefined) throw notFound();
    const text = described.get(procedure.id) ?? JSON.stringify(describeProcedure(domain, procedure));
    described.set(procedure.id, text);
    return text;
  };

  api.get(
    '/procedures',
    {
      schema: {
        tags: ['procedures'],
        summary: 'Every procedure: states, steps with the schema of their input, columns, periods',
        querystring: query({}),
        response: answers({ 200: z.strictObject({ items: z.array(ProcedureSchema) }) }),
      },
    },
    async (_request, reply) => {
      const items = [...kernel.registry.procedures.values()].map(describe);
      return reply
        .type('application/json; charset=utf-8')
        .serializer(String)
        .send(`{"items":[${items.join(',')}]}`);
    },
  );

  const params = z.object({ procedure: procedureId });

  api.get(
    '/procedures/:procedure',
    {
      schema: {
        tags: ['procedures'],
        summary: 'One procedure',
        params,
        querystring: query({}),
        response: answers({ 200: ProcedureSchema }),
      },
    },
    async (request, reply) => {
      const text = describe(procedureOf(kernel, request.params.procedure));
      return reply.type('application/json; charset=utf-8').serializer(String).send(text);
    },
  );

  api.get(
    '/procedures/:procedure/openings',
    {
      schema: {
        tags: ['procedures'],
        summary: 'Steps with which I may open a case',
        params,
        querystring: query({}),
        response: answers({ 200: z.array(StepSchema) }, 401, 403),
      },
    },
    async (request) => kernel.openings(actorOf(request), procedureOf(kernel, request.params.procedure).id),
  );
};
