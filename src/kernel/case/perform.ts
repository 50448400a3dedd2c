// `perform`: the only way anything changes. One read, a decision in memory, one write.
import { violated } from '../db/types.ts';
import { stepOf } from '../procedure/define.ts';
import type { AnyProcedure, AnyStep } from '../procedure/types.ts';
import { canonical, digest, unrecordable } from '../record/canonical.ts';
import type { ActorRef, Command, CorrectionCommand, ProposalCommand, StepResult } from './api.ts';
import { blindOf, type Core, isUuid, type loadPlans, procedureOf, readInput, Sealer, surroundingsFor } from './core.ts';
import { type Decision, type Loaded, type Surroundings } from './effect.ts';
import { decideCorrection, decideStep } from './decide.ts';
import { decideSignature } from './proposal.ts';
import { refused, sightFor, unknownStep } from './acting.ts';
import { load, type LoadPlan, type LoadedRow } from './load.ts';
import { badInput, notFound, Problem, stale, unknownActor } from './problem.ts';
import { codeDigestOf } from './rows.ts';
import { write } from './write.ts';

/** Races for a number are lost and run again; sixteen at once need a few rounds. */
const ROUNDS = 40;

interface Act {
  readonly procedure: AnyProcedure;
  readonly plan: LoadPlan;
  readonly step: AnyStep | null;
  readonly caseId: string | null;
  readonly actor: ActorRef;
  readonly request: string | undefined;
  readonly version: number | undefined;
  readonly readInput: unknown;
  readonly proposal?: number;
  /** What the request key stands for, to tell a repeat from another request. */
  readonly content: unknown;
  readonly inPlace: boolean;
  readonly decide: (loaded: Loaded, surroundings: Surroundings) => Decision;
}

export function checkTexts(value: unknown): void {
  const pointer = unrecordable(value);
  if (pointer !== null) {
    const message = {
      zh: '含有不能记录的字符（空字符或残缺的代理对）。',
      en: 'Holds a character that cannot be recorded (NUL or a lone surrogate).',
    };
    throw badInput(message, [{ pointer, message }]);
  }
}

export function outsideTaken(): Problem {
  const reason = {
    zh: '该外部编号的事项已接转，不会重复。',
    en: 'A case with this outside number has already been taken over.',
  };
  return refused([{ ground: 'outside-number-taken', reason, law: { zh: '', en: '' }, article: '' }]);
}

const otherRequest = () =>
  new Problem('conflicting-request', {
    zh: '同一个 Idempotency-Key 已用于内容不同的请求；请换一个新的。',
    en: 'This Idempotency-Key was used for a request with other content; use a new one.',
  });

function repeated(
  core: Core,
  procedure: AnyProcedure,
  found: NonNullable<LoadedRow['request']>,
  content: string,
): StepResult {
  if (found.digest !== content) throw otherRequest();
  return { ...withCode(core, procedure, found.result, 'once' in found.result), repeated: true };
}

/** The query code is never stored; whoever repeats the opening request is told it again. */
function withCode(core: Core, procedure: AnyProcedure, result: StepResult, given: boolean): StepResult {
  return procedure.tracked === true && given
    ? { ...result, once: { queryCode: core.keys.queryCode(result.id) } }
    : result;
}

export function postOf(loaded: Loaded, decision: Decision) {
  const { actor } = decision.body;
  return loaded.subject.kind === 'official' &&
    loaded.subject.posts.some((held) => held.post === actor.post && held.unit === actor.unit)
    ? { account: actor.id, post: actor.post, unit: actor.unit }
    : null;
}

async function act(core: Core, it: Act): Promise<StepResult> {
  const { procedure } = it;
  const content = it.request === undefined ? '' : digest(canonical(it.content));
  let lost = false;
  for (let round = 0; round < ROUNDS; round += 1) {
    const epoch = core.clock.epoch();
    const found = await load(core.db, it.plan, procedure, it.step, {
      region: core.region,
      case: it.caseId,
      actor: it.actor,
      keys: core.keys,
      now: core.clock.now(),
      request: it.request ?? null,
      input: it.readInput,
      ...(it.proposal === undefined ? {} : { proposal: it.proposal }),
    });
    if (found.subject === null) throw unknownActor();
    if (found.request !== null) return repeated(core, procedure, found.request, content);
    if (lost) throw stale();
    const { loaded } = found;
    if (it.caseId !== null && loaded.state === null) throw notFound();
    const current = await core.current(found.dataVersion);
    const sealer = new Sealer(core.keys);
    if (found.key !== null && loaded.state !== null)
      sealer.knows(loaded.state.id, found.key.wrapped, found.key.version);
    const surroundings = surroundingsFor(core, current, sealer, epoch);
    if (loaded.state !== null && it.version !== undefined && it.version !== loaded.state.version) {
      // Whoever may not see the case must not learn that it moved.
      sightFor(procedure, loaded);
      throw stale();
    }
    if (it.inPlace && it.version === undefined)
      throw new Problem('version-required', {
        zh: '请带上您所见的版本（If-Match）。',
        en: 'Say which version you saw (If-Match).',
      });
    const decision = it.decide(loaded, surroundings);
    const { next } = decision;
    const tracked = procedure.tracked === true && loaded.state === null;
    const outsider = loaded.subject.kind === 'anyone' || loaded.subject.kind === 'citizen';
    const open = decision.body.change.proposal;
    const result: StepResult = {
      id: next.id,
      number: next.number,
      state: next.state,
      version: next.version,
      entry: decision.body.id,
      ...(open?.status === 'open' ? { proposal: open.n } : {}),
      ...(tracked && outsider ? { once: {} } : {}),
    };
    try {
      const done = await write(core.db, procedure, loaded.state, decision, {
        newKey: sealer.made.get(next.id) ?? null,
        blind: blindOf(procedure, next.facts, sealer, core.keys),
        code: tracked ? codeDigestOf(core.keys, next.number, next.id) : null,
        request: it.request === undefined ? null : { key: it.request, digest: content, result },
        post: postOf(loaded, decision),
        ...(core.quiet === true ? { quiet: true } : {}),
      });
      if (!done) {
        if (it.request === undefined) throw stale();
        // It may have been this very request, sent twice at once, that won: look once more.
        lost = true;
        continue;
      }
    } catch (error) {
      // Two acts that read each other's cases: one is picked to give way, and looks again.
      if ((error as { code?: string }).code === '40P01') continue;
      const constraint = violated(error);
      // The same request won elsewhere, or the number went to another: look again.
      if (constraint === 'request_key' || constraint === 'number_claim_key' || constraint === 'cases_number') continue;
      if (constraint === 'cases_outside') throw outsideTaken();
      if (constraint === 'entry_pkey' || constraint === 'cases_pkey') throw stale();
      throw error;
    }
    return withCode(core, procedure, result, 'once' in result);
  }
  throw stale();
}

/** Only then must the step be known before the one read; otherwise a signature is one read and one write as well. */
function signedStepsRead(procedure: AnyProcedure): boolean {
  return Object.keys(procedure.steps).some((id) => {
    const step = stepOf(procedure, id);
    return (step?.approvals?.length ?? 0) > 0 && (step?.reads !== undefined || step?.numbers !== undefined);
  });
}

async function proposedStep(core: Core, procedure: AnyProcedure, command: ProposalCommand): Promise<string | null> {
  const rows = await core.db.query<{ step: string | null }>(
    {
      name: 'proposed step',
      text: `select (select p ->> 'step' from json_array_elements(proposals) p where (p ->> 'n')::int = $4::int) as step
      from cases where region = $1 and id = $2 and procedure = $3`,
    },
    [core.region, command.case, procedure.id, command.proposal],
  );
  return rows[0]?.step ?? null;
}

export function performer(core: Core, plans: ReturnType<typeof loadPlans>) {
  return {
    async perform(actor: ActorRef, command: Command): Promise<StepResult> {
      const procedure = procedureOf(core, command.procedure);
      const step = stepOf(procedure, command.step);
      if (step === undefined) throw unknownStep();
      if ((step.opens === true) !== (command.case === undefined)) throw unknownStep();
      if (command.case !== undefined && !isUuid(command.case)) throw notFound();
      checkTexts(command.input);
      if (command.request !== undefined) checkTexts(command.request);
      return act(core, {
        procedure,
        step,
        actor,
        plan: plans(procedure, command.step, actor),
        caseId: command.case ?? null,
        request: command.request,
        version: command.version,
        readInput: readInput(step, command.input),
        content: {
          procedure: command.procedure,
          case: command.case ?? null,
          step: command.step,
          input: command.input ?? null,
          happenedAt: command.happenedAt ?? null,
        },
        inPlace: step.inPlace === true,
        decide: (loaded, surroundings) =>
          decideStep(
            procedure,
            command.as === undefined && command.happenedAt === undefined
              ? { step: command.step, input: command.input }
              : { step: command.step, input: command.input, as: command.as, happenedAt: command.happenedAt },
            loaded,
            surroundings,
          ),
      });
    },

    async decideProposal(actor: ActorRef, command: ProposalCommand): Promise<StepResult> {
      const procedure = procedureOf(core, command.procedure);
      if (!isUuid(command.case)) throw notFound();
      checkTexts(command.opinion);
      const stepId = signedStepsRead(procedure) ? await proposedStep(core, procedure, command) : null;
      return act(core, {
        procedure,
        actor,
        step: stepId === null ? null : (stepOf(procedure, stepId) ?? null),
        plan: plans(procedure, stepId, actor, true),
        caseId: command.case,
        request: command.request,
        version: command.version,
        readInput: undefined,
        proposal: command.proposal,
        content: { ...command, request: null, version: null },
        inPlace: false,
        decide: (loaded, surroundings) => decideSignature(procedure, command, loaded, surroundings),
      });
    },

    async correct(actor: ActorRef, command: CorrectionCommand): Promise<StepResult> {
      const procedure = procedureOf(core, command.procedure);
      if (!isUuid(command.case)) throw notFound();
      checkTexts(command.facts);
      checkTexts(command.reason);
      return act(core, {
        procedure,
        step: null,
        actor,
        plan: plans(procedure, null, actor),
        caseId: command.case,
        request: command.request,
        version: command.version,
        readInput: undefined,
        content: { ...command, request: null, version: null },
        inPlace: true,
        decide: (loaded, surroundings) => decideCorrection(procedure, command, loaded, surroundings),
      });
    },
  };
}
