// A dated parameter: one number or word of the law that changed over time. Its versions are checked where they are
// declared, so that no date falls between two of them and none has two answers.

import { addDays, type DateText, parseDate } from '../time/date.ts';
import type { Label } from '../time/types.ts';
import { LawError } from './law-error.ts';
import type { Confidence } from './types.ts';

export type ParameterVersion<Value> = {
  from: DateText;
  /** The last day, included; null while it is in force. */
  to: DateText | null;
  value: Value;
  source: string;
  confidence: Confidence;
};

export type Parameter<Value> = { id: string; title: Label; versions: readonly ParameterVersion<Value>[] };

const illFormed = (id: string, zh: string, en: string): LawError =>
  new LawError('ill-formed', `参数 ${id}：${zh}`, `Parameter ${id}: ${en}`);

export function defineParameter<Value>(parameter: Parameter<Value>): Parameter<Value> {
  const versions = [...parameter.versions].sort((a, b) => (parseDate(a.from) < parseDate(b.from) ? -1 : 1));
  if (versions.length === 0) throw illFormed(parameter.id, '没有任何版本。', 'it has no version.');
  versions.forEach(({ from, to }, index) => {
    const next = versions[index + 1]?.from;
    if (to !== null && parseDate(to) < from) {
      throw illFormed(parameter.id, `${from} 的版本失效早于生效。`, `the version of ${from} ends before it begins.`);
    }
    if (next === undefined) return;
    if (to === null || to >= next) {
      throw illFormed(parameter.id, `${next} 有两个版本。`, `two versions hold on ${next}.`);
    }
    if (addDays(to, 1) !== next) {
      throw illFormed(parameter.id, `${addDays(to, 1)} 没有版本。`, `no version holds on ${addDays(to, 1)}.`);
    }
  });
  return Object.freeze({ ...parameter, versions });
}

export function versionOn<Value>(parameter: Parameter<Value>, date: DateText): ParameterVersion<Value> {
  const day = parseDate(date);
  const version = parameter.versions.find(({ from, to }) => from <= day && (to === null || day <= to));
  if (version) return version;
  throw illFormed(parameter.id, `${date} 没有版本。`, `no version holds on ${date}.`);
}

export const valueOn = <Value>(parameter: Parameter<Value>, date: DateText): Value => versionOn(parameter, date).value;
