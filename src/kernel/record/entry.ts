// The stored form of one act. An entry's body is kept as the exact canonical text that was hashed; every other column
// of the entry table repeats a member of it, for finding. Folding applies `change` and never runs a domain's code,
// so a case made by old code stands as it stood.
import type { Acting, LinkChange, PartyChange, PeriodView, Reached } from '../procedure/types.ts';
import type { DateText, InstantText } from '../time/index.ts';

export const ENTRY_FORMAT = 1;

export type EntryKind = 'step' | 'proposal' | 'signature' | 'return' | 'adoption' | 'correction' | 'period';

export interface Opinion {
  readonly by: Acting;
  readonly act: 'sign' | 'return';
  readonly opinion: string;
  readonly at: InstantText;
}

export interface Proposal {
  readonly n: number;
  readonly step: string;
  readonly input: unknown;
  readonly by: Acting;
  readonly at: InstantText;
  readonly status: 'open' | 'returned' | 'effective';
  /** Index into the step's approvals of the signature now awaited. */
  readonly stage: number;
  readonly opinions: readonly Opinion[];
}

/** What the entry changed. Absent members did not change. Facts follow RFC 7396. */
export interface Change {
  readonly state?: string;
  readonly ended?: boolean;
  readonly facts?: unknown;
  readonly factsVersion?: number;
  readonly number?: string;
  readonly title?: string;
  readonly unit?: string;
  readonly home?: string;
  readonly handler?: string | null;
  readonly helpers?: readonly string[];
  readonly openedAt?: InstantText;
  readonly endedAt?: InstantText;
  readonly parties?: readonly PartyChange[];
  readonly links?: readonly LinkChange[];
  /** Each period that moved, whole, as it stands now. */
  readonly periods?: readonly PeriodView[];
  readonly proposal?: Proposal;
  readonly outside?: { readonly system: string; readonly number: string; readonly hash?: string };
  readonly reached?: readonly Reached[];
  readonly numbers?: readonly {
    readonly series: string;
    readonly year: number;
    readonly n: number;
    readonly text: string;
  }[];
  /** Only corrections: the entry whose slip is mended. */
  readonly of?: number;
}

export interface EntryBody {
  readonly v: number;
  readonly alg: string;
  readonly region: string;
  readonly procedure: string;
  readonly case: string;
  readonly seq: number;
  readonly id: string;
  /** Hash of the entry before it in its case; empty for the first. */
  readonly prev: string;
  readonly kind: EntryKind;
  readonly step: string;
  readonly recordedAt: InstantText;
  readonly happenedAt: InstantText;
  readonly actor: Acting;
  readonly input: unknown;
  readonly change: Change;
  /** The governing date and the rules used, by id. */
  readonly law: { readonly on: DateText; readonly rules: readonly string[] };
  /** What the step read of other cases, and a digest of it. */
  readonly reads?: { readonly digest: string; readonly of: readonly (readonly [string, string, number])[] };
  /** 'late-recorded', 'late', 'demonstration', 'adopted'. */
  readonly flags: readonly string[];
}

/** RFC 7396, and nothing else: objects merge, null removes, everything else replaces. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const base = typeof target === 'object' && target !== null && !Array.isArray(target) ? target : {};
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(patch)) {
    if (value === undefined) continue;
    if (value === null) delete merged[key];
    else merged[key] = mergePatch(merged[key], value);
  }
  return merged;
}
