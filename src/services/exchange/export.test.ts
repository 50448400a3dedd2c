// What leaves the system: the rows of the list, streamed, and nothing that a spreadsheet would run.
import assert from 'node:assert/strict';
import { PassThrough, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import excel from 'exceljs';
import type { ActorRef, CaseItem, Kernel } from '#kernel';
import { testKernel } from '#kernel/testing';
import { wellsDomain } from './builders.ts';
import { csvLines, guarded } from './cells.ts';
import { exportCsv, exportNdjson, type ExportOptions, exportXlsx } from './index.ts';
import { rejectFile } from './rejects.ts';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changed } from './reasons.ts';

let t: Awaited<ReturnType<typeof testKernel>>;
let clerk: ActorRef;
let other: ActorRef;

before(async () => {
  t = await testKernel({ domains: [wellsDomain] });
  await t.unit('office');
  await t.unit('annex');
  clerk = await t.person('clerk', [{ post: 'wells.clerk', unit: 'office' }]);
  other = await t.person('other', [{ post: 'wells.clerk', unit: 'annex' }]);
  for (const name of ['东井', '=1+2', 'a,"b"\nc']) {
    await t.kernel.perform(clerk, { procedure: 'wells', step: 'dig', input: { name } });
  }
});
after(() => t.close());

const options = (more: Partial<ExportOptions> = {}): ExportOptions => ({
  kernel: t.kernel,
  actor: clerk,
  procedure: 'wells',
  ...more,
});

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

/** A kernel that exports this many rows, made as they are asked for. */
const endless = (rows: number): Kernel => ({
  ...t.kernel,
  async *exportRows() {
    for (let n = 0; n < rows; n++) yield wellItem(n);
  },
});

const wellItem = (n: number): CaseItem => ({
  id: String(n),
  procedure: 'wells',
  number: `WE${n}`,
  title: `well ${n}`,
  state: 'open',
  version: 1,
  unit: 'office',
  handler: null,
  openedAt: '2021-03-01T09:00:00+08:00',
  dueAt: null,
  light: 'none',
  facets: { name: `well ${n}`, depth: n, closedOn: null },
});

test('a list leaves as CSV with headings in both languages, labels for codes, and nothing a spreadsheet would run', async () => {
  const text = await textOf(exportCsv(options()));
  const [heading, ...lines] = text.split('\r\n');
  assert.equal(
    heading,
    '编号 Number,标题 Title,状态 State,承办单位 Unit,承办人 Handler,登记时间 Opened at,到期时间 Due at,预警 Light,名称 Name,深度 Depth,封井时间 Shut at',
  );
  assert.match(text, /,'=1\+2,在用,office,/);
  assert.match(text, /"a,""b""\nc"/);
  assert.equal(lines.filter((line) => line.startsWith('WE')).length, 3);
  assert.match(await textOf(exportCsv(options({ lang: 'en' }))), /,In use,/);
  assert.ok((await textOf(exportCsv(options({ mark: true })))).startsWith('\uFEFF编号'));
});

test('only text cells are guarded, never numbers', () => {
  assert.deepEqual(['=A1', '+1', '-1', '@x', '\t=1', 'ok', -1, null].map(guarded), [
    "'=A1",
    "'+1",
    "'-1",
    "'@x",
    "'\t=1",
    'ok',
    -1,
    null,
  ]);
  assert.equal(csvLines([[-5, '-5', true, null]]), "-5,'-5,true,\r\n");
});

test('a list leaves as NDJSON just as the list gives it', async () => {
  const lines = (await textOf(exportNdjson(options()))).trim().split('\n');
  const listed = await t.kernel.list(clerk, 'wells', {});
  assert.deepEqual(
    lines.map((line) => JSON.parse(line)),
    listed.items,
  );
});

test('a list leaves as a workbook whose text is never a formula', async () => {
  const stream = new PassThrough();
  const [bytes] = await Promise.all([buffer(stream), exportXlsx(options(), stream)]);
  const book = new excel.Workbook();
  await book.xlsx.load(new Uint8Array(bytes).buffer);
  const sheet = book.worksheets[0];
  assert.equal(sheet?.name, '水井');
  assert.equal(sheet?.rowCount, 4);
  assert.equal(sheet?.getCell('A1').value, '编号 Number');
  const titles = [2, 3, 4].map((row) => sheet?.getCell(`B${row}`));
  assert.deepEqual(titles.map((cell) => cell?.value).toSorted(), ['=1+2', 'a,"b"\nc', '东井'].toSorted());
  assert.ok(titles.every((cell) => cell?.type === excel.ValueType.String));
});

test('an export holds what the list shows this reader, and no more', async () => {
  assert.equal((await textOf(exportNdjson(options({ actor: other })))).trim(), '');
  await assert.rejects(textOf(exportCsv(options({ actor: { anyone: true } }))));
  await assert.rejects(textOf(exportCsv(options({ procedure: 'mills' }))), { kind: 'not-found' });
});

test('an export of a hundred thousand rows waits for its reader instead of filling the memory', {
  timeout: 120_000,
}, async () => {
  const kernel = endless(100_000);
  for (const format of ['csv', 'xlsx'] as const) {
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    let most = 0;
    let bytes = 0;
    let pauses = 0;
    const slow = new Writable({
      highWaterMark: 65_536,
      write(chunk: Buffer, _, done) {
        bytes += chunk.length;
        most = Math.max(most, process.memoryUsage().rss - before);
        if (++pauses % 50 === 0) setTimeout(done, 1);
        else done();
      },
    });
    if (format === 'xlsx') await exportXlsx(options({ kernel }), slow);
    else {
      for await (const piece of exportCsv(options({ kernel }))) {
        if (!slow.write(Buffer.from(piece))) await new Promise((resolve) => slow.once('drain', resolve));
      }
    }
    assert.ok(bytes > 1_000_000, `${format}: ${bytes} bytes`);
    assert.ok(most < 150 * 2 ** 20, `${format} grew by ${(most / 2 ** 20).toFixed(0)} MiB`);
  }
});

test('the reject file is made only when a row was rejected, and is safe to open in a spreadsheet', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-rejects-'));
  try {
    assert.equal(await rejectFile(join(folder, 'none.csv')).close(), null);
    assert.deepEqual(await readdir(folder), []);
    const file = rejectFile(join(folder, 'deep', 'some.csv'));
    await file.write({ line: 7, number: '=A1', problems: [changed()], text: '=A1,"x"' });
    assert.equal(await file.close(), join(folder, 'deep', 'some.csv'));
    const text = await readFile(join(folder, 'deep', 'some.csv'), 'utf8');
    assert.ok(text.startsWith("\uFEFFline,outside number,pointer,reason zh,reason en,raw row\r\n7,'=A1,,"));
    assert.ok(text.endsWith(`,"'=A1,""x"""\r\n`));
  } finally {
    await rm(folder, { recursive: true });
  }
});
