// The law library: every rule by id, by date and by matter, with the settings a region has made. Domains add their own
// rules to the kernel's; a rule id that is taken, a lineage that names an unknown rule, or a setting that would override
// a text somebody read stops the start-up with a sentence.
import { parseDate } from '../time/date.ts';
import { refusals } from '../time/words.ts';
import { LawError } from './law-error.ts';
import { lineages as kernelLineages } from './lineages.ts';
import { defineRule, hasTimeLimit, isInForce } from './rule.ts';
import { ruleFacts } from './rules.ts';
import type { Law, Lineage, Rule, RuleFacts, Setting } from './types.ts';

/** The kernel's own rules. */
export const rules: readonly Rule[] = ruleFacts.map(defineRule);

const unknown = (id: string): LawError => new LawError('unknown-rule', refusals.unknownRule, { id });

function byId(list: readonly Rule[]): Map<string, Rule> {
  const index = new Map<string, Rule>();
  for (const rule of list) {
    if (index.has(rule.id)) throw new LawError('ill-formed', refusals.duplicateRule, { id: rule.id });
    index.set(rule.id, rule);
  }
  return index;
}

const isAmount = (value: number | undefined): boolean =>
  value === undefined || (Number.isSafeInteger(value) && value > 0);

function whyRefused(rule: Rule, setting: Setting) {
  if (rule.confidence === 'text') return refusals.textWasRead;
  if (rule.confidence !== 'low' && rule.confidence !== 'medium') return refusals.goodSource;
  if (!hasTimeLimit(rule) || rule.limit === null) return refusals.nothingToSet;
  if (!isAmount(setting.limit) || !isAmount(setting.extensionLimit)) return refusals.badSetting;
  return setting.extensionLimit !== undefined && !rule.extension ? refusals.settingNoExtension : undefined;
}

const applySetting = (rule: Rule, setting: Setting): Rule =>
  Object.freeze({
    ...rule,
    limit: setting.limit,
    setting,
    extension: rule.extension && { ...rule.extension, limit: setting.extensionLimit ?? rule.extension.limit },
  });

/** Newest first, so that the first one begun is the one that holds. */
function settledVersions(rule: (id: string) => Rule, settings: readonly Setting[]): Map<string, Rule[]> {
  const versions = new Map<string, Rule[]>();
  for (const setting of [...settings].sort((a, b) => (a.from < b.from ? 1 : -1))) {
    parseDate(setting.from);
    const set = rule(setting.ruleId);
    const list = versions.get(set.id) ?? [];
    const twice = list.some((other) => other.setting?.from === setting.from);
    const why = twice ? refusals.setTwice : whyRefused(set, setting);
    if (why) throw new LawError('refused-setting', why, { title: set.title, from: setting.from });
    versions.set(set.id, [...list, applySetting(set, setting)]);
  }
  return versions;
}

export function createLaw(
  list: readonly (Rule | RuleFacts)[],
  settings: readonly Setting[] = [],
  lineages: readonly Lineage[] = kernelLineages,
): Law {
  const index = byId(list.map(defineRule));
  const all = [...index.values()];
  const rule = (id: string): Rule => {
    const found = index.get(id);
    if (!found) throw unknown(id);
    return found;
  };
  const settled = settledVersions(rule, settings);
  const known = lineages.filter(({ rules: ids }) => ids.some((id) => index.has(id)));
  for (const lineage of known) lineage.rules.forEach(rule);
  return {
    rule,
    find: (id) => index.get(id),
    ruleAsOf: (id, date) => settled.get(id)?.find(({ setting }) => setting && setting.from <= date) ?? rule(id),
    ruleOn(lineageId, date) {
      const versions = known.find(({ id }) => id === lineageId)?.rules.map(rule);
      if (!versions) throw unknown(lineageId);
      return versions.findLast((version) => isInForce(version, parseDate(date)));
    },
    list: () => all,
    at: (date) => all.filter((entry) => isInForce(entry, parseDate(date))),
    lineages: known,
  };
}

/** The kernel's law without settings. */
export const nationalLaw: Law = createLaw(rules);
