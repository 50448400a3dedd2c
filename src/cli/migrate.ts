// `plumbline migrate`: brings the database up to this version. The embedded one does it by itself at every opening.
import { migrate } from '#kernel/server';
import { openStore } from './open.ts';
import type { Output } from './output.ts';

export async function migrateCommand(output: Output): Promise<void> {
  const { db, registry } = await openStore();
  try {
    const added = await migrate(db, registry);
    output.result({ engine: db.engine, added }, () =>
      added.length === 0
        ? ['数据库已是最新。The database is up to date.']
        : [...added.map((step) => `  ${step}`), '数据库已升级。The database is now up to date.'],
    );
  } finally {
    await db.close();
  }
}
