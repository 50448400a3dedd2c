// On PostgreSQL only `migrate` makes tables: whoever comes before it is sent there, and nothing is made on the way.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openDatabase } from '#kernel/server';
import { callerIn } from './builders.ts';

const NAME = `plumbline_empty_${process.pid}`;
const server = process.env['PLUMBLINE_TEST_POSTGRES'] ?? '';
const data = await mkdtemp(join(tmpdir(), 'plumbline-empty-'));
const { plumbline, json, fails } = callerIn(data);

async function onServer(sql: string): Promise<void> {
  const db = await openDatabase({ url: server, connections: 1 });
  await db.script(sql);
  await db.close();
}

const env = (): Readonly<Record<string, string>> => {
  const url = new URL(server);
  url.pathname = `/${NAME}`;
  return { DATABASE_URL: url.href };
};

before(() => onServer(`create database ${NAME}`));
after(async () => {
  await onServer(`drop database ${NAME} with (force)`);
  await rm(data, { recursive: true, force: true });
});

test('a database without tables is told, and migrate makes it ready', async () => {
  for (const args of [['verify'], ['rebuild'], ['report', '2021'], ['serve', '--port', '0']]) {
    await fails(args, 2, /run plumbline migrate first/, env());
  }
  assert.equal(existsSync(join(data, 'keys')), false);
  await json(['migrate'], { env: env() });
  const { exit, out } = await plumbline(['verify'], { env: env() });
  assert.equal(exit, 0);
  assert.match(out, /no entries at all/);
});
