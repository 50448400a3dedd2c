// What a loan, a credential and a part of a loan hold, and what each step asks for. The facts are in their second
// version: the first called the number of pieces `count`.
import * as z from 'zod';
import { type Sealed, sealed, type Secret, sensitive } from '../inside.ts';

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/);
const name = z.string().min(1).max(60);

export interface Loan {
  readonly what: string;
  readonly kind: 'hand' | 'power';
  readonly pieces: number;
  readonly place: string;
  readonly deposit: number;
  readonly wanted?: string;
  readonly phone?: Sealed;
  readonly idNumber?: Sealed;
  /** Of the office only. */
  readonly note?: string;
  readonly officers?: readonly string[];
  readonly promised?: string;
  readonly letter?: string;
  readonly lentAt?: string;
  readonly good?: boolean;
}

export const Loan = z.strictObject({
  what: name,
  kind: z.enum(['hand', 'power']),
  pieces: z.int().min(1),
  place: name,
  deposit: z.int(),
  wanted: day.optional(),
  phone: sealed().optional(),
  idNumber: sealed().optional(),
  note: z.string().optional(),
  officers: z.array(z.string()).optional(),
  promised: day.optional(),
  letter: z.string().optional(),
  lentAt: z.string().optional(),
  good: z.boolean().optional(),
}) as z.ZodType<Loan>;

/** Facts of version 1 as they were stored. */
export const renamed = (facts: unknown): unknown => {
  const { count, ...rest } = facts as Record<string, unknown>;
  return { ...rest, pieces: count };
};

export interface Asked {
  readonly what: string;
  readonly kind: 'hand' | 'power';
  readonly pieces: number;
  readonly place: string;
  readonly deposit?: number | undefined;
  readonly wanted?: string | undefined;
  readonly phone?: Secret | undefined;
  readonly idNumber?: Secret | undefined;
}

const asked = {
  what: name,
  kind: z.enum(['hand', 'power']),
  pieces: z.int().min(1).max(500),
  place: name,
  deposit: z.int().min(0).max(1_000_000).optional(),
  wanted: day.optional(),
};

export const Asked = z.strictObject({
  ...asked,
  phone: sensitive('phone', z.string().min(3).max(30)).optional(),
  idNumber: sensitive('id-number', z.string().min(6).max(30)).optional(),
}) as z.ZodType<Asked>;

export const Adopted = z.strictObject({
  ...asked,
  number: name,
  hash: z.string().max(100).optional(),
  state: z.enum(['asked', 'lent', 'back']),
  opened: instant,
  lent: instant.optional(),
  returned: instant.optional(),
});
export type Adopted = z.output<typeof Adopted>;

export const Edited = z.strictObject({
  place: name.optional(),
  note: z.string().max(200).optional(),
  phone: sensitive('phone', z.string().min(3).max(30)).optional(),
}) as z.ZodType<{
  readonly place?: string | undefined;
  readonly note?: string | undefined;
  readonly phone?: Secret | undefined;
}>;

export const Nothing = z.strictObject({});
export const Officers = z.strictObject({ officers: z.array(name).min(1).max(9) });
export const Invited = z.strictObject({ party: name, person: name.optional() });
export const Stated = z.strictObject({ party: name });
export const Reason = z.strictObject({ reason: name });
export const Days = z.strictObject({ days: z.int().min(0).max(60) });
export const OnDay = z.strictObject({ on: day });
export const Passed = z.strictObject({ unit: name, helpers: z.array(name).max(9).optional() });
export const Decided = z.strictObject({ grant: z.boolean(), words: name });
export const Linked = z.strictObject({ loan: z.uuid(), removed: z.boolean().optional() });
export const Returned = z.strictObject({ good: z.boolean() });

export interface Credential {
  readonly holder: string;
  readonly until: string;
  readonly active: boolean;
}
export const Credential = z.strictObject({ holder: name, until: day, active: z.boolean() });
export const Issued = z.strictObject({ holder: name, until: day });

export interface Part {
  readonly what: string;
  readonly done: boolean;
}
export const Part = z.strictObject({ what: name, done: z.boolean() });
export const OpenedPart = z.strictObject({ loan: z.uuid(), what: name });
export type Invited = z.output<typeof Invited>;
export type Stated = z.output<typeof Stated>;
export type Reason = z.output<typeof Reason>;
export type Days = z.output<typeof Days>;
export type OnDay = z.output<typeof OnDay>;
export type Passed = z.output<typeof Passed>;
export type Decided = z.output<typeof Decided>;
export type Linked = z.output<typeof Linked>;
export type Returned = z.output<typeof Returned>;
export type Officers = z.output<typeof Officers>;
export type Issued = z.output<typeof Issued>;
export type OpenedPart = z.output<typeof OpenedPart>;
