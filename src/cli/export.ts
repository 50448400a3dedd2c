// `plumbline export`: the list of one procedure as a file. It is written beside its place and moved there when whole.
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Readable, type Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { type ListQuery, parseDate } from '#kernel';
import { exportCsv, exportNdjson, type ExportOptions, exportXlsx } from '#services/exchange';
import { mustBeFolder } from './folder.ts';
import { actorOf, declared, mustBeDeclared, mustBeUnit, withAll } from './open.ts';
import { misuse, type Output } from './output.ts';

interface Options {
  readonly format: string;
  readonly out?: string;
  readonly as?: string;
  readonly state?: string;
  readonly unit?: string;
  readonly from?: string;
  readonly to?: string;
  readonly lang: string;
  readonly bom?: boolean;
}

type Writer = (options: ExportOptions, to: Writable) => Promise<void>;

const streamed =
  (make: (options: ExportOptions) => AsyncIterable<string>): Writer =>
  (options, to) =>
    pipeline(Readable.from(make(options)), to, { end: to !== process.stdout });

const WRITERS: Readonly<Record<string, Writer>> = {
  csv: streamed(exportCsv),
  ndjson: streamed(exportNdjson),
  xlsx: async (options, to) => {
    const written = finished(to);
    await Promise.all([exportXlsx(options, to), written]);
  },
};

const queryOf = ({ state, unit, from, to }: Options): ListQuery =>
  Object.fromEntries(Object.entries({ state, unit, from, to }).filter(([, value]) => value !== undefined));

/** Whoever reads no further, as in `export … | head`, has what they wanted. A database's own fault has no system call. */
function unlessClosed(error: unknown): void {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code !== 'EPIPE' || syscall !== 'write') throw error;
}

const DAY_OPTIONS = ['from', 'to'] as const;

/** What can be told without a database. */
function checkQuery(procedure: string, options: Options): void {
  const states = Object.keys(declared().procedures.get(procedure)?.states ?? {});
  const { state, from, to } = options;
  if (state !== undefined && !states.includes(state)) {
    throw misuse(
      `“${procedure}”没有状态“${state}”，有：${states.join('、')}。`,
      `"${procedure}" has no state "${state}"; it has ${states.join(', ')}.`,
    );
  }
  for (const name of DAY_OPTIONS) if (options[name] !== undefined) parseDate(options[name]);
  if (from !== undefined && to !== undefined && from > to) {
    throw misuse(`起始日 ${from} 晚于截止日 ${to}。`, `The first day, ${from}, is after the last, ${to}.`);
  }
}

/** A header that has gone out cannot be taken back, so whatever would be refused is refused before it. */
async function checkReader(what: ExportOptions, unit: string | undefined): Promise<void> {
  const { kernel, actor, procedure, query = {} } = what;
  if (unit !== undefined) await mustBeUnit(kernel, unit);
  await kernel.list(actor, procedure, { ...query, limit: 1 });
}

export async function exportCommand(output: Output, options: Options, procedure = ''): Promise<void> {
  const write = Object.hasOwn(WRITERS, options.format) ? WRITERS[options.format] : undefined;
  if (write === undefined) throw misuse('格式应为 csv、ndjson 或 xlsx。', 'The format is csv, ndjson or xlsx.');
  if (options.lang !== 'zh' && options.lang !== 'en') throw misuse('语言应为 zh 或 en。', 'The language is zh or en.');
  mustBeDeclared(procedure);
  checkQuery(procedure, options);
  const { lang, out } = options;
  if (out === undefined && (options.format === 'xlsx' || output.json)) {
    throw misuse('请以 --out 指定输出文件。', 'Say with --out which file to write.');
  }
  if (out !== undefined) await mustBeFolder(dirname(resolve(out)));
  await withAll(async ({ kernel }) => {
    const actor = await actorOf(kernel, options.as, 'export');
    const what = { kernel, actor, procedure, query: queryOf(options), lang, mark: options.bom === true } as const;
    await checkReader(what, options.unit);
    if (out === undefined) return write(what, process.stdout).catch(unlessClosed);
    const part = `${out}.part`;
    try {
      await write(what, createWriteStream(part, { mode: 0o600 }));
      await rename(part, out);
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
    return output.result({ procedure, format: options.format, out }, () => [`已写入 Written: ${out}`]);
  });
}
