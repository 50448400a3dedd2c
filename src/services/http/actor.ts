// Who asks: a bearer token for machines, a cookie for browsers, else nobody in particular. Nothing is looked up here:
// the kernel reads authority anew with every question. A browser's writes must come from our own pages.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ActorRef, unknownActor } from '#kernel';
import { HttpProblem, unfitValues } from './problem.ts';

export const SESSION_COOKIE = 'plumbline_session';

declare module 'fastify' {
  interface FastifyRequest {
    /** Neither token nor cookie was given. Set by `actorOf`. */
    nobody: boolean;
  }
}

const credential = /^[\w.~+/=-]{1,512}$/;
const anyone: ActorRef = { anyone: true };

function bearer(header: string): ActorRef {
  const token = /^bearer +(\S+)$/i.exec(header)?.[1];
  if (token === undefined || !credential.test(token)) throw unknownActor();
  return { token };
}

const foreign = () =>
  new HttpProblem('cross-origin', {
    zh: '此请求来自其他网站，未予办理。',
    en: 'This request came from another site and was not carried out.',
  });

/**
 * Browsers say where a write comes from; programs without either header are no browsers and carry no one's cookie by
 * accident. SameSite=Lax is the second wall.
 */
export function checkOrigin(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  const { origin } = request.headers;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw foreign();
  if (origin === undefined) return;
  if (!URL.canParse(origin) || new URL(origin).host !== request.host) throw foreign();
}

const isWrite = (method: string): boolean => method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';

export function actorOf(request: FastifyRequest): ActorRef {
  const { authorization } = request.headers;
  if (authorization !== undefined) return bearer(authorization);
  const session = request.cookies[SESSION_COOKIE];
  if (session === undefined) {
    request.nobody = true;
    return anyone;
  }
  if (isWrite(request.method)) checkOrigin(request);
  if (!credential.test(session)) throw unknownActor();
  return { session };
}

export function setSession(request: FastifyRequest, reply: FastifyReply, session: string): void {
  void reply.setCookie(SESSION_COOKIE, session, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
  });
}

export function clearSession(request: FastifyRequest, reply: FastifyReply): void {
  void reply.clearCookie(SESSION_COOKIE, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
  });
}

const key = /^[\x21-\x7e]{1,200}$/;

/** The kernel keeps the effect of a key per actor for seven days. */
export function idempotencyKey(request: FastifyRequest): { request?: string } {
  const value = request.headers['idempotency-key'];
  if (value === undefined) return {};
  if (typeof value !== 'string' || !key.test(value)) {
    throw unfitValues([
      {
        pointer: '/Idempotency-Key',
        message: { zh: '请求号须为 1 至 200 个可见字符。', en: 'A key is 1 to 200 visible ASCII characters.' },
        in: 'header',
      },
    ]);
  }
  return { request: value };
}

/** The version the caller saw. Anything that is no version of ours cannot match: -1 makes the kernel answer 412. */
export function ifMatch(request: FastifyRequest): { version?: number } {
  const value = request.headers['if-match'];
  if (value === undefined || value === '*') return {};
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(value.trim())?.[1];
  return { version: version === undefined ? -1 : Number(version) };
}
