// The kernel's public promises to services, command line and tests, as types. `openKernel` (server door) gives one of these.
import type { Law } from '../law/index.ts';
import type { Clock } from '../time/clock.ts';
import type { DateText, InstantText } from '../time/index.ts';
import type { Registry } from '../procedure/registry.ts';
import type { Masked } from '../procedure/sensitive.ts';
import type * as T from '../procedure/types.ts';
import type { Refusal } from './problem.ts';
import type { ActorRef, People, Settings, Who } from './api-people.ts';

export interface Command {
  readonly procedure: string;
  readonly step: string;
  /** Absent for an opening step. */
  readonly case?: string;
  readonly input: unknown;
  /** Idempotency key: the same key of the same actor takes effect once. */
  readonly request?: string;
  /** The version the caller saw (If-Match). */
  readonly version?: number;
  /** Legal time, when it is earlier than now (late recording). */
  readonly happenedAt?: string;
  /** Which post to act in, when the actor holds several that would do. */
  readonly as?: { readonly post: string; readonly unit: string };
}

export interface ProposalCommand {
  readonly procedure: string;
  readonly case: string;
  readonly proposal: number;
  readonly act: 'sign' | 'return';
  readonly opinion: string;
  readonly request?: string;
  readonly version?: number;
}

export interface CorrectionCommand {
  readonly procedure: string;
  readonly case: string;
  /** The entry that holds the slip. */
  readonly of: number;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly reason: string;
  readonly request?: string;
  readonly version?: number;
}

export interface StepResult {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly version: number;
  readonly entry: string;
  /** Set while the step waits for signatures. */
  readonly proposal?: number;
  /** The same request had been taken before; nothing happened this time. */
  readonly repeated?: true;
  /** Values the opening hands out once, e.g. the query code of an order. */
  readonly once?: Readonly<Record<string, string>>;
}

export type Light = 'green' | 'yellow' | 'red' | 'none';

export interface CaseItem {
  readonly id: string;
  readonly procedure: string;
  readonly number: string;
  readonly title: string;
  readonly state: string;
  readonly version: number;
  readonly unit: string;
  readonly handler: string | null;
  readonly openedAt: InstantText;
  readonly dueAt: InstantText | null;
  readonly light: Light;
  readonly facets: Readonly<Record<string, T.FacetValue>>;
}

export interface ListQuery {
  readonly state?: string;
  readonly unit?: string;
  readonly handler?: string;
  readonly light?: Light;
  readonly q?: string;
  readonly from?: DateText;
  readonly to?: DateText;
  /** 'openedAt' or 'dueAt'; a leading '-' turns it round. Default '-openedAt'. */
  readonly sort?: string;
  readonly cursor?: string;
  /** 50 unless told; at most 200. */
  readonly limit?: number;
  readonly facets?: Readonly<Record<string, string>>;
  /** Only cases one is a party to: what everybody may see is not one's own. */
  readonly mine?: boolean;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

export interface PeriodShown extends T.PeriodView {
  readonly title: T.Label;
  readonly light: Light;
  readonly trace: readonly T.Label[];
}

export interface CaseView extends T.CaseHead {
  readonly title: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly facets: Readonly<Record<string, T.FacetValue>>;
  readonly endedAt: InstantText | null;
  readonly periods: readonly PeriodShown[];
  readonly parties: readonly Readonly<Record<string, unknown>>[];
  readonly links: readonly {
    readonly rel: string;
    readonly direction: 'to' | 'from';
    readonly id: string;
    readonly number: string;
    readonly procedure: string;
    readonly state: string;
  }[];
  readonly documents: readonly never[];
  readonly proposals: readonly ProposalView[];
  readonly outside: { readonly system: string; readonly number: string } | null;
}

export interface ProposalView {
  readonly n: number;
  readonly step: string;
  readonly input: unknown;
  readonly by: T.Acting;
  readonly at: InstantText;
  readonly status: 'open' | 'returned' | 'effective';
  readonly awaits: string | null;
  readonly opinions: readonly {
    readonly by: T.Acting;
    readonly act: 'sign' | 'return';
    readonly opinion: string;
    readonly at: InstantText;
  }[];
}

export interface StepView {
  readonly id: string;
  readonly title: T.Label;
  readonly help?: T.Label;
  readonly basis: readonly T.Label[];
  readonly allowed: boolean;
  readonly refusals: readonly Refusal[];
  /** JSON Schema of the input. */
  readonly input: unknown;
  readonly needsVersion: boolean;
  readonly approvals: readonly T.Label[];
}

export interface RecordItem {
  readonly id: string;
  readonly seq: number;
  readonly kind: string;
  readonly step: string;
  readonly title: T.Label;
  readonly actor: T.Acting;
  readonly recordedAt: InstantText;
  readonly happenedAt: InstantText;
  readonly flags: readonly string[];
  readonly hash: string;
  readonly prev: string;
  /** The stored text, when the reader may see every field in it. */
  readonly body?: string;
}

export interface InboxItem extends CaseItem {
  readonly why: 'mine' | 'unit' | 'sign';
}

export interface FigureQuery {
  readonly from: DateText;
  readonly to: DateText;
  /** What the records said on that day's end; default now. */
  readonly asOf?: DateText;
}

export interface FigureValue {
  readonly id: string;
  readonly value: number | null;
  readonly unit: T.Label;
  /** Numerator and denominator of a ratio. */
  readonly of: { readonly counted: number; readonly all: number } | null;
  readonly records: string;
}

export interface FigureRecord {
  readonly id: string;
  readonly number: string;
  readonly seq: number;
  readonly happenedAt: InstantText;
  readonly unit: string;
  readonly counted: boolean;
  readonly facets: Readonly<Record<string, T.FacetValue>>;
}

export interface OutsideCase {
  readonly number: string;
  readonly id: string;
  readonly hash: string | null;
}

export interface Progress {
  readonly done: number;
  readonly total: number | null;
  readonly entries: number;
}

/** A batch command may name a case opened earlier in the same call by its own `ref`. */
export interface BatchCommand extends Command {
  /** Opens: the name later commands use. */
  readonly ref?: string;
  readonly caseRef?: string;
  /** The instant at which this is recorded: only with a scripted clock (demonstration years, tests). */
  readonly at?: InstantText;
  /** Where any command of a call says so, batches are cut before those commands only; else before any opening. */
  readonly cut?: true;
  /** Members of the input to fill with the number of a case of this call, by its ref. */
  readonly numbers?: Readonly<Record<string, string>>;
  /** Members of the input to fill with the id of a case of this call, by its ref. */
  readonly caseIds?: Readonly<Record<string, string>>;
  /** Signs the open proposal of `step` instead of taking it. */
  readonly sign?: { readonly opinion: string };
  /** Who acts, when not the caller of performMany: a user id whose posts are checked as usual. */
  readonly actor?: ActorRef;
}

export interface BatchOptions {
  /** Commands read ahead into one transaction. */
  readonly batch?: number;
  readonly onProgress?: (progress: Progress) => void;
  /** A setting that says, in the same transaction as each batch, how many commands of this call (after `from`) are done. */
  readonly mark?: { readonly name: string; readonly from: number };
  /** 'none': what was loaded is history; nothing reacts to it. Only with a scripted clock. */
  readonly reactions?: 'none';
  /** Called for every refused command; without it the first refusal stops the run. */
  readonly onRefused?: (command: BatchCommand, error: Error, index: number) => void;
}

/** A light that turned, told to a person, a unit, the head of a unit or the holders of a post. */
export interface Notice {
  readonly id: string;
  readonly case: string;
  readonly procedure: string;
  readonly number: string;
  readonly period: string;
  readonly light: 'yellow' | 'red';
  readonly toKind: 'person' | 'unit' | 'head' | 'post';
  readonly toWhom: string;
  readonly at: InstantText;
}

export interface EntryNotice {
  readonly region: string;
  readonly entry: string;
  readonly case: string;
  readonly procedure: string;
  readonly step: string;
  readonly unit: string;
}

export interface Kernel {
  readonly region: string;
  readonly people: People;
  readonly settings: Settings;
  readonly registry: Registry;
  readonly law: Law;
  readonly clock: Clock;

  whoIs(actor: ActorRef): Promise<Who | null>;
  perform(actor: ActorRef, command: Command): Promise<StepResult>;
  decideProposal(actor: ActorRef, command: ProposalCommand): Promise<StepResult>;
  correct(actor: ActorRef, command: CorrectionCommand): Promise<StepResult>;
  /** Which of these outside numbers have been taken over; for actors who may adopt. */
  outside(
    actor: ActorRef,
    procedure: string,
    system: string,
    numbers: readonly string[],
  ): Promise<readonly OutsideCase[]>;
  /** Cases opened in a call stay in one batch with the commands that follow them; other refusals stop nothing. */
  performMany(
    actor: ActorRef,
    commands: Iterable<BatchCommand> | AsyncIterable<BatchCommand>,
    options?: BatchOptions,
  ): Promise<Progress>;

  get(actor: ActorRef, procedure: string, id: string): Promise<CaseView>;
  /** Steps to open a case with, for this actor. */
  openings(actor: ActorRef, procedure: string): Promise<readonly StepView[]>;
  steps(
    actor: ActorRef,
    procedure: string,
    id: string,
    check?: { readonly step: string; readonly input: unknown },
  ): Promise<readonly StepView[]>;
  list(actor: ActorRef, procedure: string, query: ListQuery): Promise<Page<CaseItem>>;
  /** Capped at 1,000: `more` says that there are others. */
  count(
    actor: ActorRef,
    procedure: string,
    query: ListQuery,
  ): Promise<{ readonly count: number; readonly more: boolean }>;
  inbox(actor: ActorRef, query?: { readonly cursor?: string; readonly limit?: number }): Promise<Page<InboxItem>>;
  notices(actor: ActorRef, limit?: number): Promise<readonly Notice[]>;
  search(actor: ActorRef, q: string, limit?: number): Promise<readonly CaseItem[]>;
  record(actor: ActorRef, procedure: string, id: string): Promise<readonly RecordItem[]>;
  /** Rows as `list` gives them, streamed in bounded memory. */
  exportRows(actor: ActorRef, procedure: string, query: ListQuery): AsyncIterable<CaseItem>;
  reveal(
    actor: ActorRef,
    procedure: string,
    id: string,
    fields: readonly string[],
    purpose: string,
  ): Promise<Readonly<Record<string, string | null>>>;

  figure(actor: ActorRef, id: string, query: FigureQuery): Promise<FigureValue>;
  /** Grouped by 'month' ('2021-03'), 'unit' or a facet (as text, '' where empty), in the order of the key. */
  figureGroups(
    actor: ActorRef,
    id: string,
    query: FigureQuery,
    by: string,
  ): Promise<readonly { readonly key: string; readonly counted: number; readonly all: number }[]>;
  figureRecords(
    actor: ActorRef,
    id: string,
    query: FigureQuery,
    page?: { readonly cursor?: string; readonly limit?: number },
  ): Promise<Page<FigureRecord>>;

  /** Live notices of committed entries, from this process or another. */
  subscribe(listener: (notice: EntryNotice) => void): () => void;
  /** Leader work: reactions, escalation, live notices. Stops when `stop` is called. */
  start(): Promise<void>;
  stop(): Promise<void>;
  status(): Promise<{ readonly leader: boolean; readonly pending: number; readonly lagMs: number }>;
  /** Does all waiting leader work now (tests, and at the end of a load). */
  settle(): Promise<void>;

  newId(): string;
}

export type * from './api-people.ts';
export type { Masked };
