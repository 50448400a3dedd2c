// `npm run new:domain <chapter>/<slug> [--zh name] [--en name]`: a business line with the five files that every line has,
// small enough to read at once, entered in the list of domains. It compiles and passes what every line must pass; from
// there on it is changed until it says what the law says.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../ensure.mjs';
import { node, runLoudly } from './steps.ts';

const chapters = ['governance', 'service', 'decision', 'enforcement', 'supervision', 'disputes', 'digital'];
const templates = join(root, 'tools', 'templates', 'domain');
const listFile = join(root, 'src', 'domains', 'index.ts');

interface Wanted {
  readonly chapter: string;
  readonly id: string;
  readonly zh: string;
  readonly en: string;
}

const camel = (slug: string): string => slug.replace(/-(.)/g, (_match, letter: string) => letter.toUpperCase());

/** Initials of the words of a name, or the first letters of a single word. */
const prefixOf = (slug: string): string => {
  const words = slug.split('-');
  const letters = words.length > 1 ? words.map((word) => word.charAt(0)).join('') : slug.slice(0, 3);
  return letters
    .replace(/[^a-z]/g, '')
    .slice(0, 6)
    .toUpperCase();
};

const read = (words: readonly string[]): Wanted => {
  const options = { zh: { type: 'string' }, en: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true });
  const [chapter = '', id = '', ...more] = (positionals[0] ?? '').split('/');
  if (positionals.length !== 1 || more.length > 0 || !chapters.includes(chapter)) {
    throw new Error(`Usage: npm run new:domain <chapter>/<slug>; the chapters are ${chapters.join(', ')}.`);
  }
  if (!/^[a-z][a-z]*(-[a-z]+)*$/.test(id)) {
    throw new Error(`"${id}" is no slug: small letters, words joined by "-", for instance road-permits.`);
  }
  const en = id.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());
  return { chapter, id, zh: values.zh ?? `${id}（暂名）`, en: values.en ?? en };
};

/** Text between quotes in a source file. */
const quoted = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll("'", "\\'");

const fill = (template: string, { chapter, id, zh, en }: Wanted): string => {
  const values: Record<string, string> = {
    chapter,
    id,
    name: camel(id),
    prefix: prefixOf(id),
    zh: quoted(zh),
    en: quoted(en),
  };
  return template.replace(/\{\{(\w+)\}\}/g, (_match, key: string) => values[key] ?? '');
};

/** Adds the line to the explicit list: one import, one member. */
const enter = (list: string, chapter: string, id: string): string => {
  const array = /(export const domains\b[^=]*=\s*\[)([^\]]*)\]/.exec(list);
  if (array === null) throw new Error('src/domains/index.ts has no list "export const domains = […]".');
  const members = (array[2] ?? '')
    .split(',')
    .map((member) => member.trim())
    .filter((member) => member !== '');
  const withMember = list.replace(array[0], `${array[1]}${[...members, `${camel(id)}Domain`].join(', ')}]`);
  const statement = `import { ${camel(id)}Domain } from './${chapter}/${id}/domain.ts';\n`;
  const last = [...withMember.matchAll(/^import .*\n/gm)].at(-1);
  const at = last === undefined ? array.index : last.index + last[0].length;
  return withMember.slice(0, at) + statement + withMember.slice(at);
};

const make = async (wanted: Wanted): Promise<number> => {
  const folder = join(root, 'src', 'domains', wanted.chapter, wanted.id);
  if (existsSync(folder)) throw new Error(`src/domains/${wanted.chapter}/${wanted.id} exists already.`);
  // Judged before anything is written, so that a refusal leaves nothing behind.
  const list = enter(readFileSync(listFile, 'utf8'), wanted.chapter, wanted.id);
  mkdirSync(folder, { recursive: true });
  for (const template of readdirSync(templates)) {
    const text = fill(readFileSync(join(templates, template), 'utf8'), wanted);
    writeFileSync(join(folder, template.replace(/\.txt$/, '')), text);
  }
  writeFileSync(listFile, list);
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const code = await runLoudly(node(biome, 'format', '--write', folder, listFile));
  console.log(`src/domains/${wanted.chapter}/${wanted.id} is there and entered in src/domains/index.ts.`);
  console.log('Next: its articles in law.ts, its facts, its steps; then npm run check and npm test.');
  return code;
};

try {
  process.exitCode = await make(read(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
