// What the door is built on: a kernel and a few neighbours, handed in so that tests and benchmarks can bring their own.
import type { Kernel } from '#kernel';

export interface DemoState {
  readonly phase: 'off' | 'waiting' | 'loading' | 'done' | 'failed';
  readonly year: number | null;
  readonly done: number;
  readonly total: number | null;
  readonly entries: number;
}

export interface DemoProgress {
  state(): DemoState;
  /** Gives the function that ends it. */
  subscribe(listener: (state: DemoState) => void): () => void;
}

export interface Limits {
  /** Failed logins a minute, per address and account. */
  readonly loginFailures: number;
  /** Failed look-ups by query code a minute, per address. */
  readonly trackFailures: number;
}

export const defaultLimits: Limits = { loginFailures: 10, trackFailures: 20 };

export interface HttpOptions {
  readonly kernel: Kernel;
  /** The demonstration: search engines are kept out. */
  readonly demo: boolean;
  readonly progress?: DemoProgress;
  readonly limits?: Partial<Limits>;
  /** Trust X-Forwarded-* of a proxy in front. */
  readonly trustProxy?: boolean;
  readonly logLevel?: 'silent' | 'error' | 'warn' | 'info';
  /** Further numbers for /metrics, e.g. the database pool. */
  readonly gauges?: () => Promise<readonly Gauge[]> | readonly Gauge[];
  /** Rejects when the database does not answer. */
  readonly ready?: () => Promise<void>;
  /** A known import map by its name. */
  readonly importMap?: (name: string) => Promise<unknown>;
}

export interface Gauge {
  readonly name: string;
  readonly help: string;
  readonly value: number;
}
