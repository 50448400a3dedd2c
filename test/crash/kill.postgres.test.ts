// Killed at any moment, a process on PostgreSQL leaves every acknowledged step and no half one.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openDatabase } from '#kernel/server';
import { killRounds } from './rounds.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-crash-'));
const name = `plumbline_crash_${process.pid}`;
const url = new URL(process.env.PLUMBLINE_TEST_POSTGRES ?? '');

async function asAdmin(sql: string): Promise<void> {
  const admin = await openDatabase({ url: process.env.PLUMBLINE_TEST_POSTGRES ?? '', connections: 1 });
  await admin.script(sql);
  await admin.close();
}

before(async () => {
  await asAdmin(`create database ${name}`);
  url.pathname = `/${name}`;
});
after(async () => {
  await asAdmin(`drop database if exists ${name} with (force)`);
  rmSync(folder, { recursive: true, force: true });
});

test('killed twenty times under load, a process on PostgreSQL loses no acknowledged step', async (t) => {
  const damage = await killRounds(folder, url.href, 20);
  t.diagnostic(JSON.stringify(damage));
  assert.ok(damage.entries >= damage.acknowledged);
});
