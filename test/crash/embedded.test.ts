// Killed at any moment, the embedded engine keeps every acknowledged step. (It never syncs to disk, so this says nothing
// of a power cut; production uses PostgreSQL.)
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { killRounds } from './rounds.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-crash-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('killed twenty times under load, the embedded engine loses no acknowledged step', async (t) => {
  const damage = await killRounds(folder, '', 20);
  t.diagnostic(JSON.stringify(damage));
  assert.ok(damage.entries >= damage.acknowledged);
});
