// The same branches as SQL. A list is a union of branches, each of which one index serves in order; an OR of the same
// conditions cannot be served so (a million cases: 5.6 ms against 215 ms).
import { Params } from '../db/params.ts';
import type { AnyProcedure } from '../procedure/types.ts';
import { facetTable } from '../facets/tables.ts';
import { whereSql } from '../facets/where.ts';
import { type Branch, branchesOf, coversAll, type Subject } from './access.ts';

/** Units whose cases a post in these units reaches. */
function reached(p: Params, chain: 'same' | 'above', units: string): string {
  return `select u.id from unit u where u.region = ${p.of('region', 'text')} and u.${chain} && ${units}`;
}

/** What the grant demands of the case itself: its state and its facets. */
function demanded(p: Params, { procedure, grant }: Branch, name: string): string {
  const state = grant.states === undefined ? '' : ` and c.state = any(${p.of(`${name}States`, 'text[]')})`;
  const facets = whereSql(procedure, grant.where, p, {}, `${name}Where`, 'g');
  if (facets.length === 0) return state;
  // A value for each row, not EXISTS: that became a join over all cases before the first page (a million: 165 ms).
  return `${state} and (select ${facets.join(' and ')} from ${facetTable(procedure)} g where g.region = c.region and g.case_id = c.id)`;
}

const key = (index: number) => `b${index}`;

/** Values of the parameters that branch texts name. */
export function branchValues(branches: readonly Branch[], subject: Subject): Record<string, unknown> {
  const values: Record<string, unknown> = {
    me: subject.id,
    person: `person:${subject.id}`,
    codeCase: subject.caseId ?? null,
  };
  branches.forEach((branch, index) => {
    values[`${key(index)}Units`] = branch.units;
    values[`${key(index)}States`] = branch.grant.states ?? [];
    whereSql(branch.procedure, branch.grant.where, new Params(), values, `${key(index)}Where`, 'g');
  });
  return values;
}

/** Branches of the subject; a region-wide one without states swallows the others. */
export function effectiveBranches(procedure: AnyProcedure, subject: Subject): readonly Branch[] {
  if (subject.kind === 'system') {
    const grant = { post: { id: 'system', title: { zh: '系统', en: 'System' } }, scope: 'region', see: 'all' } as const;
    return [{ procedure, grant, units: [] }];
  }
  const all = branchesOf(procedure, subject);
  const whole = all.find(coversAll);
  return whole === undefined ? all : [whole];
}

/** Branches whose grant has something: unlike rows, that may not be left to a wider branch that lacks it. */
export function branchesWith(
  procedure: AnyProcedure,
  subject: Subject,
  has: (grant: Branch['grant']) => boolean,
): readonly Branch[] {
  const all = subject.kind === 'system' ? effectiveBranches(procedure, subject) : branchesOf(procedure, subject);
  return all.filter(({ grant }) => has(grant));
}

/** The first `limit` cases of a branch, in order, as `select id, sort key`. */
export function branchSelect(
  p: Params,
  procedure: AnyProcedure,
  branch: Branch,
  index: number,
  shape: {
    readonly key: string;
    readonly order: string;
    readonly more: string;
    readonly unitFiltered: boolean;
    readonly limit: number;
  },
): string {
  const region = p.of('region', 'text');
  const head = `c.region = ${region} and c.procedure = '${procedure.id}'${demanded(p, branch, key(index))}${shape.more}`;
  // The limit is a checked number in the text, not a parameter: for an unknown limit the planner expects a tenth of all
  // rows and sorts the table (a million cases: 157 ms against 6 ms).
  const { limit } = shape;
  const one = (from: string, where: string) =>
    `(select c.id, ${shape.key} as k from ${from} where ${where} order by ${shape.order} limit ${limit})`;
  const perUnit = (chain: 'same' | 'above') => {
    const units = p.of(`${key(index)}Units`, 'text[]');
    // With the list narrowed to one unit, that unit's index order serves; else each unit's newest are merged.
    const own = shape.unitFiltered
      ? one('cases c', `${head} and c.unit in (${reached(p, chain, units)})`)
      : `(select m.id, m.k from (${reached(p, chain, units)}) u(id) cross join lateral (select c.id, ${shape.key} as k from cases c
          where ${head} and c.unit = u.id order by ${shape.order} limit ${limit}) m)`;
    const helped = `(select c.id, ${shape.key} as k from involved i join cases c on c.region = i.region and c.id = i.case_id
      where i.region = ${region} and i.procedure = '${procedure.id}' and i.role = 'helper'
        and i.subject in (select 'unit:' || x.id from (${reached(p, chain, units)}) x(id)) and ${head})`;
    return `${own} union ${helped}`;
  };
  switch (branch.grant.scope) {
    case 'region':
    case 'public':
      return one('cases c', head);
    case 'mine':
      return one('cases c', `${head} and c.handler = ${p.of('me', 'text')}`);
    case 'unit':
      return perUnit('same');
    case 'below':
      return perUnit('above');
    case 'party':
      return `(select c.id, ${shape.key} as k from cases c where ${head} and c.id = ${p.of('codeCase', 'uuid')})
        union ${one(
          `involved i join cases c on c.region = i.region and c.id = i.case_id`,
          `i.region = ${region} and i.subject = ${p.of('person', 'text')} and i.procedure = '${procedure.id}' and ${head}`,
        )}`;
  }
}

/** The same, as a condition on rows already found by other means (inbox, search, figures, links). */
export function visibleCondition(p: Params, branches: readonly Branch[], prefix = ''): string {
  const region = p.of('region', 'text');
  const conditions = branches.map((branch, index) => {
    const name = `${prefix}${key(index)}`;
    const state = demanded(p, branch, name);
    const inUnits = (chain: 'same' | 'above') => {
      const found = reached(p, chain, p.of(`${name}Units`, 'text[]'));
      return `(c.unit in (${found}) or c.helpers && array(${found}))`;
    };
    switch (branch.grant.scope) {
      case 'region':
      case 'public':
        return `(true${state})`;
      case 'mine':
        return `(c.handler = ${p.of('me', 'text')}${state})`;
      case 'unit':
        return `(${inUnits('same')}${state})`;
      case 'below':
        return `(${inUnits('above')}${state})`;
      case 'party':
        return `((c.id = ${p.of('codeCase', 'uuid')} or exists (select 1 from involved i where i.region = ${region} and i.subject = ${p.of('person', 'text')}
          and i.case_id = c.id and i.procedure = c.procedure))${state})`;
    }
  });
  return conditions.length === 0 ? 'false' : `(${conditions.join(' or ')})`;
}

export function prefixed(values: Record<string, unknown>, prefix: string): Record<string, unknown> {
  const { me, person, codeCase, ...rest } = values;
  return {
    me,
    person,
    codeCase,
    ...Object.fromEntries(Object.entries(rest).map(([name, value]) => [`${prefix}${name}`, value])),
  };
}
