// The plain values of the kernel's time: calendars, and the periods that run on them. All of it is JSON, so that a
// period can be stored with its case, hashed with its entry and shown by any page.

/** `YYYY-MM-DD`, a real day of the years 1 to 9999. */
export type DateText = string;
/** RFC 3339 with an offset, written here with `+08:00`; milliseconds only where there are any. */
export type InstantText = string;
/** A date, or an instant where the time of day counts. */
export type Moment = string;

/** A text in both languages of the system. */
export type Label = { zh: string; en: string };

/** A run of days off, first and last day both included. */
export type Holiday = { name: Label; from: DateText; to: DateText };

/** One State Council notice: what is off and which weekend days are worked. Its days may touch the year before. */
export type Arrangement = {
  year: number;
  notice: string;
  /** Nobody could count with it before this day. */
  announcedOn: DateText;
  off: readonly Holiday[];
  work: readonly DateText[];
};

/** What was known of the working days at some moment; each announcement makes a new version. */
export type Calendar = { readonly version: number; readonly years: Readonly<Record<number, Arrangement>> };

/** What moves a period once it runs. Going back to an earlier step is not among them: it moves nothing. */
export type PeriodEvent =
  /** `on` is the first day not counted. */
  | { type: 'suspend'; on: DateText; reason: string }
  /** `on` is the last day not counted; the clock runs again on the day after it. */
  | { type: 'resume'; on: DateText }
  /** `by` is in the rule's own extension unit. */
  | { type: 'extend'; on: DateText; by: number; approvedBy?: string; reason?: string }
  /** The period starts afresh, as when a corrected application arrives; earlier events no longer count. */
  | { type: 'restart'; on: Moment; reason?: string }
  | { type: 'meet'; at: Moment }
  | { type: 'cancel'; on: DateText; reason?: string }
  /** The record that a new calendar moved the date; both dates are kept. */
  | { type: 'announce'; on: DateText; calendarVersion: number; oldDue?: string; newDue?: string };

/** A period as a case stores it. The due date is never stored here, it is computed. */
export type PeriodState = {
  rule: string;
  /** What sets the period going; for a backward rule, the event that is counted back from. */
  start: Moment;
  party?: string;
  events: readonly PeriodEvent[];
};

export type PeriodStatus = 'running' | 'suspended' | 'met' | 'cancelled';

/** Where a period stands. Exactly one of dueOn, dueAt and earliestOn is set, none while it is suspended. */
export type Due = {
  rule: string;
  /** The start that counts now, after any restart. */
  start: Moment;
  status: PeriodStatus;
  /** Last day to act; it may be used to 24:00. */
  dueOn?: DateText;
  /** Counted back to a rest day, dueOn moves earlier; an act on the rest day itself is still in time. */
  lawfulUntil?: DateText;
  /** Last moment to act, for periods in hours. */
  dueAt?: InstantText;
  /**
   * Last day of a time that must pass in full (a waiting period, a comment window). The act is open once this day has
   * ended, so from 24:00 of it.
   */
  earliestOn?: DateText;
  /** The moment after which an act is late, or from which a waiting act is open. */
  endsAt?: InstantText;
  /** The light turns yellow on this day. */
  warnOn?: DateText;
  metAt?: Moment;
  suspendedSince?: DateText;
  /** Computed on a year whose holidays are not announced yet: the date may still move. */
  provisional: boolean;
  /** The rule was in force on the day that started the period. */
  inForce: boolean;
  calendarVersion: number;
};

export type Light = 'green' | 'yellow' | 'red' | 'met' | 'late' | 'suspended' | 'cancelled' | 'waiting' | 'open';
