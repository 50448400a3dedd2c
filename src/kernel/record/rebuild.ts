// Refolds every case from its entries and compares it with what is stored: the case row, its facets, its milestones, whom
// it involves and what it is linked to. The blind index needs the values themselves and is left to those who hold keys.
import { facetColumn, facetNames, facetsOf, facetTable, milestoneTable } from '../facets/tables.ts';
import type { Database } from '../db/types.ts';
import { upgraded } from '../case/load.ts';
import type { Registry } from '../procedure/registry.ts';
import type { AnyProcedure } from '../procedure/types.ts';
import { fold, type CaseState } from '../case/fold.ts';
import { caseCells, milestonesOf, subjectsOf, WRITTEN_CASE_COLUMNS } from '../case/rows.ts';
import { canonical } from './canonical.ts';
import type { EntryBody } from './entry.ts';

export interface Difference {
  readonly case: string;
  readonly what: string;
}

export interface Rebuilt {
  readonly cases: number;
  readonly entries: number;
  readonly differences: readonly Difference[];
}

const PAGE = 500;
/** Not part of the fold: what the clock has raised, and the secret that opens tracking. */
const NOT_FOLDED = new Set(['alarm_at', 'code_digest']);

interface Tie {
  case_id: string;
  kind: 'involved' | 'links';
  tie: string;
}

interface Beside {
  readonly milestones: readonly { seq: number; part: number; milestone: string; happened_at: string }[];
  readonly ties: readonly Tie[];
}

interface StoredCase {
  id: string;
  row: Record<string, unknown>;
  facets: Record<string, unknown> | null;
}

export async function rebuild(db: Database, region: string, registry: Registry, only?: string): Promise<Rebuilt> {
  const differences: Difference[] = [];
  let cases = 0;
  let entries = 0;
  for (const procedure of registry.procedures.values()) {
    if (only !== undefined && procedure.id !== only) continue;
    let at = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const stored = await db.query<StoredCase>(
        {
          text: `select c.id, to_json(c) as row, to_json(f) as facets from cases c left join ${facetTable(procedure)} f on f.region = c.region and f.case_id = c.id
          where c.region = $1 and c.procedure = $2 and c.id > $3::uuid order by c.id limit ${PAGE}`,
        },
        [region, procedure.id, at],
      );
      if (stored.length === 0) break;
      const ids = stored.map((row) => row.id);
      const bodies = await db.query<{ case_id: string; body: string; hash: string }>(
        {
          text: 'select case_id, body, hash from entry where region = $1 and case_id = any($2::uuid[]) order by case_id, seq',
        },
        [region, ids],
      );
      const milestones = await db.query<{
        case_id: string;
        seq: number;
        part: number;
        milestone: string;
        happened_at: string;
      }>(
        {
          text: `select case_id, seq, part, milestone, happened_at from ${milestoneTable(procedure)} where region = $1 and case_id = any($2::uuid[]) and superseded_at is null`,
        },
        [region, ids],
      );
      const ties = await db.query<Tie>(
        {
          text: `select case_id, 'involved' as kind, subject || ' ' || role as tie from involved where region = $1 and case_id = any($2::uuid[])
            union all select from_case, 'links', rel || ' ' || to_case from link where region = $1 and from_case = any($2::uuid[])`,
        },
        [region, ids],
      );
      entries += bodies.length;
      const byCase = Map.groupBy(bodies, (row) => row.case_id);
      const milestonesByCase = Map.groupBy(milestones, (row) => row.case_id);
      const tiesByCase = Map.groupBy(ties, (row) => row.case_id);
      for (const row of stored) {
        const beside = { milestones: milestonesByCase.get(row.id) ?? [], ties: tiesByCase.get(row.id) ?? [] };
        differences.push(...compare(procedure, row, byCase.get(row.id) ?? [], beside));
        cases += 1;
      }
      at = ids.at(-1) ?? at;
    }
  }
  return { cases, entries, differences };
}

/** Instants as epochs, arrays and JSON as canonical text, so that two spellings of one value are one. */
function comparable(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') {
    if (/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(value)) return String(Date.parse(value));
    if (/^\{.*\}$/s.test(value) && !value.includes(':'))
      return canonical(
        value === '{}'
          ? []
          : value
              .slice(1, -1)
              .split(',')
              .map((item) => item.replaceAll('"', '')),
      );
    if (/^[[{]/.test(value)) {
      try {
        return canonical(JSON.parse(value));
      } catch {
        return value;
      }
    }
    return value;
  }
  return typeof value === 'object' ? canonical(value) : String(value);
}

const sameSet = (one: readonly string[], other: readonly string[]): boolean =>
  canonical([...one].sort()) === canonical([...other].sort());

function compare(
  procedure: AnyProcedure,
  stored: StoredCase,
  entries: readonly { body: string; hash: string }[],
  { milestones, ties }: Beside,
): Difference[] {
  const differences: Difference[] = [];
  const differs = (what: string) => differences.push({ case: stored.id, what });
  let state: CaseState | null = null;
  const expected: string[] = [];
  const links = new Set<string>();
  let recordedAt = '';
  for (const entry of entries) {
    const body = JSON.parse(entry.body) as EntryBody;
    state = fold(state, body, entry.hash);
    recordedAt = body.recordedAt;
    for (const { rel, to, removed } of body.change.links ?? []) {
      if (removed === true) links.delete(`${rel} ${to}`);
      else links.add(`${rel} ${to}`);
    }
    const of = body.change.of;
    if (of !== undefined) {
      // A correction carries the milestones of the entry it mends.
      for (let index = 0; index < expected.length; index += 1) {
        const row = expected[index] ?? '';
        if (row.startsWith(`${of} `)) expected[index] = `${body.seq}${row.slice(String(of).length)}`;
      }
    }
    for (const row of milestonesOf(procedure, { body }))
      expected.push(`${body.seq} ${row.part} ${row.milestone} ${Date.parse(row.happenedAt)}`);
  }
  if (state === null) {
    differs('has no entries');
    return differences;
  }
  const cells = caseCells(procedure, state, recordedAt, null);
  WRITTEN_CASE_COLUMNS.forEach((column, index) => {
    if (!NOT_FOLDED.has(column) && comparable(cells[index]) !== comparable(stored.row[column]))
      differs(`column ${column}`);
  });
  const facets = facetsOf(procedure, upgraded(procedure)(state.facts, state.factsVersion));
  facetNames(procedure).forEach((name, index) => {
    if (comparable(facets[index]) !== comparable(stored.facets?.[facetColumn(name)])) differs(`facet ${name}`);
  });
  const found = milestones.map((row) => `${row.seq} ${row.part} ${row.milestone} ${Date.parse(row.happened_at)}`);
  if (!sameSet(expected, found)) differs('milestones');
  const tied = (kind: Tie['kind']) => ties.filter((row) => row.kind === kind).map(({ tie }) => tie);
  const involved = subjectsOf(state).map((pair) => pair.join(' '));
  if (!sameSet([...new Set(involved)], tied('involved'))) differs('involved');
  if (!sameSet([...links], tied('links'))) differs('links');
  return differences;
}
