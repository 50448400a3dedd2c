// Reads the full text of a statute from its markdown form, so that a citation can open its article. Pure: somebody else
// reads the files. The title is the first heading, the version stands in the file name, chapters are headings, and an
// article begins with 第N条 at the start of a line and ends where the next one or a heading begins.

export type StatuteArticle = { number: string; chapter: string; text: string };

export type Statute = {
  /** The file name without its ending; unique among versions. */
  id: string;
  title: string;
  version: string;
  articles: readonly StatuteArticle[];
};

const NUMERALS: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const PLACES: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };

/** 五十七 → 57; undefined where it is not a number. */
export function readChineseNumber(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  let total = 0;
  let digit = 0;
  for (const sign of text) {
    const place = PLACES[sign];
    if (place !== undefined) {
      total += (digit === 0 ? 1 : digit) * place;
      digit = 0;
    } else {
      const value = NUMERALS[sign];
      if (value === undefined) return undefined;
      digit = value;
    }
  }
  return text === '' ? undefined : total + digit;
}

const ARTICLE = /^第([零〇一二两三四五六七八九十百千\d]+)条(?:之([一二三四五六七八九十]+))?[\s\u3000]*/;

function articleNumber(line: string): { number: string; rest: string } | undefined {
  const match = ARTICLE.exec(line);
  const main = match ? readChineseNumber(match[1] ?? '') : undefined;
  if (!match || main === undefined) return undefined;
  const inserted = match[2] === undefined ? '' : `-${readChineseNumber(match[2]) ?? ''}`;
  return { number: `${main}${inserted}`, rest: line.slice(match[0].length) };
}

export function parseStatute(fileName: string, markdown: string): Statute {
  const id = (fileName.split(/[\\/]/).at(-1) ?? fileName).replace(/\.md$/i, '');
  const version = /\((\d{4}-\d{2}-\d{2})\)/.exec(id)?.[1] ?? '';
  const lines = markdown.replace(/^\uFEFF/, '').split(/\r?\n/);
  const articles: { number: string; chapter: string; lines: string[] }[] = [];
  let title = '';
  let chapter = '';
  let current: { number: string; chapter: string; lines: string[] } | undefined;
  for (const raw of lines) {
    const line = raw.trim();
    const heading = /^(#{1,6})\s+(.*)$/.exec(line);
    if (heading) {
      if (heading[1] === '#' && title === '') title = heading[2] ?? '';
      else chapter = (heading[2] ?? '').replace(/\s+/g, ' ');
      current = undefined;
      continue;
    }
    const opening = articleNumber(line);
    if (opening) {
      current = { number: opening.number, chapter, lines: [opening.rest] };
      articles.push(current);
    } else if (line !== '' && !line.startsWith('<!--')) {
      current?.lines.push(line);
    }
  }
  return {
    id,
    title: title === '' ? id : title,
    version,
    articles: articles.map(({ lines: text, ...rest }) => ({
      ...rest,
      text: text.filter((part) => part !== '').join('\n'),
    })),
  };
}

export const findArticle = (statute: Statute, number: number | string): StatuteArticle | undefined =>
  statute.articles.find((article) => article.number === String(number));
