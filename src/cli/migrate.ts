// `plumbline migrate`: brings the database up to this version. The embedded one does it by itself at every opening.
import { migrate, raiseWalls, SERVING_ROLE } from '#kernel/server';
import { openStore } from './open.ts';
import type { Output } from './output.ts';

export async function migrateCommand(output: Output): Promise<void> {
  const { db, registry } = await openStore();
  try {
    const added = await migrate(db, registry);
    const walls = await raiseWalls(db);
    if (db.engine === 'postgres' && !walls) {
      output.note({
        zh: `当前登录无权建立角色 ${SERVING_ROLE}，服务现以可改记录的权限运行。请数据库管理员按 SECURITY.md 建立该角色。`,
        en: `This login may not make the role ${SERVING_ROLE}, so the server would run with the right to change entries. Have the database's administrator make it (SECURITY.md).`,
      });
    }
    output.result({ engine: db.engine, added, walls }, () =>
      added.length === 0
        ? ['数据库已是最新。The database is up to date.']
        : [...added.map((step) => `  ${step}`), '数据库已升级。The database is now up to date.'],
    );
  } finally {
    await db.close();
  }
}
