// The demonstration year through a real kernel: its figures come from folding its records, and a load can be resumed.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { BatchCommand, Kernel } from '#kernel';
import { type TestKernel, testKernel } from '#kernel/testing';
import { domains } from '#domains';
import { luhe } from './index.ts';
import { centre } from './units.ts';

const counted = { from: '2021-01-01', to: '2021-12-20' };
const asFigures = { system: 'figures' } as const;
const analyst = { user: 'demo-analyst' } as const;

const open = () => testKernel({ domains, demonstration: true, at: '2021-01-01T00:00:00+08:00' });
const year = { year: 2021, scale: 0.01 } as const;

async function everything(kernel: Kernel, procedure: string): Promise<number> {
  const { count } = await kernel.count(analyst, procedure, {});
  return count;
}

describe('the demonstration year on a real kernel', () => {
  let t: TestKernel;
  let told: number[];
  before(async () => {
    t = await open();
    told = [];
    await luhe.load(t.kernel, { ...year, onProgress: ({ done }) => void told.push(done) });
  });
  after(() => t.close());

  test('the two figures of the hotline come out of its records', async () => {
    const orders = await t.kernel.figure(asFigures, 'hotline.orders', counted);
    assert.equal(orders.value, 915);
    const satisfaction = await t.kernel.figure(asFigures, 'hotline.satisfaction', counted);
    assert.equal(satisfaction.value, 0.9495);
    assert.ok((satisfaction.of?.all ?? 0) > 600);
  });

  test('a second load adds nothing, and another scale is refused', async () => {
    const orders = await everything(t.kernel, 'hotline');
    assert.equal((await luhe.load(t.kernel, year)).entries, 0);
    assert.equal(await everything(t.kernel, 'hotline'), orders);
    await assert.rejects(luhe.load(t.kernel, { ...year, scale: 0.02 }), /already holds/);
  });

  test('progress rises to the number of commands', async () => {
    assert.deepEqual(
      told,
      [...told].sort((one, other) => one - other),
    );
    assert.ok((told.at(-1) ?? 0) > 4000);
  });

  test('the year has its articles, clusters, meetings, promises and twelve monthly papers', async () => {
    assert.equal(await everything(t.kernel, 'hotline.monthly'), 12);
    assert.equal(await everything(t.kernel, 'hotline.topic'), 10);
    assert.equal(await everything(t.kernel, 'hotline.promise'), 11);
    assert.ok((await everything(t.kernel, 'hotline.cluster')) > 0);
    const articles = await t.kernel.list({ anyone: true }, 'hotline.knowledge', { limit: 200 });
    assert.equal(articles.items.length, 36);
    assert.ok(articles.items.every(({ state }) => state === 'inForce'));
  });

  test('orders stand in every state in which a year leaves them', async () => {
    for (const state of ['closed', 'elsewhere', 'withdrawn', 'handling', 'replied']) {
      const { count } = await t.kernel.count(analyst, 'hotline', { state });
      assert.ok(count > 0, state);
    }
  });

  test('about two replies in a hundred are late, three orders in a hundred were returned, a quarter was answered at once', async () => {
    const share = async (id: string) => (await t.kernel.figure(asFigures, id, counted)).value ?? 0;
    const [onTime, returned, atOnce] = [
      await share('hotline.on-time'),
      await share('hotline.returned'),
      await share('hotline.first-contact'),
    ];
    assert.ok(onTime > 0.95 && onTime < 0.995, String(onTime));
    assert.ok(returned > 0.01 && returned < 0.06, String(returned));
    assert.ok(atOnce > 0.2 && atOnce < 0.36, String(atOnce));
  });

  test('every entry is marked as made for a demonstration, and recorded at the time it happened', async () => {
    const { items } = await t.kernel.list(analyst, 'hotline', { limit: 5 });
    for (const { id } of items) {
      for (const entry of await t.kernel.record(analyst, 'hotline', id)) {
        assert.ok(entry.flags.includes('demonstration'));
        assert.equal(entry.recordedAt, entry.happenedAt);
      }
    }
  });

  test('the accounts are there with their posts, and the shown ones log in with the published password', async () => {
    const shown = await t.kernel.people.demoAccounts();
    assert.ok(
      shown.some(
        ({ id, posts }) =>
          id === 'demo-supervisor' && posts.some(({ post, unit }) => post === 'supervisor' && unit === 'justice'),
      ),
    );
    for (const id of ['demo-operator', 'demo-handler-xiongzhou', 'demo-citizen']) {
      assert.notEqual(await t.kernel.people.login(id, luhe.demoPassword), null, id);
    }
    assert.equal(await t.kernel.people.login('demo-operator', 'wrong'), null);
    assert.equal(await t.kernel.settings.get('home:hotline'), centre);
    assert.equal(await t.kernel.settings.get('demo'), true);
  });

  test('the demonstration citizen finds own orders on the portal', async () => {
    const { items } = await t.kernel.list({ user: 'demo-citizen' }, 'hotline', {});
    assert.ok(items.length > 0);
  });
});

/** Stops after some transactions, at a cut, as a process that is killed does. */
function dying(kernel: Kernel, afterBatches: number): Kernel {
  let left = afterBatches;
  let isDead = false;
  const stopping = async function* (commands: Iterable<BatchCommand> | AsyncIterable<BatchCommand>) {
    for await (const command of commands) {
      isDead ||= command.cut === true && left-- <= 0;
      if (isDead) return;
      yield command;
    }
  };
  return {
    ...kernel,
    async performMany(actor, commands, options) {
      const progress = await kernel.performMany(actor, stopping(commands), { ...options, batch: 1 });
      if (isDead) throw new Error('killed');
      return progress;
    },
  };
}

test('a load killed on its way goes on where it stopped: nothing lost, nothing twice', async () => {
  const t = await open();
  try {
    const tiny = { year: 2021, scale: 0.002 };
    await assert.rejects(luhe.load(dying(t.kernel, 60), tiny), /killed/);
    const half = await everything(t.kernel, 'hotline');
    assert.ok(half > 0);
    await luhe.load(t.kernel, tiny);
    assert.ok((await everything(t.kernel, 'hotline')) > half);
    assert.equal((await t.kernel.figure(asFigures, 'hotline.orders', counted)).value, 183);
  } finally {
    await t.close();
  }
});

test('outside a demonstration a database gets the units and nobody’s account', async () => {
  const t = await open();
  try {
    await luhe.prepare(t.kernel);
    await luhe.prepare(t.kernel);
    assert.equal((await t.kernel.people.units('2021-06-30')).length, 65);
    assert.deepEqual(await t.kernel.people.demoAccounts(), []);
    assert.notEqual(await t.kernel.settings.get('demo'), true);
  } finally {
    await t.close();
  }
});
