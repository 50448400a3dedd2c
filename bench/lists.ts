// Lists and inbox at a million cases against the same at ten thousand, as five kinds of reader. The cases are rows made
// in the database, of the shape that steps write; what is measured is the reading.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ActorRef, Kernel } from '#kernel';
import { facetTable } from '../src/kernel/facets/tables.ts';
import { luhe } from '#region/luhe';
import { type Bench, freshDatabase, openBench, percentile, say } from './support.ts';

const SIZES = [10_000, 1_000_000] as const;
const CALLS = 120;

interface Reader {
  readonly name: string;
  readonly actor: ActorRef;
  readonly read: (kernel: Kernel, actor: ActorRef, call: number) => Promise<unknown>;
}

/** Rows as a busy centre has them: 98 in 100 closed, the rest waiting in a unit, one in ten with a handler's name. */
async function fill(bench: Bench, count: number, units: readonly string[], handlers: readonly string[]): Promise<void> {
  const procedure = bench.registry.procedures.get('hotline');
  if (procedure === undefined) throw new Error('The hotline is not declared.');
  await bench.db.query(
    {
      text: `insert into cases (region, id, procedure, number, title, state, ended, version, unit, home, handler, helpers, waiting_unit, waiting_post,
        opened_at, ended_at, due_at, warn_at, adopted, facts, facts_version, parties, periods, proposals, head)
      select $1, lpad(to_hex(g), 32, '0')::uuid, 'hotline', 'B' || g, '示例 ' || g, case when g % 50 = 0 then $5 else $6 end, g % 50 <> 0, 5,
        ($2::text[])[1 + g % cardinality($2::text[])], 'hotline-centre', ($3::text[])[1 + g % cardinality($3::text[])], '{}',
        case when g % 50 = 0 then ($2::text[])[1 + g % cardinality($2::text[])] end, case when g % 50 = 0 then 'hotline.handler' end,
        timestamptz '2021-01-01 08:00+08' + (g * interval '1 minute') * (500000.0 / $4), timestamptz '2021-12-31 08:00+08',
        case when g % 50 = 0 then timestamptz '2021-06-01 00:00+08' + (g % 100000) * interval '1 minute' end,
        case when g % 50 = 0 then timestamptz '2021-05-30 00:00+08' + (g % 100000) * interval '1 minute' end,
        false, '{}', 1, '[]', '[]', '[]', '' from generate_series(1, $4::int) g`,
    },
    [luhe.id, units, handlers, count, 'assigned', 'closed'],
  );
  await bench.db.query(
    {
      text: `insert into ${facetTable(procedure)} (region, case_id, f_confidential) select region, id, right(number, 2) = '07' from cases where region = $1 and number like 'B%'`,
    },
    [luhe.id],
  );
  await bench.db.query(
    {
      text: `insert into involved (region, subject, procedure, opened_at, case_id, role) select region, 'person:demo-citizen', procedure, opened_at, id, 'caller' from cases where region = $1 and number like 'B%' and (('x' || right(id::text, 6))::bit(24)::int % $2) = 0`,
    },
    [luhe.id, Math.max(1, Math.floor(count / 500))],
  );
  await bench.db.script('vacuum analyze');
}

function readers(handlers: readonly string[], units: readonly string[]): Reader[] {
  const handler = { user: handlers[3] ?? '' };
  const unit = units[3] ?? '';
  return [
    {
      name: 'list: the whole region (operator)',
      actor: { user: 'demo-operator' },
      read: (kernel, actor) => kernel.list(actor, 'hotline', {}),
    },
    {
      name: 'list: region, one state',
      actor: { user: 'demo-operator' },
      read: (kernel, actor) => kernel.list(actor, 'hotline', { state: 'assigned' }),
    },
    { name: 'list: my unit (handler)', actor: handler, read: (kernel, actor) => kernel.list(actor, 'hotline', {}) },
    {
      name: 'list: my unit, one state',
      actor: handler,
      read: (kernel, actor) => kernel.list(actor, 'hotline', { state: 'assigned' }),
    },
    {
      name: 'list: mine',
      actor: handler,
      read: (kernel, actor) => kernel.list(actor, 'hotline', { handler: handler.user }),
    },
    {
      name: 'list: unit and below (head of the district)',
      actor: { user: 'bench-head' },
      read: (kernel, actor) => kernel.list(actor, 'hotline', {}),
    },
    {
      name: 'list: unit and below, late ones',
      actor: { user: 'bench-head' },
      read: (kernel, actor) => kernel.list(actor, 'hotline', { light: 'red', sort: 'dueAt' }),
    },
    {
      name: 'list: party (citizen)',
      actor: { user: 'demo-citizen' },
      read: (kernel, actor) => kernel.list(actor, 'hotline', {}),
    },
    {
      name: 'list: a page in the middle',
      actor: { user: 'demo-operator' },
      read: (kernel, actor) => kernel.list(actor, 'hotline', { unit, from: '2021-03-01', to: '2021-06-30' }),
    },
    { name: 'inbox: handler', actor: handler, read: (kernel, actor) => kernel.inbox(actor) },
    {
      name: 'inbox: head of the district',
      actor: { user: 'bench-head' },
      read: (kernel, actor) => kernel.inbox(actor),
    },
  ];
}

export async function lists(url: string): Promise<boolean> {
  say(`\n# Lists and inbox, ${SIZES.join(' and ')} cases, p95 of ${CALLS} calls each, PostgreSQL`);
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
  const took = new Map<string, number[]>();
  try {
    for (const [index, count] of SIZES.entries()) {
      const bench = await openBench({ url: await freshDatabase(url, `bench_lists_${index}`) }, folder);
      await luhe.prepare(bench.kernel, { demo: true });
      await bench.kernel.people.putAccounts([
        { id: 'bench-head', kind: 'official', name: { zh: '示例区长', en: 'Example head' } },
      ]);
      await bench.kernel.people.putPosts([
        { user: 'bench-head', post: 'head', unit: luhe.units[0]?.id ?? luhe.id, from: '2021-01-01' },
      ]);
      const units = luhe.units.map((unit) => unit.id);
      const handlers = luhe.posts.filter((held) => held.post === 'hotline.handler').map((held) => held.user);
      const homes = luhe.posts.filter((held) => held.post === 'hotline.handler').map((held) => held.unit);
      await fill(bench, count, homes.length > 0 ? homes : units, handlers);
      for (const reader of readers(handlers, homes)) {
        const times: number[] = [];
        for (let call = 0; call < CALLS; call += 1) {
          const started = performance.now();
          await reader.read(bench.kernel, reader.actor, call);
          times.push(performance.now() - started);
        }
        took.set(reader.name, [...(took.get(reader.name) ?? []), percentile(times, 0.95)]);
      }
      await bench.kernel.stop();
      await bench.db.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  let enough = true;
  for (const [name, [small = Number.NaN, large = Number.NaN]] of took) {
    const allowed = Math.max(small * 1.5, 30);
    const ok = large <= allowed;
    enough &&= ok;
    say(
      `${ok ? 'ok  ' : 'LOW '} ${name}: p95 ${large.toFixed(1)} ms at a million, ${small.toFixed(1)} ms at ten thousand (allowed ${allowed.toFixed(0)} ms, ratio ${(large / small).toFixed(2)})`,
    );
  }
  return enough;
}
