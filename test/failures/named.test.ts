// Failures that were seen in comparable systems, and the tests that keep them out of this one. Each such test ends its
// name with "(failures n)"; this list says what n is, and that none of them has lost its test.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTest, root, sourceFiles, textOf } from '../source.ts';

const failures: Readonly<Record<number, string>> = {
  1: 'a holiday announced late leaves running time limits where they were',
  2: 'a time limit miscounts over New Year or a make-up Saturday',
  3: 'the last day ends before midnight, or a late filing is blocked',
  4: 'returning to an earlier step moves a time limit',
  5: 'a case that nobody handles escalates to nobody',
  6: 'search, list, links, export or count show what the case itself does not',
  7: 'saving a masked value overwrites the real one',
  10: 'the same request twice has two effects',
  11: 'more permissions mean more queries',
  12: 'an own act is not seen in the own queue at once',
  14: 'a figure does not open to exactly its records, or "today" is the day in Greenwich',
};

const named = (number: number): string[] =>
  sourceFiles(root)
    .filter(isTest)
    .flatMap((path) =>
      [...textOf(root, path).matchAll(/\btest\(\s*'([^'\n]*\(failures (\d+)\))'/g)]
        .filter(([, , of]) => Number(of) === number)
        .map(([, name]) => `${path}: ${name}`),
    );

for (const [number, what] of Object.entries(failures))
  test(`it is kept out by a test that ${what}`, () => {
    assert.notDeepEqual(named(Number(number)), [], `a test named "… (failures ${number})"`);
  });
