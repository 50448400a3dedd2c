// What a list is asked for, as conditions on `cases c`. Nobody finds out by filtering what the rows would not show.
import type { ShownFields } from '../access/fields.ts';
import type { Params } from '../db/params.ts';
import { facetColumn, facetTable, SQL_TYPE } from '../facets/tables.ts';
import type { AnyProcedure } from '../procedure/types.ts';
import { endOfDay, isDate, startOfDay } from '../time/index.ts';
import type { ListQuery } from './api.ts';
import type { Core } from './core.ts';
import { checkTexts } from './perform.ts';
import { badInput } from './problem.ts';
import { words } from './words.ts';

export const bad = (name: string, zh: string, en: string) =>
  badInput({ zh, en }, [{ pointer: `/${name}`, message: { zh, en } }]);

/** The exact value of a findable field, by its keyed digest: what rests sealed can be found by whoever knows it. */
function sensitive(
  core: Core,
  procedure: AnyProcedure,
  text: string,
  p: Params,
  values: Record<string, unknown>,
  only: (field: string) => string,
): string {
  return Object.keys(procedure.findable ?? {})
    .map((field) => {
      values[`q.b.${field}`] = core.keys.blind(`${procedure.id}.${field}`, text);
      return `or c.id in (select b.case_id from blind b where b.region = ${p.of('region', 'text')} and b.procedure = '${procedure.id}'
      and b.field = '${field}' and b.digest = ${p.of(`q.b.${field}`, 'bytea')})${only(field)} `;
    })
    .join('');
}

/** The query as conditions on `cases c`. Values are added to `values`. */
export function conditions(
  core: Core,
  procedure: AnyProcedure,
  query: ListQuery,
  p: Params,
  values: Record<string, unknown>,
  shown: ShownFields,
): string {
  checkTexts(query);
  const parts: string[] = [];
  // Nobody finds out by filtering what the rows would not show.
  const only = (field: string) => {
    const sql = shown.sql(field);
    return sql === 'true' ? '' : ` and ${sql}`;
  };
  const equal = (name: 'state' | 'unit' | 'handler') => {
    if (query[name] === undefined) return;
    values[`q.${name}`] = query[name];
    parts.push(`c.${name} = ${p.of(`q.${name}`, 'text')}${name === 'handler' ? only(name) : ''}`);
  };
  if (query.state !== undefined && procedure.states[query.state] === undefined)
    throw bad('state', '没有这个状态。', 'There is no such state.');
  equal('state');
  equal('unit');
  equal('handler');
  for (const name of ['from', 'to'] as const) {
    const day = query[name];
    if (day === undefined) continue;
    if (!isDate(day)) throw bad(name, '日期写作 2021-03-01。', 'Write the date as 2021-03-01.');
    values[`q.${name}`] = name === 'from' ? startOfDay(day) : endOfDay(day);
    parts.push(`c.opened_at ${name === 'from' ? '>=' : '<'} ${p.of(`q.${name}`, 'timestamptz')}`);
  }
  if (query.light !== undefined) {
    values.now = core.clock.now();
    const now = p.of('now', 'timestamptz');
    const lights = {
      red: `not c.ended and c.due_at <= ${now}`,
      yellow: `not c.ended and c.due_at > ${now} and c.warn_at <= ${now}`,
      green: `not c.ended and c.due_at > ${now} and c.warn_at > ${now}`,
      none: '(c.ended or c.due_at is null)',
    };
    if (!Object.hasOwn(lights, query.light))
      throw bad('light', '灯色只能是 green、yellow、red 或 none。', 'A light is green, yellow, red or none.');
    parts.push(`${lights[query.light]}${only('periods')}`);
  }
  if (query.q !== undefined && query.q.trim() !== '') {
    values['q.number'] = query.q.trim();
    values['q.words'] = words(query.q).join(' & ');
    const secret = sensitive(core, procedure, query.q.trim(), p, values, only);
    parts.push(`(c.number = ${p.of('q.number', 'text')} ${secret}or c.id in (select s.case_id from search s where s.region = ${p.of('region', 'text')}
      and s.procedure = '${procedure.id}' and s.words @@ to_tsquery('simple', ${p.of('q.words', 'text')}))${only('title')})`);
  }
  const wanted: string[] = [];
  for (const [facet, text] of Object.entries(query.facets ?? {})) {
    const spec = Object.hasOwn(procedure.facets, facet) ? procedure.facets[facet] : undefined;
    if (spec === undefined) throw bad(facet, `没有“${facet}”这个筛选项。`, `There is no filter "${facet}".`);
    if (
      spec.type === 'int'
        ? !/^-?\d{1,15}$/.test(text)
        : spec.type === 'bool'
          ? !/^(true|false)$/.test(text)
          : spec.type === 'date'
            ? !isDate(text)
            : false
    ) {
      throw bad(facet, `“${facet}”的值不合要求。`, `"${facet}" cannot have that value.`);
    }
    values[`q.f.${facet}`] = text;
    wanted.push(`f.${facetColumn(facet)} = ${p.of(`q.f.${facet}`, 'text')}::${SQL_TYPE[spec.type]}${only(facet)}`);
  }
  // One look at the facets for all filters together: one look each multiplied (a hundred thousand cases: half a minute).
  if (wanted.length > 0) {
    parts.push(`exists (select 1 from ${facetTable(procedure)} f where f.region = c.region and f.case_id = c.id
      and ${wanted.join(' and ')})`);
  }
  return parts.map((part) => ` and ${part}`).join('');
}
