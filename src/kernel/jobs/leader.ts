// One process leads a region: it tails what was committed, indexes it for search, wakes live pages, runs reactions and
// lets no time limit pass in silence. Any process can take over; all its work can be done again without harm.
import type { Command, EntryNotice, Kernel } from '../case/api.ts';
import type { Core } from '../case/core.ts';
import { newId } from '../case/ids.ts';
import { refreshStatistics } from '../db/statistics.ts';
import { CASE_COLUMNS, type CaseRow, stateOf } from '../case/load.ts';
import { Problem } from '../case/problem.ts';
import { words } from '../case/words.ts';
import type { EntrySeen } from '../procedure/types.ts';
import type { EntryBody } from '../record/entry.ts';
import { raiseAlarms } from './escalate.ts';
import { recomputeAll, recomputeOwed } from './recompute.ts';

const PAGE = 500;
/** A fifth of a second's acts are taken together: woken by every act, the leader took a third of the database's time. */
const POLL_MS = 200;
const ALARM_MS = 30_000;
const CHANNEL = 'plumbline';

interface PendingRow {
  id: string;
  case_id: string;
  from_seq: number;
  to_seq: number;
}

export interface Leader {
  start(): Promise<void>;
  stop(): Promise<void>;
  settle(): Promise<void>;
  subscribe(listener: (notice: EntryNotice) => void): () => void;
  status: Kernel['status'];
}

export function leaderOf(core: Core, perform: Kernel['perform'], report: (error: unknown) => void): Leader {
  const { db, region } = core;
  const listeners = new Set<(notice: EntryNotice) => void>();
  let release: (() => Promise<void>) | null = null;
  let unlisten: (() => Promise<void>) | null = null;
  let running: Promise<void> | null = null;
  let stopped = true;
  let alarmAt = 0;
  /** Ends the pause, when stopping. */
  let wakeUp: () => void = () => undefined;

  async function react(body: EntryBody, row: CaseRow): Promise<void> {
    const procedure = core.registry.procedures.get(body.procedure);
    const effective =
      body.kind !== 'proposal' &&
      body.kind !== 'return' &&
      !(body.kind === 'signature' && body.change.proposal?.status === 'open');
    const reactions = effective
      ? (procedure?.reactions ?? []).filter((reaction) => reaction.on.includes(body.step))
      : [];
    if (procedure === undefined || reactions.length === 0) return;
    const state = stateOf(row, procedure);
    const links = await db.query<{ rel: string; from: string; to: string }>(
      {
        name: 'reaction links',
        text: 'select rel, from_case as "from", to_case as "to" from link where region = $1 and (from_case = $2 or to_case = $2)',
      },
      [region, state.id],
    );
    const entry: EntrySeen = {
      id: body.id,
      seq: body.seq,
      kind: body.kind,
      step: body.step,
      happenedAt: body.happenedAt,
      input: body.input,
    };
    for (const reaction of reactions) {
      const commands = reaction.then(entry, { ...state, links });
      for (const [index, command] of commands.entries()) {
        // The request id makes a reaction take effect once, however often it is run.
        const request = `${body.id}:${reaction.id}:${index}`;
        const full: Command = {
          procedure: command.procedure,
          step: command.step,
          input: command.input,
          request,
          ...(command.case === undefined ? {} : { case: command.case }),
        };
        try {
          await perform({ system: `reaction.${reaction.id}` }, full);
        } catch (error) {
          // A refusal is an answer (the other case moved on). A lost race and a broken connection stay pending and are
          // tried again. A reaction that can never be taken is reported, and holds up nobody else's.
          if (!(error instanceof Problem) || error.kind === 'stale') throw error;
          if (error.kind !== 'refused' && error.kind !== 'not-found') report(error);
        }
      }
    }
  }

  async function page(): Promise<number> {
    const rows = await db.query<PendingRow>(
      {
        name: 'pending',
        text: `select id, case_id, from_seq, to_seq from pending where region = $1 order by id limit ${PAGE}`,
      },
      [region],
    );
    if (rows.length === 0) return 0;
    const ids = [...new Set(rows.map((row) => row.case_id))];
    const [cases, entries] = [
      await db.query<CaseRow>(
        {
          name: 'pending cases',
          text: `select ${CASE_COLUMNS.join(', ')} from cases where region = $1 and id = any($2::uuid[])`,
        },
        [region, ids],
      ),
      await db.query<{ case_id: string; seq: number; body: string }>(
        {
          name: 'pending entries',
          text: `select e.case_id, e.seq, e.body from entry e join unnest($2::uuid[], $3::int[], $4::int[]) p(case_id, a, b)
        on e.case_id = p.case_id and e.seq between p.a and p.b where e.region = $1 order by e.case_id, e.seq`,
        },
        [region, rows.map((row) => row.case_id), rows.map((row) => row.from_seq), rows.map((row) => row.to_seq)],
      ),
    ];
    const byCase = new Map(cases.map((row) => [row.id, row]));
    const titled = cases.filter((row) => row.title !== '');
    if (titled.length > 0) {
      await db.query(
        {
          name: 'index search',
          text: `insert into search (region, case_id, procedure, words) select $1, v.id, v.procedure, array_to_tsvector(string_to_array(v.words, ' '))
        from unnest($2::uuid[], $3::text[], $4::text[]) v(id, procedure, words) on conflict (region, case_id) do update set words = excluded.words`,
        },
        [
          region,
          titled.map((row) => row.id),
          titled.map((row) => row.procedure),
          titled.map((row) => words(row.title).join(' ')),
        ],
      );
    }
    const notices: EntryNotice[] = [];
    for (const { body: text } of entries) {
      const body = JSON.parse(text) as EntryBody;
      const row = byCase.get(body.case);
      if (row === undefined) continue;
      await react(body, row);
      notices.push({
        region,
        entry: body.id,
        case: body.case,
        procedure: body.procedure,
        step: body.step,
        unit: row.unit,
      });
    }
    await db.query({ name: 'pending done', text: 'delete from pending where region = $1 and id = any($2::uuid[])' }, [
      region,
      rows.map((row) => row.id),
    ]);
    await publish(notices);
    return rows.length;
  }

  async function publish(notices: readonly EntryNotice[]): Promise<void> {
    // One notification for a page: NOTIFY serialises commits, so it is the leader's and never a step's.
    if (notices.length === 0) return;
    const payload = JSON.stringify(notices.slice(-30));
    await db.query({ name: 'notify', text: 'select pg_notify($1, $2)' }, [
      CHANNEL,
      payload.length < 7900 ? payload : JSON.stringify(notices.slice(-1)),
    ]);
  }

  async function work(): Promise<void> {
    while ((await page()) > 0) if (stopped && running !== null) return;
    const now = core.clock.epoch();
    if (now >= alarmAt) {
      alarmAt = now + ALARM_MS;
      if (await recomputeOwed(core)) await recomputeAll(core, { id: 'system:calendar', post: 'system', unit: '' });
      await raiseAlarms(core, () => newId(core.ids, core.clock.epoch()));
      if (db.engine === 'embedded') await refreshStatistics(db, core.registry);
      await db.query(
        {
          name: 'forget requests',
          text: `delete from request where region = $1 and at < $2::timestamptz - interval '7 days'`,
        },
        [region, core.clock.now()],
      );
      await db.query({ name: 'forget sessions', text: 'delete from session where region = $1 and expires_at < $2' }, [
        region,
        core.clock.now(),
      ]);
    }
  }

  const going = () => !stopped;

  async function loop(): Promise<void> {
    while (going()) {
      let pause = POLL_MS;
      try {
        release ??= await db.tryLead(`plumbline ${region}`);
        if (release !== null) await work();
        else pause = 1000;
      } catch (error) {
        if (!stopped) report(error);
        pause = 1000;
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pause);
        wakeUp = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  return {
    async start() {
      if (!stopped) return;
      stopped = false;
      unlisten = await db.listen(CHANNEL, (payload) => {
        for (const notice of JSON.parse(payload) as EntryNotice[])
          if (notice.region === region) for (const listener of listeners) listener(notice);
      });
      running = loop();
    },
    async stop() {
      stopped = true;
      wakeUp();
      await running;
      running = null;
      await unlisten?.();
      unlisten = null;
      await release?.();
      release = null;
    },
    async settle() {
      alarmAt = 0;
      while ((await page()) > 0);
      await work();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async status() {
      const rows = await db.query<{ n: number; oldest: string | null }>(
        {
          name: 'status',
          text: 'select count(*)::int as n, min(id::text) as oldest from (select id from pending where region = $1 order by id limit 10000) p',
        },
        [region],
      );
      const oldest = rows[0]?.oldest;
      // A UUIDv7 begins with its time.
      const at =
        oldest === null || oldest === undefined ? null : Number.parseInt(oldest.replaceAll('-', '').slice(0, 12), 16);
      return {
        leader: release !== null,
        pending: rows[0]?.n ?? 0,
        lagMs: at === null ? 0 : Math.max(0, core.clock.epoch() - at),
      };
    },
  };
}
