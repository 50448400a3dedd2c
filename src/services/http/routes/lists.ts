// Finding: lists by typed columns, what waits for me, search over what I may see.
import * as z from 'zod';
import { type AnyProcedure, type Kernel, type ListQuery, notFound, unknownActor } from '#kernel';
import { actorOf } from '../actor.ts';
import { answers, CaseItemSchema, InboxItemSchema, pageOf, read } from '../answers.ts';
import { type PlacedError, unfitValues } from '../problem.ts';
import { cursor, date, limit, procedureId, query } from '../validation.ts';
import type { Routes } from './door.ts';

const text = z.string().min(1).max(200).optional();

export const filterShape = {
  state: text,
  unit: text,
  handler: text,
  light: z.enum(['green', 'yellow', 'red', 'none']).optional(),
  q: text.describe('Words in the number or title.'),
  from: date.optional().describe('Opened on this day or later.'),
  to: date.optional().describe('Opened on this day or earlier.'),
  sort: z.enum(['openedAt', '-openedAt', 'dueAt', '-dueAt']).optional().describe('Newest first unless told.'),
};

/** `facets[place]=…` arrives as a flat name; the names are checked against the procedure. */
const facetParameter = /^facets\[(.+)\]$/;

const listQuery = z.looseObject({ ...filterShape, limit, cursor, lang: z.enum(['zh', 'en']).optional() });
const exportQuery = z.looseObject({ ...filterShape, lang: z.enum(['zh', 'en']).optional() });

const unknownParameter = (pointer: string): PlacedError => ({
  pointer,
  message: { zh: '没有这个参数。', en: 'There is no such parameter.' },
  in: 'query',
});

export function procedureOf(kernel: Kernel, id: string): AnyProcedure {
  const procedure = kernel.registry.procedures.get(id);
  if (procedure === undefined) throw notFound();
  return procedure;
}

/** The kernel's list question from an address; parameters that mean nothing are told, never ignored. */
export function listOf(procedure: AnyProcedure, given: Readonly<Record<string, unknown>>, paged: boolean): ListQuery {
  const errors: PlacedError[] = [];
  const facets: Record<string, string> = {};
  const known: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const facet = facetParameter.exec(name)?.[1];
    if (facet !== undefined && Object.hasOwn(procedure.facets, facet) && typeof value === 'string')
      facets[facet] = value;
    else if (Object.hasOwn(filterShape, name) || (paged && (name === 'limit' || name === 'cursor')))
      known[name] = value;
    else if (name !== 'lang') errors.push(unknownParameter(`/${name}`));
  }
  const { state } = known;
  if (typeof state === 'string' && !Object.hasOwn(procedure.states, state)) {
    errors.push({ pointer: '/state', message: { zh: '没有这种状态。', en: 'There is no such state.' }, in: 'query' });
  }
  if (errors.length > 0) throw unfitValues(errors);
  return { ...known, ...(Object.keys(facets).length > 0 ? { facets } : {}) };
}

export const listRoutes: Routes = (api, { kernel }) => {
  const params = z.object({ procedure: procedureId });

  api.get(
    '/cases/:procedure',
    {
      schema: {
        tags: ['cases'],
        summary: 'Cases I may see, newest first; also by facets[name]=value',
        params,
        querystring: listQuery,
        response: answers({ 200: pageOf(CaseItemSchema) }, ...read),
      },
    },
    async (request) => {
      const procedure = procedureOf(kernel, request.params.procedure);
      return kernel.list(actorOf(request), procedure.id, listOf(procedure, request.query, true));
    },
  );

  api.get(
    '/cases/:procedure/count',
    {
      schema: {
        tags: ['cases'],
        summary: 'How many a list would give, counted up to 1,000',
        params,
        querystring: exportQuery,
        response: answers({ 200: z.strictObject({ count: z.int(), more: z.boolean() }) }, ...read),
      },
    },
    async (request) => {
      const procedure = procedureOf(kernel, request.params.procedure);
      return kernel.count(actorOf(request), procedure.id, listOf(procedure, request.query, false));
    },
  );

  api.get(
    '/inbox',
    {
      schema: {
        tags: ['cases'],
        summary: 'What waits for me, for my unit, for my signature',
        querystring: query({ cursor, limit }),
        response: answers({ 200: pageOf(InboxItemSchema) }, ...read),
      },
    },
    async (request) => {
      const { cursor: after, limit: most } = request.query;
      const actor = actorOf(request);
      if (request.nobody) throw unknownActor();
      return kernel.inbox(actor, { cursor: after, limit: most });
    },
  );

  api.get(
    '/search',
    {
      schema: {
        tags: ['cases'],
        summary: 'Everything I may see',
        querystring: query({ q: z.string().min(1).max(200), limit }),
        response: answers({ 200: z.strictObject({ items: z.array(CaseItemSchema) }) }, ...read),
      },
    },
    async (request) => ({ items: await kernel.search(actorOf(request), request.query.q, request.query.limit) }),
  );
};
