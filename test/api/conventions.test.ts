// The promises of the REST door, one by one, through a listening server on a real kernel.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { type OpenDoor, openDoor, PASSWORD, type Reply } from './door.ts';

let door: OpenDoor;
before(async () => {
  door = await openDoor();
});
after(() => door.close());

const LENDING = '/api/v1/cases/lending';
const ABSENT = '018f0000-0000-7000-8000-000000000000';

function isProblem(reply: Reply, status: number, kind: string): void {
  assert.equal(reply.status, status, reply.text);
  assert.match(reply.headers.get('content-type') ?? '', /^application\/problem\+json/);
  assert.equal(reply.body['type'], `urn:plumbline:problem:${kind}`);
  assert.equal(reply.body['status'], status);
  assert.equal(typeof reply.body['title'], 'string');
  assert.equal(typeof reply.body['detail'], 'string');
}

const pointers = (reply: Reply): string[] =>
  ((reply.body['errors'] ?? []) as { pointer: string }[]).map(({ pointer }) => pointer);

async function cookieOf(): Promise<string> {
  const entered = await door.ask('/api/v1/session', { json: { user: 'keeper', password: PASSWORD } });
  assert.equal(entered.status, 201, entered.text);
  return (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

test('opening a case answers 201 with its address, number, state and version', async () => {
  const json = { step: 'ask', input: { chairs: 2, place: '东门' } };
  const opened = await door.ask(LENDING, { token: door.keeper, json });
  assert.equal(opened.status, 201);
  assert.equal(opened.headers.get('location'), `${LENDING}/${String(opened.body['id'])}`);
  assert.equal(opened.headers.get('etag'), '"1"');
  assert.equal(opened.body['state'], 'asked');
  const seen = await door.ask(opened.headers.get('location') ?? '', { token: door.keeper });
  assert.equal(seen.body['number'], opened.body['number']);
});

test('someone else’s case and a case that never was get the same answer to the last byte', async () => {
  const id = await door.loan();
  const foreign = await door.ask(`${LENDING}/${id}`, { token: door.stranger });
  const absent = await door.ask(`${LENDING}/${ABSENT}`, { token: door.stranger });
  isProblem(foreign, 404, 'not-found');
  assert.equal(foreign.text, absent.text);
  const step = { token: door.stranger, json: { input: { to: '张三' } } };
  const acted = await door.ask(`${LENDING}/${id}/steps/lend`, step);
  assert.equal(acted.status, 404);
  assert.equal(acted.text, (await door.ask(`${LENDING}/${ABSENT}/steps/lend`, step)).text);
});

test('an id that is no UUID, an unknown step, procedure and address are all 404', async () => {
  const id = await door.loan();
  const json = { input: {} };
  for (const path of [
    `${LENDING}/42`,
    `${LENDING}/${id}/steps/fly`,
    `${LENDING}/${id}/steps/__proto__`,
    `/api/v1/cases/nothing/${id}/steps/lend`,
    '/api/v1/nowhere',
    '/nowhere',
  ]) {
    const reply = await door.ask(path, { token: door.keeper, ...(path.includes('/steps/') ? { json } : {}) });
    assert.equal(reply.status, 404, path);
    assert.match(reply.headers.get('content-type') ?? '', /^application\/problem\+json/);
  }
});

test('a method that an address does not know is a 404 problem', async () => {
  for (const method of ['PUT', 'PATCH', 'DELETE']) {
    isProblem(await door.ask(LENDING, { method, token: door.keeper }), 404, 'no-such-address');
  }
});

test('without login a protected list is 401, and with the wrong post 403', async () => {
  isProblem(await door.ask('/api/v1/inbox'), 401, 'unknown-actor');
  const anonymous = await door.ask(LENDING);
  isProblem(anonymous, 401, 'unknown-actor');
  assert.match(anonymous.headers.get('www-authenticate') ?? '', /^Bearer/);
  const json = { step: 'ask', input: { chairs: 1, place: '东门' } };
  isProblem(await door.ask(LENDING, { token: door.head, json }), 403, 'not-allowed');
});

test('a forged token and a forged cookie are 401 and never a fault', async () => {
  const forged = ['x', 'plt_00000000000000000000000000000000', `${door.keeper}x`, 'ключ', 'a'.repeat(5000)];
  for (const token of forged) {
    const headers = { authorization: `Bearer ${Buffer.from(token).toString('latin1')}` };
    isProblem(await door.ask(`${LENDING}/${ABSENT}`, { headers }), 401, 'unknown-actor');
    const cookie = `plumbline_session=${encodeURIComponent(token)}`;
    isProblem(await door.ask('/api/v1/session', { headers: { cookie } }), 401, 'unknown-actor');
  }
  const cookie = 'plumbline_session=%00%00';
  isProblem(await door.ask(LENDING, { headers: { cookie } }), 401, 'unknown-actor');
  isProblem(await door.ask(LENDING, { headers: { authorization: 'Basic a2VlcGVyOng=' } }), 401, 'unknown-actor');
});

test('the session cookie is http-only, same-site, and gone after logging out', async () => {
  const entered = await door.ask('/api/v1/session', { json: { user: 'keeper', password: PASSWORD } });
  const set = entered.headers.get('set-cookie') ?? '';
  assert.match(set, /HttpOnly/);
  assert.match(set, /SameSite=Lax/);
  assert.doesNotMatch(set, /Secure/, 'on plain http the browser would drop it');
  assert.equal(entered.headers.get('location'), '/api/v1/session');
  const cookie = set.split(';')[0] ?? '';
  const who = await door.ask('/api/v1/session', { headers: { cookie } });
  const posts = who.body['posts'] as { post: string; unit: string }[];
  assert.deepEqual(
    posts.map(({ post, unit }) => [post, unit]),
    [['lending.keeper', 'office']],
  );
  assert.equal((await door.ask('/api/v1/session', { method: 'DELETE', headers: { cookie } })).status, 204);
  assert.equal((await door.ask('/api/v1/session', { headers: { cookie } })).status, 401);
});

test('behind a proxy that says https the cookie is marked Secure', async (t) => {
  const behind = await openDoor({ trustProxy: true });
  t.after(() => behind.close());
  const headers = { 'x-forwarded-proto': 'https' };
  const json = { user: 'keeper', password: PASSWORD };
  const entered = await behind.ask('/api/v1/session', { json, headers });
  assert.match(entered.headers.get('set-cookie') ?? '', /Secure/);
  assert.match(entered.headers.get('strict-transport-security') ?? '', /max-age/);
});

test('a write with a cookie from another site is refused and writes nothing', async () => {
  const cookie = await cookieOf();
  const json = { step: 'ask', input: { chairs: 1, place: '东门' } };
  const before_ = await door.entries();
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ];
  for (const headers of foreign) {
    isProblem(await door.ask(LENDING, { json, headers: { cookie, ...headers } }), 403, 'cross-origin');
  }
  assert.equal(await door.entries(), before_);
  assert.equal((await door.ask(LENDING, { json, headers: { cookie, origin: door.url } })).status, 201);
  const login = { json: { user: 'keeper', password: PASSWORD }, headers: { origin: 'https://evil.example' } };
  isProblem(await door.ask('/api/v1/session', login), 403, 'cross-origin');
});

test('JSON that cannot be read is 400, another content type 415, more than a mebibyte 413', async () => {
  const post = (raw: string | Uint8Array<ArrayBuffer>, type = 'application/json') =>
    door.ask(LENDING, { token: door.keeper, raw, headers: { 'content-type': type } });
  for (const raw of ['{', '{"step":}', '[1,', 'nonsense', '{"step":"ask"} x'])
    isProblem(await post(raw), 400, 'malformed');
  isProblem(await post(new Uint8Array([0x22, 0xff, 0xfe, 0x22])), 400, 'malformed');
  for (const type of ['text/plain', 'application/xml', 'multipart/form-data; boundary=x']) {
    isProblem(await post('{}', type), 415, 'unsupported-type');
  }
  isProblem(await post(JSON.stringify({ step: 'x'.repeat(1024 * 1024) })), 413, 'too-large');
});

test('NUL, lone surrogates, prototype keys and bottomless nesting are 422 with a pointer', async () => {
  const post = (raw: string) =>
    door.ask(LENDING, { token: door.keeper, raw, headers: { 'content-type': 'application/json' } });
  const at = async (raw: string, pointer: string) => {
    const reply = await post(raw);
    isProblem(reply, 422, 'bad-input');
    assert.deepEqual(pointers(reply), [pointer]);
  };
  await at('{"step":"ask","input":{"place":"a\\u0000b"}}', '/input/place');
  await at('{"step":"ask","input":{"place":"a\\ud800b"}}', '/input/place');
  await at('{"step":"ask","input":{"place":["x",{"a/b":"\\udc00"}]}}', '/input/place/1/a~1b');
  await at('{"step":"ask","input":{"__proto__":{"chairs":1}}}', '/input/__proto__');
  await at('{"step":"ask","input":{"\\u005f\\u005fproto__":1}}', '/input/__proto__');
  isProblem(await post(`{"step":"ask","input":${'['.repeat(60)}${']'.repeat(60)}}`), 422, 'bad-input');
  isProblem(await post(`{"step":"ask","input":${'['.repeat(200_000)}${']'.repeat(200_000)}}`), 422, 'bad-input');
  const whole = await post('{"step":"ask","input":{"chairs":1,"place":"\\ud83e\\ude91"}}');
  assert.equal(whole.status, 201, 'a whole pair is a character like any other');
});

test('what does not fit is 422 with a pointer into the body and a sentence in both languages', async () => {
  const json = { step: 'ask', input: { chairs: 0, place: 7, legs: 4 } };
  const reply = await door.ask(LENDING, { token: door.keeper, json });
  isProblem(reply, 422, 'bad-input');
  for (const member of ['/input/chairs', '/input/place']) assert.ok(pointers(reply).includes(member), reply.text);
  assert.equal(pointers(reply).length, 3, 'the member that does not belong there is told too');
  for (const { message } of reply.body['errors'] as { message: { zh: string; en: string } }[]) {
    assert.ok(message.zh.length > 0 && message.en.length > 0);
  }
  const stray = await door.ask(LENDING, { token: door.keeper, json: { step: 'ask', input: {}, extra: 1 } });
  assert.deepEqual(pointers(stray), ['/extra']);
});

test('a masked value is refused as input, so saving a screen never overwrites the real one', async () => {
  const json = { step: 'ask', input: { chairs: 1, place: '东门', phone: { masked: '138****0000' } } };
  const reply = await door.ask(LENDING, { token: door.keeper, json });
  isProblem(reply, 422, 'bad-input');
  assert.deepEqual(pointers(reply), ['/input/phone']);
});

test('unknown, repeated and broken query parameters and cursors are 422', async () => {
  const time = (k: string) => Buffer.from(JSON.stringify([k, ABSENT])).toString('base64url');
  for (const query of [
    'colour=red',
    'limit=0',
    'limit=201',
    'limit=x',
    'limit=1&limit=2',
    'from=2021-02-30',
    'to=yesterday',
    'light=blue',
    'sort=price',
    'state=flying',
    'facets[nothing]=1',
    'facets[__proto__]=1',
    'facets[chairs]=many',
    'cursor=abc',
    `cursor=${time('2021-13-45T99:00:00+08:00')}`,
    `cursor=${time('9999999999999999')}`,
    'q=%00',
    '__proto__=1',
    'lang=fr',
  ]) {
    isProblem(await door.ask(`${LENDING}?${query}`, { token: door.keeper }), 422, 'bad-input');
  }
});

test('a refusal says which ground, why in both languages, and under which law', async () => {
  const id = await door.loan({ chairs: 300, place: '东门' });
  const reply = await door.ask(`${LENDING}/${id}/steps/lend`, { token: door.keeper, json: { input: { to: '张三' } } });
  isProblem(reply, 409, 'refused');
  const [refusal] = reply.body['refusals'] as {
    ground: string;
    reason: object;
    law: { zh: string };
    article: string;
  }[];
  assert.equal(refusal?.ground, 'few-enough');
  assert.deepEqual(refusal?.reason, { zh: '一次最多借一百把。', en: 'At most a hundred chairs at a time.' });
  assert.match(refusal?.law.zh ?? '', /53号/);
  assert.equal(typeof refusal?.article, 'string');
});

test('a stale version is 412, a missing one on an edit in place 428, a right one works', async () => {
  const id = await door.loan();
  const edit = (headers: Record<string, string>) =>
    door.ask(`${LENDING}/${id}/steps/edit`, { token: door.keeper, json: { input: { place: '西门' } }, headers });
  isProblem(await edit({}), 428, 'version-required');
  isProblem(await edit({ 'if-match': '"7"' }), 412, 'stale');
  isProblem(await edit({ 'if-match': '"nonsense"' }), 412, 'stale');
  const seen = await door.ask(`${LENDING}/${id}`, { token: door.keeper });
  const done = await edit({ 'if-match': seen.headers.get('etag') ?? '' });
  assert.equal(done.status, 200, done.text);
  assert.equal(done.headers.get('etag'), '"2"');
});

test('titles and details follow ?lang and Accept-Language, Chinese first', async () => {
  const title = async (path: string, accept?: string) =>
    (await door.ask(path, accept === undefined ? {} : { headers: { 'accept-language': accept } })).body['title'];
  assert.equal(await title('/api/v1/inbox', '*'), '未登录');
  assert.equal(await title('/api/v1/inbox?lang=en'), 'Not logged in');
  assert.equal(await title('/api/v1/inbox', 'en-GB,en;q=0.9'), 'Not logged in');
  assert.equal(await title('/api/v1/inbox', 'en;q=0.3, zh-CN;q=0.8'), '未登录');
  assert.equal(await title('/api/v1/inbox?lang=zh', 'en'), '未登录');
});

test('answers are not stored, not sniffed, not framed, and in a demonstration not indexed', async () => {
  const id = await door.loan();
  const step = { token: door.keeper, json: { input: { to: '张三' } } };
  const replies = [
    await door.ask(`${LENDING}/${id}`, { token: door.keeper }),
    await door.ask(`${LENDING}/${id}/steps/lend`, step),
    await door.ask(`${LENDING}/${id}/steps/lend`, step),
    await door.ask('/api/v1/nowhere'),
  ];
  assert.deepEqual(
    replies.map(({ status }) => status),
    [200, 200, 409, 404],
  );
  for (const { headers } of replies) {
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('x-frame-options'), 'DENY');
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/);
    assert.match(headers.get('x-robots-tag') ?? '', /noindex/);
    assert.ok(headers.get('x-request-id'));
  }
});

test('a request broken before it is one still gets a problem, and the server lives on', async () => {
  const raw = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(door.port, '127.0.0.1', () => socket.write(text));
      let got = '';
      socket.setEncoding('utf8').on('data', (part) => (got += String(part)));
      socket.on('close', () => resolve(got)).on('error', reject);
    });
  assert.match(await raw('NONSENSE\r\n\r\n'), /^HTTP\/1\.1 400 [\s\S]*application\/problem\+json/);
  const long = await raw(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`);
  assert.match(long, /^HTTP\/1\.1 431 [\s\S]*application\/problem\+json/);
  assert.match(
    await raw('GET /api/v1/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'),
    /^HTTP\/1\.1 400 [\s\S]*problem\+json/,
  );
  assert.equal((await door.ask('/health/live')).status, 200);
});
