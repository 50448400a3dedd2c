// Green, yellow, red: a light that turns is always told to somebody. First the handler, or the unit when nobody handles
// the case; at red also the head of the unit and the supervising body. A case without handler, head or supervisor still
// reaches the administrator: escalation is never silent.
import type { Core } from '../case/core.ts';
import type { PeriodView } from '../procedure/types.ts';
import { epochOf, type InstantText } from '../time/index.ts';

const PAGE = 500;

interface AlarmRow {
  id: string;
  procedure: string;
  unit: string;
  home: string;
  handler: string | null;
  handler_holds: boolean;
  periods: PeriodView[];
  due_at: InstantText | null;
  warn_at: InstantText | null;
  has_head: boolean;
  has_supervisor: boolean;
}

type To = readonly [kind: 'person' | 'unit' | 'head' | 'post', whom: string];

function told(row: AlarmRow, light: 'yellow' | 'red'): To[] {
  const to: To[] = row.handler !== null && row.handler_holds ? [['person', row.handler]] : [['unit', row.unit]];
  if (light === 'red' || row.handler === null || !row.handler_holds)
    to.push(row.has_head ? ['head', row.unit] : ['post', row.has_supervisor ? 'supervisor' : 'administrator']);
  if (light === 'red') to.push(['post', row.has_supervisor ? 'supervisor' : 'administrator']);
  return to;
}

/** Raises what is due to be raised; each light of each period once per addressee. */
export async function raiseAlarms(core: Core, newId: () => string): Promise<number> {
  const { db, region } = core;
  const now = core.clock.now();
  let raised = 0;
  for (;;) {
    const rows = await db.query<AlarmRow>(
      {
        name: 'alarms',
        text: `select c.id, c.procedure, c.unit, c.home, c.handler, c.periods, c.due_at, c.warn_at,
      exists (select 1 from post_holder h where h.region = c.region and h.account = c.handler and h.from_on <= $2::date and (h.to_on is null or h.to_on >= $2::date)) as handler_holds,
      exists (select 1 from post_holder h join unit u on u.region = h.region and u.id = c.unit where h.region = c.region and h.post = 'head' and h.unit = any(u.same) and h.from_on <= $2::date and (h.to_on is null or h.to_on >= $2::date)) as has_head,
      exists (select 1 from post_holder h where h.region = c.region and h.post = 'supervisor' and h.from_on <= $2::date and (h.to_on is null or h.to_on >= $2::date)) as has_supervisor
      from cases c where c.region = $1 and c.alarm_at <= $3::timestamptz order by c.alarm_at limit ${PAGE}`,
      },
      [region, now.slice(0, 10), now],
    );
    if (rows.length === 0) return raised;
    const out = {
      ids: [] as string[],
      cases: [] as string[],
      procedures: [] as string[],
      periods: [] as string[],
      lights: [] as string[],
      kinds: [] as string[],
      whoms: [] as string[],
    };
    for (const row of rows) {
      for (const period of row.periods) {
        if (period.status !== 'running' || period.dueAt === undefined || period.earliestOn !== undefined) continue;
        const light =
          epochOf(now) >= epochOf(period.dueAt)
            ? 'red'
            : period.warnAt !== undefined && epochOf(now) >= epochOf(period.warnAt)
              ? 'yellow'
              : null;
        if (light === null) continue;
        for (const [kind, whom] of told(row, light)) {
          out.ids.push(newId());
          out.cases.push(row.id);
          out.procedures.push(row.procedure);
          out.periods.push(`${period.key} ${period.party ?? ''}`.trim());
          out.lights.push(light);
          out.kinds.push(kind);
          out.whoms.push(whom);
        }
      }
    }
    // The next alarm of a case: its nearest date after a warning, and after red the next period's turn, looked at daily.
    await db.query(
      {
        name: 'raise',
        text: `with told as (insert into notice (region, id, case_id, procedure, period, light, to_kind, to_whom, at)
        select $1, v.* , $3::timestamptz from unnest($4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[]) v on conflict do nothing)
      update cases set alarm_at = case when due_at > $3::timestamptz then due_at else $3::timestamptz + interval '1 day' end where region = $1 and id = any($2::uuid[])`,
      },
      [
        region,
        rows.map((row) => row.id),
        now,
        out.ids,
        out.cases,
        out.procedures,
        out.periods,
        out.lights,
        out.kinds,
        out.whoms,
      ],
    );
    raised += out.ids.length;
  }
}
