// The shape of a rule of law as data. Every rule that carries a number says where the number comes from and how sure we
// are of it; a rule that changed stands here twice, each version with its own dates.

import type { DateText } from '../time/date.ts';
import type { Label } from '../time/types.ts';

export type RuleKind = 'deadline' | 'limitation' | 'threshold' | 'procedure' | 'day-counting';

/** `at_least` keeps a time open or free; `not_before` bars an act until the time has passed. */
export type Bound = 'at_most' | 'at_least' | 'not_before' | 'fixed_date' | 'none';

export type TimeUnit = 'working_day' | 'calendar_day' | 'hour' | 'month' | 'year';

export type Unit = TimeUnit | 'fixed_date' | 'person' | 'percent';

/**
 * How we know: the article's text was read; it is remembered with high certainty; only an excerpt was seen; it is
 * remembered with medium certainty; or, `low`, it is no more than a default setting.
 */
export type Confidence = 'text' | 'high' | 'excerpt' | 'medium' | 'low';

export type Extension = {
  approvedBy: Label;
  /** Per time; null where the law says only "reasonable" or leaves it to the decision. */
  limit: number | null;
  unit: TimeUnit | null;
  maxTimes: number | null;
  note: string | null;
  /** `added`: the limit is what is added. `total`: the limit is the whole length. `shorter`: only less time is allowed. */
  counts: 'added' | 'total' | 'shorter';
};

export type Threshold = string | number | boolean | null | readonly Threshold[] | { readonly [key: string]: Threshold };

export type Rule = {
  id: string;
  title: Label;
  kind: RuleKind;
  /** `id` in the table of laws; the names carry the version (`行政处罚法（2021修订）`). */
  law: Label & { id: string };
  article: string;
  /** First and last day in force, both included. */
  from: DateText;
  to: DateText | null;
  trigger: string;
  bound: Bound;
  limit: number | null;
  unit: Unit | null;
  /** `backward` rules count back from an event; `trigger` then names the event. */
  direction: 'forward' | 'backward';
  /** `stands`: the last day never moves for a holiday, because moving it would lengthen a coercive measure. */
  lastDay: 'rolls' | 'stands';
  appliesTo: string;
  extension: Extension | null;
  suspensions: readonly string[];
  thresholds: { readonly [key: string]: Threshold } | null;
  consequence: string | null;
  /** The rule that says how this law counts days. */
  countRule: string | null;
  confidence: Confidence;
  source: string;
  notes: string | null;
  fromIsEstimate: boolean;
  /** Present where the limit in use is one that was set, not one that was read. */
  setting?: Setting;
};

type Required = 'id' | 'title' | 'kind' | 'article' | 'from' | 'trigger' | 'bound' | 'confidence' | 'source';

/** A rule as it is written down: what does not apply is left out. */
export type RuleFacts = Pick<Rule, Required> &
  Partial<Omit<Rule, Required | 'law' | 'extension'>> & {
    law: { id: string; zh: string };
    extension?: (Partial<Extension> & Pick<Extension, 'approvedBy'>) | null;
  };

/** A law, regulation, rule or paper that rules and citations refer to by id. */
export type LawTitle = Label & { id: string };

/** One matter through its successive rules. Known gaps and overlaps are listed with their reason. */
export type Lineage = {
  id: string;
  title: Label;
  rules: readonly string[];
  overlaps?: readonly { from: DateText; to: DateText; reason: string }[];
};

/** A number that the region or the body fixes for itself, where the law's own number is not known for sure. */
export type Setting = {
  ruleId: string;
  /** Periods that start on this day or later. */
  from: DateText;
  limit: number;
  extensionLimit?: number;
  setBy: string;
  reason: string;
};

/** The library of rules, as every part of the system asks it. Unknown ids throw a LawError. */
export type Law = {
  rule(id: string): Rule;
  find(id: string): Rule | undefined;
  /** The rule with the settings that hold for a period starting that day. */
  ruleAsOf(id: string, date: DateText): Rule;
  /** The version of a matter in force that day; undefined in a gap. */
  ruleOn(lineageId: string, date: DateText): Rule | undefined;
  list(): readonly Rule[];
  /** Rules in force that day. */
  at(date: DateText): readonly Rule[];
  lineages: readonly Lineage[];
};
