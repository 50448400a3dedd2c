// Short words for what a story expects.
import assert from 'node:assert/strict';
import { type Database, Problem, type ProblemKind } from '../inside.ts';

/** The act fails as a problem of this kind, for this ground when one is named. */
export const fails = (doing: Promise<unknown>, kind: ProblemKind, ground?: string): Promise<void> =>
  assert.rejects(doing, (error: unknown) => {
    assert.ok(error instanceof Problem, String(error));
    assert.equal(error.kind, kind, error.detail.en);
    if (ground !== undefined)
      assert.ok(
        error.refusals.some((one) => one.ground === ground),
        JSON.stringify(error.refusals),
      );
    return true;
  });

/** How many of these came through, and the kinds of problem of the others. */
export async function outcomes<T>(doing: readonly Promise<T>[]): Promise<{ done: T[]; kinds: string[] }> {
  const settled = await Promise.allSettled(doing);
  const done: T[] = [];
  const kinds: string[] = [];
  for (const one of settled) {
    if (one.status === 'fulfilled') done.push(one.value);
    else if (one.reason instanceof Problem) kinds.push(one.reason.kind);
    else throw one.reason;
  }
  return { done, kinds };
}

export interface Counted {
  /** The texts of the statements sent since the last look. */
  taken(): string[];
}

/** Counts what goes to the database; the methods are wrapped in place until `restore`. */
export function counting(db: Database): Counted & { restore(): void } {
  const sent: string[] = [];
  const own = db.query;
  const wrapped = db as { query: Database['query'] };
  wrapped.query = (statement, params) => {
    sent.push(statement.text);
    return own.call(db, statement, params) as never;
  };
  return {
    taken: () => sent.splice(0),
    restore: () => {
      wrapped.query = own;
    },
  };
}

/** Every row of every table as text. */
export async function dump(db: Database): Promise<string> {
  const tables = await db.query<{ name: string }>({
    text: `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  });
  let text = '';
  for (const { name } of tables) {
    const rows = await db.query<{ row: string }>({ text: `select to_json(x)::text as row from "${name}" x` });
    text += rows.map(({ row }) => `${name} ${row}\n`).join('');
  }
  return text;
}
