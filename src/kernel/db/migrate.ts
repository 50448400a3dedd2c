// Brings a database up to this version: the numbered steps once each, then the tables that the procedures declare.
// Refuses to start when a procedure has lost a step or an upgrade that records still need.
import { tablesFor } from '../facets/tables.ts';
import { IllFormed } from '../procedure/check.ts';
import type { Registry } from '../procedure/registry.ts';
import { raiseWalls } from './grants.ts';
import { migrations } from './schema.ts';
import type { Database } from './types.ts';

export async function migrate(db: Database, registry: Registry): Promise<readonly string[]> {
  await db.script(
    'create table if not exists schema_step (id text primary key, at timestamptz not null default now())',
  );
  const done = new Set((await db.query<{ id: string }>({ text: 'select id from schema_step' })).map((row) => row.id));
  const added: string[] = [];
  for (const step of migrations) {
    if (done.has(step.id)) continue;
    // One script is one implicit transaction: it stands whole or not at all. The name goes first, so that of two
    // processes that migrate at once the second waits and then fails on it before doing anything.
    await db.script(`begin; insert into schema_step (id) values ('${step.id}'); ${step.sql} commit;`);
    added.push(step.id);
  }
  for (const procedure of registry.procedures.values()) await db.script(tablesFor(procedure));
  await raiseWalls(db);
  return added;
}

/** Recorded step ids and fact versions are promises: nothing a record names may be gone from the code. */
export async function keepPromises(db: Database, region: string, registry: Registry): Promise<void> {
  const seen = await db.query<{ procedure: string; steps: string[]; facts_version: number }>(
    { text: 'select procedure, steps, facts_version from procedure_seen where region = $1' },
    [region],
  );
  for (const before of seen) {
    const procedure = registry.procedures.get(before.procedure);
    if (procedure === undefined)
      throw new IllFormed(`Procedure ${before.procedure} has records but is no longer declared.`);
    const known = new Set([...Object.keys(procedure.steps), ...Object.keys(procedure.retired ?? {})]);
    const lost = before.steps.filter((step) => !known.has(step));
    if (lost.length > 0) {
      throw new IllFormed(
        `Procedure ${procedure.id}: step ${lost.join(', ')} has been released and may be retired, not removed.`,
      );
    }
    if (procedure.factsVersion < before.facts_version) {
      throw new IllFormed(
        `Procedure ${procedure.id}: facts version ${before.facts_version} is recorded; the code knows only ${procedure.factsVersion}.`,
      );
    }
  }
  for (const procedure of registry.procedures.values()) {
    await db.query(
      {
        text: `insert into procedure_seen (region, procedure, steps, facts_version) values ($1, $2, $3, $4)
          on conflict (region, procedure) do update set steps = excluded.steps, facts_version = excluded.facts_version`,
      },
      [
        region,
        procedure.id,
        [...Object.keys(procedure.steps), ...Object.keys(procedure.retired ?? {})],
        procedure.factsVersion,
      ],
    );
  }
}
