// What a business line may say about its procedures. Everything here is plain data and pure functions,
// so that the same declaration can be checked at start-up, run by the server, described to a browser and read by a lawyer.
import type * as z from 'zod';
import type { Citation, Law, Rule } from '../law/index.ts';
import type { DateText, InstantText, PeriodState } from '../time/index.ts';

/** A text in both languages of the system. Chinese is first and authoritative. */
export interface Label {
  readonly zh: string;
  readonly en: string;
}

/** A post (岗位) is the only source of power. Its id is `domain.name`, or one of the standard posts. */
export interface Post {
  readonly id: string;
  readonly title: Label;
}

/** Who acts, as the step sees it: the person, the post used and the unit in which it is held. */
export interface Acting {
  readonly id: string;
  readonly post: string;
  readonly unit: string;
}

export interface PartyChange {
  /** Stable within the case, e.g. 'caller'. */
  readonly id: string;
  readonly role: string;
  /** Account of a person who follows the case on the portal, when there is one. */
  readonly person?: string;
  /** Name and contact: only sealed values or public names of bodies. */
  readonly name?: unknown;
  readonly removed?: true;
}

export interface LinkChange {
  readonly rel: string;
  readonly to: string;
  readonly removed?: true;
}

/** A milestone reached, for adopted cases whose past is known only by its dates. */
export interface Reached {
  readonly milestone: string;
  readonly at: InstantText;
}

/** What an effect gives: only what changes. Facts follow JSON merge patch (RFC 7396): null removes a member. */
export interface Outcome<F> {
  readonly facts?: Patch<F>;
  /** Needed when the step declares several possible next states. */
  readonly to?: string;
  readonly unit?: string;
  /** null: nobody in particular. */
  readonly handler?: string | null;
  readonly title?: string;
  readonly parties?: readonly PartyChange[];
  readonly links?: readonly LinkChange[];
  /** Units that help handle the case (协办); replaces the list. */
  readonly helpers?: readonly string[];
}

export interface Opening<F> extends Omit<Outcome<F>, 'facts'> {
  readonly facts: F;
  /** Outside number of an adopted case; unique per procedure. */
  readonly outside?: { readonly system: string; readonly number: string; readonly hash?: string };
  readonly openedAt?: InstantText;
  /** Only adopting steps into an end state: when it ended, where that is known. */
  readonly endedAt?: InstantText;
  /** Only adopting steps: milestones that were really reached, at their real dates. */
  readonly reached?: readonly Reached[];
}

export type Patch<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [K in keyof T]?: Patch<T[K]> | null }
    : T;

/** A row that a declared read brought: another case, by its facets only. */
export interface ReadRow {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly state: string;
  readonly unit: string;
  readonly facets: Readonly<Record<string, string | number | boolean | null>>;
}

export interface PeriodView {
  readonly key: string;
  readonly party?: string;
  readonly status: 'running' | 'suspended' | 'met' | 'cancelled';
  readonly state: PeriodState;
  readonly dueOn?: DateText;
  /** The instant after which an act is late. */
  readonly dueAt?: InstantText;
  readonly earliestOn?: DateText;
  readonly warnAt?: InstantText;
  readonly provisional?: boolean;
  readonly metAt?: InstantText;
  readonly late?: boolean;
}

export interface CaseHead {
  readonly id: string;
  readonly procedure: string;
  readonly number: string;
  readonly state: string;
  readonly version: number;
  readonly unit: string;
  /** The unit that opened the case and answers for the procedure. */
  readonly home: string;
  readonly handler: string | null;
  readonly helpers: readonly string[];
  readonly openedAt: InstantText;
  readonly adopted: boolean;
}

/** Everything outside the facts and the input that a step may look at. */
export interface Given {
  readonly caseId: string;
  readonly recordedAt: InstantText;
  readonly happenedAt: InstantText;
  readonly today: DateText;
  readonly actor: Acting;
  /** The unit that answers for this procedure in the region, e.g. the hotline centre. */
  readonly home: string;
  readonly law: Law;
  /** Is there such a unit on the day of the act? */
  readonly isUnit: (id: string) => boolean;
  readonly reads: Readonly<Record<string, readonly ReadRow[]>>;
  readonly periods: readonly PeriodView[];
  readonly numbers: Readonly<Record<string, NumberGiven>>;
}

export interface NumberGiven {
  readonly year: number;
  readonly n: number;
  readonly text: string;
}

export interface Situation<F, I> {
  readonly facts: F;
  readonly input: I;
  readonly case: CaseHead | null;
  readonly given: Given;
}

/** A named condition in the law's words. It holds (null) or refuses with a reason. */
export interface Ground<F, I = never> {
  readonly id: string;
  readonly title: Label;
  readonly law: Citation;
  /** 'case': can be judged before anything is typed; 'input': needs the typed input. */
  readonly when: 'case' | 'input';
  readonly refuses: (situation: Situation<F, I>) => Label | null;
}

export type Source =
  | { readonly from: 'input' | 'fact'; readonly path: readonly string[] }
  | { readonly from: 'value'; readonly value: string };

/** A query another domain offers in its contract: its cases by their facets, or the cases linked to this one. */
export interface ReadSpec {
  readonly id: string;
  readonly procedure: string;
  readonly match: Readonly<Record<string, Source>>;
  readonly gives: readonly string[];
  /** Cases linked to this one instead of cases matched by facets. */
  readonly linked?: { readonly rel: string; readonly direction: 'to' | 'from' };
  readonly limit: number;
}

/** An official number (文号) without gaps per unit, series and year. */
export interface NumberSeries {
  readonly id: string;
  readonly format: (year: number, n: number) => string;
}

export interface StateSpec {
  readonly title: Label;
  readonly end?: true;
  /** Whose queue the case stands in while in this state. */
  readonly waits?: { readonly post: Post; readonly at: 'unit' | 'home' };
  /** Only an outside authority can move it on; shown as awaiting it, not offered. */
  readonly awaits?: Label;
}

export interface PeriodSpec<F> {
  readonly title: Label;
  /** A rule id, or a lineage id whose version in force on the governing date is used. */
  readonly rule?: string | ((facts: F) => string);
  /** Instead of a rule: a day that somebody set for this case (a promise, a supervised date). */
  readonly dueOn?: (facts: F) => DateText;
}

export type PeriodMove<I> =
  | string
  | {
      readonly period: string;
      readonly party?: (input: I) => string;
      /** Only `starts`: the day it counts from or, backward, back from, when that is not the day of the step. */
      readonly on?: (input: I) => DateText;
    };

interface StepBase<F, I> {
  readonly title: Label;
  readonly help?: Label;
  readonly by: readonly Post[];
  readonly basis: readonly Citation[];
  /** The core type of a schema: comparing the full one cost half of the type check. */
  readonly input: z.core.$ZodType<I>;
  readonly needs?: readonly Ground<F, I>[];
  readonly reads?: Readonly<Record<string, ReadSpec>>;
  /** 审核、签批: who signs, in this order, before the step takes effect. */
  readonly approvals?: readonly Post[];
  readonly numbers?: Readonly<Record<string, NumberSeries>>;
  readonly starts?: readonly PeriodMove<I>[];
  readonly meets?: readonly PeriodMove<I>[];
  readonly suspends?: readonly PeriodMove<I>[];
  readonly resumes?: readonly PeriodMove<I>[];
  readonly restarts?: readonly PeriodMove<I>[];
  readonly cancels?: readonly PeriodMove<I>[];
  /** Period key → by how many of the rule's own extension units. */
  readonly extends?: Readonly<Record<string, (input: I) => number>>;
  /** Counted: the step's date is a milestone, kept with the facets of that moment. */
  readonly milestone?: true;
  /** Edits in place: the caller must say which version it saw (428 without If-Match). */
  readonly inPlace?: true;
}

export interface OpeningSpec<F, I> extends StepBase<F, I> {
  readonly opens: true;
  readonly adopts?: true;
  readonly to: string | readonly string[];
  readonly effect: (input: I, given: Given) => Opening<F>;
}

export interface StepSpec<F, I> extends StepBase<F, I> {
  readonly opens?: never;
  readonly from: string | readonly string[];
  /** 'same' keeps the state. */
  readonly to: string | readonly string[];
  readonly effect: (facts: F, input: I, given: Given) => Outcome<F>;
}

/** A step whose input type has been closed over; made by `stepsOf` only. */
export interface Step<F> {
  readonly closedOver?: (facts: F) => void;
  readonly title: Label;
}

export type FacetType = 'text' | 'int' | 'date' | 'instant' | 'bool';
export type FacetValue = string | number | boolean | null;

export interface FacetSpec<F> {
  readonly type: FacetType;
  readonly title: Label;
  readonly of: (facts: F) => FacetValue | undefined;
  readonly indexed?: true;
  /** Labels of coded values, for lists and reports. */
  readonly values?: Readonly<Record<string, Label>>;
}

export type Scope = 'mine' | 'unit' | 'below' | 'region' | 'party' | 'public';

/** Post × scope → fields, per state. Steps follow from each step's `by`, within the same scope and states. */
export interface Grant {
  readonly post: Post;
  readonly scope: Scope;
  readonly see: 'all' | { readonly only: readonly string[] } | { readonly except: readonly string[] };
  readonly states?: readonly string[];
  /** Only cases with these facets, e.g. none that is confidential. Lists walk past the others: for what most cases have. */
  readonly where?: Where;
  /** May see masked values in full, with a purpose, on the record. */
  readonly reveal?: readonly string[];
  readonly export?: true;
}

export interface CaseSeen<F> extends CaseHead {
  readonly facts: F;
  readonly links: readonly { readonly rel: string; readonly to: string; readonly from: string }[];
}

export interface EntrySeen {
  readonly id: string;
  readonly seq: number;
  readonly kind: string;
  readonly step: string;
  readonly happenedAt: InstantText;
  readonly input: unknown;
}

/** What must follow by itself once an entry stands. Runs through `perform`, once. */
export interface Reaction<F> {
  readonly id: string;
  readonly on: readonly string[];
  readonly then: (entry: EntrySeen, seen: CaseSeen<F>) => readonly ReactionCommand[];
}

export interface ReactionCommand {
  readonly procedure: string;
  readonly case?: string;
  readonly step: string;
  readonly input: unknown;
}

export interface Procedure<F> {
  readonly id: string;
  readonly title: Label;
  /** 'LH' gives numbers such as LH20210105-7K3F9. */
  readonly prefix: string;
  readonly facts: z.core.$ZodType<F>;
  readonly factsVersion: number;
  /** upgrades[n] brings facts of version n to n + 1. */
  readonly upgrades?: Readonly<Record<number, (facts: unknown) => unknown>>;
  readonly states: Readonly<Record<string, StateSpec>>;
  readonly steps: Readonly<Record<string, Step<F>>>;
  /** Steps that records still name but nobody can take any more. */
  readonly retired?: Readonly<Record<string, Label>>;
  readonly periods?: Readonly<Record<string, PeriodSpec<F>>>;
  readonly facets: Readonly<Record<string, FacetSpec<F>>>;
  readonly access: readonly Grant[];
  /** Posts that may enter an act after the day it happened; it is flagged. */
  readonly lateRecording?: readonly Post[];
  readonly corrections?: { readonly by: readonly Post[]; readonly fields: readonly string[]; readonly basis: Citation };
  readonly reactions?: readonly Reaction<F>[];
  readonly retention: RetentionClass;
  /** Whoever opens a case from outside gets a query code, with which the case can be followed (party scope). */
  readonly tracked?: true;
  /** Fields (facts paths) findable by exact value through a keyed blind index. */
  readonly findable?: Readonly<Record<string, (facts: F) => unknown>>;
}

export interface RetentionClass {
  readonly id: string;
  readonly title: Label;
  /** null: permanent. */
  readonly years: number | null;
}

/** What the kernel itself sees of facts: members by name, nothing of their meaning. */
export type Facts = Readonly<Record<string, unknown>>;
export type AnyProcedure = Procedure<Facts>;
export type AnyStep = OpeningSpec<Facts, unknown> | StepSpec<Facts, unknown>;

/** A number in a report: a selection over milestones and facets plus how to count it. */
export interface Figure {
  readonly id: string;
  readonly procedure: string;
  readonly title: Label;
  readonly unit: Label;
  readonly milestone: string;
  readonly where?: Where;
  readonly count: 'rows' | { readonly distinct: string } | { readonly sum: string };
  /** A ratio: the rows that also meet this, over all selected rows. */
  readonly counted?: Where;
  readonly decimals?: number;
  /** Whether cases taken over from outside are counted. */
  readonly adopted: 'counted' | 'left out';
  /** Published with the report: anybody may see the number and its rows, by facets only. */
  readonly open?: true;
  /** Basis or definition in plain words. */
  readonly counts: Label;
}

export type Where = Readonly<Record<string, FacetValue | readonly FacetValue[] | 'any'>>;

export interface OutsideSystem {
  readonly id: string;
  readonly title: Label;
  readonly comesIn: Label;
  readonly goesBack: Label;
  readonly decides: Label;
}

export interface Domain {
  readonly id: string;
  readonly chapter: Chapter;
  readonly title: Label;
  readonly about: Label;
  readonly posts: readonly Post[];
  readonly procedures: readonly AnyProcedure[];
  readonly figures: readonly Figure[];
  /** The domain's own dated settings; the 296 rules of the kernel's law need no mention. */
  readonly rules?: readonly Rule[];
  readonly outside?: readonly OutsideSystem[];
}

export type Chapter = 'governance' | 'service' | 'decision' | 'enforcement' | 'supervision' | 'disputes' | 'digital';
