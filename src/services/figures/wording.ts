// Official wording (doctrines, laws, bodies) comes from one list. Texts name it by key; a text typed by a person is
// checked before it may stand: a fragment of an official name outside its exact text is refused.
import type { Label } from '#kernel';
import { phrases } from './phrases.ts';
import type { Paragraph, Part } from './view.ts';

interface Phrase extends Label {
  readonly key: string;
  readonly watch: readonly string[];
}

const list: readonly Phrase[] = phrases;
const byKey = new Map(list.map((phrase) => [phrase.key, phrase]));

type Language = 'zh' | 'en';

/** Puts official names in place of their keys; an unknown key stays and is found by `wordingFaults`. */
export const withPhrases = (text: string, language: Language): string =>
  text.replace(/\[\[([a-z0-9-]+)\]\]/g, (whole, key: string) => byKey.get(key)?.[language] ?? whole);

export interface WordingFault {
  readonly fragment: string;
  /** The exact texts in which the fragment may stand; empty for an unknown key. */
  readonly exact: readonly string[];
}

function faultsIn(text: string, language: Language): WordingFault[] {
  const official = list.map((phrase) => phrase[language]).sort((a, b) => b.length - a.length);
  const rest = official.reduce((left, name) => left.split(name).join('\u0001'), withPhrases(text, language));
  const faults: WordingFault[] = [];
  for (const key of rest.match(/\[\[[^\]]*\]\]/g) ?? []) faults.push({ fragment: key, exact: [] });
  for (const fragment of new Set(list.flatMap(({ watch }) => watch))) {
    if (!rest.includes(fragment)) continue;
    const owners = list.filter(({ watch }) => watch.includes(fragment));
    faults.push({ fragment, exact: owners.map((phrase) => phrase[language]) });
  }
  return faults;
}

/** What in a text is not the official wording; empty when all is well. */
export const wordingFaults = (text: Label): readonly WordingFault[] => [
  ...faultsIn(text.zh, 'zh'),
  ...faultsIn(text.en, 'en'),
];

const FIGURE = /\{([a-z0-9.-]+)\}/g;

/** Ids of the figures a text names, in its order. */
export const figuresNamed = (text: string): readonly string[] =>
  [...text.matchAll(FIGURE)].map((match) => match[1] ?? '');

/** Both languages must name the same figures in the same order; otherwise null. */
export function paragraphOf(text: Label): Paragraph | null {
  const named = figuresNamed(text.zh);
  if (named.join() !== figuresNamed(text.en).join()) return null;
  const chinese = withPhrases(text.zh, 'zh').split(FIGURE);
  const english = withPhrases(text.en, 'en').split(FIGURE);
  const parts: Part[] = [];
  for (let at = 0; at < chinese.length; at += 2) {
    const words = { zh: chinese[at] ?? '', en: english[at] ?? '' };
    if (words.zh !== '' || words.en !== '') parts.push(words);
    const figure = chinese[at + 1];
    if (figure !== undefined) parts.push({ figure });
  }
  return parts;
}
