// None lost, none doubled: whatever a file looks like, each of its rows has one of three ends.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import iconv from 'iconv-lite';
import type { ActorRef } from '#kernel';
import { testKernel } from '#kernel/testing';
import { bytesSource, textSource, WELL_HEADER, wellMap, wellsDomain } from './builders.ts';
import { ExchangeError, importCsv, type ImportMap, type Reject, type Source } from './index.ts';

let t: Awaited<ReturnType<typeof testKernel>>;
let clerk: ActorRef;
let stranger: ActorRef;
let run = 0;

before(async () => {
  t = await testKernel({ domains: [wellsDomain], at: '2022-01-01T09:00:00+08:00' });
  await t.unit('office');
  clerk = await t.person('clerk', [{ post: 'wells.clerk', unit: 'office' }]);
  stranger = await t.person('stranger', [{ post: 'supervisor', unit: 'office' }]);
});
after(() => t.close());

/** Each test has an outside system of its own, so that none meets another's numbers. */
const freshMap = (over: Record<string, unknown> = {}): ImportMap =>
  wellMap({ outside: { system: `town-${++run}`, number: 'number' }, ...over });

async function take(
  source: Source,
  map: ImportMap,
  actor: ActorRef = clerk,
  more: { rowLimit?: number; batch?: number } = {},
) {
  const rejects: Reject[] = [];
  const onReject = (reject: Reject) => void rejects.push(reject);
  const summary = await importCsv({ kernel: t.kernel, actor, procedure: 'wells', map, source, onReject, ...more });
  assert.equal(summary.adopted + summary.alreadyThere + summary.rejected, summary.read);
  assert.equal(rejects.length, summary.rejected);
  return { summary, rejects, codes: rejects.map(({ problems }) => problems.map(({ code }) => code).join('+')) };
}

const csv = (...rows: string[]): string => [WELL_HEADER, ...rows, ''].join('\n');
const count = async () => (await t.kernel.count(clerk, 'wells', {})).count;

async function adopted(map: ImportMap, number: string) {
  const [found] = await t.kernel.outside(clerk, 'wells', map.outside.system, [number]);
  assert.ok(found, `${number} was not adopted`);
  return t.kernel.get(clerk, 'wells', found.id);
}

async function refusesWhole(source: Source, map: ImportMap, says: RegExp): Promise<void> {
  const stood = await count();
  await assert.rejects(
    take(source, map),
    (error: unknown) => error instanceof ExchangeError && says.test(error.message),
  );
  assert.equal(await count(), stood, 'nothing may be written');
}

test('a row is adopted under its number with its own dates, its kept columns and its place in the file', async () => {
  const map = freshMap();
  const { summary } = await take(textSource(csv('A1,东井,12,2020-03-01 08:30,2020-05-01,shut')), map);
  assert.deepEqual(
    { read: summary.read, adopted: summary.adopted, encoding: summary.encoding },
    { read: 1, adopted: 1, encoding: 'utf-8' },
  );
  const well = await adopted(map, 'A1');
  assert.equal(well.state, 'shut');
  assert.equal(well.openedAt, '2020-03-01T08:30:00+08:00');
  assert.equal(well.adopted, true);
  assert.deepEqual([well.outside?.system, well.outside?.number], [map.outside.system, 'A1']);
  assert.equal(well.facts['closedOn'], '2020-05-01T00:00:00+08:00');
  assert.deepEqual(well.facts['source'], { ended: '2020-05-01', status: 'shut' });
  assert.equal(well.facts['row'], 1);
});

test('a second import of the same file adds nothing and calls every row already there', async () => {
  const map = freshMap();
  const source = textSource(csv('A1,a,1,2020-01-01,,used', 'A2,b,2,2020-01-02,,used', 'A3,,3,2020-01-03,,used'));
  const first = await take(source, map);
  const stood = await count();
  const second = await take(source, map);
  assert.deepEqual([first.summary.adopted, first.summary.rejected], [2, 1]);
  assert.deepEqual([second.summary.adopted, second.summary.alreadyThere, second.summary.rejected], [0, 2, 1]);
  assert.equal(await count(), stood);
});

test('a row that changed since it was adopted is reported and overwrites nothing', async () => {
  const map = freshMap();
  await take(textSource(csv('A1,old name,1,2020-01-01,,used')), map);
  const { codes, rejects } = await take(textSource(csv('A1,new name,1,2020-01-01,,used')), map);
  assert.deepEqual(codes, ['changed']);
  assert.match(rejects[0]?.problems[0]?.reason.en ?? '', /^Changed since adopted/);
  assert.equal((await adopted(map, 'A1')).facts['name'], 'old name');
});

test('a second row of one number is already there when it says the same, and rejected when it says otherwise', async () => {
  const map = freshMap();
  const same = 'A1,a,1,2020-01-01,,used';
  const { summary, codes, rejects } = await take(textSource(csv(same, same, 'A1,b,1,2020-01-01,,used', same)), map);
  assert.deepEqual([summary.adopted, summary.alreadyThere, summary.rejected], [1, 2, 1]);
  assert.deepEqual(codes, ['second-row']);
  assert.match(rejects[0]?.problems[0]?.reason.en ?? '', /Line 2/);
});

test('a number that comes again far down in the file is not adopted twice either', async () => {
  const map = freshMap();
  const rows = Array.from({ length: 30 }, (_, i) => `A${i},well,1,2020-01-01,,used`);
  const { summary, codes } = await take(
    textSource(csv(...rows, 'A0,well,1,2020-01-01,,used', 'A1,other,1,2020-01-01,,used')),
    map,
    clerk,
    { batch: 10 },
  );
  assert.deepEqual([summary.adopted, summary.alreadyThere, summary.rejected], [30, 1, 1]);
  assert.deepEqual(codes, ['changed']);
});

test('two rows of one number that the procedure refuses are both rejected', async () => {
  const map = freshMap();
  const row = `A1,${'x'.repeat(41)},1,2020-01-01,,used`;
  const { summary, codes } = await take(textSource(csv(row, row)), map);
  assert.equal(summary.rejected, 2);
  assert.deepEqual(codes, ['refused', 'refused']);
});

test('every kind of bad row goes to the reject file with its line, its number and its reason, and the good ones are kept', async () => {
  const map = freshMap({ timeZone: 'America/New_York' });
  const rows = [
    'A1,fine,1,2020-01-01,,used',
    'A2,broken date,1,2020-02-30,,used',
    'A3,unknown state,1,2020-01-01,,melted',
    'A4,closed early,1,2020-01-02,2020-01-01,shut',
    ',no number,1,2020-01-01,,used',
    'A6,too,many,1,2020-01-01,,used',
    'A7,too few',
    'A8,nul\0,1,2020-01-01,,used',
    'A9,shut without date,1,2020-01-01,,shut',
    'A10,not a number,deep,2020-01-01,,used',
    'A11,not yet,1,2031-01-01,,used',
    'A12,skipped hour,1,2021-03-14 02:30,,used',
    'A13,refused by us,-5,2020-01-01,,used',
    'A14,"open quote,1,2020-01-01,,used',
    'A15,"stray" quote,1,2020-01-01,,used',
    'A16,dropped without date,1,2020-01-01,,gone',
    'A17,two wrongs,deep,2020-13-01,,used',
  ];
  const { summary, rejects } = await take(textSource(csv(...rows)), map);
  const told = Object.fromEntries(
    rejects.map(({ line, problems }) => [line, problems.map(({ code }) => code).join('+')]),
  );
  assert.deepEqual(told, {
    3: 'bad-date',
    4: 'unknown-state',
    5: 'date-order',
    6: 'no-number',
    7: 'too-many-columns',
    8: 'too-few-columns',
    9: 'nul',
    10: 'no-date',
    11: 'not-a-number',
    12: 'future',
    13: 'skipped-hour',
    14: 'refused',
    15: 'stray-quote',
    16: 'stray-quote',
    18: 'not-a-number+bad-date',
  });
  assert.equal(summary.adopted, 2);
  assert.deepEqual(
    rejects.find(({ line }) => line === 14)?.problems.map(({ pointer }) => pointer),
    ['/depth'],
  );
  assert.equal(rejects.find(({ line }) => line === 8)?.number, 'A7');
  for (const { problems } of rejects)
    for (const { reason } of problems) assert.ok(reason.zh !== '' && reason.en !== '');
  const unknown = await adopted(map, 'A16');
  assert.equal(unknown.state, 'dropped');
  assert.equal(unknown.facts['closedOn'], undefined, 'a date nobody knows is not made up');
});

test('the encoding is found, a byte order mark is dropped, and line ends do not matter', async () => {
  const text = `${WELL_HEADER}\r\nA1,"一号井,\r\n在东边",1,2020-01-01,,used\r\n\r\nA2,二号井,2,2020-01-01,,used`;
  const forms: [string, Uint8Array, string][] = [
    ['plain', Buffer.from(text), 'utf-8'],
    ['marked', Buffer.from(`\uFEFF${text}`), 'utf-8'],
    ['gbk', iconv.encode(text, 'gbk'), 'gb18030'],
    ['gb18030 with a rare character', iconv.encode(text.replace('二', '𠮷'), 'gb18030'), 'gb18030'],
    ['utf-16', iconv.encode(text, 'utf-16le', { addBOM: true }), 'utf-16le'],
    ['lf only', Buffer.from(text.replaceAll('\r\n', '\n')), 'utf-8'],
  ];
  for (const [form, bytes, encoding] of forms) {
    const map = freshMap();
    const { summary } = await take(bytesSource(bytes, 5), map);
    assert.deepEqual([summary.adopted, summary.read, summary.encoding], [2, 2, encoding], form);
    assert.match(String((await adopted(map, 'A1')).facts['name']), /^一号井,\r?\n在东边$/, form);
  }
});

test('bytes that do not belong to the named encoding cost their own row only', async () => {
  const bytes = Buffer.concat([
    Buffer.from(`${WELL_HEADER}\nA1,ok,1,2020-01-01,,used\nA2,`),
    Buffer.from([0xff, 0xfe, 0xff]),
    Buffer.from(',1,2020-01-01,,used\nA3,ok,1,2020-01-01,,used\n'),
  ]);
  const { summary, codes } = await take(bytesSource(bytes), freshMap({ encoding: 'utf-8' }));
  assert.equal(summary.adopted, 2);
  assert.deepEqual(codes, ['undecodable']);
});

test('a giant field is rejected by itself, with the start of it, and the reading goes on behind it', async () => {
  const giant = 'x'.repeat(3_000_000);
  const source = textSource(
    csv(`A1,${giant},1,2020-01-01,,used`, `A2,"${giant}",1,2020-01-01,,used`, 'A3,ok,1,2020-01-01,,used'),
    65_536,
  );
  const { summary, codes, rejects } = await take(source, freshMap());
  assert.equal(summary.adopted, 1);
  assert.deepEqual(codes, ['too-long', 'too-long']);
  assert.deepEqual(
    rejects.map(({ line }) => line),
    [2, 3],
  );
  assert.ok(rejects.every(({ text }) => text.length < 2100));
});

test('a quotation mark that is never closed does not swallow the rest of the file', async () => {
  const rows = Array.from({ length: 50 }, (_, i) => `A${i},well,1,2020-01-01,,used`);
  const { summary, codes } = await take(textSource(csv('B1,"lost,1,2020-01-01,,used', ...rows)), freshMap());
  assert.equal(summary.adopted, 50);
  assert.deepEqual(codes, ['open-quote']);
});

test('an empty file, a file of one junk column and a file without the columns are refused whole', async () => {
  await refusesWhole(textSource(''), freshMap(), /empty/);
  await refusesWhole(textSource('\n\n\n'), freshMap(), /empty/);
  await refusesWhole(textSource('junk\n1\n2\n'), freshMap(), /number, status, ended, name, depth, begun/);
  await refusesWhole(textSource('A1,a,1,2020-01-01,,used\nA2,b,1,2020-01-01,,used\n'), freshMap(), /lacks columns/);
  await refusesWhole(textSource(`${WELL_HEADER},name\nA1,a,1,2020-01-01,,used,b\n`), freshMap(), /more than once/);
});

test('a header alone is a file with no rows', async () => {
  const { summary } = await take(textSource(`${WELL_HEADER}\n`), freshMap());
  assert.equal(summary.read, 0);
});

test('lines above the header, another delimiter and quote, and no header at all are only a matter of the map', async () => {
  const title = freshMap({ headerRow: 3, delimiter: ';', quote: "'" });
  const text = `Wells of 2020\n\n${WELL_HEADER.replaceAll(',', ';')}\nA1;'it''s; here';1;2020-01-01;;used\n`;
  const { summary, rejects } = await take(textSource(text), title);
  assert.deepEqual([summary.adopted, rejects], [1, []]);
  assert.equal((await adopted(title, 'A1')).facts['name'], "it's; here");
  const { fields, state } = title;
  const bare = freshMap({
    headerRow: 0,
    delimiter: '\t',
    outside: { system: 'bare', number: '1' },
    fields: {
      ...fields,
      '/name': { column: '2' },
      '/depth': { column: '3', as: 'number' },
      '/opened': { date: { columns: ['4'] } },
    },
    state: { ...state, column: '6', values: { used: { is: 'open' } } },
    keep: [],
  });
  assert.equal((await take(textSource('A1\ta\t1\t2020-01-01\t\tused\n'), bare)).summary.adopted, 1);
});

test('whoever may not adopt adopts nothing, and no row is blamed for it', async () => {
  const stood = await count();
  await assert.rejects(take(textSource(csv('A1,a,1,2020-01-01,,used')), freshMap(), stranger), /posts/);
  assert.equal(await count(), stood);
});

test('a map for another procedure or for a step that does not adopt is refused', async () => {
  await refusesWhole(textSource(csv()), freshMap({ step: 'dig' }), /no adopting step/);
  await refusesWhole(textSource(csv()), freshMap({ procedure: 'mills' }), /not for "wells"/);
});
