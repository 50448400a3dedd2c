// The law library: every rule by id, by date and by matter, with the settings a region has made. Domains add their own
// rules to the kernel's; a rule id that is taken, a lineage that names an unknown rule, or a setting that would override
// a text somebody read stops the start-up with a sentence.

import { type DateText, parseDate } from '../time/date.ts';
import { LawError } from './law-error.ts';
import { lineages as kernelLineages } from './lineages.ts';
import { defineRule, hasTimeLimit, isInForce } from './rule.ts';
import { ruleFacts } from './rules.ts';
import type { Law, Lineage, Rule, RuleFacts, Setting } from './types.ts';

/** The kernel's own rules. */
export const rules: readonly Rule[] = ruleFacts.map(defineRule);

const unknown = (id: string): LawError =>
  new LawError('unknown-rule', `没有编号为“${id}”的规则。`, `There is no rule "${id}".`);

function byId(list: readonly Rule[]): Map<string, Rule> {
  const index = new Map<string, Rule>();
  for (const rule of list) {
    if (index.has(rule.id)) {
      throw new LawError('ill-formed', `规则编号“${rule.id}”重复。`, `Two rules have the id "${rule.id}".`);
    }
    index.set(rule.id, rule);
  }
  return index;
}

function checkSetting(rule: Rule, setting: Setting): void {
  const refuse = (zh: string, en: string) =>
    new LawError(
      'refused-setting',
      `不能为“${rule.title.zh}”设定期限：${zh}`,
      `No setting for "${rule.title.en}": ${en}`,
    );
  parseDate(setting.from);
  if (rule.confidence === 'text') throw refuse('其期限见于已核对的条文。', 'its limit stands in a text that was read.');
  if (rule.confidence !== 'low' && rule.confidence !== 'medium') {
    throw refuse('其期限有较可靠的来源，应先核对条文。', 'its limit has a good source; read the text first.');
  }
  if (!hasTimeLimit(rule) || rule.limit === null) throw refuse('该规则没有期限。', 'the rule has no time limit.');
  if (!Number.isSafeInteger(setting.limit) || setting.limit < 1) {
    throw refuse('期限须为正整数。', 'a limit is a whole number above zero.');
  }
  if (setting.extensionLimit !== undefined && !rule.extension) {
    throw refuse('该期限不得延长。', 'this period cannot be extended.');
  }
}

const applySetting = (rule: Rule, setting: Setting): Rule =>
  Object.freeze({
    ...rule,
    limit: setting.limit,
    setting,
    extension:
      rule.extension && setting.extensionLimit !== undefined
        ? { ...rule.extension, limit: setting.extensionLimit }
        : rule.extension,
  });

/** Newest first, so that the first one begun is the one that holds. */
function settledVersions(index: Map<string, Rule>, settings: readonly Setting[]): Map<string, Rule[]> {
  const versions = new Map<string, Rule[]>();
  for (const setting of settings) {
    const rule = index.get(setting.ruleId);
    if (!rule) throw unknown(setting.ruleId);
    checkSetting(rule, setting);
    const list = versions.get(rule.id) ?? [];
    if (list.some((other) => other.setting?.from === setting.from)) {
      throw new LawError(
        'refused-setting',
        `“${rule.title.zh}”在 ${setting.from} 有两项设定。`,
        `"${rule.title.en}" is set twice from ${setting.from}.`,
      );
    }
    list.push(applySetting(rule, setting));
    versions.set(rule.id, list);
  }
  for (const list of versions.values())
    list.sort((a, b) => ((a.setting?.from ?? '') < (b.setting?.from ?? '') ? 1 : -1));
  return versions;
}

export function createLaw(
  list: readonly (Rule | RuleFacts)[],
  settings: readonly Setting[] = [],
  lineages: readonly Lineage[] = kernelLineages,
): Law {
  const all = list.map(defineRule);
  const index = byId(all);
  const settled = settledVersions(index, settings);
  const rule = (id: string): Rule => {
    const found = index.get(id);
    if (!found) throw unknown(id);
    return found;
  };
  const known = lineages.filter(({ rules: ids }) => ids.some((id) => index.has(id)));
  for (const lineage of known) lineage.rules.forEach(rule);
  return {
    rule,
    find: (id) => index.get(id),
    ruleAsOf: (id, date) => settled.get(id)?.find(({ setting }) => (setting?.from ?? '') <= date) ?? rule(id),
    ruleOn(lineageId: string, date: DateText) {
      const lineage = known.find(({ id }) => id === lineageId);
      if (!lineage) throw unknown(lineageId);
      return lineage.rules.map(rule).findLast((version) => isInForce(version, parseDate(date)));
    },
    list: () => all,
    at: (date) => all.filter((entry) => isInForce(entry, parseDate(date))),
    lineages: known,
  };
}

/** The kernel's law without settings. */
export const nationalLaw: Law = createLaw(rules);
