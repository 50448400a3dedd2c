// `plumbline law`: the rules this version knows, those in force on a day, and the loader that keeps the full texts of
// statutes beside the database, so that a citation can open its article.
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDate, parseStatute, type Rule } from '#kernel';
import { makeFolder, mustBeFolder } from './folder.ts';
import { declared } from './open.ts';
import { type Output, wrong } from './output.ts';
import { lawFolder } from './settings.ts';

const shown = ({ id, title, law, article, from, to, bound, limit, unit, direction, confidence }: Rule) => ({
  id,
  title,
  law,
  article,
  from,
  to,
  bound,
  limit,
  unit,
  direction,
  confidence,
});

const line = ({ id, title, law, article, from, to }: Rule): string =>
  `${id}  ${title.zh}  ${title.en}  《${law.zh}》${article}  ${from} – ${to ?? ''}`;

const print = (output: Output, rules: readonly Rule[]): void =>
  output.result({ rules: rules.map(shown) }, () => [...rules.map(line), `共 ${rules.length} 条 ${rules.length} rules`]);

export async function lawList(output: Output): Promise<void> {
  print(output, declared().law.list());
}

export async function lawAt(output: Output, _: unknown, date = ''): Promise<void> {
  print(output, declared().law.at(parseDate(date)));
}

/** Reads every markdown text of a folder; a text with no article in it is named and left out. */
export async function lawLoad(output: Output, _: unknown, folder = ''): Promise<void> {
  await mustBeFolder(folder);
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.md$/i.test(name)).toSorted();
  if (names.length === 0) {
    throw wrong(`文件夹中没有 .md 文件：${folder}。`, `The folder holds no .md files: ${folder}.`);
  }
  const target = lawFolder();
  await makeFolder(target);
  const loaded: { id: string; title: string; version: string; articles: number }[] = [];
  const without: string[] = [];
  for (const name of names) {
    const statute = parseStatute(name, await readFile(join(folder, name), 'utf8'));
    if (statute.articles.length === 0) {
      without.push(name);
      continue;
    }
    const path = join(target, `${statute.id}.json`);
    await writeFile(`${path}.part`, JSON.stringify(statute));
    await rename(`${path}.part`, path);
    loaded.push({ id: statute.id, title: statute.title, version: statute.version, articles: statute.articles.length });
    output.progress(() => `${loaded.length}/${names.length}`);
  }
  output.result({ loaded, without, folder: target }, () => [
    ...loaded.map(({ title, version, articles }) => `${title} ${version}  ${articles} 条 articles`),
    ...without.map((name) => `没有条文 no articles: ${name}`),
    `共载入 ${loaded.length} 部，存于 ${target} Loaded ${loaded.length} into ${target}`,
  ]);
}
