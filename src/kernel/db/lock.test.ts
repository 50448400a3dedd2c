// The embedded engine serves one process per folder.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Locked } from './embedded.ts';
import { openDatabase } from './open.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-lock-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('a second process on the same folder is refused with a sentence in both languages', async () => {
  const holder = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
  try {
    writeFileSync(join(folder, 'lock'), String(holder.pid));
    await assert.rejects(openDatabase({ dataDir: folder }), (error: unknown) => {
      assert.ok(error instanceof Locked);
      assert.match(error.message, new RegExp(`进程 ${holder.pid}.*process ${holder.pid}`, 's'));
      assert.match(error.message, /DATABASE_URL/);
      return true;
    });
    assert.equal(readFileSync(join(folder, 'lock'), 'utf8'), String(holder.pid));
  } finally {
    holder.kill('SIGKILL');
    await once(holder, 'exit');
  }
});

test('the lock of a process that died is taken over, and given back at the end', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  writeFileSync(join(folder, 'lock'), String(dead));
  const db = await openDatabase({ dataDir: folder });
  assert.equal(readFileSync(join(folder, 'lock'), 'utf8'), String(process.pid));
  assert.deepEqual(await db.query({ text: 'select 1 as one' }), [{ one: 1 }]);
  await db.close();
  assert.equal(existsSync(join(folder, 'lock')), false);
});
