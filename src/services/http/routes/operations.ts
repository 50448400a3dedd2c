// For those who run it: alive, ready, counts, and the description of the API.
import * as z from 'zod';
import { answers, file } from '../answers.ts';
import { httpProblem } from '../problem.ts';
import { query } from '../validation.ts';
import type { Routes } from './door.ts';

const State = z.strictObject({ status: z.enum(['alive', 'ready']) });

export const operationRoutes: Routes = (api, { kernel, metrics, gauges, ready }) => {
  let description: string | undefined;

  api.get('/openapi.json', { schema: { hide: true, querystring: query({}) } }, async (_request, reply) => {
    description ??= JSON.stringify(api.swagger());
    return reply.type('application/json; charset=utf-8').serializer(String).send(description);
  });

  api.get(
    '/health/live',
    {
      schema: {
        tags: ['operations'],
        summary: 'The process runs',
        querystring: query({}),
        response: answers({ 200: State }),
      },
    },
    async () => ({ status: 'alive' }),
  );

  api.get(
    '/health/ready',
    {
      schema: {
        tags: ['operations'],
        summary: 'The database answers',
        querystring: query({}),
        response: answers({ 200: State }),
      },
    },
    async () => {
      try {
        await (ready === undefined ? kernel.settings.get('ready') : ready());
      } catch {
        throw httpProblem('unavailable', { retryAfter: 5 });
      }
      return { status: 'ready' };
    },
  );

  api.get(
    '/metrics',
    {
      schema: {
        tags: ['operations'],
        summary: 'Counts as Prometheus text',
        querystring: query({}),
        response: answers({ 200: file('text/plain', 'Prometheus text.') }),
      },
    },
    async (_request, reply) => {
      const { rss, heapUsed } = process.memoryUsage();
      const { leader, pending, lagMs } = await kernel.status();
      const text = metrics.text([
        { name: 'process_resident_memory_bytes', help: 'Memory of the process.', value: rss },
        { name: 'nodejs_heap_used_bytes', help: 'Heap in use.', value: heapUsed },
        { name: 'plumbline_leader', help: '1 while this process leads the region.', value: leader ? 1 : 0 },
        { name: 'plumbline_pending_entries', help: 'Committed, not yet followed up.', value: pending },
        { name: 'plumbline_leader_lag_seconds', help: 'Age of the oldest of them.', value: lagMs / 1000 },
        ...((await gauges?.()) ?? []),
      ]);
      return reply.type('text/plain; version=0.0.4; charset=utf-8').serializer(String).send(text);
    },
  );
};
