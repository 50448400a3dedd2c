// Lists leave the system as files: the rows that the same reader would see in a list, and no others, streamed so that a
// hundred thousand need no more memory than a hundred. Headings stand in both languages.
import { type ActorRef, type AnyProcedure, type CaseItem, type Kernel, type ListQuery, notFound } from '#kernel';
import { BYTE_ORDER_MARK, type Cell, csvLines } from './cells.ts';

export interface ExportOptions {
  readonly kernel: Kernel;
  readonly actor: ActorRef;
  readonly procedure: string;
  readonly query?: ListQuery;
  /** Language of coded values; headings always have both. */
  readonly lang?: 'zh' | 'en';
  /** Begin with the mark by which Excel knows UTF-8. */
  readonly mark?: boolean;
}

export interface Column {
  readonly heading: string;
  readonly cell: (item: CaseItem) => Cell;
}

const PIECE = 200;

function procedureOf({ kernel, procedure }: ExportOptions): AnyProcedure {
  const found = kernel.registry.procedures.get(procedure);
  if (found === undefined) throw notFound();
  return found;
}

/** What an exported list shows: the case's own columns, then the procedure's facets. */
export function columnsOf(procedure: AnyProcedure, lang: 'zh' | 'en'): Column[] {
  const facets = Object.entries(procedure.facets).map(
    ([id, facet]): Column => ({
      heading: `${facet.title.zh} ${facet.title.en}`,
      cell: (item) => {
        const value = item.facets[id];
        return typeof value === 'string' ? (facet.values?.[value]?.[lang] ?? value) : value;
      },
    }),
  );
  return [
    { heading: '编号 Number', cell: (item) => item.number },
    { heading: '标题 Title', cell: (item) => item.title },
    { heading: '状态 State', cell: (item) => procedure.states[item.state]?.title[lang] ?? item.state },
    { heading: '承办单位 Unit', cell: (item) => item.unit },
    { heading: '承办人 Handler', cell: (item) => item.handler },
    { heading: '登记时间 Opened at', cell: (item) => item.openedAt },
    { heading: '到期时间 Due at', cell: (item) => item.dueAt },
    { heading: '预警 Light', cell: (item) => item.light },
    ...facets,
  ];
}

async function* pieces(options: ExportOptions): AsyncGenerator<readonly CaseItem[]> {
  let held: CaseItem[] = [];
  for await (const item of options.kernel.exportRows(options.actor, options.procedure, options.query ?? {})) {
    held.push(item);
    if (held.length < PIECE) continue;
    yield held;
    held = [];
  }
  if (held.length > 0) yield held;
}

/** CSV text, piece by piece. */
export async function* exportCsv(options: ExportOptions): AsyncGenerator<string> {
  const columns = columnsOf(procedureOf(options), options.lang ?? 'zh');
  yield (options.mark === true ? BYTE_ORDER_MARK : '') + csvLines([columns.map(({ heading }) => heading)]);
  for await (const items of pieces(options)) yield csvLines(items.map((item) => columns.map(({ cell }) => cell(item))));
}

/** One JSON object to a line, as the list gives it: codes, not labels. */
export async function* exportNdjson(options: ExportOptions): AsyncGenerator<string> {
  procedureOf(options);
  for await (const items of pieces(options)) yield items.map((item) => `${JSON.stringify(item)}\n`).join('');
}

export { pieces as exportPieces, procedureOf as exportedProcedure };
