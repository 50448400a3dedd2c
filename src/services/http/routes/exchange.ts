// In and out by file. An import answers row by row while it runs; an export is the list the same reader would see,
// streamed at the pace of whoever reads it.
import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { type ActorRef, type Kernel, type ListQuery, unknownActor } from '#kernel';
import {
  ExchangeError,
  exportCsv,
  exportNdjson,
  exportXlsx,
  importCsv,
  type ImportMap,
  type ImportSummary,
  readMap,
  type RowResult,
  spool,
} from '#services/exchange';
import { actorOf } from '../actor.ts';
import { answers, file, read, write } from '../answers.ts';
import { parseJson } from '../body.ts';
import { languageOf } from '../language.ts';
import { HttpProblem, httpProblem, unfitValues } from '../problem.ts';
import { procedureId, query } from '../validation.ts';
import type { Api, Door, Routes } from './door.ts';
import { filterShape, listOf, procedureOf } from './lists.ts';

const UPLOAD_LIMIT = 1024 ** 3;

const params = z.object({ procedure: procedureId });
const Inline = z.strictObject({ map: z.unknown(), csv: z.string() });

const importQuery = query({
  map: z.string().min(1).max(12_000).optional().describe('Name of a known map, or a map as JSON text.'),
  post: z.string().min(1).max(100).optional().describe('The post to act in, with `unit`.'),
  unit: z.string().min(1).max(100).optional(),
});

function unfitMap(zh: string, en: string): HttpProblem {
  return unfitValues([{ pointer: '/map', message: { zh, en }, in: 'query' }]);
}

async function mapFrom(given: unknown, named: Door['importMap']): Promise<ImportMap> {
  if (typeof given !== 'string') return readMap(given);
  if (given.trimStart().startsWith('{')) return readMap(parseJson(Buffer.from(given)));
  const known = /^[a-z0-9-]{1,60}$/.test(given) ? await named?.(given) : undefined;
  if (known === undefined) throw unfitMap('没有这个名称的映射。', 'There is no map of this name.');
  return readMap(known);
}

/** Cuts an upload off at the limit instead of filling the disk. */
async function* limited(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size > UPLOAD_LIMIT) throw httpProblem('too-large');
    yield chunk;
  }
}

const problemOf = (error: unknown): unknown =>
  error instanceof ExchangeError ? new HttpProblem('bad-input', error.label) : error;

type Sink = { write: (value: unknown) => Promise<void>; begun: Promise<void>; end: () => void; stream: PassThrough };

/** One JSON value to a line; writing waits for the reader, and fails when the reader has gone. */
function lines(): Sink {
  const stream = new PassThrough();
  const begun = Promise.withResolvers<void>();
  const gone = new AbortController();
  stream.on('close', () => gone.abort());
  stream.on('error', () => undefined);
  return {
    stream,
    begun: begun.promise,
    end: () => stream.end(),
    async write(value) {
      begun.resolve();
      gone.signal.throwIfAborted();
      if (!stream.write(`${JSON.stringify(value)}\n`)) await once(stream, 'drain', { signal: gone.signal });
    },
  };
}

interface ImportRun {
  readonly kernel: Kernel;
  readonly actor: ActorRef;
  readonly procedure: string;
  readonly map: ImportMap;
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly as?: { readonly post: string; readonly unit: string };
}

/** Nothing is answered before the first row, so that a wrong map or file is a plain problem. */
async function runImport({ bytes, ...run }: ImportRun, sink: Sink): Promise<void> {
  const { source, remove } = await spool(limited(bytes));
  const onRow = (row: RowResult) => sink.write(row);
  const finished = importCsv({ ...run, source, onRow })
    .then((summary: ImportSummary) => sink.write({ summary }))
    .finally(remove);
  const ended = finished.finally(sink.end);
  // Once rows are on their way the status cannot change any more: the missing last line tells that it was cut off.
  ended.catch(() => undefined);
  await Promise.race([sink.begun, ended]);
}

function importRoute(api: Api, { kernel, importMap }: Door): void {
  api.addContentTypeParser(['text/csv', 'application/octet-stream'], (_request, payload, done) => done(null, payload));
  api.post(
    '/cases/:procedure/import',
    {
      schema: {
        tags: ['cases'],
        summary: 'Adopt the rows of a CSV; answers a line of JSON per row, then a summary',
        params,
        querystring: importQuery,
        consumes: ['text/csv', 'application/octet-stream', 'application/json'],
        body: z.unknown().describe('The file as it is, in any encoding; or as JSON {map, csv} when it is small.'),
        response: answers({ 200: file('application/x-ndjson', 'A line per row, then `{"summary": …}`.') }, ...write),
      },
    },
    async (request, reply) => {
      const procedure = procedureOf(kernel, request.params.procedure);
      const actor = actorOf(request);
      const who = await kernel.whoIs(actor);
      if (who === null || who.kind === 'anyone') throw unknownActor();
      const { map: named, post, unit } = request.query;
      const inline = Inline.safeParse(request.body);
      const given = inline.success ? inline.data.map : named;
      if (given === undefined) throw unfitMap('须指明映射。', 'Name a map.');
      const bytes = inline.success
        ? Readable.from([Buffer.from(inline.data.csv)])
        : (request.body as Readable | undefined);
      if (bytes === undefined || typeof bytes.pipe !== 'function') throw httpProblem('unsupported-type');
      const sink = lines();
      try {
        const map = await mapFrom(given, importMap);
        const as = post !== undefined && unit !== undefined ? { as: { post, unit } } : {};
        await runImport({ kernel, actor, procedure: procedure.id, map, bytes, ...as }, sink);
      } catch (error) {
        throw problemOf(error);
      }
      return reply.type('application/x-ndjson; charset=utf-8').send(sink.stream);
    },
  );
}

const exportQuery = z.looseObject({ ...filterShape, lang: z.enum(['zh', 'en']).optional() });

const formats = {
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** The kernel refuses with the first row it is asked for; afterwards the answer has begun and cannot be a problem. */
async function mayExport(kernel: Kernel, actor: ActorRef, procedure: string, list: ListQuery): Promise<void> {
  for await (const _ of kernel.exportRows(actor, procedure, list)) break;
}

function workbook(options: Parameters<typeof exportXlsx>[0]): Readable {
  const stream = new PassThrough();
  exportXlsx(options, stream).catch((error: unknown) => stream.destroy(error as Error));
  return stream;
}

function exportRoute(api: Api, { kernel }: Door, format: keyof typeof formats): void {
  api.get(
    `/cases/:procedure/export.${format}`,
    {
      exposeHeadRoute: false,
      schema: {
        tags: ['cases'],
        summary: `The list as ${format}, streamed; the same filters as the list`,
        params,
        querystring: exportQuery,
        response: answers({ 200: file(formats[format], 'The rows of the list.') }, ...read),
      },
    },
    async (request, reply): Promise<FastifyReply> => {
      const procedure = procedureOf(kernel, request.params.procedure);
      const actor = actorOf(request);
      const list = listOf(procedure, request.query, false);
      await mayExport(kernel, actor, procedure.id, list);
      const options = { kernel, actor, procedure: procedure.id, query: list, lang: languageOf(request) };
      void reply.type(formats[format]);
      void reply.header('content-disposition', `attachment; filename="${procedure.id}.${format}"`);
      if (format === 'xlsx') return reply.send(workbook(options));
      return reply.send(
        Readable.from(format === 'csv' ? exportCsv({ ...options, mark: true }) : exportNdjson(options)),
      );
    },
  );
}

export const exchangeRoutes: Routes = (api, door) => {
  for (const format of ['csv', 'ndjson', 'xlsx'] as const) exportRoute(api, door, format);
  void api.register(async (scope) => importRoute(scope.withTypeProvider<ZodTypeProvider>(), door));
};
