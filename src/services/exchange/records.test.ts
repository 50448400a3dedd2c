// Cutting text into records, tried on whatever a generator comes up with.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { type CsvRecord, fieldsOf, RecordCutter } from './records.ts';

const dialect = { delimiter: ',', quote: '"', limit: 200 };

function read(text: string, piece = text.length + 1): CsvRecord[] {
  const cutter = new RecordCutter(dialect);
  const raw = [];
  for (let at = 0; at < text.length; at += piece) raw.push(...cutter.push(text.slice(at, at + piece)));
  return fieldsOf([...raw, ...cutter.end()], dialect);
}

const cell = fc.string({ unit: fc.constantFrom('a', 'é', '中', ',', '"', '\n', '\r\n', ' ', "'", ';'), maxLength: 8 });
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
const rough = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', 'xxxxxxxxxxxxxxxxxxxx'), maxLength: 80 });

test('whatever was written as CSV is read again, cell by cell', () => {
  fc.assert(
    fc.property(table, fc.constantFrom('unix', 'windows'), (rows, ends) => {
      const text = stringify(rows, { record_delimiter: ends, quoted: true });
      assert.deepEqual(
        read(text).map(({ fields }) => fields),
        rows,
      );
    }),
  );
});

test('how a text is cut into pieces on its way does not matter', () => {
  fc.assert(
    fc.property(rough, fc.integer({ min: 1, max: 9 }), (text, piece) => {
      assert.deepEqual(read(text, piece), read(text));
    }),
    { numRuns: 500 },
  );
});

test('every line that is not empty ends up in exactly one record, whatever the quotation marks do', () => {
  fc.assert(
    fc.property(rough, (text) => {
      const short = text.replaceAll('\r', '');
      const kept = read(short).map((record) => record.text);
      if (kept.some((each) => each.endsWith('…'))) return;
      const lines = (all: string): string[] => all.split('\n').filter((line) => line !== '');
      assert.deepEqual(kept.flatMap(lines), lines(short));
    }),
    { numRuns: 500 },
  );
});

test('a record knows the line it begins on', () => {
  assert.deepEqual(
    read('a,b\r\n1,"x\r\ny"\r\n\r\n3,4\r\n').map(({ line }) => line),
    [1, 2, 5],
  );
});

test('a quotation mark inside a plain cell is only a character', () => {
  assert.deepEqual(
    read('4,5" pipe\n5,ok\n').map(({ fields }) => fields),
    [
      ['4', '5" pipe'],
      ['5', 'ok'],
    ],
  );
});

test('a record that is too long costs its own line only', () => {
  const long = 'x'.repeat(500);
  assert.deepEqual(
    read(`1,${long}\n2,ok\n"${long}\n3,ok\n`).map(({ line, damage }) => [line, damage ?? 'sound']),
    [
      [1, 'too-long'],
      [2, 'sound'],
      [3, 'too-long'],
      [4, 'sound'],
    ],
  );
});
