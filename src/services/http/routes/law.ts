// The law library as data, and the one question everybody has of it: until when.
import * as z from 'zod';
import { due, notFound } from '#kernel';
import { answers, DueSchema, RuleSchema } from '../answers.ts';
import { HttpProblem } from '../problem.ts';
import { date, query } from '../validation.ts';
import type { Routes } from './door.ts';

const spans = z.union([z.string().max(30), z.array(z.string().max(30)).max(50)]);

const dueQuery = query({
  rule: z.string().min(1).max(100),
  from: z.string().min(1).max(40).describe('A date, or a time with its offset.'),
  extend: z
    .string()
    .regex(/^\d{1,4}$/)
    .optional()
    .describe("In the rule's own extension unit."),
  suspend: spans.optional().describe('First..last excluded day; may be repeated.'),
});

export const lawRoutes: Routes = (api, { kernel }) => {
  api.get(
    '/law/rules',
    {
      schema: {
        tags: ['law'],
        summary: 'All rules, or those in force on a day',
        querystring: query({ on: date.optional() }),
        response: answers({ 200: z.strictObject({ items: z.array(RuleSchema) }) }),
      },
    },
    async ({ query: { on } }) => ({ items: on === undefined ? kernel.law.list() : kernel.law.at(on) }),
  );

  api.get(
    '/law/rules/:id',
    {
      schema: {
        tags: ['law'],
        summary: 'One rule',
        params: z.object({ id: z.string().max(100) }),
        querystring: query({}),
        response: answers({ 200: RuleSchema }),
      },
    },
    async ({ params: { id } }) => {
      const rule = kernel.law.find(id);
      if (rule === undefined) throw notFound();
      return rule;
    },
  );

  api.get(
    '/law/due',
    {
      schema: {
        tags: ['law'],
        summary: 'When a period ends, with the reasons for the date',
        querystring: dueQuery,
        response: answers({ 200: DueSchema }),
      },
    },
    async ({ query: { rule, from, extend, suspend } }) => {
      const question = {
        rule,
        from,
        ...(extend === undefined ? {} : { extend: Number(extend) }),
        ...(suspend === undefined ? {} : { suspend: typeof suspend === 'string' ? [suspend] : suspend }),
      };
      const result = due(question, kernel.law, await kernel.settings.calendar());
      if (result.ok) return result.answer;
      if (result.failure.error === 'unknown-rule') throw new HttpProblem('not-found', result.failure.message);
      throw new HttpProblem('bad-input', result.failure.message);
    },
  );
};
