// Reads the events of a period into what counting needs: where it starts now, which whole days are left out, how much
// was added, and how it ended. A period belongs to a case or a party, never to a place in a flow, so returning to an
// earlier step is not an event and moves nothing.

import { type DateText, dayNumber, dayOf, type InstantText, parseDate, TimeError } from './date.ts';
import type { PeriodEvent, PeriodState, PeriodStatus } from './types.ts';

/** Days left out, first and last both included. */
export type Span = { first: number; last: number; reason: string };

export type Added = Extract<PeriodEvent, { type: 'extend' }>;

export type Run = {
  start: DateText | InstantText;
  status: PeriodStatus;
  excluded: readonly Span[];
  suspendedSince?: DateText;
  suspendedFor?: string;
  extensions: readonly Added[];
  restarted: boolean;
  metAt?: DateText | InstantText;
  announcements: readonly Extract<PeriodEvent, { type: 'announce' }>[];
};

function closeSuspension(run: Run, last: DateText): Run {
  const { suspendedSince, suspendedFor, ...rest } = run;
  if (suspendedSince === undefined) return run;
  if (last < suspendedSince) {
    throw new TimeError(
      `中止的最后一日 ${last} 早于第一日 ${suspendedSince}。`,
      `The suspension ends on ${last}, before it begins on ${suspendedSince}.`,
    );
  }
  const span = { first: dayNumber(suspendedSince), last: dayNumber(last), reason: suspendedFor ?? '' };
  return { ...rest, status: 'running', excluded: [...run.excluded, span] };
}

function suspend(run: Run, on: DateText, reason: string): Run {
  if (run.status === 'running') {
    return { ...run, status: 'suspended', suspendedSince: parseDate(on), suspendedFor: reason };
  }
  throw new TimeError('期限未在进行中，不能中止。', 'Only a period that is running can be suspended.');
}

function resume(run: Run, on: DateText): Run {
  if (run.status === 'suspended') return closeSuspension(run, parseDate(on));
  throw new TimeError('期限并未中止，不能恢复。', 'The period is not suspended, so it cannot resume.');
}

function extend(run: Run, event: Added): Run {
  parseDate(event.on);
  if (Number.isSafeInteger(event.by) && event.by > 0) return { ...run, extensions: [...run.extensions, event] };
  throw new TimeError('延长的期限须为正整数。', 'An extension is a whole number above zero.');
}

const begin = (start: DateText | InstantText, restarted: boolean): Run => {
  dayOf(start);
  return { start, status: 'running', excluded: [], extensions: [], restarted, announcements: [] };
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
      return { ...begin(event.on, true), announcements: run.announcements };
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

export const readPeriod = (state: PeriodState): Run => state.events.reduce(apply, begin(state.start, false));

export const isExcluded = (spans: readonly Span[], day: number): boolean =>
  spans.some(({ first, last }) => first <= day && day <= last);
