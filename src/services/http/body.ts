// JSON is read once, strictly: UTF-8, no prototype keys, no NUL or lone surrogate (an entry could not be hashed or
// stored with one), no bottomless nesting. The costly walk happens only when the text gives reason for it.
import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { httpProblem, HttpProblem, unfitValues } from './problem.ts';

export const JSON_LIMIT = 1024 * 1024;
const DEPTH_LIMIT = 40;

const suspiciousEscape = /\\u(?:0000|d[89a-f])/i;
const prototypeKey = /"(?:_|\\u005f){2}/i;

const escapePointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

type Flaw = { readonly path: string; readonly why: 'text' | 'deep' | 'proto' };

const unsound = (text: string): boolean => text.includes('\0') || !text.isWellFormed();

/** Finds the first value that may not come in; iterative depth is bounded by DEPTH_LIMIT. */
function flawOf(value: unknown, depth: number): Flaw | null {
  if (typeof value === 'string') return unsound(value) ? { path: '', why: 'text' } : null;
  if (typeof value !== 'object' || value === null) return null;
  if (depth >= DEPTH_LIMIT) return { path: '', why: 'deep' };
  for (const [key, member] of Object.entries(value)) {
    const own: Flaw | null = unsound(key)
      ? { path: '', why: 'text' }
      : key === '__proto__'
        ? { path: '', why: 'proto' }
        : flawOf(member, depth + 1);
    if (own !== null) {
      const name = unsound(key) ? key.replaceAll('\0', '').toWellFormed() : key;
      return { path: `/${escapePointer(name)}${own.path}`, why: own.why };
    }
  }
  return null;
}

function mayBeDeep(text: string): boolean {
  let opens = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if ((code === 0x7b || code === 0x5b) && ++opens > DEPTH_LIMIT) return true;
  }
  return false;
}

const flaws: Readonly<Record<Flaw['why'], { zh: string; en: string }>> = {
  text: {
    zh: '含有不能保存的字符（NUL 或不成对的代理项）。',
    en: 'Holds a character that cannot be kept (NUL or a lone surrogate).',
  },
  deep: { zh: '嵌套层次过深。', en: 'Nested too deeply.' },
  proto: { zh: '不允许的成员名。', en: 'This member name is not allowed.' },
};

/** Throws a problem; gives the parsed value otherwise. */
export function parseJson(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) {
    throw new HttpProblem('malformed', { zh: '请求内容不是 UTF-8 编码。', en: 'The request is not UTF-8.' });
  }
  const text = bytes.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw httpProblem('malformed');
  }
  if (suspiciousEscape.test(text) || prototypeKey.test(text) || text.includes('\\u005f') || mayBeDeep(text)) {
    const flaw = flawOf(value, 0);
    if (flaw !== null) throw unfitValues([{ pointer: flaw.path, message: flaws[flaw.why], in: 'body' }]);
  }
  return value;
}

/** JSON only: text/plain and forms are the portal's business, not this door's. */
export function acceptJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: JSON_LIMIT }, (_request, body, done) => {
    const bytes = body as Buffer;
    if (bytes.length === 0) {
      done(null, undefined);
      return;
    }
    try {
      done(null, parseJson(bytes));
    } catch (error) {
      done(error as Error);
    }
  });
}
