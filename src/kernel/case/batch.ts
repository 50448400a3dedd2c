// A batch in memory: cases opened in it live here with all that the call does to them, and leave as COPY rows.
import { facetColumn, facetNames, facetTable, milestoneTable } from '../facets/tables.ts';
import { stepOf } from '../procedure/define.ts';
import type { AnyProcedure, AnyStep } from '../procedure/types.ts';
import { epochOf, type InstantText } from '../time/index.ts';
import type { ActorRef, BatchCommand } from './api.ts';
import { blindOf, type Core, procedureOf, readsNothing, Sealer, surroundingsFor } from './core.ts';
import { CopyRows } from './copy-rows.ts';
import { decideStep } from './decide.ts';
import { decideSignature } from './proposal.ts';
import { unknownStep } from './acting.ts';
import { type Decision, type Surroundings } from './effect.ts';
import type { CaseState } from './fold.ts';
import { newId } from './ids.ts';
import { checkTexts, outsideTaken } from './perform.ts';
import { badInput } from './problem.ts';
import { caseCells, type Cell, codeDigestOf, derive, WRITTEN_CASE_COLUMNS } from './rows.ts';
import { words } from './words.ts';
import { type Clocked, type Ground, type Numbered, type Refs } from './batch-ground.ts';

/** A case of this batch, not written yet. */
interface Live {
  procedure: AnyProcedure;
  state: CaseState;
  sealer: Sealer;
  code: string | null;
  fromSeq: number;
  recordedAt: InstantText;
  /** As the batch leaves them: what an earlier command added, a later one may have taken away. */
  readonly involved: Map<string, readonly Cell[]>;
  readonly links: Map<string, readonly Cell[]>;
  readonly blind: Map<string, readonly Cell[]>;
}

const noReads = (step: AnyStep) => Object.fromEntries(Object.keys(step.reads ?? {}).map((name) => [name, []]));

const ENTRY_COLUMNS = [
  'region',
  'case_id',
  'seq',
  'id',
  'procedure',
  'step',
  'recorded_at',
  'happened_at',
  'body',
  'hash',
];
const columnsOf = new WeakMap<AnyProcedure, { facets: string[]; milestones: string[] }>();

function tableColumns(procedure: AnyProcedure): { facets: string[]; milestones: string[] } {
  let found = columnsOf.get(procedure);
  if (found === undefined) {
    const names = facetNames(procedure).map(facetColumn);
    found = {
      facets: ['region', 'case_id', ...names],
      milestones: [
        'region',
        'case_id',
        'seq',
        'part',
        'milestone',
        'happened_at',
        'recorded_at',
        'unit',
        'adopted',
        ...names,
      ],
    };
    columnsOf.set(procedure, found);
  }
  return found;
}

const bytea = (bytes: Buffer) => `\\x${bytes.toString('hex')}`;
const tsvector = (text: string) =>
  words(text)
    .map((word) => `'${word.replaceAll("'", "''")}'`)
    .join(' ');

export class Batch {
  readonly rows = new CopyRows();
  readonly live = new Map<string, Live>();
  readonly refs: Refs;
  readonly outsides = new Set<string>();
  readonly later: Numbered[] = [];
  /** Cases whose next commands must wait, because an earlier one of theirs does. */
  readonly #waiting = new Set<string>();
  readonly #core: Core;
  readonly #ground: Ground;
  entries = 0;

  constructor(core: Core, ground: Ground, refs: Refs) {
    this.#core = core;
    this.#ground = ground;
    this.refs = refs;
  }

  async decide(actor: ActorRef, numbered: Numbered): Promise<void> {
    const { command } = numbered;
    const core = this.#core;
    const procedure = procedureOf(core, command.procedure);
    const step = stepOf(procedure, command.step);
    if (step === undefined || (step.opens === true) !== (command.case === undefined && command.caseRef === undefined))
      throw unknownStep();
    const caseId = command.caseRef === undefined ? command.case : this.refs.get(command.caseRef);
    if (command.caseRef !== undefined && this.#waiting.has(`ref ${command.caseRef}`)) {
      this.later.push(numbered);
      return;
    }
    if (command.caseRef !== undefined && caseId === undefined) {
      throw badInput({
        zh: `“${command.caseRef}”没有开成，后续步骤不能办理。`,
        en: `"${command.caseRef}" was not opened, so nothing can follow.`,
      });
    }
    const live = caseId === undefined ? undefined : this.live.get(caseId);
    const named = [...Object.values(command.numbers ?? {}), ...Object.values(command.caseIds ?? {})];
    const signed =
      command.sign === undefined
        ? undefined
        : live?.state.proposals.find((proposal) => proposal.status === 'open' && proposal.step === command.step);
    const needsDatabase =
      named.length > 0 ||
      !readsNothing(step, signed === undefined ? command.input : signed.input) ||
      step.numbers !== undefined ||
      command.request !== undefined ||
      command.version !== undefined;
    if (
      needsDatabase ||
      (step.opens !== true && live === undefined) ||
      (caseId !== undefined && this.#waiting.has(caseId))
    ) {
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
    const loaded = {
      state: live?.state ?? null,
      subject,
      reach: this.#ground.reach,
      home: this.#ground.homes.get(procedure.id) ?? '',
      reads: noReads(step),
      numbers: {},
    };
    const decision =
      command.sign === undefined
        ? decideStep(
            procedure,
            { step: command.step, input: command.input, happenedAt: command.happenedAt, as: command.as },
            loaded,
            surroundings,
          )
        : decideSignature(
            procedure,
            { proposal: signed?.n ?? 0, act: 'sign', opinion: command.sign.opinion },
            loaded,
            surroundings,
          );
    this.#take(procedure, live, decision, sealer, command);
  }

  #take(
    procedure: AnyProcedure,
    live: Live | undefined,
    decision: Decision,
    sealer: Sealer,
    command: BatchCommand,
  ): void {
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
    this.rows.add('entry', ENTRY_COLUMNS, [
      region,
      next.id,
      body.seq,
      body.id,
      procedure.id,
      body.step,
      body.recordedAt,
      body.happenedAt,
      decision.text,
      decision.hash,
    ]);
    const facets = derived.milestones.length === 0 ? [] : derived.facets;
    for (const row of derived.milestones) {
      this.rows.add(milestoneTable(procedure), columns.milestones, [
        region,
        next.id,
        body.seq,
        row.part,
        row.milestone,
        row.happenedAt,
        body.recordedAt,
        next.unit,
        next.adopted,
        ...facets,
      ]);
    }
    const blind = blindOf(procedure, next.facts, sealer, core.keys);
    sealer.plain.clear();
    let now = live;
    if (now === undefined) {
      const code = procedure.tracked === true ? codeDigestOf(core.keys, next.number, next.id) : null;
      const empty = { involved: new Map(), links: new Map(), blind: new Map() };
      now = { procedure, state: next, sealer, code, fromSeq: body.seq, recordedAt: body.recordedAt, ...empty };
      this.live.set(next.id, now);
      if (command.ref !== undefined) this.refs.set(command.ref, next.id);
    }
    now.state = next;
    now.recordedAt = body.recordedAt;
    for (const pair of derived.involved) now.involved.set(pair.join(' '), pair);
    for (const pair of derived.left) now.involved.delete(pair.join(' '));
    for (const pair of derived.linked) now.links.set(pair.join(' '), pair);
    for (const pair of derived.unlinked) now.links.delete(pair.join(' '));
    for (const row of blind) now.blind.set(row.field, [row.field, bytea(row.digest)]);
    this.entries += 1;
  }

  /** The rows of every case as the batch leaves it. */
  finish(reactions: boolean): void {
    const { region } = this.#core;
    for (const { procedure, state, sealer, code, fromSeq, recordedAt, ...kept } of this.live.values()) {
      for (const [subject, role] of kept.involved.values())
        this.rows.add(
          'involved',
          ['region', 'subject', 'procedure', 'opened_at', 'case_id', 'role'],
          [region, subject ?? null, procedure.id, state.openedAt, state.id, role ?? null],
        );
      for (const [rel, to] of kept.links.values())
        this.rows.add('link', ['region', 'from_case', 'rel', 'to_case'], [region, state.id, rel ?? null, to ?? null]);
      for (const [field, digest] of kept.blind.values())
        this.rows.add(
          'blind',
          ['region', 'procedure', 'field', 'digest', 'case_id'],
          [region, procedure.id, field ?? null, digest ?? null, state.id],
        );
      this.rows.add(
        'cases',
        ['region', ...WRITTEN_CASE_COLUMNS],
        [region, ...caseCells(procedure, state, recordedAt, code)],
      );
      this.rows.add(facetTable(procedure), tableColumns(procedure).facets, [
        region,
        state.id,
        ...Object.values(procedure.facets).map((facet) => facet.of(state.facts) ?? null),
      ]);
      for (const key of sealer.made.values())
        this.rows.add(
          'data_key',
          ['region', 'case_id', 'wrapped', 'version'],
          [region, state.id, bytea(key.wrapped), key.version],
        );
      if (reactions)
        this.rows.add(
          'pending',
          ['region', 'id', 'case_id', 'from_seq', 'to_seq'],
          [region, newId(this.#core.ids, epochOf(recordedAt)), state.id, fromSeq, state.version],
        );
      else if (state.title !== '')
        this.rows.add(
          'search',
          ['region', 'case_id', 'procedure', 'words'],
          [region, state.id, procedure.id, tsvector(state.title)],
        );
    }
  }
}
