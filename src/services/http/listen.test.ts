// A browser may mean either loopback by "localhost", and HOST opens more, never less.
import assert from 'node:assert/strict';
import { networkInterfaces } from 'node:os';
import { test } from 'node:test';
import fastify from 'fastify';
import { listenOn, PortTaken } from './listen.ts';

const app = () => fastify({ forceCloseConnections: true }).get('/', () => 'here');
const hasIpv6 = Object.values(networkInterfaces()).some((each) => each?.some(({ address }) => address === '::1'));
const loopbacks = ['127.0.0.1', ...(hasIpv6 ? ['[::1]'] : [])];
const answers = async (host: string, port: number) => (await fetch(`http://${host}:${port}/`)).text();

for (const host of [undefined, '0.0.0.0', '127.0.0.2', 'localhost']) {
  test(`with HOST ${host ?? 'not set'} both loopbacks answer`, async () => {
    const listening = await listenOn(app(), 0, host);
    try {
      const others = host?.startsWith('127.') ? [host] : [];
      for (const each of [...loopbacks, ...others]) assert.equal(await answers(each, listening.port), 'here');
      assert.equal(listening.urls[0], `http://localhost:${listening.port}`);
    } finally {
      await listening.close();
    }
    for (const each of loopbacks) await assert.rejects(answers(each, listening.port));
  });
}

test('a taken port is told as such, and nothing stays open', async () => {
  const first = await listenOn(app(), 0);
  await assert.rejects(listenOn(app(), first.port), PortTaken);
  await first.close();
});
