// The door to the kernel's time: dates, the working-day calendar, and the periods that run on them.
export * from './calendar.ts';
export * from './date.ts';
export * from './due.ts';
export { TimeError } from './say.ts';
export { amountLabel, dayLabel, traceDue } from './trace.ts';
export type * from './types.ts';
