// Reads the events of a period into what counting needs: where it starts now, which whole days are left out, how much
// was added, and how it ended. A period belongs to a case or a party, never to a place in a flow, so returning to an
// earlier step is not an event and moves nothing.
import { type DateText, dayNumber, dayOf, type Moment, parseDate } from './date.ts';
import { TimeError } from './say.ts';
import type { PeriodEvent, PeriodState, PeriodStatus } from './types.ts';
import { refusals } from './words.ts';

/** Days left out, first and last both included. */
export type Span = { first: number; last: number; reason: string };

export type Added = Extract<PeriodEvent, { type: 'extend' }>;

export type Run = {
  rule: string;
  start: Moment;
  status: PeriodStatus;
  excluded: readonly Span[];
  suspendedSince?: DateText;
  suspendedFor?: string;
  extensions: readonly Added[];
  restarted: boolean;
  metAt?: Moment;
  announcements: readonly Extract<PeriodEvent, { type: 'announce' }>[];
};

function closeSuspension(run: Run, last: DateText): Run {
  const { suspendedSince, suspendedFor, ...rest } = run;
  if (suspendedSince === undefined) return run;
  if (last < suspendedSince) throw new TimeError(refusals.suspensionBackwards, { first: suspendedSince, last });
  const span = { first: dayNumber(suspendedSince), last: dayNumber(last), reason: suspendedFor ?? '' };
  return { ...rest, status: 'running', excluded: [...run.excluded, span] };
}

function suspend(run: Run, on: DateText, reason: string): Run {
  if (run.status !== 'running') throw new TimeError(refusals.notRunning);
  return { ...run, status: 'suspended', suspendedSince: parseDate(on), suspendedFor: reason };
}

function resume(run: Run, on: DateText): Run {
  if (run.status !== 'suspended') throw new TimeError(refusals.notSuspended);
  return closeSuspension(run, parseDate(on));
}

function extend(run: Run, event: Added): Run {
  parseDate(event.on);
  if (!Number.isSafeInteger(event.by) || event.by < 1) throw new TimeError(refusals.extensionAmount);
  return { ...run, extensions: [...run.extensions, event] };
}

const begin = (rule: string, start: Moment, restarted: boolean): Run => {
  dayOf(start);
  return { rule, start, status: 'running', excluded: [], extensions: [], restarted, announcements: [] };
};

function apply(run: Run, event: PeriodEvent): Run {
  switch (event.type) {
    case 'suspend':
      return suspend(run, event.on, event.reason);
    case 'resume':
      return resume(run, event.on);
    case 'extend':
      return extend(run, event);
    case 'restart':
      return { ...begin(run.rule, event.on, true), announcements: run.announcements };
    case 'meet':
      return { ...endOpenSuspension(run, dayOf(event.at)), status: 'met', metAt: event.at };
    case 'cancel':
      return { ...endOpenSuspension(run, parseDate(event.on)), status: 'cancelled' };
    case 'announce':
      return { ...run, announcements: [...run.announcements, event] };
  }
}

/** An act or a cancellation during a suspension ends it, though never before its own first day. */
function endOpenSuspension(run: Run, on: DateText): Run {
  const since = run.suspendedSince;
  return since === undefined ? run : closeSuspension(run, on < since ? since : on);
}

export const readPeriod = (state: PeriodState): Run =>
  state.events.reduce(apply, begin(state.rule, state.start, false));

export const isExcluded = (spans: readonly Span[], day: number): boolean =>
  spans.some(({ first, last }) => first <= day && day <= last);
