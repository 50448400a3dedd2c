// The throw-away PostgreSQL has to be really gone afterwards, whatever becomes of the process that asked for it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Client } from 'pg';
import { startPostgres, withPostgres } from '../tools/postgres.mjs';
import { root } from './source.ts';

const ask = async (url: string, sql: string): Promise<string> => {
  const client = new Client(url);
  // A server that is being ended also tells it outside of any query; the query or the connect below rejects anyway.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, string>>(sql);
    return Object.values(rows[0] ?? {}).join(' ');
  } finally {
    await client.end();
  }
};

const settings = `select current_setting('fsync') as a, current_setting('listen_addresses') as b,
  current_setting('max_connections') as c, current_setting('server_version_num')::int >= 150000 as d`;

const eventually = async (holds: () => Promise<boolean> | boolean): Promise<boolean> => {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (await holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
};

const unreachable = (url: string): Promise<boolean> =>
  ask(url, 'select 1').then(
    () => false,
    () => true,
  );

test('it is at least version 15, syncs to disk, listens on the loopback only and is gone afterwards', async () => {
  const url = await withPostgres(async (address) => {
    assert.equal(await ask(address, settings), 'on 127.0.0.1 100 true');
    return address;
  });
  assert.equal(await unreachable(url), true);
});

test('it stops even while somebody is in the middle of a transaction', async () => {
  const { url, home, stop } = await startPostgres({ fsync: false });
  const busy = new Client(url);
  busy.on('error', () => undefined);
  await busy.connect();
  await busy.query('begin');
  await busy.query('create table t (a int)');
  await stop();
  assert.equal(existsSync(home), false);
});

for (const signal of ['SIGKILL', 'SIGINT', 'SIGTERM'] as const) {
  test(`a caller ended by ${signal} leaves no database behind`, async () => {
    const caller = spawn(process.execPath, [join(root, 'tools/postgres.mjs'), 'start', '--fsync-off'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(caller.stdout, 'data');
    const url = String(line).trim();
    const home = await ask(url, "select regexp_replace(current_setting('data_directory'), '/data$', '')");
    caller.kill(signal);
    assert.equal(await eventually(() => unreachable(url)), true);
    assert.equal(await eventually(() => !existsSync(home)), true);
  });
}

test('a command runs beside it, knows its address, and its exit code is kept', async () => {
  const script = 'process.exit(process.env.DATABASE_URL === process.env.PLUMBLINE_TEST_POSTGRES ? 7 : 8)';
  const args = [join(root, 'tools/postgres.mjs'), 'run', '--fsync-off', '--', process.execPath, '-e', script];
  const [code] = await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'exit');
  assert.equal(code, 7);
});
