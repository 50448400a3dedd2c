// Official names are exact or refused, and our own text follows the rule that we hold others to.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportFigures } from './compute.ts';
import { phrases } from './phrases.ts';
import { reportChapters } from './report.ts';
import { figuresNamed, paragraphOf, withPhrases, wordingFaults } from './wording.ts';

const sections = reportChapters.flatMap((chapter) => chapter.sections);
const texts = sections.flatMap((section) => section.paragraphs);

test('the report has four chapters and the first has six sections', () => {
  assert.deepEqual(
    reportChapters.map((chapter) => chapter.sections.length),
    [6, 3, 1, 1],
  );
});

test('every figure is named once, in the section it belongs to, in both languages', () => {
  for (const section of sections) {
    const here = section.paragraphs.flatMap(({ zh }) => figuresNamed(zh));
    const belong = reportFigures.filter(
      (figure) => figure.section === section.id || figure.section.startsWith(`${section.id}.`),
    );
    assert.deepEqual([...here].sort(), belong.map(({ id }) => id).sort(), section.id);
  }
  for (const text of texts) assert.notEqual(paragraphOf(text), null, text.en);
});

test('our own texts pass the wording check', () => {
  for (const text of texts) assert.deepEqual(wordingFaults(text), [], text.zh);
});

test('official names are put in by key, exactly', () => {
  const shown = withPhrases('以[[xi-thought]]为指导', 'zh');
  assert.equal(shown, '以习近平新时代中国特色社会主义思想为指导');
  assert.equal(withPhrases('[[xi-rule-of-law]]', 'en'), 'Xi Jinping Thought on the Rule of Law');
});

test('an official name that is shortened, bent or rephrased is refused with the exact text', () => {
  const [fault] = wordingFaults({ zh: '深入学习习近平关于法治的思想', en: 'Study.' });
  assert.equal(fault?.fragment, '习近平');
  assert.ok(fault?.exact.includes('习近平法治思想'));
  assert.equal(wordingFaults({ zh: '坚持“枫桥经验”', en: 'x' }).length, 1);
  assert.ok(wordingFaults({ zh: '好', en: "Xi Jinping's rule of law thought" }).length > 0);
});

test('an official name typed in full is accepted', () => {
  assert.deepEqual(
    wordingFaults({ zh: '学习习近平法治思想。', en: 'Study Xi Jinping Thought on the Rule of Law.' }),
    [],
  );
});

test('a key that is not on the list is refused', () => {
  assert.equal(wordingFaults({ zh: '[[no-such-name]]', en: 'x' })[0]?.fragment, '[[no-such-name]]');
});

test('texts whose languages name other figures, or in another order, make no paragraph', () => {
  assert.equal(paragraphOf({ zh: '{a.b}和{c.d}', en: '{c.d} and {a.b}' }), null);
  assert.equal(paragraphOf({ zh: '{a.b}', en: 'none' }), null);
  assert.deepEqual(paragraphOf({ zh: '共{a.b}。', en: 'All: {a.b}.' }), [
    { zh: '共', en: 'All: ' },
    { figure: 'a.b' },
    { zh: '。', en: '.' },
  ]);
});

test('the phrase list has every name in both languages and each key once', () => {
  assert.equal(new Set(phrases.map(({ key }) => key)).size, phrases.length);
  for (const { zh, en } of phrases) assert.ok(zh.trim() !== '' && en.trim() !== '' && /\p{Script=Han}/u.test(zh));
});
