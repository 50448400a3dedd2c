// How the portal speaks: both languages stand beside each other wherever a text is written, dates and numbers are
// shown the way each language writes them. Instants arrive as RFC 3339 with +08:00 and are never re-zoned.
import { addDays, type Label } from '#kernel';

export type Lang = 'zh' | 'en';

export interface Speech {
  readonly lang: Lang;
  /** Both texts beside each other; gives the one this reader asked for. */
  readonly t: (zh: string, en: string) => string;
  readonly l: (label: Label) => string;
}

export function speech(lang: Lang): Speech {
  return { lang, t: (zh, en) => (lang === 'zh' ? zh : en), l: (label) => label[lang] };
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** 2021年3月1日 · 1 Mar 2021. */
export function day(lang: Lang, date: string): string {
  const [year = '', month = '', rest = ''] = date.split('-');
  const number = Number.parseInt(rest, 10);
  if (lang === 'zh') return `${year}年${Number(month)}月${number}日`;
  return `${number} ${months[Number(month) - 1] ?? month} ${year}`;
}

/** The day with hours and minutes. */
export function moment(lang: Lang, instant: string): string {
  return `${day(lang, instant)}${lang === 'zh' ? ' ' : ', '}${instant.slice(11, 16)}`;
}

/** The last instant of a day reads as its 24:00, which is how a time limit is written. */
export function deadline(lang: Lang, instant: string): string {
  const time = instant.slice(11, 16);
  if (time === '23:59') return `${day(lang, instant)} 24:00`;
  if (time === '00:00') return `${day(lang, addDays(instant.slice(0, 10), -1))} 24:00`;
  return moment(lang, instant);
}

export function monthName(lang: Lang, month: string): string {
  const number = Number(month.slice(-2));
  return lang === 'zh' ? `${number}月` : (months[number - 1] ?? month);
}

export function count(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A ratio of four decimals as a percentage of two: 0.9495 → 94.95%. */
export function percent(value: number): string {
  return `${(value * 100).toFixed(2)}%`;
}
