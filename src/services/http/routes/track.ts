// Following a case without an account: its number and the query code handed out when it was opened. A wrong number and
// a wrong code get the same answer, guessing is slowed down, and the code is written into no log.
import * as z from 'zod';
import { type ActorRef, notFound, Problem } from '#kernel';
import { answers, CaseSchema } from '../answers.ts';
import { countFailures } from '../limits.ts';
import { query } from '../validation.ts';
import type { Routes } from './door.ts';

const trackQuery = query({ number: z.string().min(1).max(100), code: z.string().min(1).max(100) });

export const trackRoutes: Routes = (api, { kernel, limits }) => {
  const misses = countFailures(api, limits.trackFailures, ({ ip }) => `track ${ip}`);
  const tracked = [...kernel.registry.procedures.values()].filter((procedure) => procedure.tracked === true);

  async function find(actor: ActorRef, number: string) {
    for (const { id, prefix } of tracked) {
      if (!number.startsWith(prefix)) continue;
      const { items } = await kernel.list(actor, id, { limit: 1 });
      const [item] = items;
      if (item?.number === number) return kernel.get(actor, id, item.id);
    }
    throw notFound();
  }

  api.get(
    '/track',
    {
      schema: {
        tags: ['cases'],
        summary: 'Follow a case by number and query code, as its party sees it',
        querystring: trackQuery,
        response: answers({ 200: CaseSchema }, 429),
      },
    },
    async (request) => {
      await misses.check(request);
      const { number, code } = request.query;
      try {
        return await find({ code, number }, number);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        await misses.count(request);
        throw notFound();
      }
    },
  );
};
