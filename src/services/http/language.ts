// Which of the two languages a reader wants: `?lang=` first, then Accept-Language; Chinese unless English is preferred.
import type { FastifyRequest } from 'fastify';

export type Lang = 'zh' | 'en';

function fromHeader(header: string): Lang {
  let best: Lang = 'zh';
  let weight = 0;
  for (const part of header.slice(0, 200).split(',')) {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const q = parameters.map((each) => each.trim()).find((each) => each.startsWith('q='));
    const quality = q === undefined ? 1 : Number(q.slice(2)) || 0;
    const lang = tag.startsWith('en') ? 'en' : tag.startsWith('zh') ? 'zh' : undefined;
    if (lang !== undefined && quality > weight) {
      best = lang;
      weight = quality;
    }
  }
  return best;
}

export function languageOf(request: FastifyRequest): Lang {
  const { lang } = (request.query ?? {}) as { lang?: unknown };
  if (lang === 'zh' || lang === 'en') return lang;
  const header = request.headers['accept-language'];
  return header === undefined ? 'zh' : fromHeader(header);
}
