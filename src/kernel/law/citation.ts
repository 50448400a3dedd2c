// A citation names a law by its stable id and an article. It is written the Chinese way (第五十七条) and the English way,
// and an unknown law is refused where the citation is declared, not where it is read.

import type { Label } from '../time/types.ts';
import { refusals } from '../time/words.ts';
import { LawError } from './law-error.ts';
import { laws } from './laws.ts';
import type { LawTitle } from './types.ts';

/** `article` is empty where a paper is cited as a whole. Paragraph and item count from 1. */
export type Citation = { law: string; article: string; paragraph?: number; item?: number };

export const lawTitles: ReadonlyMap<string, LawTitle> = new Map(laws.map((title) => [title.id, title]));

const DIGITS = '零一二三四五六七八九';

/** 57 → 五十七, 105 → 一百零五; up to 9999. */
export function chineseNumber(value: number): string {
  if (!Number.isSafeInteger(value) || value < 1 || value > 9999) return String(value);
  const digits = Array.from(String(value), Number);
  let text = '';
  digits.forEach((digit, index) => {
    const place = ['', '十', '百', '千'][digits.length - 1 - index] ?? '';
    if (digit !== 0) text += (DIGITS[digit] ?? '') + place;
    else if (!text.endsWith('零')) text += '零';
  });
  return text.replace(/零+$/, '').replace(/^一十/, '十');
}

/** A citation of an article, for a step's legal basis: `article('administrative-penalty-law', 57)`. */
export function article(
  law: string,
  number?: number | string,
  detail: { paragraph?: number; item?: number } = {},
): Citation {
  if (!lawTitles.has(law)) throw new LawError('unknown-law', refusals.unknownLaw, { id: law });
  return { law, article: number === undefined ? '' : String(number), ...detail };
}

function articleText(number: string): Label {
  // An inserted article: 62-1 is 第六十二条之一.
  const [main = '', inserted] = number.split('-');
  const tail = inserted ? `之${chineseNumber(Number(inserted))}` : '';
  return { zh: `第${chineseNumber(Number(main))}条${tail}`, en: `art. ${number}` };
}

export function citationLabel(citation: Citation): Label {
  const title = lawTitles.get(citation.law) ?? { zh: citation.law, en: citation.law };
  if (citation.article === '') return { zh: title.zh, en: title.en };
  const text = articleText(citation.article);
  const zh = [
    citation.paragraph ? `第${chineseNumber(citation.paragraph)}款` : '',
    citation.item ? `第${chineseNumber(citation.item)}项` : '',
  ].join('');
  const en = [
    citation.paragraph ? ` para. ${citation.paragraph}` : '',
    citation.item ? ` item ${citation.item}` : '',
  ].join('');
  return { zh: `${title.zh} ${text.zh}${zh}`, en: `${title.en}, ${text.en}${en}` };
}

/** The words of a citation at once. */
export const cite = (law: string, number?: number | string, detail?: { paragraph?: number; item?: number }): Label =>
  citationLabel(article(law, number, detail));

/** The article of a rule, written `第64条第2项`, in both languages; whatever is not such an article stands as it is. */
export function articleWords(text: string): Label {
  if (text === '-') return { zh: '', en: '' };
  const match = /^第([\d,-]+)条(?:第(\d+)款)?(?:第(\d+)项)?$/.exec(text);
  if (!match) return { zh: text, en: text };
  const numbers = (match[1] ?? '').replaceAll(',', ', ').replaceAll('-', '–');
  const en = [
    /^\d+$/.test(numbers) ? `art. ${numbers}` : `arts ${numbers}`,
    match[2] ? ` para. ${match[2]}` : '',
    match[3] ? ` item ${match[3]}` : '',
  ].join('');
  return { zh: text, en };
}
