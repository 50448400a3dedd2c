// Whatever is sent to whichever address of the description: never a fault, always a problem, and nothing is written by a
// request that was refused.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { type OpenDoor, openDoor } from './door.ts';

let door: OpenDoor;
let operations: readonly { readonly method: string; readonly path: string; readonly query: readonly string[] }[];
let id: string;

interface Described {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<Record<string, { readonly parameters?: readonly { readonly in: string; readonly name: string }[] }>>
    >
  >;
}

before(async () => {
  // Guessing is the point here, so it is not slowed down.
  door = await openDoor({ limits: { loginFailures: 1_000_000, trackFailures: 1_000_000 } });
  id = await door.loan();
  const { paths } = JSON.parse((await door.ask('/openapi.json')).text) as Described;
  operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { parameters = [] }]) => ({
      method: method.toUpperCase(),
      path,
      query: parameters.filter((each) => each.in === 'query').map(({ name }) => name),
    })),
  );
  assert.ok(operations.length > 30, 'the description lists the addresses');
});
after(() => door.close());

const nasty = fc.constantFrom(
  '',
  '__proto__',
  'constructor',
  '..',
  '%00',
  '\u0000',
  '🪑',
  "' or 1=1 --",
  '2021-13-45',
  '0000-01-01',
  '9999-12-31',
  '-1',
  '1e309',
  '99999999999999999999',
  '018f0000-0000-7000-8000-000000000000',
  '[]',
  '{"a":1}',
  'null',
  'W10',
);
const word = fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 20 }), fc.string({ maxLength: 20 }));

/** Often right, so that the request gets past the first check. */
const segment = (name: string): fc.Arbitrary<string> => {
  const right: Readonly<Record<string, string>> = { procedure: 'lending', id, step: 'lend', n: '1', year: '2021' };
  const known = right[name];
  return known === undefined
    ? word
    : fc.oneof({ weight: 4, arbitrary: fc.constant(known) }, { weight: 1, arbitrary: word });
};

const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

const json = fc.oneof(
  fc.json({ maxDepth: 6 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.record({ input: fc.jsonValue({ maxDepth: 4 }) }).map((value) => JSON.stringify(value)),
  fc
    .record(
      {
        step: fc.oneof(fc.constantFrom('ask', 'adopt', 'lend', 'edit'), word),
        input: fc.oneof(
          fc.jsonValue(),
          fc.record({ chairs: fc.oneof(fc.double(), fc.integer()), place: word, phone: word }),
        ),
        happenedAt: word,
        of: fc.integer(),
        facts: fc.dictionary(word, fc.jsonValue(), { maxKeys: 3 }),
        fields: fc.array(word, { maxLength: 3 }),
        purpose: word,
        reason: word,
        opinion: word,
        user: word,
        password: word,
      },
      { requiredKeys: [] },
    )
    .map((value) => JSON.stringify(value)),
);

const headers = fc.record(
  {
    'content-type': fc.constantFrom('application/json', 'application/json; charset=gbk', 'text/csv', 'text/plain', 'x'),
    'if-match': fc.constantFrom('"1"', '*', 'W/"2"', '"', '"99999999999999999999"'),
    'idempotency-key': fc.constantFrom('k', 'k2', ' ', 'x'.repeat(300)),
    'accept-language': fc.constantFrom('en', 'zh;q=x', ',,;;=', '*'),
    cookie: fc.constantFrom('plumbline_session=abc', 'plumbline_session=%00', '=;=;', 'plumbline_session'),
    origin: fc.constantFrom('null', 'https://evil.example', '::'),
  },
  { requiredKeys: [] },
);

const scenario = () =>
  fc.constantFrom(...operations).chain((operation) =>
    fc.record({
      operation: fc.constant(operation),
      path: fc.tuple(
        ...operation.path.split('/').map((part) => {
          const name = /^\{(.+)\}(.*)$/.exec(part);
          return name === null
            ? fc.constant(part)
            : segment(name[1] ?? '').map((text) => encoded(text) + (name[2] ?? ''));
        }),
      ),
      query: fc.array(fc.tuple(fc.oneof(fc.constantFrom('lang', ...operation.query, 'facets[place]'), word), word), {
        maxLength: 3,
      }),
      body: json,
      headers,
      known: fc.boolean(),
    }),
  );

test('random requests to every address are never a fault, and what is refused writes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(scenario(), async ({ operation, path, query, body, headers: sent, known }) => {
      // Streams stay open by design.
      if (operation.path.endsWith('/live')) return;
      const { method } = operation;
      const search = query.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&');
      const hasBody = method === 'POST';
      const before_ = await door.entries();
      const reply = await door.ask(`${path.join('/')}${search === '' ? '' : `?${search}`}`, {
        method,
        headers: { ...(hasBody ? { 'content-type': 'application/json' } : {}), ...sent },
        ...(hasBody ? { raw: body } : {}),
        ...(known ? { token: door.keeper } : {}),
      });
      assert.ok(reply.status < 500, `${method} ${path.join('/')}?${search} ${body} → ${reply.text}`);
      if (reply.status < 400) return;
      assert.match(
        reply.headers.get('content-type') ?? '',
        /^application\/problem\+json/,
        `${method} ${path.join('/')}`,
      );
      assert.equal(reply.body['status'], reply.status);
      assert.equal(await door.entries(), before_, `${method} ${path.join('/')} ${body}`);
    }),
    { numRuns: 400 },
  );
});

test('random inputs to an opening and a step either fit or are told where they do not', async () => {
  const value = fc.oneof(fc.jsonValue({ maxDepth: 3 }), word);
  const member = fc.constantFrom('chairs', 'place', 'phone', 'to', 'masked', '$sealed', '__proto__', 'toString');
  await fc.assert(
    fc.asyncProperty(fc.dictionary(member, value, { maxKeys: 4 }), fc.boolean(), async (input, opens) => {
      const before_ = await door.entries();
      const path = opens ? '/api/v1/cases/lending' : `/api/v1/cases/lending/${id}/steps/lend`;
      const reply = await door.ask(path, { token: door.keeper, json: opens ? { step: 'ask', input } : { input } });
      if (reply.status < 300) {
        assert.equal(await door.entries(), before_ + 1);
        return;
      }
      assert.ok([409, 422].includes(reply.status), reply.text);
      if (reply.status === 422) {
        for (const { pointer } of reply.body['errors'] as { pointer: string }[]) assert.match(pointer, /^\/input/);
      }
      assert.equal(await door.entries(), before_);
    }),
    { numRuns: 150 },
  );
});

test('a case whose values hold every odd but whole character comes back as it was sent', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }), async (place) => {
      const json_ = { step: 'ask', input: { chairs: 1, place } };
      const opened = await door.ask('/api/v1/cases/lending', { token: door.keeper, json: json_ });
      if (place.includes('\0') || !place.isWellFormed()) {
        assert.equal(opened.status, 422);
        return;
      }
      assert.equal(opened.status, 201, opened.text);
      const seen = await door.ask(opened.headers.get('location') ?? '', { token: door.keeper });
      assert.equal((seen.body['facts'] as { place: string }).place, place);
    }),
    { numRuns: 60 },
  );
});
