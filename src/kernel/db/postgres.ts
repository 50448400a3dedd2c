// PostgreSQL 15 or later by DATABASE_URL. Statements with a name are prepared once per connection.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type Database, type Queryable, type Statement, StatementError, type Transaction } from './types.ts';
import { parsers } from './values.ts';

const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
    const own = (parsers as Readonly<Record<number, (text: string) => unknown>>)[oid];
    return own ?? (pg.types.getTypeParser(oid, format) as (text: string) => unknown);
  },
};

function queryable(client: pg.Pool | pg.PoolClient): Queryable {
  return {
    async query<Row>(statement: Statement, params: readonly unknown[] = []) {
      try {
        const result = await client.query({ ...statement, values: params as unknown[], types });
        return result.rows as Row[];
      } catch (error) {
        throw new StatementError(error, statement);
      }
    },
  };
}

export async function openPostgres(url: string, connections = 10): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    options: '-c TimeZone=Asia/Shanghai -c plan_cache_mode=force_generic_plan -c jit=off',
  });
  // A dropped idle connection must not end the process; the next query reports what is wrong.
  pool.on('error', () => undefined);
  const version = await pool.query<{ server_version_num: string }>('show server_version_num');
  if (Number(version.rows[0]?.server_version_num) < 150_000) {
    await pool.end();
    throw new Error('Plumbline needs PostgreSQL 15 or later.');
  }
  return {
    engine: 'postgres',
    ...queryable(pool),
    async script(sql) {
      await pool.query(sql);
    },
    async transaction(work) {
      const client = await pool.connect();
      try {
        await client.query('begin');
        const tx: Transaction = {
          ...queryable(client),
          async copyIn(table, columns, chunks) {
            if (chunks.length === 0) return;
            const text = `copy ${table} (${columns.join(', ')}) from stdin`;
            try {
              await pipeline(Readable.from(chunks, { objectMode: false }), client.query(copyFrom(text)));
            } catch (error) {
              throw new StatementError(error, { text });
            }
          },
        };
        const result = await work(tx);
        await client.query('commit');
        return result;
      } catch (error) {
        await client.query('rollback').catch(() => undefined);
        throw error;
      } finally {
        client.release();
      }
    },
    async listen(channel, heard) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      client.on('error', () => undefined);
      client.on('notification', (message) => heard(message.payload ?? ''));
      await client.query(`listen "${channel}"`);
      return () => client.end();
    },
    async tryLead(key) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      client.on('error', () => undefined);
      const got = await client.query<{ got: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 0)) as got', [
        key,
      ]);
      if (got.rows[0]?.got === true) return () => client.end();
      await client.end();
      return null;
    },
    close: () => pool.end(),
  };
}
