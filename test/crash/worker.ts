// A process that works until it is killed. First it says what the one before it left behind; then it takes steps as fast
// as it can, and says each one on its output only after the kernel has acknowledged it. Told to look, it only looks.
import { migrate, openDatabase, openKernel, openKeyring, rebuild, systemClock, verifyChains } from '#kernel/server';
import { buildRegistry } from '#kernel';
import { toy } from '#kernel/testing';

const [folder = '', url = '', task = 'work'] = process.argv.slice(2);
const db = await openDatabase(url === '' ? { dataDir: folder } : { url, connections: 4 });
const registry = buildRegistry([toy]);
await migrate(db, registry);
const { faults, entries } = await verifyChains(db, 'crash');
const { differences } = await rebuild(db, 'crash', registry);
const versions = await db.query<{ id: string; version: number }>({ text: 'select id, version from cases' });
process.stdout.write(`${JSON.stringify({ faults, differences, entries, versions })}\n`);
if (task === 'look') {
  await db.close();
  process.exit(0);
}
const kernel = await openKernel({ db, region: 'crash', registry, keys: openKeyring(folder), clock: systemClock });
await kernel.people.putUnits([
  { id: 'office', title: { zh: '示例', en: 'Demo' }, kind: 'department', parent: null, from: '2020-01-01' },
]);
await kernel.people.putAccounts([{ id: 'clerk', kind: 'official', name: { zh: '示例', en: 'Demo' } }]);
await kernel.people.putPosts([{ user: 'clerk', post: 'toy.clerk', unit: 'office', from: '2020-01-01' }]);
await kernel.settings.put('home:toy', 'office');
await kernel.start();

const clerk = { user: 'clerk' };
const input = { what: '电钻（示例）', kind: 'power', pieces: 3, place: '东门（示例）', phone: '13955501234' };
const acknowledged = (id: string, version: number) => process.stdout.write(`${id} ${version}\n`);

async function work(): Promise<void> {
  for (;;) {
    const { id } = await kernel.perform(clerk, { procedure: 'toy', step: 'ask', input });
    acknowledged(id, 1);
    for (let version = 2; version <= 6; version += 1) {
      const party = `邻居${version}`;
      await kernel.perform(clerk, { procedure: 'toy', case: id, step: 'invite', input: { party } });
      acknowledged(id, version);
    }
  }
}

async function load(): Promise<void> {
  for (;;) {
    const outside = () => `${process.pid}-${Math.random()}`;
    await kernel.performMany(
      clerk,
      Array.from({ length: 20 }, () => {
        const { phone: _phone, ...rest } = input;
        const adopted = { ...rest, number: outside(), state: 'lent', opened: '2021-02-01T10:00:00+08:00' };
        return { procedure: 'toy', step: 'adopt', input: adopted };
      }),
    );
  }
}

await Promise.all(url === '' ? [work(), load()] : [work(), work(), work(), load()]);
