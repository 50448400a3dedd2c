// What people and machines do through the door: once and only once, in and out by file, live, and counted.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import iconv from 'iconv-lite';
import { type OpenDoor, openDoor } from './door.ts';

let door: OpenDoor;
before(async () => {
  door = await openDoor({ importMap: async (name) => (name === 'old-book' ? map : undefined) });
});
after(() => door.close());

const LENDING = '/api/v1/cases/lending';

const map = {
  title: { zh: '旧登记簿', en: 'The old book' },
  procedure: 'lending',
  step: 'adopt',
  timeZone: 'Asia/Shanghai',
  dateFormats: ['yyyy-MM-dd HH:mm'],
  outside: { system: 'old-book', number: '编号' },
  state: {
    column: '状态',
    field: '/state',
    values: { 已还: { is: 'back', dates: {}, fields: {} }, 在借: { is: 'asked', dates: {}, fields: {} } },
    otherwise: 'reject',
  },
  opened: '/opened',
  fields: {
    '/number': { column: '编号' },
    '/hash': { row: 'hash' },
    '/opened': { date: { columns: ['时间'], as: 'instant' } },
    '/place': { column: '地点' },
  },
};

const linesOf = (text: string): Record<string, unknown>[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test('sixteen identical requests at once take effect once and all get the same answer', async () => {
  const id = await door.loan();
  const before_ = await door.entries();
  const ask = () =>
    door.ask(`${LENDING}/${id}/steps/lend`, {
      token: door.keeper,
      json: { input: { to: '张三' } },
      headers: { 'idempotency-key': 'one-and-the-same' },
    });
  const replies = await Promise.all(Array.from({ length: 16 }, ask));
  assert.deepEqual(new Set(replies.map(({ status }) => status)), new Set([200]));
  assert.equal(new Set(replies.map(({ body }) => body['entry'])).size, 1);
  assert.equal(await door.entries(), before_ + 1);
});

test('sixteen identical openings at once open one case', async () => {
  const before_ = await door.entries();
  const ask = () =>
    door.ask(LENDING, {
      token: door.keeper,
      json: { step: 'ask', input: { chairs: 4, place: '北门' } },
      headers: { 'idempotency-key': 'open-once' },
    });
  const replies = await Promise.all(Array.from({ length: 16 }, ask));
  assert.deepEqual(new Set(replies.map(({ status }) => status)), new Set([201]));
  assert.equal(new Set(replies.map(({ body }) => body['id'])).size, 1);
  assert.equal(await door.entries(), before_ + 1);
});

test('the same key with another body is 422, and a key that cannot be one is 422', async () => {
  const ask = (chairs: number, key: string) =>
    door.ask(LENDING, {
      token: door.keeper,
      json: { step: 'ask', input: { chairs, place: '北门' } },
      headers: { 'idempotency-key': key },
    });
  assert.equal((await ask(1, 'k-1')).status, 201);
  const other = await ask(2, 'k-1');
  assert.equal(other.status, 422);
  assert.equal(other.body['type'], 'urn:plumbline:problem:conflicting-request');
  for (const key of ['x'.repeat(201), 'with space', 'é']) assert.equal((await ask(1, key)).status, 422);
});

test('two officers at once on one version: one wins, the other is told 412', async () => {
  const id = await door.loan();
  const edit = (place: string) =>
    door.ask(`${LENDING}/${id}/steps/edit`, {
      token: door.keeper,
      json: { input: { place } },
      headers: { 'if-match': '"1"' },
    });
  const replies = await Promise.all([edit('甲'), edit('乙')]);
  assert.deepEqual(replies.map(({ status }) => status).toSorted(), [200, 412]);
});

test('steps tell what may be done, and a check judges typed input without taking the step', async () => {
  const id = await door.loan({ chairs: 300, place: '东门' });
  const steps = async (query: string) => {
    const reply = await door.ask(`${LENDING}/${id}/steps${query}`, { token: door.keeper });
    assert.equal(reply.status, 200, reply.text);
    return JSON.parse(reply.text) as { id: string; allowed: boolean; refusals: { ground: string }[] }[];
  };
  const lend = (await steps('')).find((step) => step.id === 'lend');
  assert.equal(lend?.allowed, false);
  assert.equal(lend?.refusals[0]?.ground, 'few-enough');
  const before_ = await door.entries();
  const checked = await steps(`?check=1&step=lend&input=${encodeURIComponent('{"to":"张三"}')}`);
  assert.equal(checked.find((step) => step.id === 'lend')?.allowed, false);
  const json = { step: 'edit', input: { place: '西门' } };
  const posted = await door.ask(`${LENDING}/${id}/steps?check=1`, { token: door.keeper, json });
  assert.equal(posted.status, 200, posted.text);
  assert.equal(await door.entries(), before_);
  assert.equal((await door.ask(`${LENDING}/${id}/steps?step=lend`, { token: door.keeper })).status, 422);
});

test('a proposed step waits for its signature, which another person gives', async () => {
  const id = await door.loan();
  const step = (name: string, input: object) =>
    door.ask(`${LENDING}/${id}/steps/${name}`, { token: door.keeper, json: { input } });
  await step('lend', { to: '张三' });
  const proposed = await step('giveUp', { why: '坏了' });
  assert.equal(proposed.body['state'], 'lent');
  const n = String(proposed.body['proposal']);
  const decide = (token: string, act: string) =>
    door.ask(`${LENDING}/${id}/proposals/${n}/${act}`, { token, json: { opinion: '同意' } });
  assert.ok([403, 404, 409].includes((await decide(door.keeper, 'sign')).status));
  const signed = await decide(door.head, 'sign');
  assert.equal(signed.status, 200, signed.text);
  assert.equal(signed.body['state'], 'back');
  assert.equal((await decide(door.head, 'sign')).status, 409);
  assert.equal((await door.ask(`${LENDING}/${id}/proposals/99/sign`, { token: door.head, json: {} })).status, 404);
});

test('a masked value is shown in full for a purpose only, and a correction is an entry of its own', async () => {
  const id = await door.loan({ chairs: 5, place: '东门', phone: '10000000001' });
  const seen = await door.ask(`${LENDING}/${id}`, { token: door.keeper });
  assert.deepEqual((seen.body['facts'] as { phone: unknown }).phone, { masked: '100****0001' });
  const reveal = (json: object) => door.ask(`${LENDING}/${id}/reveal`, { token: door.keeper, json });
  assert.equal((await reveal({ fields: ['phone'] })).status, 422);
  assert.deepEqual((await reveal({ fields: ['phone'], purpose: '核实归还时间' })).body, { phone: '10000000001' });
  const correction = { of: 1, facts: { chairs: 6 }, reason: '录入有误' };
  const headers = { 'if-match': '"1"' };
  const done = await door.ask(`${LENDING}/${id}/corrections`, { token: door.keeper, json: correction, headers });
  assert.equal(done.status, 200, done.text);
  const record = await door.ask(`${LENDING}/${id}/record`, { token: door.keeper });
  const kinds = (JSON.parse(record.text) as { kind: string }[]).map(({ kind }) => kind);
  assert.ok(kinds.includes('correction'), record.text);
});

test('whoever opened a case follows it by number and code; every wrong pair gets one answer and soon none', async (t) => {
  const guarded = await openDoor({ limits: { trackFailures: 4 } });
  t.after(() => guarded.close());
  const json = { step: 'ask', input: { chairs: 3, place: '南门' } };
  const opened = await guarded.ask('/api/v1/cases/lending', { json });
  const code = (opened.body['once'] as { queryCode: string }).queryCode;
  const number = String(opened.body['number']);
  const track = (n: string, c: string) =>
    guarded.ask(`/api/v1/track?number=${encodeURIComponent(n)}&code=${encodeURIComponent(c)}`);
  const right = await track(number, code);
  assert.equal(right.status, 200, right.text);
  assert.equal(right.body['number'], number);
  const wrong = [await track(number, 'XXXXXXXX'), await track('CH20210301-ZZZZZ', code), await track('nothing', 'x')];
  assert.deepEqual(
    wrong.map(({ status }) => status),
    [404, 404, 404],
  );
  assert.equal(new Set(wrong.map(({ text }) => text)).size, 1);
  await track(number, 'YYYYYYYY');
  const late = await track(number, code);
  assert.equal(late.status, 429);
  assert.ok(Number(late.headers.get('retry-after')) > 0);
});

test('logging in is slowed down after wrong passwords, for that account', async (t) => {
  const guarded = await openDoor({ limits: { loginFailures: 3 } });
  t.after(() => guarded.close());
  const enter = (password: string) => guarded.ask('/api/v1/session', { json: { user: 'keeper', password } });
  const unknown = await guarded.ask('/api/v1/session', { json: { user: 'nobody', password: 'x' } });
  const wrong = await enter('wrong');
  assert.equal(wrong.status, 401);
  assert.equal(wrong.text, unknown.text);
  await enter('wrong');
  await enter('wrong');
  assert.equal((await enter('a-long-enough-password')).status, 429);
});

test('a GBK file comes in row by row, bad rows with reasons, and a second time adds nothing', async () => {
  const csv = [
    '编号,时间,状态,地点',
    'A-1,2020-03-01 09:00,已还,东门',
    'A-2,2020-03-02 10:30,在借,西门',
    'A-3,2020-02-30 10:30,在借,西门',
    'A-4,2020-03-04 10:30,丢失,西门',
  ].join('\r\n');
  const raw = new Uint8Array(iconv.encode(csv, 'gbk'));
  const send = () =>
    door.ask(`${LENDING}/import?map=old-book`, { token: door.keeper, raw, headers: { 'content-type': 'text/csv' } });
  const first = await send();
  assert.equal(first.status, 200, first.text);
  assert.match(first.headers.get('content-type') ?? '', /x-ndjson/);
  const rows = linesOf(first.text);
  assert.deepEqual(
    rows.slice(0, -1).map(({ number, result }) => [number, result]),
    [
      ['A-1', 'adopted'],
      ['A-2', 'adopted'],
      ['A-3', 'rejected'],
      ['A-4', 'rejected'],
    ],
  );
  const summary = rows.at(-1)?.['summary'] as Record<string, unknown>;
  assert.deepEqual([summary['read'], summary['adopted'], summary['alreadyThere'], summary['rejected']], [4, 2, 0, 2]);
  const again = linesOf((await send()).text).at(-1)?.['summary'] as Record<string, unknown>;
  assert.deepEqual([again['adopted'], again['alreadyThere'], again['rejected']], [0, 2, 2]);
  const listed = await door.ask(`${LENDING}?from=2020-03-01&to=2020-03-31`, { token: door.keeper });
  assert.equal((listed.body['items'] as unknown[]).length, 2);
});

test('an import with an unknown or broken map, or by nobody, is a plain problem and writes nothing', async () => {
  const before_ = await door.entries();
  const headers = { 'content-type': 'text/csv' };
  const send = (query: string, token?: string) =>
    door.ask(`${LENDING}/import${query}`, { raw: 'a,b\n1,2\n', headers, ...(token === undefined ? {} : { token }) });
  assert.equal((await send('?map=old-book')).status, 401);
  for (const query of ['', '?map=nothing', '?map=../../secret', '?map={', '?map={}', '?map=old-book']) {
    const reply = await send(query, door.keeper);
    assert.ok([400, 422].includes(reply.status), `${query} ${reply.text}`);
    assert.match(reply.headers.get('content-type') ?? '', /problem\+json/);
  }
  assert.equal(await door.entries(), before_);
});

test('list, count, search and every export apply one filter', async (t) => {
  const own = await openDoor();
  t.after(() => own.close());
  for (let n = 1; n <= 7; n++) await own.loan({ chairs: n, place: n % 2 === 0 ? '双门' : '单门' });
  await own.t.kernel.settle();
  for (const [token, query] of [
    [own.keeper, ''],
    [own.keeper, '?facets[place]=单门'],
    [own.keeper, '?state=asked&from=2021-03-01&to=2021-03-01'],
    [own.keeper, '?from=2021-03-02'],
    [own.head, '?unit=office'],
    [own.stranger, ''],
  ] as const) {
    const list = await own.ask(`/api/v1/cases/lending${query}`, { token });
    const ids = (list.body['items'] as { number: string }[]).map(({ number }) => number).toSorted();
    const count = await own.ask(`/api/v1/cases/lending/count${query}`, { token });
    assert.deepEqual(count.body, { count: ids.length, more: false });
    const rows = await own.ask(`/api/v1/cases/lending/export.ndjson${query}`, { token });
    const numbers = rows.text === '' ? [] : linesOf(rows.text).map(({ number }) => String(number));
    assert.deepEqual(numbers.toSorted(), ids, query);
    const csv = await own.ask(`/api/v1/cases/lending/export.csv${query}`, { token });
    assert.equal(csv.text.trim().split('\n').length - 1, ids.length);
  }
  assert.equal((await own.ask('/api/v1/cases/lending/export.csv')).status, 401);
  const book = await own.ask('/api/v1/cases/lending/export.xlsx', { token: own.keeper });
  assert.ok(book.text.startsWith('PK'));
});

test('pages follow each other without loss or repetition', async (t) => {
  const own = await openDoor();
  t.after(() => own.close());
  for (let n = 1; n <= 11; n++) await own.loan({ chairs: n, place: '东门' });
  const seen: string[] = [];
  let next: unknown = '';
  while (typeof next === 'string') {
    const cursor = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`;
    const page = await own.ask(`/api/v1/cases/lending?limit=4${cursor}`, { token: own.keeper });
    seen.push(...(page.body['items'] as { id: string }[]).map(({ id }) => id));
    next = page.body['next'];
  }
  assert.equal(seen.length, 11);
  assert.equal(new Set(seen).size, 11);
});

test('a figure opens to exactly its records, by year and by the address it gives', async () => {
  const id = await door.loan();
  await door.ask(`${LENDING}/${id}/steps/lend`, { token: door.keeper, json: { input: { to: '张三' } } });
  const figure = await door.ask('/api/v1/figures/lending.loans?year=2021');
  const records = await door.ask(`${String(figure.body['records'])}&limit=200`);
  assert.equal((records.body['items'] as unknown[]).length, figure.body['value']);
  const none = await door.ask('/api/v1/figures/lending.loans?year=2020');
  assert.equal(none.body['value'], 0);
  assert.equal((await door.ask('/api/v1/figures/nothing')).status, 404);
  assert.equal((await door.ask('/api/v1/figures/lending.loans?from=2021-01-01')).status, 422);
});

test('a due date is answered with its reasons, and a rule without a limit with a sentence', async () => {
  const due = await door.ask('/api/v1/law/due?rule=hotline-general&from=2021-09-28&suspend=2021-10-12..2021-10-14');
  assert.equal(due.status, 200, due.text);
  assert.match(String(due.body['dueOn']), /^2021-10-\d\d$/);
  assert.ok((due.body['trace'] as unknown[]).length > 2);
  assert.equal((await door.ask('/api/v1/law/due?rule=no-such-rule&from=2021-01-01')).status, 404);
  for (const query of ['rule=hotline-general&from=2021-02-30', 'rule=hotline-general&from=2021-01-01&extend=x']) {
    assert.equal((await door.ask(`/api/v1/law/due?${query}`)).status, 422);
  }
});

test('a listener hears that something changed, a stranger to the case is told nothing of it', async (t) => {
  const own = await openDoor();
  t.after(() => own.close());
  await own.t.kernel.start();
  const id = await own.loan();
  const listen = async (token: string, query = '') => {
    const stop = new AbortController();
    const response = await fetch(`${own.url}/api/v1/live${query}`, {
      headers: { authorization: `Bearer ${token}` },
      signal: stop.signal,
    });
    return { response, stop };
  };
  const foreign = await listen(own.stranger, `?procedure=lending&case=${id}`);
  assert.equal(foreign.response.status, 404);
  await foreign.response.body?.cancel();
  assert.equal((await own.ask('/api/v1/live')).status, 401);
  const { response, stop } = await listen(own.keeper, `?procedure=lending&case=${id}`);
  assert.match(response.headers.get('content-type') ?? '', /event-stream/);
  const heard = (async () => {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      if (text.includes('event: case')) break;
    }
    return text;
  })();
  await own.ask(`/api/v1/cases/lending/${id}/steps/lend`, { token: own.keeper, json: { input: { to: '张三' } } });
  const text = await heard;
  assert.match(text, /"version":2/);
  assert.doesNotMatch(text, /张三/);
  stop.abort();
});

test('the metrics name routes and never a case, a number or a code', async () => {
  const id = await door.loan();
  await door.ask(`${LENDING}/${id}`, { token: door.keeper });
  await door.ask('/api/v1/track?number=CH1&code=SECRET12');
  const { text } = await door.ask('/metrics');
  assert.match(
    text,
    /plumbline_requests_total\{route="\/api\/v1\/cases\/:procedure\/:id",method="GET",status="200"\} \d+/,
  );
  assert.match(text, /plumbline_leader_lag_seconds \d/);
  assert.doesNotMatch(text, new RegExp(`${id}|SECRET12`));
  assert.equal((await door.ask('/health/ready')).body['status'], 'ready');
});
