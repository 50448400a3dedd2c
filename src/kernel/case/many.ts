// `performMany`: the same decisions as `perform`, written in batches by COPY. A case opened in a call lives in memory
// until its batch is written, with all that the call does to it; so a year of history is a few hundred transactions.
// What needs the database to decide (a read, an official number, a case that exists, a request key) takes the ordinary
// path, inside the same transaction, after its batch.
import { setImmediate as breathe } from 'node:timers/promises';
import type { Subject, UnitReach } from '../access/access.ts';
import { violated, type Queryable, type Transaction } from '../db/types.ts';
import { copyValue } from '../db/values.ts';
import { facetColumn, facetNames, facetTable, milestoneTable } from '../facets/tables.ts';
import { stepOf } from '../procedure/define.ts';
import type { AnyProcedure, AnyStep } from '../procedure/types.ts';
import { scriptedClock } from '../time/clock.ts';
import { epochOf, type InstantText } from '../time/index.ts';
import { whoIs } from './actor.ts';
import type { ActorRef, BatchCommand, BatchOptions, OutsideCase, Progress } from './api.ts';
import { blindOf, type Core, type LawAndCalendar, loadPlans, procedureOf, readsNothing, Sealer, surroundingsFor } from './core.ts';
import { decideStep, unknownStep, type Decision, type Surroundings } from './decide.ts';
import type { CaseState } from './fold.ts';
import { newId } from './ids.ts';
import { checkTexts, outsideTaken, performer } from './perform.ts';
import { badInput, notAllowed, notFound, Problem, unknownActor } from './problem.ts';
import { caseCells, type Cell, codeDigestOf, derive, WRITTEN_CASE_COLUMNS } from './rows.ts';
import { words } from './words.ts';

const BATCH = 1000;
const ROUNDS = 6;

type Clocked = Core['clock'] & { set?: (epoch: number) => void };

interface Numbered {
  readonly command: BatchCommand;
  readonly index: number;
}

/** What a batch needs to know before it can decide anything, read at its start. */
interface Ground {
  readonly current: LawAndCalendar;
  readonly reach: Readonly<Record<string, UnitReach>>;
  readonly homes: ReadonlyMap<string, string>;
  readonly subject: (actor: ActorRef, day: string) => Promise<Subject> | Subject;
}

async function readGround(core: Core, actors: readonly ActorRef[]): Promise<Ground> {
  const users = [...new Set(actors.flatMap((actor) => ('user' in actor ? [actor.user] : [])))];
  const [units, homes, held, accounts] = [
    await core.db.query<{ id: string; same: string[]; above: string[] }>({ name: 'all reach', text: 'select id, same, above from unit where region = $1' }, [core.region]),
    await core.db.query<{ name: string; value: string }>({ name: 'homes', text: `select name, value from setting where region = $1 and name like 'home:%'` }, [core.region]),
    await core.db.query<{ account: string; post: string; unit: string; from_on: string; to_on: string | null }>(
      { name: 'posts of', text: 'select account, post, unit, from_on, to_on from post_holder where region = $1 and account = any($2::text[]) order by post, unit' }, [core.region, users]),
    await core.db.query<{ id: string; kind: Subject['kind']; name_zh: string; name_en: string }>(
      { name: 'accounts of', text: 'select id, kind, name_zh, name_en from account where region = $1 and id = any($2::text[])' }, [core.region, users]),
  ];
  const byUser = new Map(accounts.map((account) => [account.id, account]));
  const posts = Map.groupBy(held, (row) => row.account);
  const known = new Map<string, Subject>();
  const other = new Map<ActorRef, Subject>();
  return {
    current: await core.current(await dataVersion(core)),
    reach: Object.fromEntries(units.map((unit) => [unit.id, { same: unit.same, above: unit.above }])),
    homes: new Map(homes.map((row) => [row.name.slice('home:'.length), row.value])),
    subject: (actor, day) => {
      if (!('user' in actor)) {
        const found = other.get(actor);
        if (found !== undefined) return found;
        return whoIs(core, actor).then((subject) => {
          if (subject === null) throw unknownActor();
          other.set(actor, subject);
          return subject;
        });
      }
      const key = `${day} ${actor.user}`;
      let subject = known.get(key);
      if (subject === undefined) {
        const account = byUser.get(actor.user);
        if (account === undefined) throw unknownActor();
        const valid = (posts.get(actor.user) ?? []).filter((row) => row.from_on <= day && (row.to_on === null || row.to_on >= day));
        subject = { id: account.id, kind: account.kind, nameZh: account.name_zh, nameEn: account.name_en, posts: valid.map((row) => ({ post: row.post, unit: row.unit })) };
        known.set(key, subject);
      }
      return subject;
    },
  };
}

async function dataVersion(core: Core): Promise<number> {
  const rows = await core.db.query<{ version: number }>({ name: 'data version', text: `select (select coalesce(max(version), 0) from calendar_year where region = $1) + (select count(*) from limit_setting where region = $1) as version` }, [core.region]);
  return Number(rows[0]?.version ?? 0);
}

/** A case of this batch, not written yet. */
interface Live {
  procedure: AnyProcedure;
  state: CaseState;
  sealer: Sealer;
  code: string | null;
  fromSeq: number;
  recordedAt: InstantText;
}

const noReads = (step: AnyStep) => Object.fromEntries(Object.keys(step.reads ?? {}).map((name) => [name, []]));

/** COPY rows by table. */
class Rows {
  readonly #tables = new Map<string, { columns: readonly string[]; lines: string[] }>();
  add(table: string, columns: readonly string[], cells: readonly Cell[]): void {
    let found = this.#tables.get(table);
    if (found === undefined) {
      found = { columns, lines: [] };
      this.#tables.set(table, found);
    }
    let line = copyValue(cells[0]);
    for (let at = 1; at < cells.length; at += 1) line += `\t${copyValue(cells[at])}`;
    found.lines.push(line);
  }
  async copy(tx: Transaction): Promise<void> {
    for (const [table, { columns, lines }] of this.#tables) await tx.copyIn(table, columns, `${lines.join('\n')}\n`);
  }
}

const ENTRY_COLUMNS = ['region', 'case_id', 'seq', 'id', 'procedure', 'step', 'recorded_at', 'happened_at', 'body', 'hash'];
const columnsOf = new WeakMap<AnyProcedure, { facets: string[]; milestones: string[] }>();

function tableColumns(procedure: AnyProcedure): { facets: string[]; milestones: string[] } {
  let found = columnsOf.get(procedure);
  if (found === undefined) {
    const names = facetNames(procedure).map(facetColumn);
    found = { facets: ['region', 'case_id', ...names], milestones: ['region', 'case_id', 'seq', 'part', 'milestone', 'happened_at', 'recorded_at', 'unit', 'adopted', ...names] };
    columnsOf.set(procedure, found);
  }
  return found;
}

const bytea = (bytes: Buffer) => `\\x${bytes.toString('hex')}`;
const tsvector = (text: string) => words(text).map((word) => `'${word.replaceAll("'", "''")}'`).join(' ');

class Batch {
  readonly rows = new Rows();
  readonly live = new Map<string, Live>();
  readonly refs: Map<string, string>;
  readonly outsides = new Set<string>();
  readonly later: Numbered[] = [];
  /** Cases whose next commands must wait, because an earlier one of theirs does. */
  readonly #waiting = new Set<string>();
  readonly #core: Core;
  readonly #ground: Ground;
  entries = 0;

  constructor(core: Core, ground: Ground, refs: Map<string, string>) {
    this.#core = core;
    this.#ground = ground;
    this.refs = refs;
  }

  async decide(actor: ActorRef, numbered: Numbered): Promise<void> {
    const { command } = numbered;
    const core = this.#core;
    const procedure = procedureOf(core, command.procedure);
    const step = stepOf(procedure, command.step);
    if (step === undefined || (step.opens === true) !== (command.case === undefined && command.caseRef === undefined)) throw unknownStep();
    const caseId = command.caseRef === undefined ? command.case : this.refs.get(command.caseRef);
    if (command.caseRef !== undefined && this.#waiting.has(`ref ${command.caseRef}`)) {
      this.later.push(numbered);
      return;
    }
    if (command.caseRef !== undefined && caseId === undefined) {
      throw badInput({ zh: `“${command.caseRef}”没有开成,后续步骤不能办理。`, en: `"${command.caseRef}" was not opened, so nothing can follow.` });
    }
    const live = caseId === undefined ? undefined : this.live.get(caseId);
    const named = [...Object.values(command.numbers ?? {}), ...Object.values(command.caseIds ?? {})];
    const needsDatabase = named.length > 0 || command.sign !== undefined || !readsNothing(step, command.input) || step.numbers !== undefined || command.request !== undefined || command.version !== undefined || (step.approvals?.length ?? 0) > 0;
    if (needsDatabase || (step.opens !== true && live === undefined) || (caseId !== undefined && this.#waiting.has(caseId))) {
      if (caseId !== undefined) this.#waiting.add(caseId);
      // What happens to a named case afterwards must stay behind this command.
      for (const ref of named) {
        this.#waiting.add(`ref ${ref}`);
        this.#waiting.add(this.refs.get(ref) ?? '');
      }
      if (command.ref !== undefined) this.#waiting.add(`ref ${command.ref}`);
      this.later.push(numbered);
      return;
    }
    checkTexts(command.input);
    const at = command.at;
    if (at !== undefined) (core.clock as Clocked).set?.(epochOf(at));
    const recordedAt = core.clock.now();
    const who = this.#ground.subject(command.actor ?? actor, recordedAt.slice(0, 10));
    const subject = who instanceof Promise ? await who : who;
    const sealer = live?.sealer ?? new Sealer(core.keys);
    const surroundings: Surroundings = surroundingsFor(core, this.#ground.current, sealer, core.clock.epoch());
    const decision = decideStep(procedure,
      { step: command.step, input: command.input, happenedAt: command.happenedAt, as: command.as },
      { state: live?.state ?? null, subject, reach: this.#ground.reach, home: this.#ground.homes.get(procedure.id) ?? '', reads: noReads(step), numbers: {} },
      surroundings);
    this.#take(procedure, live, decision, sealer, command);
  }

  #take(procedure: AnyProcedure, live: Live | undefined, decision: Decision, sealer: Sealer, command: BatchCommand): void {
    const core = this.#core;
    const { region } = core;
    const { body, next } = decision;
    if (live === undefined && next.outside !== null) {
      const key = `${procedure.id} ${next.outside.system} ${next.outside.number}`;
      if (this.outsides.has(key)) throw outsideTaken();
      this.outsides.add(key);
    }
    const derived = derive(procedure, live?.state ?? null, decision);
    const columns = tableColumns(procedure);
    this.rows.add('entry', ENTRY_COLUMNS, [region, next.id, body.seq, body.id, procedure.id, body.step, body.recordedAt, body.happenedAt, decision.text, decision.hash]);
    for (const row of derived.milestones) {
      this.rows.add(milestoneTable(procedure), columns.milestones, [region, next.id, body.seq, row.part, row.milestone, row.happenedAt, body.recordedAt, next.unit, next.adopted, ...derived.facets]);
    }
    for (const [subject, role] of derived.involved) this.rows.add('involved', ['region', 'subject', 'procedure', 'opened_at', 'case_id', 'role'], [region, subject, procedure.id, next.openedAt, next.id, role]);
    for (const [rel, to] of derived.linked) this.rows.add('link', ['region', 'from_case', 'rel', 'to_case'], [region, next.id, rel, to]);
    for (const row of blindOf(procedure, next.facts, sealer, core.keys)) this.rows.add('blind', ['region', 'procedure', 'field', 'digest', 'case_id'], [region, procedure.id, row.field, bytea(row.digest), next.id]);
    sealer.plain.clear();
    if (live === undefined) {
      const code = procedure.tracked === true ? codeDigestOf(core.keys, next.number, next.id) : null;
      this.live.set(next.id, { procedure, state: next, sealer, code, fromSeq: body.seq, recordedAt: body.recordedAt });
      if (command.ref !== undefined) this.refs.set(command.ref, next.id);
    } else {
      live.state = next;
      live.recordedAt = body.recordedAt;
    }
    this.entries += 1;
  }

  /** The rows of every case as the batch leaves it. */
  finish(reactions: boolean): void {
    const { region } = this.#core;
    for (const { procedure, state, sealer, code, fromSeq, recordedAt } of this.live.values()) {
      this.rows.add('cases', ['region', ...WRITTEN_CASE_COLUMNS], [region, ...caseCells(procedure, state, recordedAt, code)]);
      this.rows.add(facetTable(procedure), tableColumns(procedure).facets, [region, state.id, ...Object.values(procedure.facets).map((facet) => facet.of(state.facts) ?? null)]);
      for (const key of sealer.made.values()) this.rows.add('data_key', ['region', 'case_id', 'wrapped', 'version'], [region, state.id, bytea(key.wrapped), key.version]);
      if (reactions) this.rows.add('pending', ['region', 'id', 'case_id', 'from_seq', 'to_seq'], [region, newId(this.#core.ids, epochOf(recordedAt)), state.id, fromSeq, state.version]);
      else if (state.title !== '') this.rows.add('search', ['region', 'case_id', 'procedure', 'words'], [region, state.id, procedure.id, tsvector(state.title)]);
    }
  }
}

function someAdopt(core: Core, commands: readonly Numbered[]): boolean {
  return commands.some(({ command }) => {
    const procedure = core.registry.procedures.get(command.procedure);
    const step = procedure === undefined ? undefined : stepOf(procedure, command.step);
    return step?.opens === true && step.adopts === true;
  });
}

/** Outside numbers that the database already holds, of the cases this batch would open. */
async function knownOutside(db: Queryable, core: Core, batch: Batch): Promise<Set<string>> {
  const wanted = [...batch.live.values()].flatMap(({ state }) => (state.outside === null ? [] : [state.outside.number]));
  if (wanted.length === 0) return new Set();
  const rows = await db.query<{ procedure: string; outside_system: string; outside_number: string }>(
    { name: 'known outside', text: 'select procedure, outside_system, outside_number from cases where region = $1 and outside_number = any($2::text[])' }, [core.region, wanted]);
  return new Set(rows.map((row) => `${row.procedure} ${row.outside_system} ${row.outside_number}`));
}

interface Prepared {
  readonly commands: readonly Numbered[];
  readonly batch: Batch;
  readonly refused: { numbered: Numbered; error: Problem }[];
}

export function manyPerformer(core: Core, plans: ReturnType<typeof loadPlans>) {
  async function decideBatch(actor: ActorRef, commands: readonly Numbered[], refs: ReadonlyMap<string, string>, options: BatchOptions): Promise<Prepared> {
    const ground = await readGround(core, [actor, ...commands.flatMap(({ command }) => (command.actor === undefined ? [] : [command.actor]))]);
    const decide = async (taken: ReadonlySet<string>): Promise<Prepared> => {
      const batch = new Batch(core, ground, new Map(refs));
      for (const key of taken) batch.outsides.add(key);
      const refused: Prepared['refused'] = [];
      for (const numbered of commands) {
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
  async function performLater(actor: ActorRef, { batch, refused }: Prepared, tx: Transaction, options: BatchOptions): Promise<void> {
    if (batch.later.length === 0) return;
    const clock = (core.clock as Clocked).set === undefined ? core.clock : scriptedClock(core.clock.epoch());
    const inside: Core = { ...core, clock, db: { ...core.db, query: tx.query.bind(tx) }, wake: () => undefined, ...(options.reactions === 'none' ? { quiet: true } : {}) };
    const single = performer(inside, plans);
    for (const numbered of batch.later) {
      const { caseRef, ref, actor: own, at, numbers, caseIds, sign, cut: _cut, ...rest } = numbered.command;
      try {
        if (at !== undefined) (clock as Clocked).set?.(epochOf(at));
        const caseId = caseRef === undefined ? rest.case : batch.refs.get(caseRef);
        if (caseRef !== undefined && caseId === undefined) throw notFound();
        const input = await filled(tx, rest.input, numbers, caseIds, batch.refs);
        const result = sign === undefined || caseId === undefined
          ? await single.perform(own ?? actor, { ...rest, input, ...(caseId === undefined ? {} : { case: caseId }) })
          : await single.decideProposal(own ?? actor, { procedure: rest.procedure, case: caseId, proposal: await openProposal(tx, caseId, rest.step), act: 'sign', opinion: sign.opinion });
        if (ref !== undefined) batch.refs.set(ref, result.id);
        if (result.repeated !== true) batch.entries += 1;
      } catch (error) {
        if (!(error instanceof Problem) || options.onRefused === undefined) throw error;
        refused.push({ numbered, error });
      }
    }
  }

  async function filled(tx: Queryable, input: unknown, numbers: BatchCommand['numbers'], caseIds: BatchCommand['caseIds'], refs: ReadonlyMap<string, string>): Promise<unknown> {
    if (numbers === undefined && caseIds === undefined) return input;
    const members: Record<string, unknown> = { ...(input as object) };
    const idOf = (ref: string): string => {
      const id = refs.get(ref);
      if (id === undefined) throw notFound();
      return id;
    };
    for (const [member, ref] of Object.entries(caseIds ?? {})) members[member] = idOf(ref);
    for (const [member, ref] of Object.entries(numbers ?? {})) {
      const rows = await tx.query<{ number: string }>({ name: 'number of', text: 'select number from cases where region = $1 and id = $2' }, [core.region, idOf(ref)]);
      members[member] = rows[0]?.number;
    }
    return members;
  }

  async function openProposal(tx: Queryable, caseId: string, step: string): Promise<number> {
    const rows = await tx.query<{ n: number | null }>({ name: 'open proposal', text: `select (select (p ->> 'n')::int from json_array_elements(proposals) p where p ->> 'status' = 'open' and p ->> 'step' = $3) as n
      from cases where region = $1 and id = $2` }, [core.region, caseId, step]);
    return rows[0]?.n ?? 0;
  }

  async function writeBatch(actor: ActorRef, first: Prepared, refs: Map<string, string>, options: BatchOptions, before: number): Promise<Prepared> {
    let prepared = first;
    for (let round = 0; ; round += 1) {
      const { batch, commands } = prepared;
      try {
        await core.db.transaction(async (tx) => {
          await batch.rows.copy(tx);
          await performLater(actor, prepared, tx, options);
          if (options.mark !== undefined) {
            await tx.query({ name: 'mark', text: 'insert into setting (region, name, value) values ($1, $2, $3::json) on conflict (region, name) do update set value = excluded.value, set_at = now()' },
              [core.region, options.mark.name, JSON.stringify(options.mark.from + before + commands.length)]);
          }
        });
        for (const [ref, id] of batch.refs) refs.set(ref, id);
        return prepared;
      } catch (error) {
        // A drawn case number or an outside number was taken meanwhile: decide again with fresh ones.
        const constraint = violated(error);
        if ((constraint !== 'cases_number' && constraint !== 'cases_outside') || round + 1 >= ROUNDS) throw error;
        prepared = await decideBatch(actor, commands, refs, options);
      }
    }
  }

  return {
    async performMany(actor: ActorRef, commands: Iterable<BatchCommand> | AsyncIterable<BatchCommand>, options: BatchOptions = {}): Promise<Progress> {
      const scripted = (core.clock as Clocked).set !== undefined;
      if (options.reactions === 'none' && !scripted) throw new Error('Only a scripted clock loads history without reactions.');
      const size = options.batch ?? BATCH;
      const refs = new Map<string, string>();
      let waiting: Numbered[] = [];
      let index = 0;
      let done = 0;
      let entries = 0;
      // While the database writes one batch, the next is decided: two cores, two kinds of work.
      let writing: Promise<void> = Promise.resolve();
      const write = async (prepared: Prepared, before: number) => {
        const written = await writeBatch(actor, prepared, refs, options, before);
        done += written.commands.length;
        entries += written.batch.entries;
        for (const { numbered, error } of written.refused) options.onRefused?.(numbered.command, error, numbered.index);
        options.onProgress?.({ done, total: null, entries });
      };
      let started = 0;
      const flush = async () => {
        if (waiting.length === 0) return;
        const batch = waiting;
        waiting = [];
        const prepared = await decideBatch(actor, batch, refs, options);
        await writing;
        writing = write(prepared, started);
        writing.catch(() => undefined);
        started += batch.length;
        await breathe();
      };
      let cuts = false;
      for await (const command of commands) {
        if (command.at !== undefined && !scripted) throw new Error('Only a scripted clock can record at a given time.');
        cuts ||= command.cut === true;
        const opens = command.case === undefined && command.caseRef === undefined;
        if (waiting.length >= size && (cuts ? command.cut === true : opens)) await flush();
        waiting.push({ command, index });
        index += 1;
      }
      await flush();
      await writing;
      core.wake();
      return { done, total: done, entries };
    },

    async outside(actor: ActorRef, procedureId: string, system: string, numbers: readonly string[]): Promise<OutsideCase[]> {
      const procedure = procedureOf(core, procedureId);
      const subject = await whoIs(core, actor);
      if (subject === null) throw unknownActor();
      const adopts = Object.keys(procedure.steps).some((id) => {
        const step = stepOf(procedure, id);
        return step?.opens === true && step.adopts === true && step.by.some((post) => subject.posts.some((held) => held.post === post.id));
      });
      if (!adopts) throw notAllowed();
      const rows = await core.db.query<{ outside_number: string; id: string; outside_hash: string | null }>(
        { name: 'outside of', text: 'select outside_number, id, outside_hash from cases where region = $1 and procedure = $2 and outside_system = $3 and outside_number = any($4::text[])' },
        [core.region, procedure.id, system, numbers]);
      return rows.map((row) => ({ number: row.outside_number, id: row.id, hash: row.outside_hash }));
    },
  };
}
