// Verifies every case's chain: each stored text hashes to its hash, names the hash before it, counts without a gap, and
// the case stands on the last one. Reads in pages; memory does not grow with the record.
import type { Database } from '../db/types.ts';
import { digest } from './canonical.ts';
import type { EntryBody } from './entry.ts';

export interface Fault {
  readonly case: string;
  readonly seq: number;
  readonly what:
    | 'text does not match its hash'
    | 'does not follow the entry before'
    | 'sequence has a gap'
    | 'columns differ from the text'
    | 'case does not stand on its last entry';
}

export interface Verification {
  readonly entries: number;
  readonly cases: number;
  readonly faults: readonly Fault[];
}

const PAGE = 2000;
const MOST_FAULTS = 100;

interface EntryRow {
  case_id: string;
  seq: number;
  id: string;
  step: string;
  procedure: string;
  recorded_at: string;
  happened_at: string;
  body: string;
  hash: string;
}

/** What the text says; nothing where it has been mangled beyond reading, which then differs from every column. */
function bodyOf(text: string): Partial<EntryBody> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

export async function verifyChains(db: Database, region: string): Promise<Verification> {
  const faults: Fault[] = [];
  let entries = 0;
  let cases = 0;
  let at = { case_id: '00000000-0000-0000-0000-000000000000', seq: 0 };
  let last = { case_id: '', seq: 0, hash: '' };
  const heads = new Map<string, { seq: number; hash: string }>();

  const checkHeads = async () => {
    if (heads.size === 0) return;
    const rows = await db.query<{ id: string; head: string; version: number }>(
      { text: 'select id, head, version from cases where region = $1 and id = any($2::uuid[])' },
      [region, [...heads.keys()]],
    );
    const stored = new Map(rows.map((row) => [row.id, row]));
    for (const [id, head] of heads) {
      const row = stored.get(id);
      if (row === undefined || row.head !== head.hash || row.version !== head.seq)
        faults.push({ case: id, seq: head.seq, what: 'case does not stand on its last entry' });
    }
    cases += heads.size;
    heads.clear();
  };

  for (;;) {
    const rows: EntryRow[] = await db.query<EntryRow>(
      {
        name: 'verify page',
        text: `select case_id, seq, id, step, procedure, recorded_at, happened_at, body, hash from entry where region = $1 and (case_id, seq) > ($2::uuid, $3::int) order by case_id, seq limit ${PAGE}`,
      },
      [region, at.case_id, at.seq],
    );
    for (const row of rows) {
      const body = bodyOf(row.body);
      const fault = (what: Fault['what']) => faults.push({ case: row.case_id, seq: row.seq, what });
      if (digest(row.body) !== row.hash) fault('text does not match its hash');
      const first: boolean = last.case_id !== row.case_id;
      if (row.seq !== (first ? 1 : last.seq + 1)) fault('sequence has a gap');
      if (body.prev !== (first ? '' : last.hash)) fault('does not follow the entry before');
      if (
        body.case !== row.case_id ||
        body.seq !== row.seq ||
        body.id !== row.id ||
        body.step !== row.step ||
        body.procedure !== row.procedure ||
        Date.parse(body.recordedAt ?? '') !== Date.parse(row.recorded_at) ||
        Date.parse(body.happenedAt ?? '') !== Date.parse(row.happened_at) ||
        body.region !== region
      )
        fault('columns differ from the text');
      last = { case_id: row.case_id, seq: row.seq, hash: row.hash };
      heads.set(row.case_id, { seq: row.seq, hash: row.hash });
    }
    entries += rows.length;
    const end = rows.at(-1);
    if (end === undefined || faults.length >= MOST_FAULTS) break;
    at = end;
    // The last case of a page may go on in the next.
    const open = heads.get(end.case_id);
    heads.delete(end.case_id);
    await checkHeads();
    if (open !== undefined) heads.set(end.case_id, open);
  }
  await checkHeads();
  const orphans = await db.query<{ id: string }>(
    {
      text: 'select id from cases c where region = $1 and not exists (select 1 from entry e where e.region = c.region and e.case_id = c.id) limit 100',
    },
    [region],
  );
  for (const row of orphans) faults.push({ case: row.id, seq: 0, what: 'case does not stand on its last entry' });
  return { entries, cases, faults };
}
