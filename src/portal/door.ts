// How a page is reached: each route gives a page or sends the reader on. Forms must come from our own pages (origin and
// token); a question the kernel refuses becomes a designed page, never a bare message.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type {} from '@fastify/rate-limit';
import { Problem } from '#kernel';
import type { Portal } from './deps.ts';
import { errorPage } from './errors.ts';
import { type Page, layout } from './layout.ts';
import { cookieNames, isSecure, plainView, setCookie, type View, viewOf } from './view.ts';

export type Answer =
  | { readonly page: Page; readonly status?: number }
  | { readonly to: string }
  | { readonly error: 403 | 404 };

export interface Visit {
  readonly v: View;
  readonly portal: Portal;
  readonly query: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, string>>;
  /** The typed fields of a form; empty on GET. */
  readonly typed: Readonly<Record<string, string>>;
  readonly cookie: (name: string) => string | undefined;
  readonly keep: (name: string, value: string, maxAge?: number) => void;
  readonly drop: (name: string) => void;
}

export type Handler = (visit: Visit) => Promise<Answer> | Answer;

const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Only plain strings, well-formed and without NUL: anything else cannot have come from our forms. */
function strings(source: unknown): Readonly<Record<string, string>> {
  const kept: Record<string, string> = Object.create(null);
  if (typeof source !== 'object' || source === null) return kept;
  for (const [name, value] of Object.entries(source)) {
    if (typeof value === 'string') kept[name] = value.toWellFormed().replaceAll('\0', '').replaceAll('\r\n', '\n');
  }
  return kept;
}

function ownOrigin(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const { origin } = request.headers;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === request.host);
}

export function sendHtml(reply: FastifyReply, demo: boolean, status: number, text: string): FastifyReply {
  reply.code(status).type('text/html; charset=utf-8').header('content-security-policy', policy);
  reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
  reply.header('referrer-policy', 'same-origin').header('vary', 'Cookie');
  if (demo) reply.header('x-robots-tag', 'noindex, nofollow');
  return reply.send(text);
}

const problemStatus: Readonly<Record<Problem['kind'], number>> = {
  'unknown-actor': 403,
  'not-allowed': 403,
  'not-found': 404,
  refused: 409,
  stale: 409,
  'bad-input': 404,
  'version-required': 409,
  'conflicting-request': 409,
};

export function statusOf(error: unknown): number {
  if (error instanceof Problem) return problemStatus[error.kind];
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 ? status : 500;
}

export interface Door {
  get(path: string, handler: Handler): void;
  /** `tries`: how often a minute one address may send this form. */
  post(path: string, handler: Handler, tries?: number): void;
}

export function door(app: FastifyInstance, portal: Portal): Door {
  const visit = async (request: FastifyRequest, reply: FastifyReply): Promise<Visit> => ({
    v: await viewOf(portal, request, reply),
    portal,
    query: strings(request.query),
    params: strings(request.params),
    typed: strings(request.body),
    cookie: (name) => request.cookies[name],
    keep: (name, value, maxAge) =>
      setCookie(reply, name, value, { secure: isSecure(request), ...(maxAge === undefined ? {} : { maxAge }) }),
    drop: (name) => reply.clearCookie(name, { path: '/' }),
  });
  const answer = (v: View, reply: FastifyReply, given: Answer): FastifyReply => {
    if ('to' in given) return reply.redirect(given.to, 303);
    if ('error' in given) return sendHtml(reply, portal.demo, given.error, errorPage(v, given.error));
    return sendHtml(reply, portal.demo, given.status ?? 200, layout(v, given.page));
  };
  return {
    get(path, handler) {
      app.get(path, async (request, reply) => {
        const context = await visit(request, reply);
        return answer(context.v, reply, await handler(context));
      });
    },
    post(path, handler, tries) {
      const limited = tries === undefined ? {} : { config: { rateLimit: { max: tries, timeWindow: '1 minute' } } };
      app.post(path, { ...limited, bodyLimit: 256 * 1024 }, async (request, reply) => {
        const context = await visit(request, reply);
        const ours =
          ownOrigin(request) && portal.sealer.tokenFits(request.cookies[cookieNames.browser], context.typed['token']);
        return answer(context.v, reply, ours ? await handler(context) : { error: 403 });
      });
    },
  };
}

/** For whatever was thrown on the way. */
export function failed(portal: Portal, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = statusOf(error);
  if (status >= 500) request.log.error(error);
  const wait = Number(reply.getHeader('retry-after'));
  const seconds = status === 429 && wait > 0 ? wait : null;
  return sendHtml(reply, portal.demo, status, errorPage(plainView(request, reply, portal.demo), status, seconds));
}
