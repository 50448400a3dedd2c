// A figure counts milestone rows as the records stood at the end of a day: rows recorded by then and not yet corrected.
// Its records are the same selection without the count, so a number always opens to exactly its records.
import type { Subject } from '../access/access.ts';
import { type ShownFields, shownFields, whereShown } from '../access/fields.ts';
import { branchValues, effectiveBranches, visibleCondition } from '../access/filter.ts';
import { subjectFor } from '../case/actor.ts';
import type { ActorRef, FigureQuery, FigureRecord, FigureValue, Page } from '../case/api.ts';
import { type Core, procedureOf } from '../case/core.ts';
import { brokenCursor, cursorOf, cursorText, limitOf } from '../case/list.ts';
import { badInput, notAllowed, Problem } from '../case/problem.ts';
import { Params } from '../db/params.ts';
import type { AnyProcedure, FacetValue, Figure } from '../procedure/types.ts';
import { dateOf, endOfDay, type InstantText, isDate, isInstant, startOfDay } from '../time/index.ts';
import { facetColumn, facetNames, milestoneTable } from './tables.ts';
import { whereSql } from './where.ts';

interface Selection {
  readonly procedure: AnyProcedure;
  readonly figure: Figure;
  readonly params: Params;
  readonly values: Record<string, unknown>;
  readonly from: string;
  readonly counted: string;
  /** A facet stands in a record where the case itself would show it (`cases c`). */
  readonly shown: ShownFields;
}

function select(core: Core, subject: Subject, id: string, query: FigureQuery): Selection {
  const figure = core.registry.figures.get(id);
  if (figure === undefined) throw new Problem('not-found', { zh: '没有这项指标。', en: 'There is no such figure.' });
  for (const name of ['from', 'to', 'asOf'] as const) {
    const day = query[name];
    if (day !== undefined && !isDate(day))
      throw badInput({ zh: '日期写作 2021-03-01。', en: 'Write the date as 2021-03-01.' }, [
        { pointer: `/${name}`, message: { zh: '日期有误。', en: 'Not a date.' } },
      ]);
  }
  const procedure = procedureOf(core, figure.procedure);
  const p = new Params();
  // "As of" a day means at its end; with none given, now, and nothing later than today's last moment.
  const asOf = query.asOf ?? dateOf(core.clock.now());
  const values: Record<string, unknown> = {
    region: core.region,
    from: startOfDay(query.from),
    to: endOfDay(query.to),
    asOf: endOfDay(asOf),
  };
  const parts = [
    `m.region = ${p.of('region', 'text')}`,
    `m.milestone = '${figure.milestone}'`,
    `m.happened_at >= ${p.of('from', 'timestamptz')}`,
    `m.happened_at < ${p.of('to', 'timestamptz')}`,
    `m.recorded_at < ${p.of('asOf', 'timestamptz')}`,
    `(m.superseded_at is null or m.superseded_at >= ${p.of('asOf', 'timestamptz')})`,
    ...(figure.adopted === 'left out' ? ['not m.adopted'] : []),
    ...whereSql(procedure, figure.where, p, values, 'w', 'm'),
  ];
  let from = `${milestoneTable(procedure)} m`;
  if (figure.open !== true && subject.kind !== 'system') {
    const branches = effectiveBranches(procedure, subject);
    if (branches.length === 0) throw notAllowed();
    Object.assign(values, branchValues(branches, subject));
    from += ' join cases c on c.region = m.region and c.id = m.case_id';
    parts.push(visibleCondition(p, branches));
  }
  const counted =
    figure.counted === undefined
      ? 'true'
      : `coalesce(${whereSql(procedure, figure.counted, p, values, 'n', 'm').join(' and ')}, false)`;
  const shown = shownFields(p, values, procedure, subject, 'shown');
  return { procedure, figure, params: p, values, from: `${from} where ${parts.join(' and ')}`, counted, shown };
}

function countSql({ figure }: Selection, condition: string): string {
  if (figure.count === 'rows') return `count(*) filter (where ${condition})`;
  if ('distinct' in figure.count)
    return `count(distinct m.${facetColumn(figure.count.distinct)}) filter (where ${condition})`;
  return `coalesce(sum(m.${facetColumn(figure.count.sum)}) filter (where ${condition}), 0)`;
}

const round = (value: number, decimals: number) => Math.round(value * 10 ** decimals) / 10 ** decimals;

export function figureReader(core: Core) {
  return {
    async figure(actor: ActorRef, id: string, query: FigureQuery): Promise<FigureValue> {
      const it = select(core, await subjectFor(core, actor), id, query);
      const rows = await core.db.query<{ everything: number; counted: number }>(
        {
          text: `select ${countSql(it, 'true')} as everything, ${countSql(it, it.counted)} as counted from ${it.from}`,
        },
        it.params.pick(it.values),
      );
      const all = rows[0]?.everything ?? 0;
      const counted = rows[0]?.counted ?? 0;
      const ratio = it.figure.counted !== undefined;
      return {
        id,
        value: ratio ? (all === 0 ? null : round(counted / all, it.figure.decimals ?? 4)) : all,
        unit: it.figure.unit,
        of: ratio ? { counted, all } : null,
        records: `/api/v1/figures/${id}/records?from=${query.from}&to=${query.to}${query.asOf === undefined ? '' : `&asOf=${query.asOf}`}`,
      };
    },

    async figureGroups(actor: ActorRef, id: string, query: FigureQuery, by: string) {
      const it = select(core, await subjectFor(core, actor), id, query);
      if (by !== 'month' && by !== 'unit' && !Object.hasOwn(it.procedure.facets, by)) {
        throw badInput(
          { zh: '只能按 month、unit 或该事项的分类项分组。', en: 'Group by month, unit or a facet of the procedure.' },
          [{ pointer: '/by', message: { zh: '不能这样分组。', en: 'Cannot group by this.' } }],
        );
      }
      // How an open figure divides is published with it; a single record shows only what its case shows.
      const divisible = it.figure.open === true || by === 'month' || by === 'unit' ? 'true' : it.shown.sql(by);
      const key =
        by === 'month'
          ? `to_char(m.happened_at, 'YYYY-MM')`
          : by === 'unit'
            ? 'm.unit'
            : `coalesce(${whereShown(divisible, `m.${facetColumn(by)}::text`)}, '')`;
      const rows = await core.db.query<{ key: string; everything: number; counted: number }>(
        {
          text: `select ${key} as key, ${countSql(it, 'true')} as everything, ${countSql(it, it.counted)} as counted from ${it.from} group by 1 order by 1 limit 2000`,
        },
        it.params.pick(it.values),
      );
      return rows.map((row) => ({ key: row.key, counted: row.counted, all: row.everything }));
    },

    async figureRecords(
      actor: ActorRef,
      id: string,
      query: FigureQuery,
      page: { readonly cursor?: string; readonly limit?: number } = {},
    ): Promise<Page<FigureRecord>> {
      const it = select(core, await subjectFor(core, actor), id, query);
      const limit = limitOf(page.limit);
      const cursor = page.cursor === undefined ? null : cursorParts(page.cursor);
      Object.assign(it.values, {
        'cursor.at': cursor?.at,
        'cursor.id': cursor?.id,
        'cursor.seq': cursor?.seq,
      });
      const after =
        cursor === null
          ? ''
          : ` and (m.happened_at, m.case_id, m.seq) > (${it.params.of('cursor.at', 'timestamptz')}, ${it.params.of('cursor.id', 'uuid')}, ${it.params.of('cursor.seq', 'int')})`;
      const facets = facetNames(it.procedure)
        .map((name) => `, ${whereShown(it.shown.sql(name), `x.${facetColumn(name)}`)} as ${facetColumn(name)}`)
        .join('');
      const text = `select x.case_id, x.seq, x.happened_at, x.unit, x.counted, c.number${facets} from (select m.*, ${it.counted} as counted from ${it.from}${after}
        order by m.happened_at, m.case_id, m.seq limit ${limit + 1}) x
        join cases c on c.region = ${it.params.of('region', 'text')} and c.id = x.case_id order by x.happened_at, x.case_id, x.seq`;
      const rows = await core.db.query<{
        case_id: string;
        seq: number;
        happened_at: InstantText;
        unit: string;
        counted: boolean;
        number: string;
        [facet: string]: unknown;
      }>({ text }, it.params.pick(it.values));
      const items = rows.slice(0, limit).map((row) => ({
        id: row.case_id,
        number: row.number,
        seq: row.seq,
        happenedAt: row.happened_at,
        unit: row.unit,
        counted: row.counted,
        facets: Object.fromEntries(
          facetNames(it.procedure).map((name) => [name, (row[facetColumn(name)] as FacetValue | undefined) ?? null]),
        ),
      }));
      const last = items.at(-1);
      return {
        items,
        next: rows.length > limit && last !== undefined ? `${last.seq}.${cursorText(last.happenedAt, last.id)}` : null,
      };
    },
  };
}

function cursorParts(text: string): { at: string; id: string; seq: number } {
  const dot = text.indexOf('.');
  const seq = Number(text.slice(0, Math.max(dot, 0)));
  const cursor = cursorOf(Number.isSafeInteger(seq) && seq > 0 ? text.slice(dot + 1) : '-');
  if (cursor === null || !isInstant(cursor.k) || seq > 1_000_000) throw brokenCursor();
  return { at: cursor.k, id: cursor.id, seq };
}
