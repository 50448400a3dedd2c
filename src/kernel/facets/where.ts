// A selection over facets, said once: as SQL on their columns, and on the facts of one case.
import type { Params } from '../db/params.ts';
import type { AnyProcedure, Facts, Where } from '../procedure/types.ts';
import { facetColumn, SQL_TYPE } from './tables.ts';

/** Conditions on the facet columns of `alias`; values go under `prefix`. */
export function whereSql(
  procedure: AnyProcedure,
  where: Where | undefined,
  p: Params,
  values: Record<string, unknown>,
  prefix: string,
  alias: string,
): string[] {
  return Object.entries(where ?? {}).map(([facet, wanted]) => {
    const column = `${alias}.${facetColumn(facet)}`;
    if (wanted === null) return `${column} is null`;
    if (wanted === 'any') return `${column} is not null`;
    const type = SQL_TYPE[procedure.facets[facet]?.type ?? 'text'];
    values[`${prefix}.${facet}`] = Array.isArray(wanted) ? wanted.map(String) : [String(wanted)];
    return `${column} = any(${p.of(`${prefix}.${facet}`, 'text[]')}::${type}[])`;
  });
}

/** The same of one case. */
export function whereHolds(procedure: AnyProcedure, where: Where, facts: Facts): boolean {
  return Object.entries(where).every(([facet, wanted]) => {
    const value = procedure.facets[facet]?.of(facts) ?? null;
    if (wanted === null) return value === null;
    if (wanted === 'any') return value !== null;
    return value !== null && (Array.isArray(wanted) ? wanted : [wanted]).some((one) => String(one) === String(value));
  });
}
