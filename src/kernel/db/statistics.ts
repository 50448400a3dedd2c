// The planner's numbers, made anew after many rows have come in. The embedded engine never looks at its own tables, and
// a plan without numbers walked a hundred thousand cases for each of them (25 s against 62 ms). Only columns that are
// searched are looked at, a table at a time, so that nobody waits long.
import { setImmediate as breathe } from 'node:timers/promises';
import { facetTable, milestoneTable } from '../facets/tables.ts';
import type { Registry } from '../procedure/registry.ts';
import type { Database } from './types.ts';

const SEARCHED =
  'region, id, procedure, number, state, ended, unit, home, handler, waiting_unit, waiting_post, opened_at, due_at, alarm_at, outside_number';

export async function refreshStatistics(db: Database, registry: Registry): Promise<void> {
  const tables = [`cases (${SEARCHED})`, 'link', 'involved'];
  for (const procedure of registry.procedures.values()) tables.push(facetTable(procedure), milestoneTable(procedure));
  for (const table of tables) {
    await db.script(`analyze ${table}`);
    await breathe();
  }
}
