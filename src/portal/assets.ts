// The portal's few files: one style sheet and one script, each under the hash of its content, so that browsers may keep
// them for a year and still see every change at once.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

export interface Asset {
  readonly href: string;
  readonly type: string;
  readonly body: string;
}

const sheets = ['tokens', 'base', 'frame', 'forms', 'parts', 'home', 'progress', 'report', 'print'];

const read = (name: string): string => readFileSync(new URL(`./style/${name}`, import.meta.url), 'utf8');

/** Comments and line breaks are for those who read the source. */
const tight = (css: string): string =>
  css
    .replace(/\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .trim();

function asset(name: string, extension: string, type: string, body: string): Asset {
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 10);
  return { href: `/assets/${name}.${hash}.${extension}`, type, body };
}

export const assets = {
  style: asset('portal', 'css', 'text/css; charset=utf-8', sheets.map((name) => tight(read(`${name}.css`))).join('\n')),
  script: asset('portal', 'js', 'text/javascript; charset=utf-8', read('portal.js')),
  icon: asset('icon', 'svg', 'image/svg+xml', read('icon.svg')),
} as const;
