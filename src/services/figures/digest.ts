// The figures of a report as they were frozen, and the digest by which every later signature names exactly them.
import type { DateText, FigureQuery, Figure, InstantText, Label } from '#kernel';

/** How a figure was selected: enough to compute it again from the same records. */
export interface FrozenSelection {
  readonly procedure: string;
  readonly milestone: string;
  readonly where: Readonly<Record<string, unknown>>;
  readonly count: unknown;
  readonly counted: Readonly<Record<string, unknown>> | null;
  readonly decimals: number | null;
  readonly adopted: Figure['adopted'];
  readonly from: DateText;
  readonly to: DateText;
}

export interface FrozenFigure {
  readonly id: string;
  readonly status: 'computed' | 'absent';
  readonly value: number | null;
  /** How many records the value rests on. */
  readonly records: number | null;
  readonly selection: FrozenSelection | null;
}

export interface FrozenClaim {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly section: string;
  readonly statement: Label;
}

export interface FrozenReport {
  readonly version: number;
  readonly year: number;
  readonly asOf: DateText;
  readonly computedAt: InstantText;
  readonly figures: readonly FrozenFigure[];
  readonly claims: readonly FrozenClaim[];
  readonly digest: string;
}

export function selectionOf(definition: Figure, query: FigureQuery): FrozenSelection {
  const { procedure, milestone, where, count, counted, decimals, adopted } = definition;
  return {
    procedure,
    milestone,
    where: where ?? {},
    count,
    counted: counted ?? null,
    decimals: decimals ?? null,
    adopted,
    from: query.from,
    to: query.to,
  };
}

/** The same text whatever order a store gave the members back in. */
function stable(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stable).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${stable(member)}`).join(',')}}`;
}

/** SHA-256, as hex, of everything frozen but the digest itself. */
export async function digestOf(frozen: Omit<FrozenReport, 'digest'>): Promise<string> {
  const { version, year, asOf, computedAt, figures, claims } = frozen;
  const bytes = new TextEncoder().encode(stable({ version, year, asOf, computedAt, figures, claims }));
  return [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
