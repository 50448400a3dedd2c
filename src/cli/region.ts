// `plumbline region`: the pilot district's units and settings, and its demonstration year. On the embedded database the
// demonstration accounts come with their published password; on PostgreSQL only behind --demo, else nobody can log in
// as one of them, though the year's acts still name them.
import { epochOf, type Kernel } from '#kernel';
import { openKernel, openKeyring, systemClock } from '#kernel/server';
import { luhe } from '#region/luhe';
import { REGION, withNew } from './open.ts';
import { misuse, type Output } from './output.ts';
import { keysFolder, scaleOf, yearOf } from './settings.ts';

interface LoadOptions {
  readonly year: string;
  readonly scale: string;
  readonly demo?: boolean;
}

/** Every command that writes needs the units and the settings; a district that has them is left as it is. */
export const prepareRegion = (kernel: Kernel): Promise<void> => luhe.prepare(kernel);

/** The same kernel, through which accounts come without a password. */
const withoutPasswords = (kernel: Kernel): Kernel => ({
  ...kernel,
  people: {
    ...kernel.people,
    putAccounts: (accounts) =>
      kernel.people.putAccounts(
        accounts.map(({ id, kind, name, demo }) => ({ id, kind, name, ...(demo === undefined ? {} : { demo }) })),
      ),
  },
});

async function mustBeSameScale(kernel: Kernel, year: number, scale: number): Promise<void> {
  const begun = (await kernel.settings.get(`demonstration-${year}`)) as { scale?: unknown } | null | undefined;
  if (typeof begun?.scale !== 'number' || begun.scale === scale) return;
  throw misuse(
    `数据库中已有规模为 ${begun.scale} 的 ${year} 示范年，不能改为 ${scale}。请换一个空的数据库，或仍用 --scale ${begun.scale}。`,
    `This database already holds the demonstration year ${year} at scale ${begun.scale}, which cannot become ${scale}. Take an empty database, or stay with --scale ${begun.scale}.`,
  );
}

export async function regionLoad(output: Output, options: LoadOptions, region = ''): Promise<void> {
  if (region !== REGION)
    throw misuse(`没有地区“${region}”，只有 ${REGION}。`, `There is no region "${region}", only ${REGION}.`);
  const year = yearOf(options.year);
  const scale = scaleOf(options.scale);
  await withNew(async ({ db, registry, kernel }) => {
    await mustBeSameScale(kernel, year, scale);
    const began = epochOf(systemClock.now());
    const seconds = () => Math.max(0, (epochOf(systemClock.now()) - began) / 1000);
    const keys = openKeyring(keysFolder());
    const history = await openKernel({
      db,
      region: REGION,
      registry,
      keys,
      clock: luhe.clock(),
      ids: luhe.ids(),
      demonstration: true,
    });
    const open = db.engine === 'embedded' || options.demo === true;
    const text = (done: number, total: number | null, entries: number): string =>
      `${done}/${total ?? '?'} 步 acts, ${entries} 条记录 entries, ${seconds().toFixed(0)} s`;
    try {
      const progress = await luhe.load(open ? history : withoutPasswords(history), {
        year,
        scale,
        onProgress: ({ done, total, entries }) => output.progress(() => text(done, total, entries)),
      });
      // Whoever later asks for the demonstration in so many words gets the accounts as they were meant.
      if (!open) await kernel.settings.put('region-prepared', null);
      const { done, entries } = progress;
      output.result({ region, year, scale, orders: done, entries, seconds: seconds() }, () => [
        `${luhe.title.zh} ${luhe.title.en}: ${text(done, progress.total, entries)}`,
        ...(open
          ? []
          : ['示范账号没有口令；需要登录请加 --demo。Demonstration accounts have no password; use --demo to log in.']),
      ]);
    } finally {
      await history.stop();
    }
  });
}
