// What the kernel needs of a database. Two engines give it: PostgreSQL by DATABASE_URL, and the embedded PGlite.
export interface Statement {
  /** Named statements are prepared once per connection (PostgreSQL; the embedded engine ignores the name). */
  readonly name?: string;
  readonly text: string;
}

export interface Queryable {
  query<Row>(statement: Statement, params?: readonly unknown[]): Promise<Row[]>;
}

export interface Transaction extends Queryable {
  /** COPY in text format; `chunks` are finished rows in UTF-8, each ending in a newline; they are given away. */
  copyIn(table: string, columns: readonly string[], chunks: readonly Uint8Array<ArrayBuffer>[]): Promise<void>;
}

export interface Database extends Queryable {
  readonly engine: 'postgres' | 'embedded';
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Several statements without parameters, for migrations and grants. */
  script(sql: string): Promise<void>;
  /** Live notices between processes. Gives a function that stops listening. */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>;
  /** Tries to hold a lock until the returned function is called; null when another process holds it. */
  tryLead(key: string): Promise<(() => Promise<void>) | null>;
  close(): Promise<void>;
}

export interface DatabaseError {
  readonly code?: string;
  readonly constraint?: string;
  readonly message: string;
}

/** Unique violation, on PostgreSQL and embedded alike; gives the constraint's name. */
export function violated(error: unknown): string | null {
  const found = error as DatabaseError;
  return found?.code === '23505' ? (found.constraint ?? '') : null;
}

/**
 * A database error without the statement's values: drivers attach parameters, and PostgreSQL's detail quotes the row,
 * and either may be personal. What is left tells an operator what went wrong.
 */
export class StatementError extends Error {
  readonly code: string | undefined;
  readonly constraint: string | undefined;
  constructor(error: unknown, statement: Statement) {
    const found = error as DatabaseError;
    super(`${found.message} (${statement.name ?? statement.text.slice(0, 60)})`);
    this.name = 'StatementError';
    this.code = found.code;
    this.constraint = found.constraint;
  }
}
