// Which members of a row a reader may see, as SQL beside the filter of rows: a list shows a title, a handler, a date or
// a facet exactly where the case itself would show it, and filters by nothing that it would not show.
import type { Params } from '../db/params.ts';
import type { AnyProcedure } from '../procedure/types.ts';
import { branchesOf, coversAll, fieldSeen, type Subject } from './access.ts';
import { branchValues, prefixed, visibleCondition } from './filter.ts';

export interface ShownFields {
  /** A condition on `cases c`: 'true' where every row of this reader shows the field, 'false' where none does. */
  readonly sql: (field: string) => string;
}

export function shownFields(
  p: Params,
  values: Record<string, unknown>,
  procedure: AnyProcedure,
  subject: Subject,
  prefix = 's',
): ShownFields {
  if (subject.kind === 'system') return { sql: () => 'true' };
  const branches = branchesOf(procedure, subject);
  const known = new Map<string, string>();
  return {
    sql: (field) => {
      const showing = branches.filter((branch) => fieldSeen(branch.grant, field));
      if (showing.length === branches.length) return 'true';
      if (showing.some(coversAll)) return 'true';
      if (showing.length === 0) return 'false';
      const key = showing.map((branch) => branches.indexOf(branch)).join(' ');
      let sql = known.get(key);
      if (sql === undefined) {
        const name = `${prefix}${known.size}.`;
        Object.assign(values, prefixed(branchValues(showing, subject), name));
        sql = visibleCondition(p, showing, name);
        known.set(key, sql);
      }
      return sql;
    },
  };
}

/** `value` where the row shows it, else null. */
export const whereShown = (condition: string, value: string): string =>
  condition === 'true' ? value : condition === 'false' ? `null` : `case when ${condition} then ${value} end`;
