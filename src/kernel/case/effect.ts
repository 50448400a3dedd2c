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
import type { Calendar, InstantText } from '../time/index.ts';
import { fold, type CaseState } from './fold.ts';
import { movePeriods } from './periods.ts';

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

export function finish(state: CaseState | null, drafted: EntryBody): Decision {
  // Old facts that newer code has brought to its shape are stored whole with the first entry that touches them.
  const body =
    state?.upgraded === true
      ? {
          ...drafted,
          change: {
            ...drafted.change,
            factsVersion: state.factsVersion,
            facts: mergePatch(state.facts, drafted.change.facts ?? {}),
          },
        }
      : drafted;
  const text = canonical(body);
  const hash = digest(text);
  return { body, text, hash, next: fold(state, body, hash) };
}

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
  const opening =
    step.opens === true
      ? {
          number: surroundings.newNumber(procedure.prefix, openedAt),
          home: given.actor.unit,
          unit: outcome.unit ?? given.actor.unit,
          openedAt: outcome.openedAt,
          endedAt: step.adopts === true && ended ? outcome.endedAt : undefined,
          factsVersion: procedure.factsVersion === 1 ? undefined : procedure.factsVersion,
          outside: outcome.outside,
          reached: step.adopts === true ? outcome.reached : undefined,
        }
      : {};
  const change: Change = defined({
    state: to === state?.state ? undefined : to,
    ended: ended === (state?.ended ?? false) ? undefined : ended,
    facts: outcome.facts,
    title: outcome.title,
    unit: outcome.unit,
    handler: outcome.handler,
    helpers: outcome.helpers,
    parties: outcome.parties,
    links: outcome.links,
    periods: moves.changed.length === 0 ? undefined : moves.changed,
    ...opening,
    numbers:
      Object.keys(loaded.numbers).length === 0
        ? undefined
        : Object.entries(loaded.numbers).map(([series, given]) => ({
            series: step.numbers?.[series]?.id ?? series,
            ...given,
          })),
  }) as Change;
  return { change, rules: moves.rules, late: moves.late };
}
