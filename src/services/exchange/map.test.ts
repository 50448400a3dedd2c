// What a map may say, and how dates are read by it.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { wellMap } from './builders.ts';
import { dateReader } from './dates.ts';
import { columnsOfMap, ExchangeError, parseMap, readMap } from './map.ts';

const EXAMPLES = join(import.meta.dirname, '../../../examples/311');

function complaint(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ExchangeError && error.of === 'map' && error.label.zh !== '') return error.message;
    throw error;
  }
  return assert.fail('the map was taken');
}

test('the maps that come with the project are well formed', () => {
  const maps = readdirSync(EXAMPLES).filter((name) => name.endsWith('.map.json'));
  assert.equal(maps.length, 3);
  for (const name of maps) assert.equal(parseMap(readFileSync(join(EXAMPLES, name), 'utf8')).procedure, 'hotline');
});

test('a map that is wrong is refused with the place in it', () => {
  const good = wellMap();
  assert.match(
    complaint(() => parseMap('{')),
    /not valid JSON/,
  );
  assert.match(
    complaint(() => readMap({ ...good, timeZone: 'Mars/Olympus' })),
    /\/timeZone — an IANA time zone/,
  );
  assert.match(
    complaint(() => readMap({ ...good, encoding: 'klingon' })),
    /\/encoding/,
  );
  assert.match(
    complaint(() => readMap({ ...good, delimiter: ',,' })),
    /\/delimiter/,
  );
  assert.match(
    complaint(() => readMap({ ...good, fields: { name: { column: 'a' } } })),
    /\/fields\/name/,
  );
  assert.match(
    complaint(() => readMap({ ...good, fields: { '/name': { colum: 'a' } } })),
    /\/fields\/\/name/,
  );
  assert.match(
    complaint(() => readMap({ ...good, surprise: 1 })),
    /surprise/,
  );
  assert.match(
    complaint(() => readMap({ ...good, opened: '/nowhere' })),
    /\/opened/,
  );
  assert.match(
    complaint(() => readMap(null)),
    /wrong/,
  );
});

test('a map cannot reach behind the input it makes', () => {
  for (const pointer of ['/__proto__/x', '/a/constructor', '/prototype/y']) {
    assert.match(
      complaint(() => wellMap({ fields: { [pointer]: { constant: 1 } }, opened: undefined })),
      /JSON pointer/,
    );
  }
});

test('every column a map speaks of is one the file must have', () => {
  const map = wellMap({
    fields: {
      '/opened': { date: { columns: ['begun', 'noted'] } },
      '/name': { first: [{ template: '{street} {house}' }, { lookup: { column: 'kind', values: {}, default: null } }] },
    },
  });
  assert.deepEqual([...columnsOfMap(map)].toSorted(), [
    'begun',
    'ended',
    'house',
    'kind',
    'noted',
    'number',
    'status',
    'street',
  ]);
});

test('times are read in the zone and the formats of their source', () => {
  const angeles = dateReader('America/Los_Angeles', ['M/d/yy H:mm'], 'en');
  assert.deepEqual(angeles('1/2/20 8:43'), { instant: '2020-01-03T00:43:00+08:00', date: '2020-01-02' });
  assert.deepEqual(angeles('7/2/20 8:43'), { instant: '2020-07-02T23:43:00+08:00', date: '2020-07-02' });
  const newYork = dateReader('America/New_York', ['MM/dd/yyyy hh:mm:ss a'], 'en');
  assert.deepEqual(newYork('03/01/2021 12:05:00 AM'), { instant: '2021-03-01T13:05:00+08:00', date: '2021-03-01' });
  const china = dateReader('Asia/Shanghai', ['yyyy/M/d ah:mm', 'yyyy年M月d日'], 'zh-CN');
  assert.deepEqual(china('2021/3/1 下午2:05'), { instant: '2021-03-01T14:05:00+08:00', date: '2021-03-01' });
  assert.deepEqual(china('2021年3月1日'), { instant: '2021-03-01T00:00:00+08:00', date: '2021-03-01' });
});

test('a text that carries its own offset is believed over the zone of the map', () => {
  const read = dateReader('America/New_York', ["yyyy-MM-dd'T'HH:mm:ssZZ"], 'en');
  assert.deepEqual(read('2021-03-01T00:30:00+02:00'), { instant: '2021-03-01T06:30:00+08:00', date: '2021-03-01' });
  assert.deepEqual(read('2021-03-01T00:30:00+00:00'), { instant: '2021-03-01T08:30:00+08:00', date: '2021-03-01' });
});

test('an hour that summer time skipped never was, and one that came twice is the earlier', () => {
  const read = dateReader('America/Los_Angeles', ['M/d/yy H:mm'], 'en');
  assert.equal(read('3/8/20 2:30'), 'skipped-hour');
  assert.deepEqual(read('11/1/20 1:30'), { instant: '2020-11-01T16:30:00+08:00', date: '2020-11-01' });
});

test('what is no date is no date', () => {
  const read = dateReader('Asia/Shanghai', ['yyyy-MM-dd'], 'en');
  for (const text of ['2021-02-30', '2021-13-01', 'yesterday', '2021-1-1', '', '0000-00-00'])
    assert.equal(read(text), 'broken', text);
});
