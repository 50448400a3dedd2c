// The catalogue is data that others promise on, so its ids and shape are held here, and that it holds no values.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { reportFigures } from './compute.ts';
import { published2021 } from './published-2021.ts';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..', '..');
const source = join(root, '..', 'shared', 'mission', 'figures-2021.json');

test('the report has 74 figures, each once, with words in both languages', () => {
  assert.equal(reportFigures.length, 74);
  assert.equal(new Set(reportFigures.map(({ id }) => id)).size, 74);
  for (const { id, domain, section, title, unit, counts } of reportFigures) {
    assert.equal(id.split('.')[0], domain);
    assert.match(section, /^[12]\.\d(\.\d)?$/, id);
    for (const words of [title, unit, counts]) assert.ok(words.zh.trim() !== '' && words.en.trim() !== '', id);
  }
});

test('the catalogue holds no value: published ones stand in a fixture that only tests import', () => {
  for (const figure of reportFigures) assert.equal('value' in figure, false);
  assert.deepEqual(
    Object.keys(published2021),
    reportFigures.map(({ id }) => id),
  );
  const importers = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
    .filter((path) => /published-2021/.test(readFileSync(join(root, 'src', path), 'utf8')));
  assert.deepEqual(importers, []);
});

test('ids, places and the manner of counting are those of the mission, where it lies beside the checkout', () => {
  if (!existsSync(source)) {
    // Without the mission's list only its length can be known here.
    assert.equal(reportFigures.length, 74);
    return;
  }
  const asked = JSON.parse(readFileSync(source, 'utf8')) as readonly {
    id: string;
    section: string;
    cmp: string;
    value: number;
  }[];
  assert.deepEqual(
    reportFigures.map(({ id, section, cmp }) => ({ id, section, cmp })),
    asked.map(({ id, section, cmp }) => ({ id, section, cmp })),
  );
  assert.deepEqual(published2021, Object.fromEntries(asked.map(({ id, value }) => [id, value])));
});
