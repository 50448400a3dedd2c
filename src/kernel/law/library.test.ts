// The library: versions of one matter meet on the day of the change, ids are unique, and settings go only where nobody
// has read a text.
import assert from 'node:assert/strict';
import test from 'node:test';
import { addDays } from '../time/date.ts';
import { LawError } from './law-error.ts';
import { createLaw, nationalLaw, rules } from './library.ts';
import { lineages } from './lineages.ts';
import { defineParameter, valueOn } from './parameters.ts';
import { defineRule, isInForce } from './rule.ts';
import type { RuleFacts, Setting } from './types.ts';

const own: RuleFacts = {
  id: 'own-rule',
  title: { zh: '自有规则', en: 'Own rule' },
  kind: 'deadline',
  law: { id: 'state-council-2020-53', zh: '国办发〔2020〕53号' },
  article: '-',
  from: '2021-01-01',
  trigger: 'start',
  bound: 'at_most',
  limit: 5,
  unit: 'working_day',
  confidence: 'low',
  source: 'set by the district',
};
const setting: Setting = { ruleId: 'hotline-general', from: '2021-07-01', limit: 7, setBy: '六合区', reason: '办法' };

for (const lineage of lineages) {
  test(`${lineage.title.en}: each change leaves no gap and no unexplained overlap`, () => {
    const versions = lineage.rules.map((id) => nationalLaw.rule(id));
    versions.forEach((version, index) => {
      const before = versions[index - 1];
      assert.equal(nationalLaw.ruleOn(lineage.id, version.from), version, `on ${version.from}`);
      if (!before) {
        assert.equal(nationalLaw.ruleOn(lineage.id, addDays(version.from, -1)), undefined);
        return;
      }
      assert.equal(nationalLaw.ruleOn(lineage.id, addDays(version.from, -1)), before, `the day before ${version.from}`);
      const end = before.to;
      assert.ok(end !== null, `${before.id} ends`);
      if (addDays(end, 1) === version.from) {
        assert.equal(versions.filter((each) => isInForce(each, version.from)).length, 1);
      } else {
        const overlap = lineage.overlaps?.find(({ from, to }) => from === version.from && to === end);
        assert.ok(overlap && overlap.reason !== '', `${before.id} ends ${end}, ${version.id} begins ${version.from}`);
        assert.equal(nationalLaw.ruleOn(lineage.id, end), version);
        assert.equal(nationalLaw.ruleOn(lineage.id, addDays(end, 1)), version);
      }
    });
  });
}

test('the changes everybody knows fall on their days', () => {
  const on = (lineage: string, date: string) => nationalLaw.ruleOn(lineage, date)?.id;
  assert.equal(on('penalty-hearing-request', '2021-07-14'), 'apl2017-hearing-request-3d');
  assert.equal(on('penalty-hearing-request', '2021-07-15'), 'apl-hearing-request-5d');
  assert.equal(on('reconsideration-answer', '2023-12-31'), 'arl2017-respond-10d');
  assert.equal(on('reconsideration-answer', '2024-01-01'), 'arl2023-respond-10d');
  assert.equal(on('public-notice-service', '2021-12-31'), 'service-public-notice-60d');
  assert.equal(on('petition-handling', '2022-05-01'), 'petition-handle-60d');
  assert.equal(on('normative-document-filing', '2022-07-31'), 'nd-js-2009');
  assert.equal(on('credit-repair', '2026-04-01'), 'credit-repair-36');
  assert.equal(on('public-security-case', '2025-12-31'), 'ps-2012-case-30d');
  assert.equal(on('penalty-hearing-request', '2017-12-31'), undefined);
});

test('a rule that has ended has a successor, or stands here with the reason why not', () => {
  const ended = rules.filter(({ to }) => to !== null).map(({ id }) => id);
  const followed = new Set(lineages.flatMap(({ rules: ids }) => ids.slice(0, -1)));
  const alone: Record<string, string> = {
    'arl2017-forward-7d': 'jurisdiction was concentrated in governments, so nothing is forwarded any more',
    'cold-js-trace': 'ended with the controls of the epidemic',
    'credit-repair-handling': 'the days in order 36 were not read',
    'apl-safety-hearing-threshold': 'the amounts in order 18 were not read',
  };
  assert.deepEqual(
    ended.filter((id) => !followed.has(id) && alone[id] === undefined),
    [],
  );
  assert.deepEqual(
    Object.keys(alone).filter((id) => !ended.includes(id) || followed.has(id)),
    [],
  );
});

test('the library lists rules in force on a day and knows which are not', () => {
  assert.ok(nationalLaw.at('2021-07-14').some(({ id }) => id === 'apl2017-hearing-request-3d'));
  assert.ok(!nationalLaw.at('2021-07-15').some(({ id }) => id === 'apl2017-hearing-request-3d'));
  assert.equal(nationalLaw.list().length, 296);
  assert.throws(
    () => nationalLaw.rule('nothing'),
    (error) => error instanceof LawError && error.code === 'unknown-rule',
  );
  assert.throws(() => nationalLaw.ruleOn('nothing', '2021-01-01'), LawError);
});

test('a domain adds its own rules, and an id that is taken is refused', () => {
  const law = createLaw([...rules, own]);
  assert.equal(law.rule('own-rule').law.en.startsWith('Guiding Opinion'), true);
  assert.throws(() => createLaw([...rules, own, own]), /Two rules have the id "own-rule"/);
  assert.throws(() => createLaw([...rules, { ...own, id: 'apl-decision-90d' }]), LawError);
});

test('a rule that contradicts itself is refused with a sentence', () => {
  const broken: Partial<RuleFacts>[] = [
    { to: '2020-01-01' },
    { limit: 0 },
    { limit: 1.5 },
    { law: { id: 'no-such-law', zh: '无' } },
    { id: 'Not An Id' },
    { bound: 'fixed_date' },
    { title: { zh: '', en: '' } },
  ];
  for (const part of broken) assert.throws(() => defineRule({ ...own, ...part }), LawError, JSON.stringify(part));
});

test('a setting overrides a default from its day on', () => {
  const law = createLaw(rules, [setting, { ...setting, from: '2022-01-01', limit: 3, extensionLimit: 2 }]);
  assert.equal(law.ruleAsOf('hotline-general', '2021-06-30').limit, 5);
  assert.equal(law.ruleAsOf('hotline-general', '2021-07-01').limit, 7);
  assert.equal(law.ruleAsOf('hotline-general', '2022-01-01').limit, 3);
  assert.equal(law.ruleAsOf('hotline-general', '2022-01-01').extension?.limit, 2);
  assert.equal(law.rule('hotline-general').limit, 5);
});

test('a setting on a limit that stands in a text somebody read is refused', () => {
  const refused: [Partial<Setting>, RegExp][] = [
    [{ ruleId: 'apl-decision-90d' }, /text that was read/],
    [{ ruleId: 'dr-publish-20wd' }, /good source/],
    [{ ruleId: 'enf-card' }, /no time limit/],
    [{ ruleId: 'no-such-rule' }, /no rule/],
    [{ limit: 0 }, /whole number/],
    [{ ruleId: 'nd-js-comment', extensionLimit: 3 }, /cannot be extended/],
  ];
  for (const [part, reason] of refused) assert.throws(() => createLaw(rules, [{ ...setting, ...part }]), reason);
  assert.throws(() => createLaw(rules, [setting, setting]), /set twice/);
  assert.throws(() => createLaw(rules, [{ ...setting, from: '2021-02-30' }]), /not a date/);
});

test('a dated parameter answers on each side of a change and refuses gaps and overlaps', () => {
  const version = { source: '治安管理处罚法', confidence: 'text' as const };
  const title = { zh: '听证罚款额', en: 'Hearing amount' };
  const old = { from: '2006-03-01', to: '2025-12-31', value: 2000, ...version };
  const amount = defineParameter({
    id: 'ps-hearing',
    title,
    versions: [{ ...old, from: '2026-01-01', to: null, value: 4000 }, old],
  });
  assert.equal(valueOn(amount, '2025-12-31'), 2000);
  assert.equal(valueOn(amount, '2026-01-01'), 4000);
  assert.throws(() => valueOn(amount, '2006-02-28'), /no version holds on 2006-02-28/);
  const define = (from: string, to: string | null) =>
    defineParameter({ id: 'p', title, versions: [old, { ...version, value: 1, from, to }] });
  assert.throws(() => define('2026-01-02', null), /no version holds on 2026-01-01/);
  assert.throws(() => define('2025-12-31', null), /two versions hold on 2025-12-31/);
  assert.throws(() => define('2026-01-01', '2025-01-01'), LawError);
  assert.throws(() => defineParameter({ id: 'p', title, versions: [] }), LawError);
});
