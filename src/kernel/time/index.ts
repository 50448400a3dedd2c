// The door to the kernel's time: dates, the working-day calendar, and the periods that run on them.

export {
  bareCalendar,
  calendarAsOf,
  chinaCalendar,
  hasArrangement,
  isWorkday,
  withArrangement,
  workdaysBetween,
} from './calendar.ts';
export {
  addDays,
  addMonths,
  addYears,
  type DateText,
  dateFromDay,
  dateOf,
  dayNumber,
  dayOf,
  daysBetween,
  endOfDay,
  epochOf,
  type InstantText,
  instantFromEpoch,
  isDate,
  isInstant,
  parseDate,
  parseInstant,
  startOfDay,
  TimeError,
  weekday,
  yearOf,
} from './date.ts';
export { computeDue, isEarly, isLate, light, type Recomputed, recompute } from './due.ts';
export { amountLabel, dayLabel, traceDue } from './trace.ts';
export type {
  Arrangement,
  Calendar,
  Due,
  Holiday,
  Label,
  Light,
  PeriodEvent,
  PeriodState,
  PeriodStatus,
} from './types.ts';
