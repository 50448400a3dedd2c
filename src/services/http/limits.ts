// Slowing down guesses: only failures count, and whoever has used them up waits.
import type { FastifyRequest } from 'fastify';
import { httpProblem } from './problem.ts';
import type { Api } from './routes/door.ts';

export interface Failures {
  /** Throws a 429 when there were too many within the last minute. */
  check(request: FastifyRequest): Promise<void>;
  count(request: FastifyRequest): Promise<void>;
}

export function countFailures(api: Api, max: number, keyGenerator: (request: FastifyRequest) => string): Failures {
  const limiter = api.createRateLimit({ max, keyGenerator });
  return {
    async check(request) {
      const seen = await limiter(request, { increment: false });
      if (seen.isAllowed || seen.remaining > 0) return;
      throw httpProblem('too-many-requests', { retryAfter: Math.max(1, seen.ttlInSeconds) });
    },
    async count(request) {
      await limiter(request);
    },
  };
}
