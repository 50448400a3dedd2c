// The server as a person starts it: it answers at once on both loopbacks, the year comes in behind, and what it cannot
// do it says in a sentence.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Running, startServer } from '../src/server.ts';

let folder: string;
let running: Running;
let greeting = '';
const saved = { data: process.env['PLUMBLINE_DATA'], url: process.env['DATABASE_URL'] };

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-server-'));
  process.env['PLUMBLINE_DATA'] = folder;
  delete process.env['DATABASE_URL'];
  const print = (text: string) => {
    greeting += text;
  };
  running = await startServer({ demo: true, port: 0, scale: 0.001, logLevel: 'silent', print });
});

after(async () => {
  await running.stop();
  await running.stopped;
  if (saved.data === undefined) delete process.env['PLUMBLINE_DATA'];
  else process.env['PLUMBLINE_DATA'] = saved.data;
  if (saved.url !== undefined) process.env['DATABASE_URL'] = saved.url;
  await rm(folder, { recursive: true, force: true });
});

const port = (): string => new URL(running.urls[0] ?? '').port;

test('both loopbacks answer before the year has come in', async () => {
  const hasIpv6 = Object.values(networkInterfaces()).some((each) => each?.some(({ address }) => address === '::1'));
  for (const host of ['127.0.0.1', ...(hasIpv6 ? ['[::1]'] : [])]) {
    const reply = await fetch(`http://${host}:${port()}/health/ready`);
    assert.deepEqual(await reply.json(), { status: 'ready' });
  }
});

test('the terminal says in both languages where it is, who can log in and what to do next', () => {
  for (const words of [
    running.urls[0] ?? '-',
    '演示账号',
    'Demonstration accounts',
    'demo-operator',
    'demo-citizen',
    'demo-supervisor',
    'plumbline-demo',
    'Next',
  ]) {
    assert.ok(greeting.includes(words), `${words} is missing in: ${greeting}`);
  }
});

test('unknown addresses are a page outside the API and a problem inside it', async () => {
  const type = async (path: string) => {
    const reply = await fetch(`http://127.0.0.1:${port()}${path}`);
    await reply.arrayBuffer();
    return [reply.status, (reply.headers.get('content-type') ?? '').split(';')[0]];
  };
  assert.deepEqual(await type('/nowhere'), [404, 'text/html']);
  for (const path of ['/api', '/api/v1/nowhere', '/api/v2'])
    assert.deepEqual(await type(path), [404, 'application/problem+json']);
});

test('the year comes in behind the answers, its progress is told until it is done, and the figures stand', async () => {
  const accept = { accept: 'text/event-stream' };
  const stream = await fetch(`http://127.0.0.1:${port()}/api/v1/demo/progress`, { headers: accept });
  assert.match(await stream.text(), /"phase":"done"[^\n]*\n\n$/, 'the stream ends by itself when the year is in');
  const late = await fetch(`http://127.0.0.1:${port()}/api/v1/demo/progress`, { headers: accept });
  assert.match(await late.text(), /"phase":"done"/, 'who comes later is told at once');
  const told = await fetch(`http://127.0.0.1:${port()}/api/v1/demo/progress`);
  const { phase } = (await told.json()) as { phase: string };
  assert.equal(phase, 'done');
  const figure = await fetch(`http://127.0.0.1:${port()}/api/v1/figures/hotline.orders?year=2021`);
  const { value } = (await figure.json()) as { value: number };
  assert.equal(value, 91, 'a thousandth of the year');
});

test('a taken port is told in a sentence in both languages', async () => {
  const second = await mkdtemp(join(tmpdir(), 'plumbline-server-'));
  process.env['PLUMBLINE_DATA'] = second;
  const label = await startServer({ port: Number(port()), logLevel: 'silent', print: () => undefined }).then(
    async (other) => {
      await other.stop();
      return undefined;
    },
    (error: unknown) => (error as { label?: { zh: string; en: string } }).label,
  );
  process.env['PLUMBLINE_DATA'] = folder;
  await rm(second, { recursive: true, force: true });
  assert.match(label?.zh ?? '', /端口 \d+ 已被占用/);
  assert.match(label?.en ?? '', /Port \d+ is in use/);
});
