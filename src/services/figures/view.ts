// What a page needs to show the annual report: plain values in both languages, no markup, so that the portal, a print
// and a test all read the same thing. Texts and figures of a paragraph stand in the order in which they are read.
import type { DateText, InstantText, Label } from '#kernel';

export type FigureStatus = 'computed' | 'absent';

/** One line of `report <year> --json` and of `GET /report/{year}`. */
export interface ReportFigure {
  readonly id: string;
  readonly status: FigureStatus;
  /** null: absent, or computed over no records where a share has no meaning (nobody rated yet). */
  readonly value: number | null;
  readonly unit: Label;
  /** Where the records behind the number open; null while no business line computes it. */
  readonly records: string | null;
}

/** A figure as it is shown: the same number, in words. */
export interface FigureShown extends ReportFigure {
  readonly title: Label;
  /** What is counted, in plain words. */
  readonly counts: Label;
  /** Place in the report: chapter.part.item. */
  readonly section: string;
  /** For running text: number with unit and cut-off, e.g. 91478件次（截至12月20日）; absent ones say so. */
  readonly text: Label;
  /** The number to the last digit with its unit, for tables; '—' where there is none. */
  readonly exact: Label;
  /** Numerator and denominator of a ratio. */
  readonly of: { readonly counted: number; readonly all: number } | null;
  /** First and last day counted, both included; null when absent. */
  readonly from: DateText | null;
  readonly to: DateText | null;
}

/** `{ figure }` names a member of `ReportView.figures`. */
export type Part = Label | { readonly figure: string };
export type Paragraph = readonly Part[];

/** A confirmed statement without a number, with the evidence it rests on. */
export interface ClaimShown {
  readonly number: string;
  readonly statement: Label;
  readonly evidence: readonly string[];
}

export interface ReportSection {
  /** '1.5', '2', '3' … */
  readonly id: string;
  /** null where the chapter has a single unnamed section. */
  readonly heading: Label | null;
  readonly paragraphs: readonly Paragraph[];
  readonly claims: readonly ClaimShown[];
}

export interface ReportChapter {
  readonly heading: Label;
  readonly sections: readonly ReportSection[];
}

/** The figures as they were frozen for signature, when a report of that year has come so far. */
export interface FrozenNote {
  readonly number: string;
  readonly version: number;
  readonly on: DateText;
  readonly digest: string;
  /** Ids of figures whose live value is no longer the frozen one. */
  readonly moved: readonly string[];
  /** How the report came about: adopted, heard, submitted, each with its day and number. */
  readonly history: readonly { readonly what: Label; readonly on: DateText; readonly number: string }[];
  /** Fields of the disclosure catalogue; empty before publication. */
  readonly index: readonly { readonly label: Label; readonly value: string }[];
  /** The policy reading (政策解读) published with the report. */
  readonly reading: Label | null;
}

export interface ReportView {
  readonly title: Label;
  readonly year: number;
  readonly chapters: readonly ReportChapter[];
  readonly figures: Readonly<Record<string, FigureShown>>;
  readonly computed: number;
  readonly absent: number;
  readonly generatedAt: InstantText;
  /** The records are read as they stood at the end of this day. */
  readonly asOf: DateText;
  readonly frozen: FrozenNote | null;
  /** Everything shown comes from the demonstration year: pages and prints must say so. */
  readonly demo: boolean;
}
