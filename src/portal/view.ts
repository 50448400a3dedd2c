// What a page knows of its reader: language, 关怀版, who is logged in, the token of its forms. Made once per request
// from cookies and the address; everything a page needs beyond it comes from the kernel with this reader's authority.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type {} from '@fastify/cookie';
import type { ActorRef, Kernel, Who } from '#kernel';
import { type Lang, type Speech, speech } from './language.ts';
import { newBrowserId, type Sealer } from './seal.ts';

export const cookieNames = {
  lang: 'plumbline_lang',
  care: 'plumbline_care',
  browser: 'plumbline_form',
  session: 'plumbline_session',
  tracked: 'plumbline_tracked',
  received: 'plumbline_received',
} as const;

export interface View extends Speech {
  /** 关怀版: large type, high contrast, plain words. */
  readonly care: boolean;
  readonly demo: boolean;
  readonly path: string;
  /** This page with everything it was asked for, and one wish changed. */
  readonly here: (param: 'lang' | 'care', value: string) => string;
  readonly actor: ActorRef;
  readonly who: Who | null;
  readonly formToken: string;
}

export interface Reading {
  readonly kernel: Kernel;
  readonly sealer: Sealer;
  readonly demo: boolean;
}

const year = 365 * 24 * 3600;

/** The wish comes first, so that the page's script knows the link; the earlier wishes have become cookies. */
export function hereWith(url: string, param: 'lang' | 'care', value: string): string {
  const [path = '/', search = ''] = url.split('?');
  const asked = new URLSearchParams(search);
  for (const name of ['lang', 'care']) asked.delete(name);
  const rest = asked.toString();
  return `${path}?${param}=${value}${rest === '' ? '' : `&${rest}`}`;
}

const placed = (request: FastifyRequest) => ({
  path: request.url.split('?')[0] ?? '/',
  here: (param: 'lang' | 'care', value: string) => hereWith(request.url, param, value),
});

export function setCookie(
  reply: FastifyReply,
  name: string,
  value: string,
  more: { readonly maxAge?: number; readonly secure: boolean },
): void {
  reply.setCookie(name, value, { path: '/', httpOnly: true, sameSite: 'lax', ...more });
}

export const isSecure = (request: FastifyRequest): boolean => request.protocol === 'https';

const asked = (request: FastifyRequest, name: string): string | undefined => {
  const value: unknown = (request.query as Readonly<Record<string, unknown>> | undefined)?.[name];
  return typeof value === 'string' ? value : undefined;
};

/** A wish in the address wins and is remembered; else the cookie; else the default. */
function wish(request: FastifyRequest, reply: FastifyReply, param: string, cookie: string, allowed: readonly string[]) {
  const inAddress = asked(request, param);
  if (inAddress !== undefined && allowed.includes(inAddress)) {
    setCookie(reply, cookie, inAddress, { maxAge: year, secure: isSecure(request) });
    return inAddress;
  }
  const kept = request.cookies[cookie];
  return kept !== undefined && allowed.includes(kept) ? kept : allowed[0];
}

export function languageOf(request: FastifyRequest, reply: FastifyReply): Lang {
  return wish(request, reply, 'lang', cookieNames.lang, ['zh', 'en']) === 'en' ? 'en' : 'zh';
}

async function reader(kernel: Kernel, session: string | undefined): Promise<{ actor: ActorRef; who: Who | null }> {
  if (session !== undefined && session.length < 500) {
    const actor = { session };
    const who = await kernel.whoIs(actor).catch(() => null);
    if (who !== null && who.kind !== 'anyone') return { actor, who };
  }
  return { actor: { anyone: true }, who: null };
}

function browserOf(request: FastifyRequest, reply: FastifyReply): string {
  const kept = request.cookies[cookieNames.browser];
  if (kept !== undefined && /^[\w-]{22}$/.test(kept)) return kept;
  const made = newBrowserId();
  setCookie(reply, cookieNames.browser, made, { secure: isSecure(request) });
  return made;
}

export async function viewOf(deps: Reading, request: FastifyRequest, reply: FastifyReply): Promise<View> {
  const care = wish(request, reply, 'care', cookieNames.care, ['0', '1']) === '1';
  const { actor, who } = await reader(deps.kernel, request.cookies[cookieNames.session]);
  const formToken = deps.sealer.token(browserOf(request, reply));
  return { ...speech(languageOf(request, reply)), care, demo: deps.demo, ...placed(request), actor, who, formToken };
}

/** For error pages, when the kernel may be the very thing that fails. */
export function plainView(request: FastifyRequest, reply: FastifyReply, demo: boolean): View {
  const care = request.cookies?.[cookieNames.care] === '1';
  const nobody = { actor: { anyone: true }, who: null, formToken: '' } as const;
  return { ...speech(languageOf(request, reply)), care, demo, ...placed(request), ...nobody };
}
