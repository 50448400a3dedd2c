// Each procedure has two tables of its own, made from its declaration: `facet_…` holds the facets a case has now,
// `milestone_…` each counted step with the facets of that moment. Lists and figures read typed columns, never facts
// (a million cases: 60 ms against 660 ms).
import type { AnyProcedure, FacetType, FacetValue, Facts } from '../procedure/types.ts';

export const SQL_TYPE: Readonly<Record<FacetType, string>> = {
  text: 'text',
  int: 'bigint',
  date: 'date',
  instant: 'timestamptz',
  bool: 'boolean',
};

export const tableSuffix = (procedure: AnyProcedure): string => procedure.id.replaceAll('-', '_').replaceAll('.', '__');
export const facetTable = (procedure: AnyProcedure): string => `facet_${tableSuffix(procedure)}`;
export const milestoneTable = (procedure: AnyProcedure): string => `milestone_${tableSuffix(procedure)}`;
/** Facet names are checked at start-up to be plain identifiers; the prefix keeps them off the common columns. */
export const facetColumn = (name: string): string => `f_${name.replace(/[A-Z]/g, (char) => `_${char.toLowerCase()}`)}`;

export const facetNames = (procedure: AnyProcedure): readonly string[] => Object.keys(procedure.facets);

export function facetsOf(procedure: AnyProcedure, facts: Facts): readonly FacetValue[] {
  return Object.values(procedure.facets).map((facet) => facet.of(facts) ?? null);
}

/** Idempotent: run at every migration, adds what a newer declaration brings. */
export function tablesFor(procedure: AnyProcedure): string {
  const facets = facetTable(procedure);
  const milestones = milestoneTable(procedure);
  const lines = [
    `create table if not exists ${facets} (region text not null, case_id uuid not null, primary key (region, case_id));`,
    `create table if not exists ${milestones} (region text not null, case_id uuid not null, seq integer not null, part integer not null,
      milestone text not null, happened_at timestamptz not null, recorded_at timestamptz not null, superseded_at timestamptz,
      unit text not null, adopted boolean not null, primary key (region, case_id, seq, part));`,
    `create index if not exists ${milestones}_when on ${milestones} (region, milestone, happened_at, case_id);`,
  ];
  for (const [name, facet] of Object.entries(procedure.facets)) {
    const column = facetColumn(name);
    const type = SQL_TYPE[facet.type];
    lines.push(`alter table ${facets} add column if not exists ${column} ${type};`);
    lines.push(`alter table ${milestones} add column if not exists ${column} ${type};`);
    if (facet.indexed)
      lines.push(`create index if not exists ${facets}_${column} on ${facets} (region, ${column}, case_id);`);
  }
  return lines.join('\n');
}
