// Words of a title for finding: letters and digits as they stand, Chinese in overlapping pairs, so that any two
// neighbouring characters can be found without a dictionary.
const RUN = /[\p{Script=Han}]+|[\p{L}\p{N}]+/gu;
const HAN = /^\p{Script=Han}/u;

export function words(text: string): string[] {
  const found = new Set<string>();
  for (const [run] of text.toLowerCase().matchAll(RUN)) {
    const chars = [...run];
    if (!HAN.test(run) || chars.length < 2) found.add(run);
    else for (let at = 0; at + 1 < chars.length; at += 1) found.add(`${chars[at]}${chars[at + 1]}`);
  }
  return [...found].slice(0, 400);
}
