// From an effect to an entry: the outcome a domain gives becomes the change that is stored, and the case as it will be.
import type { Law } from '../law/index.ts';
import { type Subject, type UnitReach } from '../access/access.ts';
import { nextStates } from '../procedure/check.ts';
import type { Secret } from '../procedure/sensitive.ts';
import { type Sealed } from '../procedure/sensitive.ts';
import type {
  AnyProcedure,
  AnyStep,
  Facts,
  Given,
  NumberGiven,
  Opening,
  Outcome,
  ReadRow,
} from '../procedure/types.ts';
import { digest, canonical, HASH_ALGORITHM } from '../record/canonical.ts';
import { ENTRY_FORMAT, type Change, type EntryBody, type EntryKind, mergePatch } from '../record/entry.ts';
import type { Calendar, DateText, InstantText } from '../time/index.ts';
import { fold, type CaseState } from './fold.ts';
import { movePeriods } from './periods.ts';
import { badInput, type Problem } from './problem.ts';

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
  readonly isUnit: (id: string, on: DateText) => boolean;
  readonly recordedAt: InstantText;
  readonly newId: () => string;
  readonly newNumber: (prefix: string, openedAt: InstantText) => string;
  /** Seals a sensitive value of this case. */
  readonly sealOne: (caseId: string, secret: Secret) => Sealed;
  readonly flags: readonly string[];
}

export interface Decision {
  readonly body: EntryBody;
  readonly text: string;
  readonly hash: string;
  readonly next: CaseState;
}

export function readsOf(reads: Loaded['reads']): Pick<EntryBody, 'reads'> {
  const rows = Object.entries(reads).flatMap(([name, found]) =>
    found.map((row) => [name, row.id, row.version] as const),
  );
  return rows.length === 0 ? {} : { reads: { digest: digest(canonical(reads)), of: rows } };
}

export function draft(
  kind: EntryKind,
  loaded: Loaded,
  surroundings: Surroundings,
  procedure: AnyProcedure,
  step: string,
  caseId: string,
): Omit<EntryBody, 'happenedAt' | 'actor' | 'input' | 'change' | 'law' | 'flags'> {
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

/** The entry that will stand. Members are named in their canonical order, which spares putting them in order. */
export function finish(state: CaseState | null, drafted: EntryBody): Decision {
  const body: EntryBody = {
    actor: drafted.actor,
    alg: drafted.alg,
    case: drafted.case,
    change: state?.upgraded === true ? withUpgraded(state, drafted.change) : drafted.change,
    flags: drafted.flags,
    happenedAt: drafted.happenedAt,
    id: drafted.id,
    input: drafted.input,
    kind: drafted.kind,
    law: drafted.law,
    prev: drafted.prev,
    procedure: drafted.procedure,
    ...(drafted.reads === undefined ? {} : { reads: drafted.reads }),
    recordedAt: drafted.recordedAt,
    region: drafted.region,
    seq: drafted.seq,
    step: drafted.step,
    v: drafted.v,
  };
  const text = canonical(body);
  const hash = digest(text);
  return { body, text, hash, next: fold(state, body, hash) };
}

/** Old facts that newer code has brought to its shape are stored whole with the first entry that touches them. */
const withUpgraded = (state: CaseState, change: Change): Change => ({
  ...change,
  factsVersion: state.factsVersion,
  facts: mergePatch(state.facts, change.facts ?? {}),
});

/** The state an effect chose, or the only one there is. */
function target(procedure: AnyProcedure, step: AnyStep, from: string, chosen: string | undefined): string {
  const possible = step.opens === true ? (typeof step.to === 'string' ? [step.to] : step.to) : nextStates(step, from);
  const to = chosen === 'same' ? from : (chosen ?? (possible.length === 1 ? possible[0] : undefined));
  if (to === undefined || !possible.includes(to)) {
    throw new Error(
      `Procedure ${procedure.id}: the effect of "${step.title.en}" gave no possible next state (${String(chosen)}).`,
    );
  }
  return to;
}

function defined<T extends object>(value: T): T {
  const kept: Record<string, unknown> = {};
  for (const key in value) if (value[key] !== undefined) kept[key] = value[key];
  return kept as T;
}

/** No act puts a case where nobody can find it. */
const noUnit = (id: string): Problem =>
  badInput({ zh: `没有单位“${id}”，或它已撤并。`, en: `There is no unit "${id}", or it is no more.` });

interface Effective {
  readonly change: Change;
  readonly rules: readonly string[];
  readonly late: boolean;
}

/** Runs the effect and turns its outcome into the change that is stored. */
export function takeEffect(
  procedure: AnyProcedure,
  step: AnyStep,
  loaded: Loaded,
  surroundings: Surroundings,
  input: unknown,
  given: Given,
): Effective {
  const { state } = loaded;
  const outcome: Outcome<Facts> & Partial<Opening<Facts>> =
    step.opens === true ? step.effect(input, given) : step.effect((state as CaseState).facts, input, given);
  const to = target(procedure, step, state?.state ?? '', outcome.to);
  for (const unit of [outcome.unit, ...(outcome.helpers ?? [])])
    if (unit !== undefined && !given.isUnit(unit)) throw noUnit(unit);
  // Only a period that starts looks at the facts as they will be.
  const facts = (
    step.opens === true
      ? outcome.facts
      : step.starts === undefined
        ? state?.facts
        : mergePatch(state?.facts, outcome.facts ?? {})
  ) as Facts;
  const moves = movePeriods(
    procedure,
    step,
    state?.periods ?? [],
    facts,
    input,
    given.happenedAt,
    surroundings.law,
    surroundings.calendar,
  );
  const ended = procedure.states[to]?.end === true;
  const openedAt = outcome.openedAt ?? given.happenedAt;
  const opens = step.opens === true;
  const adopts = opens && step.adopts === true;
  const numbers = Object.entries(loaded.numbers);
  // In canonical order, like the entry itself.
  const change: Change = defined({
    ended: ended === (state?.ended ?? false) ? undefined : ended,
    endedAt: adopts && ended ? outcome.endedAt : undefined,
    facts: outcome.facts,
    factsVersion: opens && procedure.factsVersion !== 1 ? procedure.factsVersion : undefined,
    handler: outcome.handler,
    helpers: outcome.helpers,
    home: opens ? given.actor.unit : undefined,
    links: outcome.links,
    number: opens ? surroundings.newNumber(procedure.prefix, openedAt) : undefined,
    numbers:
      numbers.length === 0
        ? undefined
        : numbers.map(([series, given]) => ({ series: step.numbers?.[series]?.id ?? series, ...given })),
    openedAt: opens ? outcome.openedAt : undefined,
    outside: opens ? outcome.outside : undefined,
    parties: outcome.parties,
    periods: moves.changed.length === 0 ? undefined : moves.changed,
    reached: adopts ? outcome.reached : undefined,
    state: to === state?.state ? undefined : to,
    title: outcome.title,
    unit: opens ? (outcome.unit ?? given.actor.unit) : outcome.unit,
  }) as Change;
  return { change, rules: moves.rules, late: moves.late };
}
