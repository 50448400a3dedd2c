// Builds the server without listening: the API in a scope of its own (JSON only, problems only), so that a portal can
// stand beside it with its own forms and its own error pages.
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { acceptJson, JSON_LIMIT } from './body.ts';
import { addSecurityHeaders } from './headers.ts';
import { countRequests, createMetrics } from './metrics.ts';
import { describeApi } from './openapi.ts';
import { defaultLimits, type HttpOptions } from './options.ts';
import { httpProblem, rawProblem, sendProblem } from './problem.ts';
import { caseRoutes } from './routes/cases.ts';
import { exchangeRoutes } from './routes/exchange.ts';
import { figureRoutes } from './routes/figures.ts';
import { lawRoutes } from './routes/law.ts';
import { listRoutes } from './routes/lists.ts';
import { liveRoutes } from './routes/live.ts';
import { operationRoutes } from './routes/operations.ts';
import { procedureRoutes } from './routes/procedures.ts';
import { sessionRoutes } from './routes/session.ts';
import { stepRoutes } from './routes/steps.ts';
import { trackRoutes } from './routes/track.ts';
import type { Api, Door } from './routes/door.ts';
import { validatorCompiler } from './validation.ts';

/** Unique enough to find a line in the log; says nothing about who asked. */
function requestIds(): () => string {
  const start = Math.random().toString(36).slice(2, 8);
  let count = 0;
  return () => `${start}-${(count++).toString(36)}`;
}

/** Values stay out of the log: database errors carry statements and parameters, which are left behind here. */
function faultOf(error: Error & { code?: string }) {
  return { type: error.name, code: error.code, message: error.message, stack: error.stack ?? '' };
}

function base(options: HttpOptions): FastifyInstance {
  const logLevel = options.logLevel ?? 'warn';
  return Fastify({
    logger: logLevel === 'silent' ? false : { level: logLevel, serializers: { err: faultOf } },
    // Our own line names the route, never the address: addresses hold numbers, words and query codes.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestIds(),
    // One logger for all: a child per request costs more than the line it might write.
    childLoggerFactory: (logger) => logger,
    bodyLimit: JSON_LIMIT,
    trustProxy: options.trustProxy ?? false,
    // A client that stops sending in the middle is let go; exports and live pages may take as long as they like.
    connectionTimeout: 0,
    requestTimeout: 0,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, request, reply) => {
      sendProblem(error, request, reply);
    },
    clientErrorHandler(error, socket) {
      if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return;
      const kind =
        error.code === 'HPE_HEADER_OVERFLOW'
          ? 'header-too-large'
          : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
            ? 'timeout'
            : 'malformed';
      socket.end(rawProblem(kind));
    },
  });
}

const notFoundHere = (request: FastifyRequest, reply: FastifyReply) =>
  sendProblem(httpProblem('no-such-address'), request, reply);

/** Schemas describe the answers; writing them is plain JSON. */
function useZod(app: FastifyInstance): Api {
  app.setValidatorCompiler(validatorCompiler as Parameters<FastifyInstance['setValidatorCompiler']>[0]);
  app.setSerializerCompiler(() => JSON.stringify);
  acceptJson(app);
  return app.withTypeProvider<ZodTypeProvider>();
}

const everyRoute = [
  sessionRoutes,
  procedureRoutes,
  listRoutes,
  caseRoutes,
  stepRoutes,
  exchangeRoutes,
  figureRoutes,
  trackRoutes,
  lawRoutes,
  liveRoutes,
];

export async function createHttp(options: HttpOptions): Promise<FastifyInstance> {
  const app = base(options);
  const metrics = createMetrics();
  app.decorateRequest('nobody', false);
  await app.register(cookie);
  await app.register(rateLimit, { global: false, timeWindow: '1 minute' });
  addSecurityHeaders(app, options.demo);
  countRequests(app, metrics, options.logLevel === 'info');
  await describeApi(app);
  app.setErrorHandler(sendProblem);
  const door: Door = { ...options, limits: { ...defaultLimits, ...options.limits }, metrics };
  // A scope of its own, so that unknown addresses under /api/ are problems even beside a portal.
  await app.register(
    async (scope) => {
      scope.setNotFoundHandler(notFoundHere);
      useZod(scope);
      await scope.register(
        async (v1) => {
          for (const routes of everyRoute) routes(v1.withTypeProvider<ZodTypeProvider>(), door);
        },
        { prefix: '/v1' },
      );
    },
    { prefix: '/api' },
  );
  await app.register(async (scope) => operationRoutes(useZod(scope), door));
  return app;
}

/** Where no portal is mounted, everything else is a problem too. */
export function answerUnknownAddresses(app: FastifyInstance): void {
  app.setNotFoundHandler(notFoundHere);
}
