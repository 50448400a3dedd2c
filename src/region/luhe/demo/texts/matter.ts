// What one kind of matter looks like in the demonstration year. Slots such as {小区} are filled by `slots.ts`.
import type { Typed } from '#domains/supervision/hotline/facts.ts';

export type Hours = 'office' | 'day' | 'morning' | 'evening' | 'night';

export type DemandKind = Typed['register']['kind'];

export interface Matter {
  readonly id: string;
  /** A class of the hotline's own table. */
  readonly class: string;
  /** Who handles it: 'place' is the sub-district or town of the spot; the first one takes three in four. */
  readonly to: readonly string[];
  /** Share among all matters of an average month. */
  readonly weight: number;
  /** Season: relative weight of the twelve months. */
  readonly months: readonly number[];
  readonly hours: Hours;
  /** Share that cannot wait. */
  readonly urgent?: number;
  readonly kinds: Readonly<Partial<Record<DemandKind, number>>>;
  readonly texts: readonly string[];
  readonly replies: readonly string[];
}

/** A matter that is not the district's: who is competent, and what the caller is told. */
export interface Elsewhere {
  readonly id: string;
  readonly class: string;
  readonly scope: Typed['elsewhere']['scope'];
  readonly competent: string;
  readonly texts: readonly string[];
  readonly reason: string;
}
