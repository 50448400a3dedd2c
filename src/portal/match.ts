// How near a typed wish is to a text: shared pairs of characters in Chinese, shared words in Latin script. Enough to
// rank a few hundred titles, classes and tasks without an index; the kernel's search answers for everything larger.
const latin = /[a-z0-9]+/g;
const han = /\p{Script=Han}+/gu;
const stop = new Set([
  'the',
  'and',
  'for',
  'how',
  'want',
  'with',
  'what',
  'where',
  'not',
  'you',
  'can',
  'does',
  'are',
  'was',
  'has',
  'have',
  'our',
]);
const fillers = /我要|我想|怎么|如何|什么|哪里|可以|请问|请帮|没有|一个|附近|一直/g;

/** 'lights', 'light' and 'lighting' count as the same word. */
const stem = (word: string): string => word.replace(/(?:ing|ed|es|s)$/, '');

export function grams(text: string): ReadonlySet<string> {
  const lower = text.toLowerCase().replace(fillers, ' ');
  const found = new Set<string>();
  for (const [run] of lower.matchAll(han)) {
    const chars = [...run];
    if (chars.length === 1) found.add(run);
    for (let index = 0; index + 1 < chars.length; index++) found.add(`${chars[index]}${chars[index + 1]}`);
  }
  for (const [word] of lower.matchAll(latin)) if (word.length > 2 && !stop.has(word)) found.add(stem(word));
  return found;
}

export function nearness(wish: ReadonlySet<string>, text: string): number {
  let score = 0;
  for (const gram of grams(text)) if (wish.has(gram)) score += 1;
  return score;
}

export function ranked<T>(wish: string, items: readonly T[], textOf: (item: T) => string, most: number): readonly T[] {
  const wanted = grams(wish);
  return items
    .map((item) => ({ item, score: nearness(wanted, textOf(item)) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ item }) => item);
}
