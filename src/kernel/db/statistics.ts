// The planner's numbers, made anew for tables that have grown. The embedded engine never looks at its own tables, and a
// plan without numbers walked a hundred thousand cases for each of them (25 s against 62 ms). Growth is read from the
// size of the files, so it is seen after a restart and after a kill as well. Only columns that are searched are looked
// at, a table at a time, so that nobody waits long.
import { setImmediate as breathe } from 'node:timers/promises';
import { facetTable, milestoneTable } from '../facets/tables.ts';
import type { Registry } from '../procedure/registry.ts';
import type { Database } from './types.ts';

const SEARCHED =
  'region, id, procedure, number, state, ended, unit, home, handler, waiting_unit, waiting_post, opened_at, due_at, alarm_at, outside_number';

/** Pages under which any plan will do. */
const SMALL = 32;

/** Tables whose file is half as large again as when they were last looked at. */
async function grown(db: Database, tables: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ name: string }>(
    {
      name: 'grown tables',
      text: `select t.name from unnest($1::text[]) t(name) join pg_class c on c.oid = t.name::regclass
        where pg_relation_size(c.oid) / current_setting('block_size')::int > greatest(c.relpages * 1.5, ${SMALL})`,
    },
    [tables],
  );
  return new Set(rows.map(({ name }) => name));
}

/** Gives the tables that were looked at. */
export async function refreshStatistics(db: Database, registry: Registry): Promise<readonly string[]> {
  const columns = new Map([
    ['cases', ` (${SEARCHED})`],
    ['link', ''],
    ['involved', ''],
  ]);
  for (const procedure of registry.procedures.values())
    columns.set(facetTable(procedure), '').set(milestoneTable(procedure), '');
  const found = [...(await grown(db, [...columns.keys()]))];
  for (const table of found) {
    await db.script(`analyze ${table}${columns.get(table) ?? ''}`);
    await breathe();
  }
  return found;
}
