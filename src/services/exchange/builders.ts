// A small line to test the import on: counters that other towns have counted before. It knows nothing of any real domain,
// as the service does not.
import * as z from 'zod';
import {
  type Domain,
  defineDomain,
  defineProcedure,
  facet,
  grant,
  isInstant,
  post,
  stepsOf,
  supervisor,
  system,
} from '#kernel';
import { type ImportMap, readMap } from './map.ts';

const clerk = post('wells.clerk', '登记员', 'Clerk');
const instant = z.string().refine(isInstant, 'write 2021-09-30T08:30:00+08:00');

const Well = z.object({
  name: z.string(),
  depth: z.number().optional(),
  closedOn: z.string().optional(),
  source: z.record(z.string(), z.string()).optional(),
  row: z.number().optional(),
});
type Well = z.infer<typeof Well>;

const Adopt = z.strictObject({
  system: z.string(),
  number: z.string(),
  hash: z.string(),
  row: z.int(),
  state: z.enum(['open', 'shut', 'dropped']),
  name: z.string().min(1).max(40),
  depth: z.number().min(0).optional(),
  opened: instant,
  shut: instant.optional(),
  source: z.record(z.string(), z.string()).optional(),
});

const { opening, step } = stepsOf<Well>();
const basis = [{ law: 'administrative-licensing-law', article: '1' }];

const wells = defineProcedure<Well>({
  id: 'wells',
  title: { zh: '水井', en: 'Wells' },
  prefix: 'WE',
  facts: Well,
  factsVersion: 1,
  states: {
    open: { title: { zh: '在用', en: 'In use' }, waits: { post: clerk, at: 'unit' } },
    shut: { title: { zh: '已封', en: 'Shut' }, end: true },
    dropped: { title: { zh: '已撤', en: 'Dropped' }, end: true },
  },
  steps: {
    dig: opening({
      title: { zh: '登记', en: 'Register' },
      by: [clerk],
      basis,
      input: z.strictObject({ name: z.string() }),
      to: 'open',
      effect: ({ name }) => ({ facts: { name }, title: name }),
    }),
    shut: step({
      title: { zh: '封井', en: 'Shut' },
      by: [clerk],
      basis,
      input: z.strictObject({}),
      from: 'open',
      to: 'shut',
      effect: () => ({}),
    }),
    adopt: opening({
      title: { zh: '接转', en: 'Take over' },
      adopts: true,
      by: [clerk, system],
      basis,
      input: Adopt,
      to: ['open', 'shut', 'dropped'],
      milestone: true,
      effect: (input) => ({
        facts: {
          name: input.name,
          row: input.row,
          ...(input.depth === undefined ? {} : { depth: input.depth }),
          ...(input.shut === undefined ? {} : { closedOn: input.shut }),
          ...(input.source === undefined ? {} : { source: input.source }),
        },
        to: input.state,
        title: input.name,
        outside: { system: input.system, number: input.number, hash: input.hash },
        openedAt: input.opened,
      }),
    }),
  },
  facets: {
    name: facet('text', '名称', 'Name', (well) => well.name),
    depth: facet('int', '深度', 'Depth', (well) => well.depth),
    closedOn: facet('instant', '封井时间', 'Shut at', (well) => well.closedOn),
  },
  access: [
    grant({ post: clerk, scope: 'unit', see: 'all', export: true }),
    grant({ post: supervisor, scope: 'region', see: 'all' }),
    grant({ post: system, scope: 'region', see: 'all', export: true }),
  ],
  retention: { id: 'ten-years', title: { zh: '十年', en: 'Ten years' }, years: 10 },
});

export const wellsDomain: Domain = defineDomain({
  id: 'wells',
  chapter: 'service',
  title: { zh: '水井', en: 'Wells' },
  about: { zh: '测试用', en: 'For tests' },
  posts: [clerk],
  procedures: [wells],
  figures: [],
});

/** A map for `number,name,depth,begun,ended,status`; members may be replaced. */
export const wellMap = (over: Record<string, unknown> = {}): ImportMap =>
  readMap({
    title: { zh: '外地水井', en: 'Wells of another town' },
    procedure: 'wells',
    step: 'adopt',
    timeZone: 'Asia/Shanghai',
    dateFormats: ['yyyy-MM-dd HH:mm', 'yyyy-MM-dd'],
    outside: { system: 'other-town', number: 'number' },
    opened: '/opened',
    fields: {
      '/system': { row: 'system' },
      '/number': { row: 'number' },
      '/hash': { row: 'hash' },
      '/row': { row: 'row' },
      '/source': { row: 'source' },
      '/name': { column: 'name' },
      '/depth': { column: 'depth', as: 'number' },
      '/opened': { date: { columns: ['begun'] } },
    },
    state: {
      column: 'status',
      field: '/state',
      values: {
        used: { is: 'open' },
        shut: { is: 'shut', dates: { '/shut': { columns: ['ended'], missing: 'reject' } } },
        gone: { is: 'dropped', dates: { '/shut': { columns: ['ended'], missing: 'unknown' } } },
      },
    },
    keep: ['status', 'ended'],
    ...over,
  });

export const WELL_HEADER = 'number,name,depth,begun,ended,status';

/** Bytes as a source, in pieces that cut wherever they like. */
export const bytesSource = (bytes: Uint8Array, piece = 7) =>
  async function* () {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
  };

export const textSource = (text: string, piece?: number) => bytesSource(Buffer.from(text), piece);
