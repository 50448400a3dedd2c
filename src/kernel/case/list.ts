// Lists, inbox, search and export: pages by key, newest first, through the reader's branches only.
// No exact totals beyond 1,000: nobody reads them, and they cost a scan.
import { type Branch, fieldSeen, type Subject } from '../access/access.ts';
import { shownFields, whereShown } from '../access/fields.ts';
import {
  branchSelect,
  branchesWith,
  branchValues,
  effectiveBranches,
  prefixed,
  visibleCondition,
} from '../access/filter.ts';
import { Params } from '../db/params.ts';
import { facetColumn, facetNames, facetTable } from '../facets/tables.ts';
import type { AnyProcedure, FacetValue } from '../procedure/types.ts';
import { type InstantText, isInstant } from '../time/index.ts';
import { subjectFor } from './actor.ts';
import type { ActorRef, CaseItem, InboxItem, ListQuery, Page } from './api.ts';
import { type Core, isUuid, procedureOf } from './core.ts';
import { lightAt } from './periods.ts';
import { bad, conditions } from './conditions.ts';
import { checkTexts } from './perform.ts';
import { notAllowed } from './problem.ts';
import { words } from './words.ts';

const DEFAULT_LIMIT = 50;
const MOST = 200;
const COUNT_CAP = 1000;

interface ItemRow {
  id: string;
  procedure: string;
  number: string;
  title: string;
  state: string;
  version: number;
  unit: string;
  handler: string | null;
  opened_at: InstantText;
  due_at: InstantText | null;
  warn_at: InstantText | null;
  ended: boolean;
  title_shown: boolean;
  handler_shown: boolean;
  periods_shown: boolean;
  [facet: string]: unknown;
}

interface Sort {
  readonly column: 'opened_at' | 'due_at';
  readonly down: boolean;
}

function sortOf(sort: string | undefined): Sort {
  switch (sort ?? '-openedAt') {
    case '-openedAt':
      return { column: 'opened_at', down: true };
    case 'openedAt':
      return { column: 'opened_at', down: false };
    case 'dueAt':
      return { column: 'due_at', down: false };
    case '-dueAt':
      return { column: 'due_at', down: true };
    default:
      throw bad(
        'sort',
        '排序只能是 openedAt、-openedAt、dueAt 或 -dueAt。',
        'Sort by openedAt, -openedAt, dueAt or -dueAt.',
      );
  }
}

export function limitOf(limit: number | undefined): number {
  if (limit === undefined) return DEFAULT_LIMIT;
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > MOST)
    throw bad('limit', `每页 1 至 ${MOST} 条。`, `A page holds 1 to ${MOST}.`);
  return limit;
}

interface Cursor {
  readonly k: string;
  readonly id: string;
}

export const cursorText = (k: string, id: string): string => Buffer.from(JSON.stringify([k, id])).toString('base64url');

export function cursorOf(text: string | undefined): Cursor | null {
  if (text === undefined) return null;
  try {
    const [k, id] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as [unknown, unknown];
    if (typeof k === 'string' && typeof id === 'string' && isUuid(id) && (isInstant(k) || /^\d{1,7}$/.test(k)))
      return { k, id };
  } catch {
    // Falls through to the one answer for every broken cursor.
  }
  throw brokenCursor();
}

export const brokenCursor = () =>
  bad('cursor', '翻页标记无效，请从第一页重新查询。', 'The cursor is not valid; start again from the first page.');

function itemOf(procedure: AnyProcedure, row: ItemRow, now: number): CaseItem {
  const facets: Record<string, FacetValue> = {};
  for (const name of facetNames(procedure)) facets[name] = (row[facetColumn(name)] as FacetValue | undefined) ?? null;
  return {
    id: row.id,
    procedure: row.procedure,
    number: row.number,
    title: row.title_shown ? row.title : '',
    state: row.state,
    version: row.version,
    unit: row.unit,
    handler: row.handler_shown ? row.handler : null,
    openedAt: row.opened_at,
    dueAt: row.periods_shown ? row.due_at : null,
    light: row.ended || !row.periods_shown ? 'none' : lightAt(now, row.due_at, row.warn_at),
    facets,
  };
}

/** The branches that a list goes through: all that the reader has, or those of a party. */
const branchesFor = (procedure: AnyProcedure, subject: Subject, query: ListQuery): readonly Branch[] =>
  query.mine === true
    ? branchesWith(procedure, subject, (grant) => grant.scope === 'party')
    : effectiveBranches(procedure, subject);

const ITEM =
  'c.id, c.procedure, c.number, c.title, c.state, c.version, c.unit, c.handler, c.opened_at, c.due_at, c.warn_at, c.ended';
const governed = (sql: (field: string) => string) =>
  ['title', 'handler', 'periods'].map((field) => `${sql(field)} as ${field}_shown`).join(', ');

async function page(
  core: Core,
  procedure: AnyProcedure,
  subject: Subject,
  query: ListQuery,
  limit: number,
  branches: readonly Branch[] = branchesFor(procedure, subject, query),
): Promise<Page<CaseItem>> {
  if (branches.length === 0) throw notAllowed();
  const sort = sortOf(query.sort);
  const cursor = cursorOf(query.cursor);
  const p = new Params();
  const values: Record<string, unknown> = {
    region: core.region,
    ...branchValues(branches, subject),
  };
  const shown = shownFields(p, values, procedure, subject);
  let more = conditions(core, procedure, query, p, values, shown);
  if (sort.column === 'due_at') more += ' and c.due_at is not null and not c.ended';
  if (cursor !== null) {
    if (!isInstant(cursor.k)) throw brokenCursor();
    Object.assign(values, { 'cursor.k': cursor.k, 'cursor.id': cursor.id });
    more += ` and (c.${sort.column}, c.id) ${sort.down ? '<' : '>'} (${p.of('cursor.k', 'timestamptz')}, ${p.of('cursor.id', 'uuid')})`;
  }
  const way = sort.down ? 'desc' : 'asc';
  const shape = {
    key: `c.${sort.column}`,
    order: `c.${sort.column} ${way}, c.id ${way}`,
    more,
    unitFiltered: query.unit !== undefined,
    limit: limit + 1,
  };
  // Who asks for open cases gets none by a branch that shows ended ones only; looked for, they cost a walk over all open
  // ones (a million cases: 104 ms).
  const openOnly = sort.column === 'due_at' || (query.light !== undefined && query.light !== 'none');
  const union = branches
    .flatMap((branch, index) =>
      openOnly && branch.grant.states?.every((state) => procedure.states[state]?.end === true) === true
        ? []
        : [branchSelect(p, procedure, branch, index, shape)],
    )
    .join('\nunion\n');
  if (union === '') return { items: [], next: null };
  const facets = facetNames(procedure)
    .map((name) => `, ${whereShown(shown.sql(name), `f.${facetColumn(name)}`)} as ${facetColumn(name)}`)
    .join('');
  const text = `with found as (select id, k from (${union}) b order by k ${way}, id ${way} limit ${limit + 1})
    select ${ITEM}, ${governed(shown.sql)}${facets} from found join cases c on c.region = ${p.of('region', 'text')} and c.id = found.id
    join ${facetTable(procedure)} f on f.region = c.region and f.case_id = c.id order by found.k ${way}, c.id ${way}`;
  const rows = await core.db.query<ItemRow>({ text }, p.pick(values));
  const now = core.clock.epoch();
  const items = rows.slice(0, limit).map((row) => itemOf(procedure, row, now));
  const last = rows[limit - 1];
  const next =
    rows.length > limit && last !== undefined
      ? cursorText(String(sort.column === 'due_at' ? last.due_at : last.opened_at), last.id)
      : null;
  return { items, next };
}

export function lister(core: Core) {
  return {
    async list(actor: ActorRef, procedureId: string, query: ListQuery): Promise<Page<CaseItem>> {
      return page(core, procedureOf(core, procedureId), await subjectFor(core, actor), query, limitOf(query.limit));
    },

    async count(actor: ActorRef, procedureId: string, query: ListQuery): Promise<{ count: number; more: boolean }> {
      const procedure = procedureOf(core, procedureId);
      const subject = await subjectFor(core, actor);
      const branches = branchesFor(procedure, subject, query);
      if (branches.length === 0) throw notAllowed();
      const p = new Params();
      const values: Record<string, unknown> = {
        region: core.region,
        ...branchValues(branches, subject),
      };
      const shape = {
        key: 'c.opened_at',
        order: 'c.opened_at desc, c.id desc',
        more: conditions(core, procedure, query, p, values, shownFields(p, values, procedure, subject)),
        unitFiltered: query.unit !== undefined,
        limit: COUNT_CAP + 1,
      };
      const union = branches.map((branch, index) => branchSelect(p, procedure, branch, index, shape)).join('\nunion\n');
      const rows = await core.db.query<{ n: number }>(
        { text: `select count(*)::int as n from (select id from (${union}) b limit ${COUNT_CAP + 1}) x` },
        p.pick(values),
      );
      const n = rows[0]?.n ?? 0;
      return { count: Math.min(n, COUNT_CAP), more: n > COUNT_CAP };
    },

    async *exportRows(actor: ActorRef, procedureId: string, query: ListQuery): AsyncGenerator<CaseItem> {
      const procedure = procedureOf(core, procedureId);
      let cursor = query.cursor;
      do {
        // Authority is read again for every page: a post that ends ends the export.
        const subject = await subjectFor(core, actor);
        // Only rows that an exporting post covers: another post of the same person adds none.
        const exporting = branchesWith(procedure, subject, (grant) => grant.export === true || grant.see === 'all');
        if (exporting.length === 0)
          throw notAllowed({ zh: '您的岗位不能导出。', en: 'None of your posts may export.' });
        const one: Page<CaseItem> = await page(
          core,
          procedure,
          subject,
          { ...query, ...(cursor === undefined ? {} : { cursor }) },
          MOST,
          exporting,
        );
        yield* one.items;
        cursor = one.next ?? undefined;
      } while (cursor !== undefined);
    },

    async inbox(
      actor: ActorRef,
      query: { readonly cursor?: string; readonly limit?: number } = {},
    ): Promise<Page<InboxItem>> {
      const subject = await subjectFor(core, actor);
      const limit = limitOf(query.limit);
      const offset = query.cursor === undefined ? 0 : Number(cursorOf(query.cursor)?.k);
      if (!Number.isSafeInteger(offset)) throw brokenCursor();
      const procedures = [...core.registry.procedures.values()].flatMap((procedure) => {
        const branches = effectiveBranches(procedure, subject);
        return branches.length === 0 ? [] : [{ procedure, branches }];
      });
      if (subject.posts.length === 0 || procedures.length === 0) return { items: [], next: null };
      const p = new Params();
      const region = p.of('region', 'text');
      const values: Record<string, unknown> = {
        region: core.region,
        me: subject.id,
        offset,
        signPosts: [...new Set(subject.posts.map((held) => held.post))],
        posts: subject.posts.map((held) => held.post),
        units: subject.posts.map((held) => held.unit),
      };
      const seen = procedures
        .map(({ procedure, branches }, index) => {
          Object.assign(values, prefixed(branchValues(branches, subject), `${index}.`));
          return `(c.procedure = '${procedure.id}' and ${visibleCondition(p, branches, `${index}.`)})`;
        })
        .join('\n or ');
      const shown = procedures.map(({ procedure }, index) => ({
        id: procedure.id,
        ...shownFields(p, values, procedure, subject, `${index}s`),
      }));
      const sql = (field: string) =>
        shown.every((one) => one.sql(field) === 'true')
          ? 'true'
          : `(${shown.map((one) => `(c.procedure = '${one.id}' and ${one.sql(field)})`).join(' or ')})`;
      const reach = limit + 1 + offset;
      // Three queues, each the front of one index by date; the access declaration has the last word.
      const front = (why: string, from: string, where: string) =>
        `(select c.id, '${why}' as why, c.due_at from ${from} where ${where} and (${seen}) order by c.due_at asc nulls last, c.id limit ${reach})`;
      const held = `unnest(${p.of('posts', 'text[]')}, ${p.of('units', 'text[]')}) h(post, unit)`;
      const text = `with queues as (
        ${front('mine', 'cases c', `c.region = ${region} and c.handler = ${p.of('me', 'text')} and not c.ended and c.waiting_unit is not null and c.waiting_unit <> '*'`)}
        union all ${front(
          'unit',
          `(select h.post, x.id as unit from ${held} join unit x on x.region = ${region} and h.unit = any(x.same)) w cross join lateral (select * from cases k
          where k.region = ${region} and k.waiting_unit = w.unit and k.waiting_post = w.post and k.handler is distinct from ${p.of('me', 'text')} order by k.due_at, k.id limit ${reach}) c`,
          'true',
        )}
        union all ${front('sign', 'cases c', `c.region = ${region} and c.waiting_unit = '*' and c.waiting_post = any(${p.of('signPosts', 'text[]')})`)}),
        one as (select distinct on (id) id, why, due_at from queues order by id, why)
        select ${ITEM}, one.why, ${governed(sql)} from one join cases c on c.region = ${region} and c.id = one.id
        order by one.due_at asc nulls last, c.id limit ${limit + 1} offset ${offset}`;
      const rows = await core.db.query<ItemRow & { why: InboxItem['why'] }>({ text }, p.pick(values));
      const now = core.clock.epoch();
      const items = rows.slice(0, limit).map((row) => ({
        ...itemOf(procedureOf(core, row.procedure), row, now),
        facets: {},
        why: row.why,
      }));
      return { items, next: rows.length > limit ? cursorText(String(offset + limit), items.at(-1)?.id ?? '') : null };
    },

    async search(actor: ActorRef, q: string, limit = DEFAULT_LIMIT): Promise<CaseItem[]> {
      checkTexts(q);
      const subject = await subjectFor(core, actor);
      const found = words(q);
      if (found.length === 0) return [];
      const items: CaseItem[] = [];
      for (const procedure of core.registry.procedures.values()) {
        // Only where titles may be seen: a hit must not tell what a reader may not read.
        const branches = branchesWith(procedure, subject, (grant) => fieldSeen(grant, 'title'));
        if (branches.length === 0) continue;
        const p = new Params();
        const values: Record<string, unknown> = {
          region: core.region,
          words: found.join(' & '),
          number: q.trim(),
          ...branchValues(branches, subject),
        };
        const rows = await core.db.query<ItemRow>(
          {
            text: `select ${ITEM}, ${governed(shownFields(p, values, procedure, subject).sql)} from cases c where c.region = ${p.of('region', 'text')} and c.procedure = '${procedure.id}'
            and (c.number = ${p.of('number', 'text')} or c.id in (select s.case_id from search s where s.region = ${p.of('region', 'text')} and s.procedure = '${procedure.id}'
              and s.words @@ to_tsquery('simple', ${p.of('words', 'text')})))
            and ${visibleCondition(p, branches)} order by c.opened_at desc, c.id desc limit ${limitOf(limit)}`,
          },
          p.pick(values),
        );
        items.push(...rows.map((row) => ({ ...itemOf(procedure, row, core.clock.epoch()), facets: {} })));
      }
      return items.sort((a, b) => (a.openedAt < b.openedAt ? 1 : -1)).slice(0, limitOf(limit));
    },
  };
}
