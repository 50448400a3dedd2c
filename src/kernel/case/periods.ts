// How a step moves the case's periods. The engine of days is in ../time; here only: which period, which event, when.
// A return to an earlier step changes no period, because nothing here looks at the state.
import type { Law } from '../law/index.ts';
import type { AnyProcedure, AnyStep, Facts, Label, PeriodMove, PeriodView } from '../procedure/types.ts';
import type { Calendar, DateText, InstantText, PeriodEvent, PeriodState } from '../time/index.ts';
import { computeDue, dateOf, endOfDay, epochOf, startOfDay } from '../time/index.ts';
import type { Light } from './api.ts';
import { badInput, Problem } from './problem.ts';

export interface PeriodMoves {
  readonly changed: readonly PeriodView[];
  readonly rules: readonly string[];
  readonly late: boolean;
}

const sameSlot = (a: PeriodView, key: string, party: string | undefined) => a.key === key && a.party === party;

const noPeriod = (title: Label) =>
  new Problem('refused', { zh: `没有正在计算的期限“${title.zh}”。`, en: `The period "${title.en}" is not running.` });

export function moveOf(move: PeriodMove<unknown>, input: unknown): { key: string; party: string | undefined } {
  return typeof move === 'string' ? { key: move, party: undefined } : { key: move.period, party: move.party?.(input) };
}

/** The rule a period uses when it starts: a rule by id, or the version of a lineage in force that day. */
function ruleFor(procedure: AnyProcedure, key: string, facts: Facts, law: Law, on: DateText): string {
  const spec = procedure.periods?.[key];
  if (spec === undefined) throw new Error(`Procedure ${procedure.id} has no period ${key}.`);
  const named = typeof spec.rule === 'function' ? spec.rule(facts) : (spec.rule ?? SET_DAY);
  if (law.find(named) !== undefined) return named;
  const version = law.ruleOn(named, on);
  if (version === undefined) {
    throw new Problem('refused', {
      zh: `${on} 没有生效的期限规定：${spec.title.zh}。`,
      en: `No rule on "${spec.title.en}" was in force on ${on}.`,
    });
  }
  return version.id;
}

/** Not a rule: the period ends on a day that was set for this case. */
export const SET_DAY = 'set-day';

function setDay(
  key: string,
  party: string | undefined,
  dueOn: DateText,
  state: PeriodState,
  late?: boolean,
): PeriodView {
  const last = state.events.at(-1);
  return viewed({
    key,
    party,
    status: last?.type === 'meet' ? 'met' : last?.type === 'cancel' ? 'cancelled' : 'running',
    state,
    dueOn,
    dueAt: endOfDay(dueOn),
    warnAt: startOfDay(dueOn),
    metAt: last?.type === 'meet' ? last.at : undefined,
    late: late === true ? true : undefined,
  });
}

/** The view that is stored: computed dates beside the state they follow from. */
export function viewOf(
  key: string,
  party: string | undefined,
  state: PeriodState,
  law: Law,
  calendar: Calendar,
  late?: boolean,
): PeriodView {
  const due = computeDue(state, law, calendar);
  return viewed({
    key,
    party,
    status: due.status,
    state,
    dueOn: due.dueOn,
    dueAt: due.endsAt,
    earliestOn: due.earliestOn,
    warnAt: due.warnOn === undefined ? undefined : `${due.warnOn}T00:00:00+08:00`,
    provisional: due.provisional ? true : undefined,
    metAt: due.metAt,
    late: late === true ? true : undefined,
  });
}

type Loose<T> = { readonly [Key in keyof T]: T[Key] | undefined };

/** The view without what is not known, its members in canonical order. */
function viewed(it: Loose<PeriodView>): PeriodView {
  const view: Record<string, unknown> = {};
  const put = (name: string, value: unknown) => {
    if (value !== undefined) view[name] = value;
  };
  put('dueAt', it.dueAt);
  put('dueOn', it.dueOn);
  put('earliestOn', it.earliestOn);
  put('key', it.key);
  put('late', it.late);
  put('metAt', it.metAt);
  put('party', it.party);
  put('provisional', it.provisional);
  put('state', it.state);
  put('status', it.status);
  put('warnAt', it.warnAt);
  return view as unknown as PeriodView;
}

export function movePeriods(
  procedure: AnyProcedure,
  step: AnyStep,
  before: readonly PeriodView[],
  facts: Facts,
  input: unknown,
  happenedAt: InstantText,
  law: Law,
  calendar: Calendar,
): PeriodMoves {
  const today = dateOf(happenedAt);
  const current = [...before];
  const changed = new Map<string, PeriodView>();
  const rules = new Set<string>();
  let late = false;

  const put = (view: PeriodView) => {
    const at = current.findIndex((period) => sameSlot(period, view.key, view.party));
    if (at >= 0) current[at] = view;
    else current.push(view);
    changed.set(`${view.key} ${view.party ?? ''}`, view);
    if (view.state.rule !== SET_DAY) rules.add(view.state.rule);
  };
  const running = (move: PeriodMove<unknown>) => {
    const { key, party } = moveOf(move, input);
    return current.find(
      (period) => sameSlot(period, key, party) && (period.status === 'running' || period.status === 'suspended'),
    );
  };
  const happen = (period: PeriodView, event: PeriodEvent, isLate?: boolean) => {
    const state = { ...period.state, events: [...period.state.events, event] };
    if (period.status === 'running' && (event.type === 'meet' || event.type === 'cancel')) {
      // An end moves no date: what was computed stands.
      const ended =
        event.type === 'meet' ? { status: 'met' as const, metAt: event.at } : { status: 'cancelled' as const };
      put(viewed({ ...period, ...ended, state, late: isLate === true ? true : period.late }));
      return;
    }
    put(
      period.state.rule === SET_DAY
        ? setDay(period.key, period.party, period.dueOn ?? today, state, isLate)
        : viewOf(period.key, period.party, state, law, calendar, isLate),
    );
  };

  for (const move of step.meets ?? []) {
    const period = running(move);
    if (period === undefined) continue;
    // Never blocked: a late act is taken, and flagged.
    const isLate =
      period.dueAt !== undefined && period.earliestOn === undefined && epochOf(happenedAt) >= epochOf(period.dueAt);
    late ||= isLate;
    happen(period, { type: 'meet', at: happenedAt }, isLate);
  }
  for (const move of step.cancels ?? []) {
    const period = running(move);
    if (period !== undefined) happen(period, { type: 'cancel', on: today });
  }
  for (const move of step.suspends ?? []) {
    const period = running(move);
    if (period?.status === 'running') happen(period, { type: 'suspend', on: today, reason: step.title.zh });
  }
  for (const move of step.resumes ?? []) {
    const period = running(move);
    if (period?.status === 'suspended') happen(period, { type: 'resume', on: today });
  }
  for (const [key, by] of Object.entries(step.extends ?? {})) {
    const spec = procedure.periods?.[key];
    const period = running(key);
    if (period === undefined) throw noPeriod(spec?.title ?? { zh: key, en: key });
    const amount = by(input);
    if (amount === 0) continue;
    if (!Number.isSafeInteger(amount) || amount < 0) {
      throw badInput({ zh: '延长的数量须为正整数。', en: 'An extension is a whole number above zero.' });
    }
    happen(period, { type: 'extend', on: today, by: amount });
  }
  for (const move of step.restarts ?? []) {
    const period = running(move);
    if (period !== undefined) happen(period, { type: 'restart', on: happenedAt });
  }
  for (const move of step.starts ?? []) {
    const { key, party } = moveOf(move, input);
    const day = procedure.periods?.[key]?.dueOn?.(facts);
    if (day !== undefined) {
      put(setDay(key, party, day, { rule: SET_DAY, start: today, events: [] }));
      continue;
    }
    const rule = ruleFor(procedure, key, facts, law, today);
    // Day rules count from the day, hour rules from the moment.
    const named = typeof move === 'string' ? undefined : move.on?.(input);
    const start = named ?? (law.rule(rule).unit === 'hour' ? happenedAt : today);
    put(viewOf(key, party, { rule, start, ...(party === undefined ? {} : { party }), events: [] }, law, calendar));
  }
  return { changed: [...changed.values()], rules: [...rules], late };
}

/** Nearest time limit that is running and binds the case, and when its light turns next. */
export function nearest(periods: readonly PeriodView[]): { dueAt: InstantText | null; warnAt: InstantText | null } {
  let dueAt: InstantText | null = null;
  let warnAt: InstantText | null = null;
  for (const period of periods) {
    if (period.status !== 'running' || period.dueAt === undefined || period.earliestOn !== undefined) continue;
    if (dueAt === null || epochOf(period.dueAt) < epochOf(dueAt)) {
      dueAt = period.dueAt;
      warnAt = period.warnAt ?? period.dueAt;
    }
  }
  return { dueAt, warnAt };
}

export function lightAt(
  now: number,
  dueAt: InstantText | null | undefined,
  warnAt: InstantText | null | undefined,
): Light {
  if (dueAt === null || dueAt === undefined) return 'none';
  if (now >= epochOf(dueAt)) return 'red';
  return warnAt !== null && warnAt !== undefined && now >= epochOf(warnAt) ? 'yellow' : 'green';
}
