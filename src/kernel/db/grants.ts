// The wall on PostgreSQL: a server that connects in the role `plumbline_app` can add entries and read them, and has no
// right to change or remove one. The role cannot log in by itself; a district grants it to the login of its server.
// It is made by `migrate` where the connected login may make roles; elsewhere the database's administrator runs `walls`.
import type { Database } from './types.ts';

export const SERVING_ROLE = 'plumbline_app';

export const walls = `begin;
select pg_advisory_xact_lock(hashtextextended('plumbline grants', 0));
do $$ begin create role ${SERVING_ROLE} nologin; exception when duplicate_object or unique_violation then null; end $$;
grant usage on schema public to ${SERVING_ROLE};
grant select, insert, update, delete on all tables in schema public to ${SERVING_ROLE};
revoke update, delete, truncate, references, trigger on entry from ${SERVING_ROLE};
revoke insert, update, delete on schema_step from ${SERVING_ROLE};
commit;`;

/** Whether the wall stands: on the embedded engine there are no roles, and a login may lack the right to make one. */
export async function raiseWalls(db: Database): Promise<boolean> {
  if (db.engine !== 'postgres') return false;
  const [may] = await db.query<{ may: boolean; role: boolean }>({
    text: `select (select rolsuper or rolcreaterole from pg_roles where rolname = current_user) as may,
      exists (select 1 from pg_roles where rolname = '${SERVING_ROLE}') as role`,
  });
  if (may?.role === true) {
    const [missing] = await db.query<{ n: number }>({
      text: `select count(*)::int as n from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
        and not has_table_privilege('${SERVING_ROLE}', oid, 'select')`,
    });
    if (missing?.n === 0) return true;
  }
  if (may?.may !== true) return false;
  await db.script(walls);
  return true;
}
