// `plumbline import`: a table of another system becomes cases of ours, as its map says. Done (0) means that every row has
// been adopted, was there already, or stands in the reject file with its reason; the summary says how many of each.
import { basename, join, resolve } from 'node:path';
import { readFile } from 'node:fs/promises';
import { fileSource, importCsv, type ImportSummary, parseMap, rejectFile } from '#services/exchange';
import { mustBeFile } from './folder.ts';
import { actorOf, withNew } from './open.ts';
import { misuse, type Output } from './output.ts';
import { prepareRegion } from './region.ts';
import { rejectsFolder } from './settings.ts';

interface ImportOptions {
  readonly map: string;
  readonly rejects?: string;
  readonly as?: string;
}

const text = ({ read, adopted, alreadyThere, rejected }: ImportSummary): string =>
  `读取 ${read}，接转 ${adopted}，已有 ${alreadyThere}，退回 ${rejected} ` +
  `read ${read}, adopted ${adopted}, already there ${alreadyThere}, rejected ${rejected}`;

export async function importCommand(output: Output, options: ImportOptions, procedure = '', file = ''): Promise<void> {
  await mustBeFile(file);
  await mustBeFile(options.map);
  const map = parseMap(await readFile(options.map, 'utf8'));
  const path = resolve(options.rejects ?? join(rejectsFolder(), `${basename(file)}.rejects.csv`));
  if (path === resolve(file)) throw misuse('退回行文件不能就是原文件。', 'The reject file cannot be the file itself.');
  await withNew(async ({ kernel }) => {
    await prepareRegion(kernel);
    const actor = await actorOf(kernel, options.as, 'import');
    const rejects = rejectFile(path);
    const summary = await importCsv({
      kernel,
      actor,
      procedure,
      map,
      source: fileSource(file),
      onReject: (reject) => rejects.write(reject),
      onProgress: (soFar) => output.progress(() => `… ${text(soFar)}`),
    }).finally(() => rejects.close());
    await kernel.settle();
    const written = summary.rejected > 0 ? path : null;
    output.result({ ...summary, rejects: written }, () => [
      text(summary),
      ...(written === null ? [] : [`退回的行及原因 Rejected rows with their reasons: ${written}`]),
    ]);
  });
}
