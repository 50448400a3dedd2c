// Every error of the REST door is one problem+json (RFC 9457), whoever found it: the kernel, the schema check, the
// framework or the socket. Bad input is never a 5xx; a 5xx is a fault of ours, told without its inner words.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type FieldError, type Label, Problem, type ProblemKind, type Refusal } from '#kernel';
import { setHeadersLate } from './headers.ts';
import { languageOf, type Lang } from './language.ts';

export type HttpKind =
  | ProblemKind
  | 'malformed'
  | 'cross-origin'
  | 'no-such-address'
  | 'timeout'
  | 'too-large'
  | 'unsupported-type'
  | 'too-many-requests'
  | 'header-too-large'
  | 'fault'
  | 'unavailable';

const kinds: Readonly<Record<HttpKind, { readonly status: number; readonly title: Label }>> = {
  malformed: { status: 400, title: { zh: '请求格式有误', en: 'Malformed request' } },
  'unknown-actor': { status: 401, title: { zh: '未登录', en: 'Not logged in' } },
  'not-allowed': { status: 403, title: { zh: '无权办理', en: 'Not allowed' } },
  'cross-origin': { status: 403, title: { zh: '来源不符', en: 'Foreign origin' } },
  'not-found': { status: 404, title: { zh: '没有找到', en: 'Not found' } },
  'no-such-address': { status: 404, title: { zh: '没有这个地址', en: 'No such address' } },
  timeout: { status: 408, title: { zh: '请求超时', en: 'Request timed out' } },
  refused: { status: 409, title: { zh: '依法不能办理', en: 'Refused' } },
  stale: { status: 412, title: { zh: '已有新的变化', en: 'The case has moved on' } },
  'too-large': { status: 413, title: { zh: '内容过大', en: 'Too large' } },
  'unsupported-type': { status: 415, title: { zh: '不支持的内容类型', en: 'Unsupported content type' } },
  'bad-input': { status: 422, title: { zh: '填写有误', en: 'Input does not fit' } },
  'conflicting-request': { status: 422, title: { zh: '请求号重复而内容不同', en: 'Same key, another request' } },
  'version-required': { status: 428, title: { zh: '须说明所见版本', en: 'Version required' } },
  'too-many-requests': { status: 429, title: { zh: '请求过于频繁', en: 'Too many requests' } },
  'header-too-large': { status: 431, title: { zh: '请求头过大', en: 'Headers too large' } },
  fault: { status: 500, title: { zh: '系统故障', en: 'A fault of ours' } },
  unavailable: { status: 503, title: { zh: '暂时不能服务', en: 'Not available just now' } },
};

const details = {
  malformed: {
    zh: '请求不是有效的 JSON 或地址无法识别。',
    en: 'The request is not valid JSON, or its address cannot be read.',
  },
  'no-such-address': {
    zh: '此地址不存在，或不接受这种方法；可用的地址见 /openapi.json。',
    en: 'There is nothing here, or not by this method; /openapi.json lists what there is.',
  },
  timeout: { zh: '请求没有在时限内传完。', en: 'The request did not arrive in time.' },
  'too-large': { zh: '请求内容超过上限。', en: 'The request is larger than what is accepted here.' },
  'unsupported-type': {
    zh: '此处不接受这种内容类型，请使用 application/json。',
    en: 'This content type is not accepted here; use application/json.',
  },
  'too-many-requests': { zh: '尝试次数过多，请稍后再试。', en: 'Too many attempts. Please try again later.' },
  'header-too-large': { zh: '请求头超过上限。', en: 'The headers are larger than what is accepted here.' },
  fault: {
    zh: '这是系统的问题，不是您的问题。请稍后用同一请求号重试，不会重复办理。',
    en: 'This is our fault, not yours. Try again later with the same Idempotency-Key: nothing takes effect twice.',
  },
  unavailable: {
    zh: '数据库暂时无法连接，请稍后重试。',
    en: 'The database cannot be reached just now; please try again later.',
  },
} satisfies Partial<Record<HttpKind, Label>>;

/** Where in the request a value stands; problems of the body carry pointers into the body. */
export type Place = 'body' | 'query' | 'path' | 'header';

export interface PlacedError extends FieldError {
  readonly in?: Place;
}

/** A problem that only this door knows; the kernel's own are `Problem`. */
export class HttpProblem extends Error {
  readonly kind: HttpKind;
  readonly detail: Label;
  readonly errors: readonly PlacedError[];
  /** Seconds, for 429 and 503. */
  readonly retryAfter: number | undefined;
  constructor(kind: HttpKind, detail: Label, more: { errors?: readonly PlacedError[]; retryAfter?: number } = {}) {
    super(detail.en);
    this.name = 'HttpProblem';
    this.kind = kind;
    this.detail = detail;
    this.errors = more.errors ?? [];
    this.retryAfter = more.retryAfter;
  }
}

export const httpProblem = (kind: keyof typeof details, more?: { retryAfter?: number }): HttpProblem =>
  new HttpProblem(kind, details[kind], more);

const unfit: Label = { zh: '有的内容不符合要求，见各项说明。', en: 'Some values do not fit; see the list of errors.' };

export const unfitValues = (errors: readonly PlacedError[]): HttpProblem =>
  new HttpProblem('bad-input', unfit, { errors });

/** The kernel points into a step's input; here the input is a member of the body. */
export function under(prefix: string, error: unknown): unknown {
  if (!(error instanceof Problem) || error.errors.length === 0) return error;
  return new Problem(error.kind, error.detail, {
    refusals: error.refusals,
    errors: error.errors.map((each) => ({ ...each, pointer: `${prefix}${each.pointer}` })),
  });
}

const frameworkKinds: Readonly<Record<string, keyof typeof details>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-type',
  FST_ERR_MAX_PARAM_LENGTH: 'no-such-address',
  FST_ERR_NOT_FOUND: 'no-such-address',
  FST_ERR_HANDLER_TIMEOUT: 'unavailable',
};

const unavailableCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08006',
  '08001',
]);

/** The framework's errors by their code; anything unknown is a fault of ours. */
function known(error: unknown): Problem | HttpProblem {
  if (error instanceof Problem || error instanceof HttpProblem) return error;
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  const kind = typeof code === 'string' ? frameworkKinds[code] : undefined;
  if (kind !== undefined) return httpProblem(kind);
  if (typeof code === 'string' && unavailableCodes.has(code)) return httpProblem('unavailable', { retryAfter: 5 });
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) return httpProblem('malformed');
  return httpProblem('fault');
}

export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly PlacedError[];
  readonly refusals?: readonly Refusal[];
}

/** Nothing in it differs from one request to the next: absent and invisible must be the same to the last byte. */
export function problemBody(problem: Problem | HttpProblem, lang: Lang): ProblemBody {
  const { status, title } = kinds[problem.kind];
  return {
    type: `urn:plumbline:problem:${problem.kind}`,
    title: title[lang],
    status,
    detail: problem.detail[lang],
    ...(problem.errors.length > 0 ? { errors: problem.errors } : {}),
    ...(problem instanceof Problem && problem.refusals.length > 0 ? { refusals: problem.refusals } : {}),
  };
}

export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  let problem = known(error);
  setHeadersLate(request, reply);
  // Someone unknown whom no post helps is asked to log in first; someone known is told no.
  if (problem.kind === 'not-allowed' && request.nobody) problem = new Problem('unknown-actor', problem.detail);
  const lang = languageOf(request);
  const body = problemBody(problem, lang);
  if (body.status >= 500) request.log.error({ err: error, route: request.routeOptions.url }, 'fault');
  if (body.status === 401) void reply.header('www-authenticate', 'Bearer realm="plumbline"');
  if (problem instanceof HttpProblem && problem.retryAfter !== undefined) {
    void reply.header('retry-after', String(problem.retryAfter));
  }
  return reply
    .code(body.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('content-language', lang === 'zh' ? 'zh-CN' : 'en')
    .header('cache-control', 'no-store')
    .serializer(JSON.stringify)
    .send(body);
}

/** For requests so broken that no request object exists: written on the bare socket. */
export function rawProblem(kind: 'malformed' | 'header-too-large' | 'timeout'): string {
  const body = problemBody(httpProblem(kind), 'zh');
  const text = JSON.stringify(body);
  return [
    `HTTP/1.1 ${body.status} ${{ 400: 'Bad Request', 408: 'Request Timeout', 431: 'Request Header Fields Too Large' }[body.status]}`,
    'Content-Type: application/problem+json; charset=utf-8',
    'Cache-Control: no-store',
    `Content-Length: ${Buffer.byteLength(text)}`,
    'Connection: close',
    '',
    text,
  ].join('\r\n');
}
