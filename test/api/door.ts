// A listening server on a fresh kernel, with people in it, and short words for what the tests do.
import type { AddressInfo } from 'node:net';
import { createHttp, answerUnknownAddresses, type HttpOptions } from '#services/http';
import { type TestKernel, testKernel } from '#kernel/testing';
import { lending } from './toy.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Ask {
  readonly method?: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly raw?: string | Uint8Array<ArrayBuffer>;
}

export interface OpenDoor {
  readonly t: TestKernel;
  readonly url: string;
  readonly port: number;
  /** Of a keeper in the first unit; of a keeper in another unit; of the head of the first. */
  readonly keeper: string;
  readonly stranger: string;
  readonly head: string;
  ask(path: string, ask?: Ask): Promise<Reply>;
  /** Opens a loan as the keeper and gives its id. */
  loan(input?: object): Promise<string>;
  entries(): Promise<number>;
  close(): Promise<void>;
}

export const PASSWORD = 'a-long-enough-password';

function bodyOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}

export async function openDoor(options: Partial<HttpOptions> = {}): Promise<OpenDoor> {
  const t = await testKernel({ domains: [lending], at: '2021-03-01T09:00:00+08:00' });
  const { kernel } = t;
  await t.unit('office');
  await t.unit('other');
  const name = { zh: '示例保管员', en: 'Demo keeper' };
  await kernel.people.putAccounts([{ id: 'keeper', kind: 'official', name, password: PASSWORD }]);
  await kernel.people.putPosts([{ user: 'keeper', post: 'lending.keeper', unit: 'office', from: '2020-01-01' }]);
  const token = (post: string, unit: string) =>
    kernel.people.createToken({ title: `${post} ${unit}`, post, unit, days: 30 });
  const [keeper, stranger, head] = await Promise.all([
    token('lending.keeper', 'office'),
    token('lending.keeper', 'other'),
    token('head', 'office'),
  ]);
  const app = await createHttp({ kernel, demo: true, logLevel: 'silent', ...options });
  answerUnknownAddresses(app);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;

  async function ask(path: string, { method, token: bearer, headers, json, raw }: Ask = {}): Promise<Reply> {
    const body = json === undefined ? raw : JSON.stringify(json);
    const response = await fetch(url + path, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.timeout(60_000),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: bodyOf(text) };
  }

  return {
    t,
    url,
    port,
    keeper,
    stranger,
    head,
    ask,
    async loan(input = { chairs: 5, place: '东门' }) {
      const opened = await ask('/api/v1/cases/lending', { token: keeper, json: { step: 'ask', input } });
      if (opened.status !== 201) throw new Error(opened.text);
      return String(opened.body['id']);
    },
    async entries() {
      const rows = await t.db.query<{ n: number }>({ text: 'select count(*)::int as n from entry where region = $1' }, [
        kernel.region,
      ]);
      return rows[0]?.n ?? -1;
    },
    async close() {
      await app.close();
      await t.close();
    },
  };
}
