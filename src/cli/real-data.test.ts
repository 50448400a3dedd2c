// Ten thousand real requests of another city, where their file lies beside the checkout. What we made of them is compared
// with a reading of the same file that shares no code with ours.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { domains } from '#domains';
import { testKernel } from '#kernel/testing';
import { fileSource, importCsv, parseMap } from '#services/exchange';

const ROOT = join(import.meta.dirname, '../..');
const FILE = join(ROOT, '../shared/data/la-311-requests-2020.csv');
const MAP = join(ROOT, 'examples/311/los-angeles.map.json');

/** Los Angeles was seven hours behind UTC from 8 March to 1 November 2020, else eight. */
function inUtc(text: string): string | null {
  const found = /^(\d+)\/(\d+)\/(\d\d) (\d+):(\d\d)$/.exec(text);
  if (found === null) return null;
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0] = found.slice(1).map(Number);
  const wall = Date.UTC(2000 + year, month - 1, day, hour, minute);
  const summer = wall >= Date.UTC(2020, 2, 8, 3) && wall < Date.UTC(2020, 10, 1, 1);
  return new Date(wall + (summer ? 7 : 8) * 3_600_000).toISOString();
}

const cells = (line: string): string[] =>
  [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((match) => (match[1] ?? '').replaceAll(/^"|"$/g, ''));

interface Told {
  readonly state: string;
  readonly opened: string | null;
  readonly ended: string | null;
}

function independently(): Map<string, Told> {
  const [head = '', ...lines] = readFileSync(FILE, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const at = (name: string): number => head.split(',').indexOf(name);
  const states: Readonly<Record<string, string>> = {
    Closed: 'closed',
    Cancelled: 'cancelled',
    'Referred Out': 'referred',
    Open: 'registered',
    Pending: 'registered',
  };
  return new Map(
    lines.map((line) => {
      const row = cells(line);
      const state = states[row[at('status')] ?? ''] ?? '?';
      const ended = state === 'registered' ? null : inUtc(row[at('closeddate')] ?? '');
      return [row[at('srnumber')] ?? '', { state, opened: inUtc(row[at('createddate')] ?? ''), ended }];
    }),
  );
}

interface Row {
  readonly outside_number: string;
  readonly state: string;
  readonly opened: string;
  /** As the case remembers it. */
  readonly ended: string | null;
  /** As figures count it. */
  readonly reached: string | null;
}

const utc = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const stored = `select c.outside_number, c.state, ${utc('c.opened_at')} as opened,
    ${utc("(c.facts -> 'dates' ->> 'ended')::timestamptz")} as ended,
    (select ${utc('m.happened_at')} from milestone_hotline m
      where m.region = c.region and m.case_id = c.id and m.milestone = 'close') as reached
  from cases c where c.region = $1 and c.procedure = 'hotline'`;

test('real requests of another city stand as they were: none lost, none doubled, each at its own dates', {
  timeout: 600_000,
}, async () => {
  if (!existsSync(FILE)) {
    assert.equal(parseMap(readFileSync(MAP, 'utf8')).outside.number, 'srnumber');
    return;
  }
  const t = await testKernel({ domains, at: '2022-01-01T09:00:00+08:00' });
  try {
    await t.unit('centre');
    const map = parseMap(readFileSync(MAP, 'utf8'));
    const run = () =>
      importCsv({ kernel: t.kernel, actor: { system: 'import' }, procedure: 'hotline', map, source: fileSource(FILE) });
    const wanted = independently();
    const first = await run();
    assert.equal(first.read, wanted.size);
    assert.equal(first.adopted + first.rejected, first.read);
    const second = await run();
    assert.deepEqual([second.adopted, second.alreadyThere], [0, first.adopted]);
    const rows = await t.db.query<Row>({ text: stored }, [t.kernel.region]);
    assert.equal(rows.length, first.adopted);
    for (const { outside_number: number, state, opened, ended, reached } of rows) {
      const told = wanted.get(number);
      assert.deepEqual({ state, opened, ended }, told, number);
      assert.equal(reached, state === 'closed' ? (told?.ended ?? null) : null, number);
    }
  } finally {
    await t.close();
  }
});
