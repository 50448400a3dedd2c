// `performMany`: the same decisions as `perform`, written in batches by COPY. A case opened in a call lives in memory
// until its batch is written, with all that the call does to it; so a year of history is a few hundred transactions.
// What needs the database to decide (a read, an official number, a case that exists, a request key) takes the ordinary
// path, inside the same transaction, after its batch.
import { setImmediate as breathe } from 'node:timers/promises';
import { violated, type Queryable, type Transaction } from '../db/types.ts';
import { refreshStatistics } from '../db/statistics.ts';
import { stepOf } from '../procedure/define.ts';
import { scriptedClock } from '../time/clock.ts';
import { epochOf } from '../time/index.ts';
import { whoIs } from './actor.ts';
import { Batch } from './batch.ts';
import { type Clocked, type Ground, type Numbered, readGround, Refs } from './batch-ground.ts';
import type { ActorRef, BatchCommand, BatchOptions, OutsideCase, Progress } from './api.ts';
import { type Core, type loadPlans, procedureOf } from './core.ts';
import { performer } from './perform.ts';
import { notAllowed, notFound, Problem, unknownActor } from './problem.ts';

/** Commands in a transaction. The embedded engine runs on this thread and locks the others out meanwhile: shorter there. */
const BATCH = { postgres: 2000, embedded: 1000 } as const;
/** Entries after which tables are looked at for growth, and at the end. */
const LOOK = 5_000;
/** Commands decided before the loop lets waiting requests in. */
const BREATH = 8;
const ROUNDS = 6;

function someAdopt(core: Core, commands: readonly Numbered[]): boolean {
  return commands.some(({ command }) => {
    const procedure = core.registry.procedures.get(command.procedure);
    const step = procedure === undefined ? undefined : stepOf(procedure, command.step);
    return step?.opens === true && step.adopts === true;
  });
}

/** Outside numbers that the database already holds, of the cases this batch would open. */
async function knownOutside(db: Queryable, core: Core, batch: Batch): Promise<Set<string>> {
  const wanted = [...batch.live.values()].flatMap(({ state }) =>
    state.outside === null ? [] : [state.outside.number],
  );
  if (wanted.length === 0) return new Set();
  const rows = await db.query<{ procedure: string; outside_system: string; outside_number: string }>(
    {
      name: 'known outside',
      text: 'select procedure, outside_system, outside_number from cases where region = $1 and outside_number = any($2::text[])',
    },
    [core.region, wanted],
  );
  return new Set(rows.map((row) => `${row.procedure} ${row.outside_system} ${row.outside_number}`));
}

/** A write that fails must not spoil the batch's transaction: it is undone to where it began. */
function undoable(tx: Queryable): Queryable['query'] {
  return async (statement, params) => {
    if (!statement.text.startsWith('with ')) return tx.query(statement, params);
    await tx.query({ name: 'before one', text: 'savepoint one' });
    try {
      const rows = await tx.query(statement, params);
      await tx.query({ name: 'after one', text: 'release savepoint one' });
      return rows as never;
    } catch (error) {
      await tx.query({ name: 'undo one', text: 'rollback to savepoint one' });
      throw error;
    }
  };
}

/** True when a command's case may have been opened in the batch that is still being written. */
function looksBack(commands: readonly Numbered[], refs: ReadonlyMap<string, string>): boolean {
  const own = new Set<string>();
  for (const { command } of commands) {
    if (command.caseRef !== undefined && !own.has(command.caseRef) && !refs.has(command.caseRef)) return true;
    if (command.ref !== undefined) own.add(command.ref);
  }
  return false;
}

interface Prepared {
  readonly commands: readonly Numbered[];
  readonly batch: Batch;
  readonly refused: { numbered: Numbered; error: Problem }[];
}

export function manyPerformer(core: Core, plans: ReturnType<typeof loadPlans>) {
  const groundFor = (actor: ActorRef, commands: readonly Numbered[]): Promise<Ground> =>
    readGround(core, [
      actor,
      ...commands.flatMap(({ command }) => (command.actor === undefined ? [] : [command.actor])),
    ]);

  async function decideBatch(
    actor: ActorRef,
    commands: readonly Numbered[],
    refs: ReadonlyMap<string, string>,
    options: BatchOptions,
    ground: Ground,
  ): Promise<Prepared> {
    const decide = async (taken: ReadonlySet<string>): Promise<Prepared> => {
      const batch = new Batch(core, ground, new Refs(refs));
      for (const key of taken) batch.outsides.add(key);
      const refused: Prepared['refused'] = [];
      for (const [position, numbered] of commands.entries()) {
        if (position % BREATH === BREATH - 1) await breathe();
        try {
          await batch.decide(actor, numbered);
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          refused.push({ numbered, error });
        }
      }
      return { commands, batch, refused };
    };
    let prepared = await decide(new Set());
    if (someAdopt(core, commands)) {
      // Only adoptions can collide with what is stored: decided again, knowing the numbers that are taken.
      const taken = await knownOutside(core.db, core, prepared.batch);
      if (taken.size > 0) prepared = await decide(taken);
    }
    if (prepared.refused[0] !== undefined && options.onRefused === undefined) throw prepared.refused[0].error;
    prepared.batch.finish(options.reactions !== 'none');
    return prepared;
  }

  /** The commands that need the database, one by one, inside the batch's transaction. */
  async function performLater(
    actor: ActorRef,
    { batch, refused }: Prepared,
    tx: Transaction,
    options: BatchOptions,
  ): Promise<void> {
    if (batch.later.length === 0) return;
    const clock = (core.clock as Clocked).set === undefined ? core.clock : scriptedClock(core.clock.epoch());
    const inside: Core = {
      ...core,
      clock,
      db: { ...core.db, query: undoable(tx) },
      ...(options.reactions === 'none' ? { quiet: true } : {}),
    };
    const single = performer(inside, plans);
    for (const numbered of batch.later) {
      const { caseRef, ref, actor: own, at, numbers, caseIds, sign, cut: _cut, ...rest } = numbered.command;
      try {
        if (at !== undefined) (clock as Clocked).set?.(epochOf(at));
        const caseId = caseRef === undefined ? rest.case : batch.refs.get(caseRef);
        if (caseRef !== undefined && caseId === undefined) throw notFound();
        const input = await filled(tx, rest.input, numbers, caseIds, batch.refs);
        const result =
          sign === undefined || caseId === undefined
            ? await single.perform(own ?? actor, { ...rest, input, ...(caseId === undefined ? {} : { case: caseId }) })
            : await single.decideProposal(own ?? actor, {
                procedure: rest.procedure,
                case: caseId,
                proposal: await openProposal(tx, caseId, rest.step),
                act: 'sign',
                opinion: sign.opinion,
              });
        if (ref !== undefined) batch.refs.set(ref, result.id);
        if (result.repeated !== true) batch.entries += 1;
      } catch (error) {
        if (!(error instanceof Problem) || options.onRefused === undefined) throw error;
        refused.push({ numbered, error });
      }
    }
  }

  async function filled(
    tx: Queryable,
    input: unknown,
    numbers: BatchCommand['numbers'],
    caseIds: BatchCommand['caseIds'],
    refs: Refs,
  ): Promise<unknown> {
    if (numbers === undefined && caseIds === undefined) return input;
    const members: Record<string, unknown> = { ...(input as object) };
    const idOf = (ref: string): string => {
      const id = refs.get(ref);
      if (id === undefined) throw notFound();
      return id;
    };
    for (const [member, ref] of Object.entries(caseIds ?? {})) members[member] = idOf(ref);
    for (const [member, ref] of Object.entries(numbers ?? {})) {
      const rows = await tx.query<{ number: string }>(
        { name: 'number of', text: 'select number from cases where region = $1 and id = $2' },
        [core.region, idOf(ref)],
      );
      members[member] = rows[0]?.number;
    }
    return members;
  }

  async function openProposal(tx: Queryable, caseId: string, step: string): Promise<number> {
    const rows = await tx.query<{ n: number | null }>(
      {
        name: 'open proposal',
        text: `select (select (p ->> 'n')::int from json_array_elements(proposals) p where p ->> 'status' = 'open' and p ->> 'step' = $3) as n
      from cases where region = $1 and id = $2`,
      },
      [core.region, caseId, step],
    );
    return rows[0]?.n ?? 0;
  }

  async function writeBatch(
    actor: ActorRef,
    first: Prepared,
    refs: Map<string, string>,
    options: BatchOptions,
    before: number,
  ): Promise<Prepared> {
    let prepared = first;
    for (let round = 0; ; round += 1) {
      const { batch, commands } = prepared;
      try {
        await core.db.transaction(async (tx) => {
          await batch.rows.copy(tx);
          await performLater(actor, prepared, tx, options);
          if (options.mark !== undefined) {
            await tx.query(
              {
                name: 'mark',
                text: 'insert into setting (region, name, value) values ($1, $2, $3::json) on conflict (region, name) do update set value = excluded.value, set_at = now()',
              },
              [core.region, options.mark.name, JSON.stringify(options.mark.from + before + commands.length)],
            );
          }
        });
        for (const [ref, id] of batch.refs.own) refs.set(ref, id);
        return prepared;
      } catch (error) {
        // A drawn case number or an outside number was taken meanwhile: decide again with fresh ones.
        const constraint = violated(error);
        if ((constraint !== 'cases_number' && constraint !== 'cases_outside') || round + 1 >= ROUNDS) throw error;
        prepared = await decideBatch(actor, commands, refs, options, await groundFor(actor, commands));
      }
    }
  }

  return {
    async performMany(
      actor: ActorRef,
      commands: Iterable<BatchCommand> | AsyncIterable<BatchCommand>,
      options: BatchOptions = {},
    ): Promise<Progress> {
      const scripted = (core.clock as Clocked).set !== undefined;
      if (options.reactions === 'none' && !scripted)
        throw new Error('Only a scripted clock loads history without reactions.');
      const size = options.batch ?? BATCH[core.db.engine];
      const refs = new Map<string, string>();
      let waiting: Numbered[] = [];
      let index = 0;
      let done = 0;
      let entries = 0;
      let lookAt = LOOK;
      // While the database writes one batch, the next is decided: two cores, two kinds of work.
      let writing: Promise<void> = Promise.resolve();
      const write = async (prepared: Prepared, before: number) => {
        const written = await writeBatch(actor, prepared, refs, options, before);
        done += written.commands.length;
        entries += written.batch.entries;
        if (entries >= lookAt) {
          lookAt = entries + LOOK;
          await refreshStatistics(core.db, core.registry);
        }
        for (const { numbered, error } of written.refused) options.onRefused?.(numbered.command, error, numbered.index);
        options.onProgress?.({ done, total: null, entries });
      };
      let started = 0;
      let decided: (() => Promise<void>) | undefined;
      const writeDecided = () => {
        if (decided === undefined) return;
        writing = decided();
        writing.catch(() => undefined);
        decided = undefined;
      };
      const flush = async () => {
        if (waiting.length === 0) return;
        const batch = waiting;
        waiting = [];
        await writing;
        // Read before the next write takes the database: the embedded engine has one connection.
        const ground = await groundFor(actor, batch);
        writeDecided();
        if (looksBack(batch, refs)) await writing;
        const prepared = await decideBatch(actor, batch, refs, options, ground);
        const before = started;
        decided = () => write(prepared, before);
        started += batch.length;
      };
      let cuts = false;
      try {
        for await (const command of commands) {
          if (command.at !== undefined && !scripted)
            throw new Error('Only a scripted clock can record at a given time.');
          cuts ||= command.cut === true;
          const opens = command.case === undefined && command.caseRef === undefined;
          if (waiting.length >= size && (cuts ? command.cut === true : opens)) await flush();
          waiting.push({ command, index });
          index += 1;
        }
        await flush();
      } finally {
        // Whatever stops the call, what was decided is written, and it does not return before.
        await writing;
        writeDecided();
        await writing;
      }
      if (entries > 0) await refreshStatistics(core.db, core.registry);
      return { done, total: done, entries };
    },

    async outside(
      actor: ActorRef,
      procedureId: string,
      system: string,
      numbers: readonly string[],
    ): Promise<OutsideCase[]> {
      const procedure = procedureOf(core, procedureId);
      const subject = await whoIs(core, actor);
      if (subject === null) throw unknownActor();
      const adopts = Object.keys(procedure.steps).some((id) => {
        const step = stepOf(procedure, id);
        return (
          step?.opens === true &&
          step.adopts === true &&
          step.by.some((post) => subject.posts.some((held) => held.post === post.id))
        );
      });
      if (!adopts) throw notAllowed();
      const rows = await core.db.query<{ outside_number: string; id: string; outside_hash: string | null }>(
        {
          name: 'outside of',
          text: 'select outside_number, id, outside_hash from cases where region = $1 and procedure = $2 and outside_system = $3 and outside_number = any($4::text[])',
        },
        [core.region, procedure.id, system, numbers],
      );
      return rows.map((row) => ({ number: row.outside_number, id: row.id, hash: row.outside_hash }));
    },
  };
}
