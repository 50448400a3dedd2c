// What every group of routes is given.
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Metrics } from '../metrics.ts';
import type { HttpOptions, Limits } from '../options.ts';

export type Api = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

export interface Door extends Omit<HttpOptions, 'limits'> {
  readonly limits: Limits;
  readonly metrics: Metrics;
}

export type Routes = (api: Api, door: Door) => void;
