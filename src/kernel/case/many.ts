// `performMany`: the same decisions as `perform`, written in batches by COPY. A case opened in a call lives in memory
// until its batch is written, with all that the call does to it; so a year of history is a few hundred transactions.
// What needs the database to decide (a read, an official number, a case that exists, a request key) takes the ordinary
// path, inside the same transaction, after its batch.
import { setImmediate as breathe } from 'node:timers/promises';
import type { Subject, UnitReach } from '../access/access.ts';
import { violated, type Database, type Queryable, type Transaction } from '../db/types.ts';
import { copyValue } from '../db/values.ts';
import { facetColumn, facetNames, facetTable, milestoneTable } from '../facets/tables.ts';
import { stepOf } from '../procedure/define.ts';
import type { AnyProcedure } from '../procedure/types.ts';
import { epochOf, type InstantText } from '../time/index.ts';
import { whoIs } from './actor.ts';
import type { ActorRef, BatchCommand, BatchOptions, OutsideCase, Progress } from './api.ts';
import { blindOf, type Core, type LawAndCalendar, loadPlans, procedureOf, Sealer, surroundingsFor } from './core.ts';
import { decideStep, unknownStep, type Decision, type Surroundings } from './decide.ts';
import type { CaseState } from './fold.ts';
import { newId } from './ids.ts';
import { checkTexts, outsideTaken, performer } from './perform.ts';
import { badInput, notAllowed, notFound, Problem, unknownActor } from './problem.ts';
import { caseCells, type Cell, codeDigestOf, derive, WRITTEN_CASE_COLUMNS } from './rows.ts';
import { words } from './words.ts';

const BATCH = 1000;
const ROUNDS = 3;

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
    const needsDatabase = step.reads !== undefined || step.numbers !== undefined || command.request !== undefined || command.version !== undefined || (step.approvals?.length ?? 0) > 0;
    if (needsDatabase || (step.opens !== true && live === undefined) || (caseId !== undefined && this.#waiting.has(caseId))) {
      if (caseId !== undefined) this.#waiting.add(caseId);
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
      { state: live?.state ?? null, subject, reach: this.#ground.reach, home: this.#ground.homes.get(procedure.id) ?? '', reads: {}, numbers: {} },
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

export function manyPerformer(core: Core, plans: ReturnType<typeof loadPlans>) {
  async function runBatch(actor: ActorRef, commands: readonly Numbered[], refs: Map<string, string>, options: BatchOptions, done: number): Promise<number> {
    const refused: { numbered: Numbered; error: Problem }[] = [];
    for (let round = 0; ; round += 1) {
      refused.length = 0;
      const ground = await readGround(core, [actor, ...commands.flatMap(({ command }) => (command.actor === undefined ? [] : [command.actor]))]);
      let batch = new Batch(core, ground, new Map(refs));
      let skip = new Set<string>();
      const adopts = someAdopt(core, commands);
      for (let pass = 0; pass < 2; pass += 1) {
        refused.length = 0;
        batch = new Batch(core, ground, new Map(refs));
        for (const key of skip) batch.outsides.add(key);
        for (const numbered of commands) {
          try {
            await batch.decide(actor, numbered);
          } catch (error) {
            if (!(error instanceof Problem) || (options.onRefused === undefined && pass === 1)) throw error;
            refused.push({ numbered, error });
          }
        }
        // Only adoptions can collide with what is stored: the second pass knows the numbers that are taken.
        if (!adopts) break;
        skip = await knownOutside(core.db, core, batch);
        if (skip.size === 0) break;
      }
      if (refused.length > 0 && options.onRefused === undefined) throw (refused[0] as { error: Problem }).error;
      batch.finish(options.reactions !== 'none');
      try {
        await core.db.transaction(async (tx) => {
          await batch.rows.copy(tx);
          const inside: Core = { ...core, db: { ...core.db, query: tx.query.bind(tx) } as Database, wake: () => undefined };
          const single = performer(inside, plans);
          for (const numbered of batch.later) {
            const { command } = numbered;
            try {
              if (command.at !== undefined) (core.clock as Clocked).set?.(epochOf(command.at));
              const caseId = command.caseRef === undefined ? command.case : batch.refs.get(command.caseRef);
              if (command.caseRef !== undefined && caseId === undefined) throw notFound();
              const { caseRef: _ref, ref, actor: own, at: _at, ...rest } = command;
              const result = await single.perform(own ?? actor, { ...rest, ...(caseId === undefined ? {} : { case: caseId }) });
              if (ref !== undefined) batch.refs.set(ref, result.id);
              if (result.repeated !== true) batch.entries += 1;
            } catch (error) {
              if (!(error instanceof Problem) || options.onRefused === undefined) throw error;
              refused.push({ numbered, error });
            }
          }
          if (options.mark !== undefined) {
            await tx.query({ name: 'mark', text: 'insert into setting (region, name, value) values ($1, $2, $3::json) on conflict (region, name) do update set value = excluded.value, set_at = now()' },
              [core.region, options.mark.name, JSON.stringify(options.mark.from + done + commands.length)]);
          }
        });
      } catch (error) {
        // A drawn case number or an outside number was taken meanwhile: decide again with fresh ones.
        const constraint = violated(error);
        if ((constraint === 'cases_number' || constraint === 'cases_outside') && round + 1 < ROUNDS) continue;
        throw error;
      }
      for (const [ref, id] of batch.refs) refs.set(ref, id);
      for (const { numbered, error } of refused) options.onRefused?.(numbered.command, error, numbered.index);
      return batch.entries;
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
      const flush = async () => {
        if (waiting.length === 0) return;
        entries += await runBatch(actor, waiting, refs, options, done);
        done += waiting.length;
        waiting = [];
        // References live as long as the call needs them: a later batch may still name a case of this one.
        options.onProgress?.({ done, total: null, entries });
        await breathe();
      };
      for await (const command of commands) {
        if (command.at !== undefined && !scripted) throw new Error('Only a scripted clock can record at a given time.');
        const opens = command.case === undefined && command.caseRef === undefined;
        if (waiting.length >= size && opens) await flush();
        waiting.push({ command, index });
        index += 1;
      }
      await flush();
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
