// A new arrangement of holidays moves dates that were already running. Every open case is looked at; each that moves
// gets an entry of its own with the old date and the new one. Interrupted, it can be run again: what has moved, stays.
import { type Core, procedureOf, surroundingsFor, Sealer } from '../case/core.ts';
import { finish } from '../case/effect.ts';
import { CASE_COLUMNS, type CaseRow, stateOf } from '../case/load.ts';
import { SET_DAY, viewOf } from '../case/periods.ts';
import { write } from '../case/write.ts';
import type { Acting, PeriodView } from '../procedure/types.ts';
import { HASH_ALGORITHM } from '../record/canonical.ts';
import { ENTRY_FORMAT } from '../record/entry.ts';
import { dateOf } from '../time/index.ts';

const PAGE = 200;
const DONE = 'calendar-recomputed';

const dateIn = (period: PeriodView): string | undefined => period.earliestOn ?? period.dueOn ?? period.dueAt;

async function recomputeCase(core: Core, id: string, acting: Acting): Promise<boolean> {
  const { db, region } = core;
  for (;;) {
    const rows = await db.query<CaseRow>(
      { name: 'case row', text: `select ${CASE_COLUMNS.join(', ')} from cases where region = $1 and id = $2` },
      [region, id],
    );
    const row = rows[0];
    if (row === undefined) return false;
    const procedure = procedureOf(core, row.procedure);
    const state = stateOf(row, procedure);
    const current = await core.current();
    const now = core.clock.now();
    const moved: PeriodView[] = [];
    for (const period of state.periods) {
      if ((period.status !== 'running' && period.status !== 'suspended') || period.state.rule === SET_DAY) continue;
      const view = viewOf(period.key, period.party, period.state, current.law, current.calendar);
      const [oldDue, newDue] = [dateIn(period), dateIn(view)];
      if (oldDue === newDue && view.provisional === period.provisional) continue;
      const event = {
        type: 'announce' as const,
        on: dateOf(now),
        calendarVersion: current.calendar.version,
        ...(oldDue === undefined ? {} : { oldDue }),
        ...(newDue === undefined ? {} : { newDue }),
      };
      moved.push(
        viewOf(
          period.key,
          period.party,
          { ...period.state, events: [...period.state.events, event] },
          current.law,
          current.calendar,
        ),
      );
    }
    if (moved.length === 0) return false;
    const surroundings = surroundingsFor(core, current, new Sealer(core.keys), core.clock.epoch());
    const decision = finish(state, {
      v: ENTRY_FORMAT,
      alg: HASH_ALGORITHM,
      region,
      procedure: procedure.id,
      case: id,
      seq: state.version + 1,
      id: surroundings.newId(),
      prev: state.head,
      kind: 'period',
      step: 'calendar',
      recordedAt: now,
      happenedAt: now,
      actor: acting,
      input: { calendar: current.calendar.version },
      change: { periods: moved },
      law: { on: dateOf(now), rules: moved.map((period) => period.state.rule) },
      flags: surroundings.flags,
    });
    // Lost to an officer's step: look at the case again as that step left it.
    if (await write(db, procedure, state, decision, { newKey: null, blind: [], code: null, request: null, post: null }))
      return true;
  }
}

export async function recomputeAll(core: Core, acting: Acting): Promise<{ recomputed: number; moved: number }> {
  const { db, region } = core;
  await core.current(-1);
  const versions = await db.query<{ version: number }>(
    {
      name: 'calendar version',
      text: 'select coalesce(max(version), 0) as version from calendar_year where region = $1',
    },
    [region],
  );
  let recomputed = 0;
  let moved = 0;
  let at = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await db.query<{ id: string }>(
      {
        name: 'running cases',
        text: `select id from cases where region = $1 and not ended and id > $2::uuid and periods::text <> '[]' order by id limit ${PAGE}`,
      },
      [region, at],
    );
    for (const row of rows) {
      recomputed += 1;
      if (await recomputeCase(core, row.id, acting)) moved += 1;
    }
    const last = rows.at(-1);
    if (last === undefined) break;
    at = last.id;
  }
  await db.query(
    {
      name: 'calendar done',
      text: 'insert into setting (region, name, value) values ($1, $2, $3::json) on conflict (region, name) do update set value = excluded.value',
    },
    [region, DONE, String(versions[0]?.version ?? 0)],
  );
  return { recomputed, moved };
}

/** What an earlier run left unfinished, for the leader to take up. */
export async function recomputeOwed(core: Core): Promise<boolean> {
  const rows = await core.db.query<{ owed: boolean }>(
    {
      name: 'recompute owed',
      text: `select coalesce(max(version), 0) > coalesce((select (value #>> '{}')::int from setting where region = $1 and name = '${DONE}'), 0) as owed from calendar_year where region = $1`,
    },
    [core.region],
  );
  return rows[0]?.owed === true;
}
