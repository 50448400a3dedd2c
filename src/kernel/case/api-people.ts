// The kernel's promises on units, people, calendars and settings, as types.
import type { Setting as LimitSetting } from '../law/index.ts';
import type { Arrangement, Calendar, DateText } from '../time/index.ts';
import type * as T from '../procedure/types.ts';

/** Who asks. Authority is read anew with every question; nothing here grants anything by itself. */
export type ActorRef =
  | { readonly session: string }
  | { readonly token: string }
  | { readonly user: string }
  | { readonly code: string; readonly number: string }
  | { readonly system: string }
  | { readonly anyone: true };

export interface HeldPost {
  readonly post: string;
  readonly unit: string;
  readonly from: DateText;
  readonly to: DateText | null;
}

export interface Who {
  readonly id: string;
  readonly kind: 'official' | 'citizen' | 'machine' | 'code' | 'system' | 'anyone';
  readonly name: T.Label;
  /** Held today. */
  readonly posts: readonly { readonly post: string; readonly unit: string }[];
}

export interface UnitRow {
  readonly id: string;
  readonly title: T.Label;
  readonly kind: string;
  readonly parent: string | null;
  readonly from: DateText;
  readonly to?: DateText | null;
  /** The body that took over when this one ended. */
  readonly successor?: string | null;
}

export interface AccountRow {
  /** Also the login name. */
  readonly id: string;
  readonly kind: 'official' | 'citizen';
  readonly name: T.Label;
  /** Absent: cannot log in with a password. */
  readonly password?: string;
  readonly demo?: boolean;
}

export interface PostRow {
  readonly user: string;
  readonly post: string;
  readonly unit: string;
  readonly from: DateText;
  readonly to?: DateText | null;
}

/** Units, accounts, posts, sessions, tokens: the source of all power, read anew with every step. */
export interface People {
  putUnits(units: readonly UnitRow[]): Promise<void>;
  units(on?: DateText): Promise<readonly UnitRow[]>;
  putAccounts(accounts: readonly AccountRow[]): Promise<void>;
  demoAccounts(): Promise<readonly (AccountRow & { readonly posts: readonly HeldPost[] })[]>;
  putPosts(posts: readonly PostRow[]): Promise<void>;
  endPost(user: string, post: string, unit: string, to: DateText): Promise<void>;
  /** null: wrong name or password (the same answer, the same time). */
  login(id: string, password: string): Promise<{ readonly session: string; readonly who: Who } | null>;
  logout(session: string): Promise<void>;
  createToken(token: {
    readonly title: string;
    readonly post: string;
    readonly unit: string;
    readonly days: number;
  }): Promise<string>;
}

/** Dated settings and calendars: data, versioned, never edited in place. */
export interface Settings {
  calendar(): Promise<Calendar>;
  /** Announces a yearly arrangement; every running period is recomputed, old and new date kept. Gives how many moved. */
  announceArrangement(
    arrangement: Arrangement,
    by: ActorRef,
  ): Promise<{ readonly recomputed: number; readonly moved: number }>;
  setLimit(setting: LimitSetting): Promise<void>;
  limits(): Promise<readonly LimitSetting[]>;
  /** Small facts of a region, such as its report's cut-off: a JSON value by name. */
  put(name: string, value: unknown): Promise<void>;
  get(name: string): Promise<unknown>;
}
