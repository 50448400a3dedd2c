// Reads the full text of a statute from its markdown form, so that a citation can open its article. Pure: somebody else
// reads the files. The title is the first heading, the version stands in the file name, chapters are headings, and an
// article begins with 第N条 at the start of a line and ends where the next one or a heading begins.
export type StatuteArticle = { number: string; chapter: string; text: string };

/** `id` is the file name without its ending, unique among versions. */
export type Statute = { id: string; title: string; version: string; articles: readonly StatuteArticle[] };

const DIGITS = '零一二三四五六七八九';
const PLACES: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const ARTICLE = /^第([零〇一二两三四五六七八九十百千\d]+)条(?:之([一二三四五六七八九十]+))?[\s\u3000]*(.*)$/;

/** 五十七 → 57; undefined where it is not a number. */
export function readChineseNumber(text: string): number | undefined {
  if (!/^(\d+|[零〇一二两三四五六七八九十百千]+)$/.test(text)) return undefined;
  if (/^\d/.test(text)) return Number(text);
  let total = 0;
  let digit = 0;
  for (const sign of text.replaceAll('〇', '零').replaceAll('两', '二')) {
    const place = PLACES[sign];
    if (place === undefined) digit = DIGITS.indexOf(sign);
    else {
      total += (digit === 0 ? 1 : digit) * place;
      digit = 0;
    }
  }
  return total + digit;
}

export function parseStatute(fileName: string, markdown: string): Statute {
  const id = (fileName.split(/[\\/]/).at(-1) ?? fileName).replace(/\.md$/i, '');
  const articles: StatuteArticle[] = [];
  let title = '';
  let chapter = '';
  let open = false;
  for (const line of markdown.split(/\r?\n/).map((raw) => raw.replace('\uFEFF', '').trim())) {
    const heading = /^(#{1,6})\s+(.*)$/.exec(line);
    const [, main, inserted, rest = ''] = ARTICLE.exec(line) ?? [];
    const last = articles.at(-1);
    if (heading) {
      if (heading[1] === '#' && title === '') title = heading[2] ?? '';
      else chapter = (heading[2] ?? '').replace(/\s+/g, ' ');
      open = false;
    } else if (main !== undefined) {
      const tail = inserted === undefined ? '' : `-${readChineseNumber(inserted)}`;
      articles.push({ number: `${readChineseNumber(main)}${tail}`, chapter, text: rest });
      open = true;
    } else if (open && last && line !== '' && !line.startsWith('<!--')) {
      last.text = last.text === '' ? line : `${last.text}\n${line}`;
    }
  }
  return { id, title: title === '' ? id : title, version: /[(（](\d{4}-\d\d-\d\d)[)）]/.exec(id)?.[1] ?? '', articles };
}

export const findArticle = (statute: Statute, number: number | string): StatuteArticle | undefined =>
  statute.articles.find((article) => article.number === String(number));
