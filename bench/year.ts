// The whole hotline year through `performMany`, on PostgreSQL and embedded, against COPY of the very same bytes into
// the same tables with the same indexes; then the two figures of the report on the full year.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { migrate, openDatabase } from '#kernel/server';
import { luhe } from '#region/luhe';
import { figureQuery } from '#services/figures';
import { freshDatabase, judge, openBench, percentile, rate, say } from './support.ts';

const YEAR = 2021;

async function load(where: { readonly url: string } | { readonly dataDir: string }, folder: string, scale: number) {
  const bench = await openBench(where, folder, true);
  await luhe.prepare(bench.kernel, { demo: true });
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 100);
  const started = performance.now();
  const progress = await luhe.load(bench.kernel, { year: YEAR, scale });
  const ms = performance.now() - started;
  clearInterval(watch);
  return { bench, ms, entries: progress.entries, peak };
}

/** Every row of every table, out and in again: the least any loader of these bytes must do. */
async function copyFloor(from: string, to: string): Promise<{ ms: number; bytes: number }> {
  const source = new pg.Client({ connectionString: from });
  const target = new pg.Client({ connectionString: to });
  await Promise.all([source.connect(), target.connect()]);
  const tables = await source.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename not in ('schema_step', 'procedure_seen') order by 1`,
  );
  let ms = 0;
  let bytes = 0;
  for (const { name } of tables.rows) {
    const columns = await source.query<{ column_name: string }>(
      'select column_name from information_schema.columns where table_name = $1 order by ordinal_position',
      [name],
    );
    const list = columns.rows.map((row) => row.column_name).join(', ');
    const chunks: Buffer[] = [];
    for await (const chunk of source.query(copyTo(`copy ${name} (${list}) to stdout`))) chunks.push(chunk as Buffer);
    bytes += chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    const started = performance.now();
    await pipeline(Readable.from(chunks), target.query(copyFrom(`copy ${name} (${list}) from stdin`)));
    ms += performance.now() - started;
  }
  await Promise.all([source.end(), target.end()]);
  return { ms, bytes };
}

export async function year(url: string, scale: number): Promise<boolean> {
  say(`\n# The hotline year ${YEAR} at scale ${scale} through performMany`);
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
  const results: boolean[] = [];
  try {
    const database = await freshDatabase(url, 'bench_year');
    const { bench, ms, entries, peak } = await load({ url: database }, folder, scale);
    say(
      `     PostgreSQL: ${entries} entries in ${(ms / 1000).toFixed(1)} s, ${rate(entries, ms)}/s, memory at most ${Math.round(peak / 2 ** 20)} MiB`,
    );
    const copy = await freshDatabase(url, 'bench_copy');
    const empty = await openDatabase({ url: copy, connections: 1 });
    await migrate(empty, bench.registry);
    await empty.close();
    const floor = await copyFloor(database, copy);
    const floorRate = rate(entries, floor.ms);
    results.push(
      judge(
        'performMany / COPY of the same bytes',
        rate(entries, ms) / floorRate,
        0.12,
        `${rate(entries, ms)}/s against ${floorRate}/s (${Math.round(floor.bytes / 1e6)} MB)`,
      ),
    );
    results.push(judge('entries a second, against 10,000', rate(entries, ms) / 10_000, 1, `${rate(entries, ms)}/s`));
    if (scale === 1)
      results.push(judge('the year in 60 s on PostgreSQL', 60_000 / ms, 1, `${(ms / 1000).toFixed(1)} s`));
    for (const id of ['hotline.orders', 'hotline.satisfaction']) {
      const took: number[] = [];
      let value: number | null = null;
      for (let round = 0; round < 20; round += 1) {
        const query = await figureQuery(bench.kernel, id, YEAR);
        const at = performance.now();
        value = (await bench.kernel.figure({ system: 'figures' }, id, query)).value;
        took.push(performance.now() - at);
      }
      const p95 = percentile(took, 0.95);
      results.push(judge(`${id} under 300 ms`, 300 / p95, 1, `${value} in p95 ${p95.toFixed(0)} ms`));
    }
    await bench.kernel.stop();
    await bench.db.close();

    const embedded = await load({ dataDir: join(folder, 'data') }, folder, scale);
    say(
      `     embedded: ${embedded.entries} entries in ${(embedded.ms / 1000).toFixed(1)} s, ${rate(embedded.entries, embedded.ms)}/s, memory at most ${Math.round(embedded.peak / 2 ** 20)} MiB`,
    );
    if (scale === 1)
      results.push(
        judge('the year in 120 s embedded', 120_000 / embedded.ms, 1, `${(embedded.ms / 1000).toFixed(1)} s`),
      );
    await embedded.bench.kernel.stop();
    await embedded.bench.db.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return results.every(Boolean);
}
