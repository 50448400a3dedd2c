// The quick way to the canonical text has to give what the library gives, character by character, for whatever can
// stand in an entry, and for what merely might.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonical } from './canonical.ts';

const key = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    '1',
    '10',
    '9',
    '01',
    '1a',
    '-1',
    '__proto__',
    'constructor',
    'toJSON',
    'é',
    '\u{1f600}',
    '\ufb33',
    '中',
    'a',
    'A',
  ),
);

test('canonical text is the library’s, whatever the order and the names of members', () => {
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.string({ unit: 'binary' }),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(key, tie('value'), { maxKeys: 6 }),
    ),
  }));
  fc.assert(
    fc.property(value, (any) => {
      assert.equal(canonical(any), canonicalize(any));
    }),
    { numRuns: 3000 },
  );
});

test('members come in the order of UTF-16 code units, not of code points', () => {
  const text = canonical({ '\ufb33': 1, '\u{1f600}': 2, ö: 3, '\r': 4, '1': 5, a: { b: 1, a: undefined } });
  assert.equal(text, '{"\\r":4,"1":5,"a":{"b":1},"ö":3,"\u{1f600}":2,"\ufb33":1}');
});

test('a number that JSON does not know has no canonical form', () => {
  assert.throws(() => canonical({ a: Number.NaN }));
  assert.throws(() => canonical([Number.POSITIVE_INFINITY]));
  assert.throws(() => canonical(undefined));
});
