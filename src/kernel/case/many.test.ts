// A batch is the same rules as single steps. The same commands, drawn at random, are given one by one to one office and
// all at once to another; then both must hold the same.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { BatchCommand, CaseItem, Command } from './api.ts';
import { Problem } from './problem.ts';
import { rebuild } from '../record/rebuild.ts';
import { verifyChains } from '../record/verify.ts';
import { asked, officers, type ToyOffice, toyOffice } from '../testing/toy/builders.ts';

let one: ToyOffice;
let many: ToyOffice;
before(async () => {
  one = await toyOffice();
  many = await toyOffice();
});
after(async () => {
  await one.close();
  await many.close();
});

const NUMBERED = /[A-Z]{2,3}\d{8}-[0-9A-Z]{6}/g;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** The rows of a region with what is drawn by chance put in order of appearance. */
async function state(t: ToyOffice): Promise<string> {
  const { region } = t.kernel;
  const tables: Record<string, string> = {
    cases:
      'number, state, ended, version, unit, home, handler, helpers, waiting_unit, waiting_post, opened_at, ended_at, due_at, warn_at, outside_number, outside_hash, facts, facts_version, parties, periods, proposals, title, adopted',
    entry: 'seq, step, recorded_at, happened_at',
    facet_toy: 'f_kind, f_place, f_pieces, f_deposit, f_wanted, f_lent_at, f_good',
    milestone_toy: 'seq, part, milestone, happened_at, recorded_at, superseded_at, unit, adopted, f_pieces, f_place',
    involved: 'subject, procedure, opened_at, role',
    link: 'rel',
    blind: 'field, digest',
    number_claim: 'unit, series, year, n',
  };
  let text = '';
  for (const [table, columns] of Object.entries(tables)) {
    const id = table === 'cases' ? 'x.id' : table === 'link' ? 'x.from_case' : 'x.case_id';
    const rows = await t.db.query<{ row: string }>(
      {
        text: `select to_json(y)::text as row from (select c.title as of, ${columns
          .split(', ')
          .map((column) => `x.${column}`)
          .join(
            ', ',
          )} from ${table} x join cases c on c.region = x.region and c.id = ${id} where x.region = $1 and c.procedure = 'toy') y`,
      },
      [region],
    );
    text += rows
      .map(
        ({ row }) =>
          `${table} ${row
            .replace(NUMBERED, 'N')
            .replace(UUID, 'U')
            .replace(/"\$sealed":"[^"]*"/g, 'S')}`,
      )
      .sort()
      .join('\n');
  }
  return text;
}

let round = 0;
type Made = Omit<BatchCommand, 'procedure'>;
const WHO = ['clerk', 'other', 'keeper', 'reviewer', 'head', 'citizen'] as const;

const step = fc.oneof(
  fc.constant<[string, unknown]>(['accept', { officers }]),
  fc.constant<[string, unknown]>(['accept', { officers: ['甲示例'] }]),
  fc.constantFrom<[string, unknown]>(
    ['pass', { unit: 'branch', helpers: ['office'] }],
    ['pass', { unit: 'office', helpers: [] }],
    ['pass', { unit: 'office' }],
    ['invite', { party: '邻居', person: 'neighbour' }],
    ['invite', { party: '远邻' }],
    ['leave', { party: '邻居' }],
    ['state', { party: '远邻' }],
    ['consult', { reason: '征求意见' }],
    ['heard', {}],
    ['extend', { days: 5 }],
    ['mend', {}],
    ['sendBack', { reason: '退回' }],
    ['setHearing', { on: '2021-04-20' }],
    ['decide', { grant: true, words: '同意' }],
    ['lend', {}],
    ['giveBack', { good: true }],
    ['nonsense', {}],
    ['extend', { days: 'many' }],
  ),
);
const story = fc.record({
  opening: fc.constantFrom('ask', 'adopt'),
  pieces: fc.integer({ min: 1, max: 120 }),
  phone: fc.option(fc.constantFrom('13955501234', '13955505678'), { nil: undefined }),
  outside: fc.constantFrom('A-1', 'A-2', 'A-3'),
  request: fc.boolean(),
  steps: fc.array(fc.record({ step, by: fc.constantFrom(...WHO), request: fc.boolean() }), { maxLength: 8 }),
});

type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

function commands(stories: readonly Story[], run: number): Made[] {
  return stories.flatMap(({ opening, pieces, phone, outside, request, steps }, index) => {
    const ref = `${run}-${index}`;
    const what = `批${ref}(示例)`;
    const own = (n: number | string, given: boolean) => (given ? { request: `${ref}-${n}` } : {});
    const input =
      opening === 'ask'
        ? asked({ what, pieces, ...(phone === undefined ? {} : { phone }) })
        : {
            ...asked({ what, pieces }),
            // Openings with a key follow those without in a batch; which of two with one number is first is not promised.
            number: `${run}-${outside}-${request}`,
            state: 'lent',
            opened: '2021-02-01T10:00:00+08:00',
            lent: '2021-02-02T10:00:00+08:00',
          };
    return [
      { ref, step: opening, input, actor: { user: 'clerk' }, ...own('open', request) },
      ...steps.map(({ step: [name, typed], by, request: given }, n) => ({
        caseRef: ref,
        step: name,
        input: typed,
        actor: { user: by },
        ...own(n, given),
      })),
    ];
  });
}
async function singly(made: readonly Made[]): Promise<string[]> {
  const refs = new Map<string, string>();
  const refused: string[] = [];
  for (const [index, { ref, caseRef, actor, ...rest }] of made.entries()) {
    try {
      const of = caseRef === undefined ? undefined : refs.get(caseRef);
      if (caseRef !== undefined && of === undefined) throw new Problem('bad-input', { zh: '未开成', en: 'not opened' });
      const command: Command = { procedure: 'toy', ...rest, ...(of === undefined ? {} : { case: of }) };
      const result = await one.kernel.perform(actor ?? one.who.clerk, command);
      if (ref !== undefined) refs.set(ref, result.id);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      refused.push(`${index} ${error.refusals.map(({ ground }) => ground).join(' ')}`);
    }
  }
  return refused;
}

test('the same commands one by one and in batches leave the same cases and the same refusals', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(story, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 20 }),
      async (stories, batch) => {
        round += 1;
        const made = commands(stories, round);
        const refused: string[] = [];
        const onRefused = (_: BatchCommand, error: Error, index: number) =>
          refused.push(`${index} ${(error as Problem).refusals.map(({ ground }) => ground).join(' ')}`);
        const list = made.map((command) => ({ procedure: 'toy', ...command }));
        const progress = await many.kernel.performMany(many.who.clerk, list, { batch, onRefused });
        assert.equal(progress.done, made.length);
        const alone = await singly(made);
        const byIndex = (a: string, b: string) => Number.parseInt(a, 10) - Number.parseInt(b, 10);
        assert.deepEqual(refused.sort(byIndex), alone);
      },
    ),
    { numRuns: 30, endOnFailure: true },
  );
  assert.equal(await state(many), await state(one));
  for (const t of [one, many]) {
    assert.deepEqual((await verifyChains(t.db, t.kernel.region)).faults, []);
    assert.deepEqual((await rebuild(t.db, t.kernel.region, t.kernel.registry)).differences, []);
  }
});

const adopt = (number: string) => ({
  procedure: 'toy',
  step: 'adopt',
  input: { ...asked(), number, state: 'lent', opened: '2021-02-01T10:00:00+08:00' },
});

test('an outside number is taken over once, in one batch, across batches and against single steps', async () => {
  const refused: number[] = [];
  const onRefused = (_: BatchCommand, error: Error, index: number) => {
    assert.equal((error as Problem).refusals[0]?.ground, 'outside-number-taken');
    refused.push(index);
  };
  await many.kernel.perform(many.who.clerk, adopt('旧册-1'));
  const made = ['旧册-1', '旧册-2', '旧册-2', '旧册-3', '旧册-3', '旧册-2'].map(adopt);
  const withKey = { ...adopt('旧册-1'), request: 'old-1' };
  await many.kernel.performMany(many.who.clerk, [...made, withKey, adopt('旧册-4')], { batch: 3, onRefused });
  assert.deepEqual(
    refused.sort((a, b) => a - b),
    [0, 2, 4, 5, 6],
  );
  const known = await many.kernel.outside(many.who.clerk, 'toy', 'old-book', [
    '旧册-1',
    '旧册-2',
    '旧册-3',
    '旧册-4',
    '旧册-5',
  ]);
  assert.deepEqual(known.map(({ number }) => number).sort(), ['旧册-1', '旧册-2', '旧册-3', '旧册-4']);
});

test('without a listener the first refusal stops the run, and says which', async () => {
  await assert.rejects(many.kernel.performMany(many.who.clerk, [adopt('旧册-9'), adopt('旧册-9')]), Problem);
  assert.deepEqual(await many.kernel.outside(many.who.clerk, 'toy', 'old-book', ['旧册-9']), []);
});

test('how far a call has come is marked in the same transaction as each batch', async () => {
  const made = Array.from({ length: 7 }, () => ({ procedure: 'toy', step: 'ask', input: asked() }));
  const seen: number[] = [];
  await many.kernel.performMany(many.who.clerk, made, {
    batch: 3,
    mark: { name: 'load:test', from: 100 },
    onProgress: ({ done }) => seen.push(done),
  });
  assert.deepEqual(seen, [3, 6, 7]);
  assert.equal(await many.kernel.settings.get('load:test'), 107);
});

test('what was loaded in a batch is found, listed and reacted to like any other', async () => {
  await many.kernel.performMany(many.who.clerk, [
    { procedure: 'toy', step: 'ask', input: asked({ what: '梯子甲乙' }) },
  ]);
  await many.kernel.settle();
  const found: readonly CaseItem[] = await many.kernel.search(many.who.clerk, '梯子甲乙');
  assert.equal(found.length, 1);
});

test('a step may follow in a later batch than its opening, however slow the database is', async () => {
  const db = many.db as { transaction: typeof many.db.transaction };
  const quick = db.transaction;
  db.transaction = async (work) => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    return quick(work);
  };
  try {
    const refs = ['r1', 'r2', 'r3', 'r4', 'r5'];
    await many.kernel.performMany(
      many.who.clerk,
      [
        ...refs.map((ref) => ({ procedure: 'toy', ref, step: 'ask', input: asked({ what: `隔批${ref}(示例)` }) })),
        ...refs.map((caseRef) => ({ procedure: 'toy', caseRef, step: 'accept', input: { officers } })),
      ],
      { batch: 3 },
    );
  } finally {
    db.transaction = quick;
  }
  const { items } = await many.kernel.list(many.who.clerk, 'toy', { state: 'accepted', limit: 200 });
  assert.equal(items.filter(({ title }) => title.includes('隔批r')).length, 5);
});
