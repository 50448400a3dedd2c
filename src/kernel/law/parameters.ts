// A dated parameter: one number or word of the law that changed over time. Its versions are checked where they are
// declared, so that no date falls between two of them and none has two answers.
import { addDays, type DateText, parseDate } from '../time/date.ts';
import type { Label } from '../time/types.ts';
import { refusals } from '../time/words.ts';
import { LawError } from './law-error.ts';
import type { Confidence } from './types.ts';

/** `to` is the last day, included; null while the version is in force. */
export type ParameterVersion<Value> = {
  from: DateText;
  to: DateText | null;
  value: Value;
  source: string;
  confidence: Confidence;
};

export type Parameter<Value> = { id: string; title: Label; versions: readonly ParameterVersion<Value>[] };

export function defineParameter<Value>({ id, title, versions }: Parameter<Value>): Parameter<Value> {
  const refuse = (why: Label, date: string): LawError => new LawError('ill-formed', why, { id, date });
  const ordered = [...versions].sort((a, b) => (parseDate(a.from) < parseDate(b.from) ? -1 : 1));
  if (ordered.length === 0) throw refuse(refusals.noVersion, '—');
  ordered.forEach(({ from, to }, index) => {
    const next = ordered[index + 1]?.from;
    if (to !== null && parseDate(to) < from) throw refuse(refusals.endsFirst, from);
    if (next === undefined) return;
    if (to === null || to >= next) throw refuse(refusals.twoVersions, next);
    if (addDays(to, 1) !== next) throw refuse(refusals.noVersion, addDays(to, 1));
  });
  return Object.freeze({ id, title, versions: ordered });
}

export function versionOn<Value>({ id, versions }: Parameter<Value>, date: DateText): ParameterVersion<Value> {
  const day = parseDate(date);
  const version = versions.find(({ from, to }) => from <= day && (to === null || day <= to));
  if (!version) throw new LawError('ill-formed', refusals.noVersion, { id, date });
  return version;
}

export const valueOn = <Value>(parameter: Parameter<Value>, date: DateText): Value => versionOn(parameter, date).value;
