// What an act does, worked out in full before anything is written: from the case as loaded, the actor's posts, what the
// step read and the typed input, to the entry that will stand and the case as it will be. No input or output here,
// so the same function serves one act and a hundred thousand.
import type { Law } from '../law/index.ts';
import { sightOf, openingPosts, type Sight, type Subject, type UnitReach } from '../access/access.ts';
import { nextStates } from '../procedure/check.ts';
import { Secret, type Sealed } from '../procedure/sensitive.ts';
import { stepOf } from '../procedure/define.ts';
import type { Acting, AnyProcedure, AnyStep, Facts, Given, Label, NumberGiven, Opening, Outcome, ReadRow } from '../procedure/types.ts';
import { digest, canonical, HASH_ALGORITHM } from '../record/canonical.ts';
import { ENTRY_FORMAT, type Change, type EntryBody, type EntryKind, type Proposal } from '../record/entry.ts';
import { sealAll } from '../record/keys.ts';
import type { Calendar, InstantText } from '../time/index.ts';
import { dateOf, epochOf, parseInstant, TimeError } from '../time/index.ts';
import { fold, type CaseState } from './fold.ts';
import { groundRefusals, parseInput, refusalOf, stateRefusal } from './judge.ts';
import { movePeriods } from './periods.ts';
import { badInput, notAllowed, notFound, Problem, type Refusal } from './problem.ts';

/** Everything the one read statement brought. */
export interface Loaded {
  readonly state: CaseState | null;
  readonly subject: Subject;
  readonly reach: Readonly<Record<string, UnitReach>>;
  readonly home: string;
  readonly reads: Readonly<Record<string, readonly ReadRow[]>>;
  readonly numbers: Readonly<Record<string, NumberGiven>>;
}

export interface Surroundings {
  readonly region: string;
  readonly law: Law;
  readonly calendar: Calendar;
  readonly recordedAt: InstantText;
  readonly newId: () => string;
  readonly newNumber: (prefix: string, openedAt: InstantText) => string;
  /** Seals a sensitive value of this case. */
  readonly sealOne: (caseId: string, secret: Secret) => Sealed;
  readonly flags: readonly string[];
}

export interface StepCommand {
  readonly step: string;
  readonly input: unknown;
  readonly happenedAt?: string | undefined;
  readonly as?: { readonly post: string; readonly unit: string } | undefined;
  /** Set for an opening: the new case's id. */
  readonly caseId?: string | undefined;
}

export interface Decision {
  readonly body: EntryBody;
  readonly text: string;
  readonly hash: string;
  readonly next: CaseState;
}

export const refused = (refusals: readonly Refusal[]): Problem =>
  new Problem('refused', refusals[0]?.reason ?? { zh: '不能办理。', en: 'Refused.' }, { refusals });

export const unknownStep = (): Problem => new Problem('not-found', { zh: '没有这个步骤。', en: 'There is no such step.' });

/** Legal time: now, or earlier by the power of late recording, never later. */
function legalTime(procedure: AnyProcedure, command: StepCommand, surroundings: Surroundings, acting: readonly { post: string }[]) {
  if (command.happenedAt === undefined) return { at: surroundings.recordedAt, flags: [] as string[] };
  let at: InstantText;
  try {
    at = parseInstant(command.happenedAt);
  } catch (error) {
    if (!(error instanceof TimeError)) throw error;
    throw badInput({ zh: '发生时间无法识别。', en: error.message }, [{ pointer: '/happenedAt', message: { zh: '时间有误。', en: error.message } }]);
  }
  if (epochOf(at) > epochOf(surroundings.recordedAt)) {
    throw badInput({ zh: '发生时间不能晚于现在。', en: 'An act cannot have happened later than now.' });
  }
  if (at === surroundings.recordedAt) return { at, flags: [] as string[] };
  if (!acting.some((held) => procedure.lateRecording?.some((post) => post.id === held.post))) {
    throw notAllowed({ zh: '您没有补录的权限。', en: 'You do not have the power of late recording.' });
  }
  return { at, flags: ['late-recorded'] };
}

function pick<Held extends { readonly post: string; readonly unit: string }>(held: readonly Held[], as: StepCommand['as']): Held | undefined {
  return as === undefined ? held[0] : held.find((one) => one.post === as.post && one.unit === as.unit);
}

export function sightFor(procedure: AnyProcedure, loaded: Loaded): Sight {
  if (loaded.state === null) throw notFound();
  const sight =
    loaded.subject.kind === 'system'
      ? { acting: [{ post: 'system', unit: loaded.state.home }], sees: () => true, seesAll: true, reveals: () => false, exports: true }
      : sightOf(procedure, loaded.subject, loaded.state, loaded.reach);
  if (sight === null) throw notFound();
  return sight;
}

/** The post in which this actor takes the step; 403 when the case is seen but no post serves. */
export function actingFor(procedure: AnyProcedure, step: AnyStep, loaded: Loaded, as: StepCommand['as']): Acting {
  if (step.opens === true) {
    const held =
      loaded.subject.kind === 'system'
        ? step.by.some((post) => post.id === 'system') ? [{ post: 'system', unit: loaded.home }] : []
        : openingPosts(step, loaded.subject);
    const use = pick(held, as);
    if (use === undefined) throw notAllowed();
    return { id: loaded.subject.id, post: use.post, unit: use.unit === '' ? loaded.home : use.unit };
  }
  const sight = sightFor(procedure, loaded);
  const use = pick(sight.acting.filter((held) => step.by.some((post) => post.id === held.post)), as);
  if (use === undefined) throw notAllowed();
  return { id: loaded.subject.id, post: use.post, unit: use.unit };
}

export function givenFor(loaded: Loaded, surroundings: Surroundings, caseId: string, acting: Acting, happenedAt: InstantText): Given {
  return {
    caseId,
    recordedAt: surroundings.recordedAt,
    happenedAt,
    today: dateOf(happenedAt),
    actor: acting,
    home: loaded.home,
    law: surroundings.law,
    reads: loaded.reads,
    periods: loaded.state?.periods ?? [],
    numbers: loaded.numbers,
  };
}

function readsOf(reads: Loaded['reads']): Pick<EntryBody, 'reads'> {
  const rows = Object.entries(reads).flatMap(([name, found]) => found.map((row) => [name, row.id, row.version] as const));
  return rows.length === 0 ? {} : { reads: { digest: digest(canonical(reads)), of: rows } };
}

function draft(kind: EntryKind, loaded: Loaded, surroundings: Surroundings, procedure: AnyProcedure, step: string, caseId: string): Omit<EntryBody, 'happenedAt' | 'actor' | 'input' | 'change' | 'law' | 'flags'> {
  return {
    v: ENTRY_FORMAT,
    alg: HASH_ALGORITHM,
    region: surroundings.region,
    procedure: procedure.id,
    case: caseId,
    seq: (loaded.state?.version ?? 0) + 1,
    id: surroundings.newId(),
    prev: loaded.state?.head ?? '',
    kind,
    step,
    recordedAt: surroundings.recordedAt,
  };
}

export function finish(state: CaseState | null, body: EntryBody): Decision {
  const text = canonical(body);
  const hash = digest(text);
  return { body, text, hash, next: fold(state, body, hash) };
}

/** The state an effect chose, or the only one there is. */
function target(procedure: AnyProcedure, step: AnyStep, from: string, chosen: string | undefined): string {
  const possible = step.opens === true ? (typeof step.to === 'string' ? [step.to] : step.to) : nextStates(step, from);
  const to = chosen === 'same' ? from : (chosen ?? (possible.length === 1 ? possible[0] : undefined));
  if (to === undefined || !possible.includes(to)) {
    throw new Error(`Procedure ${procedure.id}: the effect of "${step.title.en}" gave no possible next state (${String(chosen)}).`);
  }
  return to;
}

const defined = <T extends object>(value: T): T => Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;

interface Effective {
  readonly change: Change;
  readonly rules: readonly string[];
  readonly late: boolean;
}

/** Runs the effect and turns its outcome into the change that is stored. */
function takeEffect(procedure: AnyProcedure, step: AnyStep, loaded: Loaded, surroundings: Surroundings, input: unknown, given: Given): Effective {
  const { state } = loaded;
  const outcome: Outcome<Facts> & Partial<Opening<Facts>> =
    step.opens === true ? step.effect(input, given) : step.effect((state as CaseState).facts, input, given);
  const to = target(procedure, step, state?.state ?? '', outcome.to);
  const facts = (step.opens === true ? outcome.facts : { ...state?.facts, ...outcome.facts }) as Facts;
  const moves = movePeriods(procedure, step, state?.periods ?? [], facts, input, given.happenedAt, surroundings.law, surroundings.calendar);
  const ended = procedure.states[to]?.end === true;
  const openedAt = outcome.openedAt ?? given.happenedAt;
  const opening = step.opens === true
    ? {
        number: surroundings.newNumber(procedure.prefix, openedAt),
        home: given.actor.unit,
        unit: outcome.unit ?? given.actor.unit,
        openedAt: outcome.openedAt,
        factsVersion: procedure.factsVersion === 1 ? undefined : procedure.factsVersion,
        outside: outcome.outside,
        reached: step.adopts === true ? outcome.reached : undefined,
      }
    : {};
  const change: Change = defined({
    state: to === state?.state ? undefined : to,
    ended: ended === (state?.ended ?? false) ? undefined : ended,
    facts: outcome.facts === undefined ? undefined : clean(outcome.facts),
    title: outcome.title,
    unit: outcome.unit,
    handler: outcome.handler,
    helpers: outcome.helpers,
    parties: outcome.parties,
    links: outcome.links,
    periods: moves.changed.length === 0 ? undefined : moves.changed,
    ...opening,
    numbers: Object.keys(loaded.numbers).length === 0
      ? undefined
      : Object.entries(loaded.numbers).map(([series, given]) => ({ series: step.numbers?.[series]?.id ?? series, ...given })),
  }) as Change;
  return { change, rules: moves.rules, late: moves.late };
}

/** Drops undefined members, which JSON has no word for. */
function clean(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(clean);
  const kept: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) if (member !== undefined) kept[key] = clean(member);
  return kept;
}

/** One step, or its proposal where it needs approvals. Throws a Problem when it may not be taken. */
export function decideStep(procedure: AnyProcedure, command: StepCommand, loaded: Loaded, surroundings: Surroundings): Decision {
  const step = stepOf(procedure, command.step);
  if (step === undefined) throw unknownStep();
  const acting = actingFor(procedure, step, loaded, command.as);
  const time = legalTime(procedure, command, surroundings, [acting]);
  const caseId = loaded.state?.id ?? command.caseId ?? surroundings.newId();
  if (step.opens === true && acting.unit === '') throw noHome(procedure);
  if (loaded.state !== null) {
    const wrongState = stateRefusal(procedure, step, loaded.state);
    if (wrongState !== null) throw refused([wrongState]);
  }
  const parsed = parseInput(step, command.input);
  const given = givenFor(loaded, surroundings, caseId, acting, time.at);
  const refusals = groundRefusals(step, loaded.state, loaded.state?.facts ?? {}, parsed, given, 'all');
  if (refusals.length > 0) throw refused(refusals);
  const input = sealAll(parsed, (secret) => surroundings.sealOne(caseId, secret));
  if ((step.approvals?.length ?? 0) > 0) return propose(procedure, command.step, loaded as Loaded & { state: CaseState }, surroundings, acting, input, time);
  const effective = takeEffect(procedure, step, loaded, surroundings, input, given);
  const adoption = step.opens === true && step.adopts === true;
  return finish(loaded.state, {
    ...draft(adoption ? 'adoption' : 'step', loaded, surroundings, procedure, command.step, caseId),
    happenedAt: effective.change.openedAt ?? time.at,
    actor: acting,
    input: clean(input),
    change: effective.change,
    law: { on: given.today, rules: effective.rules },
    ...readsOf(loaded.reads),
    flags: [...surroundings.flags, ...time.flags, ...(effective.late ? ['late'] : []), ...(adoption ? ['adopted'] : [])],
  });
}

const noHome = (procedure: AnyProcedure): Problem =>
  new Problem('refused', {
    zh: `本区尚未指定由哪个单位负责“${procedure.title.zh}”(设置 home:${procedure.id})。`,
    en: `No unit of this region answers for "${procedure.title.en}" yet (setting home:${procedure.id}).`,
  });

function propose(
  procedure: AnyProcedure, stepId: string, loaded: Loaded & { readonly state: CaseState }, surroundings: Surroundings, acting: Acting, input: unknown,
  time: { readonly at: InstantText; readonly flags: readonly string[] },
): Decision {
  const open = loaded.state.proposals.find((proposal) => proposal.status === 'open');
  if (open !== undefined) {
    throw refused([refusalOf('proposal-open', { zh: '此件已有一项待签批,先办结或退回。', en: 'Another proposal on this case awaits signature; finish or return it first.' }, { law: '', article: '' })]);
  }
  const proposal: Proposal = { n: loaded.state.proposals.length + 1, step: stepId, input: clean(input), by: acting, at: time.at, status: 'open', stage: 0, opinions: [] };
  return finish(loaded.state, {
    ...draft('proposal', loaded, surroundings, procedure, stepId, loaded.state.id),
    happenedAt: time.at,
    actor: acting,
    input: clean(input),
    change: { proposal },
    law: { on: dateOf(time.at), rules: [] },
    ...readsOf(loaded.reads),
    flags: [...surroundings.flags, ...time.flags],
  });
}

export interface SignCommand {
  readonly proposal: number;
  readonly act: 'sign' | 'return';
  readonly opinion: string;
}

/** 审核、签批. The grounds are judged again at each signature; the last one takes effect in the same entry. */
export function decideSignature(procedure: AnyProcedure, command: SignCommand, loaded: Loaded, surroundings: Surroundings): Decision {
  const sight = sightFor(procedure, loaded);
  const state = loaded.state as CaseState;
  const proposal = state.proposals.find((one) => one.n === command.proposal);
  if (proposal === undefined) throw notFound();
  const step = stepOf(procedure, proposal.step) as AnyStep;
  const basis = step.basis[0] ?? { law: '', article: '' };
  if (proposal.status !== 'open') {
    throw refused([refusalOf('proposal-closed', { zh: '此项签批已办结。', en: 'This proposal has already been decided.' }, basis)]);
  }
  const post = step.approvals?.[proposal.stage];
  const acting = sight.acting.find((held) => held.post === post?.id);
  if (post === undefined || acting === undefined) throw notAllowed();
  const actor: Acting = { id: loaded.subject.id, post: acting.post, unit: acting.unit };
  const signers = [proposal.by.id, ...proposal.opinions.filter((opinion) => opinion.act === 'sign').map((opinion) => opinion.by.id)];
  if (command.act === 'sign' && signers.includes(actor.id)) {
    throw refused([refusalOf('own-proposal', { zh: '承办、审核、签批不能是同一人。', en: 'Whoever proposed or reviewed it cannot sign it.' }, basis)]);
  }
  const at = surroundings.recordedAt;
  const opinions = [...proposal.opinions, { by: actor, act: command.act, opinion: command.opinion, at }];
  const common = {
    happenedAt: at,
    actor,
    input: { proposal: command.proposal, opinion: command.opinion },
    law: { on: dateOf(at), rules: [] as readonly string[] },
    ...readsOf(loaded.reads),
    flags: surroundings.flags,
  };
  if (command.act === 'return') {
    return finish(state, {
      ...draft('return', loaded, surroundings, procedure, proposal.step, state.id), ...common,
      change: { proposal: { ...proposal, status: 'returned', opinions } },
    });
  }
  const given = givenFor(loaded, surroundings, state.id, proposal.by, at);
  const wrongState = stateRefusal(procedure, step, state);
  const refusals = wrongState === null ? groundRefusals(step, state, state.facts, proposal.input, given, 'all') : [wrongState];
  if (refusals.length > 0) throw refused(refusals);
  const last = proposal.stage + 1 === step.approvals?.length;
  if (!last) {
    return finish(state, {
      ...draft('signature', loaded, surroundings, procedure, proposal.step, state.id), ...common,
      change: { proposal: { ...proposal, stage: proposal.stage + 1, opinions } },
    });
  }
  const effective = takeEffect(procedure, step, loaded, surroundings, proposal.input, given);
  return finish(state, {
    ...draft('signature', loaded, surroundings, procedure, proposal.step, state.id), ...common,
    change: { ...effective.change, proposal: { ...proposal, status: 'effective', stage: proposal.stage + 1, opinions } },
    law: { on: given.today, rules: effective.rules },
    flags: [...surroundings.flags, ...(effective.late ? ['late'] : [])],
  });
}

/** A clerical error mended: its own entry, named fields only, the slip stays readable. */
export function decideCorrection(
  procedure: AnyProcedure, command: { readonly of: number; readonly facts: Readonly<Record<string, unknown>>; readonly reason: string },
  loaded: Loaded, surroundings: Surroundings,
): Decision {
  const sight = sightFor(procedure, loaded);
  const state = loaded.state as CaseState;
  const rule = procedure.corrections;
  const acting = sight.acting.find((held) => rule?.by.some((post) => post.id === held.post));
  if (rule === undefined || acting === undefined) throw notAllowed();
  const label: Label = { zh: `只能更正:${rule.fields.join('、')}。`, en: `Only these may be corrected: ${rule.fields.join(', ')}.` };
  const wrong = Object.keys(command.facts).filter((field) => !rule.fields.includes(field));
  if (wrong.length > 0 || Object.keys(command.facts).length === 0) throw badInput(label, wrong.map((field) => ({ pointer: `/facts/${field}`, message: label })));
  if (command.of < 1 || command.of > state.version) {
    throw badInput({ zh: '没有这条记录。', en: 'There is no such entry.' }, [{ pointer: '/of', message: { zh: '没有这条记录。', en: 'There is no such entry.' } }]);
  }
  const merged = { ...state.facts, ...command.facts };
  const parsed = procedure.facts.safeParse(merged);
  if (!parsed.success) {
    throw badInput(label, parsed.error.issues.map((issue) => ({ pointer: `/facts/${issue.path.map(String).join('/')}`, message: { zh: '填写不合要求。', en: issue.message } })));
  }
  return finish(state, {
    ...draft('correction', loaded, surroundings, procedure, 'correct', state.id),
    happenedAt: surroundings.recordedAt,
    actor: { id: loaded.subject.id, post: acting.post, unit: acting.unit },
    input: { of: command.of, reason: command.reason },
    change: { of: command.of, facts: clean(command.facts) },
    law: { on: dateOf(surroundings.recordedAt), rules: [] },
    flags: surroundings.flags,
  });
}
