// An ill-formed line stops the program before it can open a case, with a sentence that says what is wrong.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anyone, offeredRead, party, post } from './define.ts';
import type { AnyProcedure, AnyStep, Domain, Figure } from './types.ts';
import { figures, loans, toy } from '../testing/toy/domain.ts';
import { buildRegistry, IllFormed } from './check.ts';

type Loose = Record<string, unknown>;
const changed = (change: Loose, procedure: AnyProcedure = loans) =>
  ({ ...procedure, ...change }) as unknown as AnyProcedure;
const withProcedure = (procedure: AnyProcedure, more: Partial<Domain> = {}): Domain => ({
  ...toy,
  procedures: [procedure, ...toy.procedures.filter(({ id }) => id !== 'toy')],
  ...more,
});
const withStep = (id: string, change: Loose): Domain =>
  withProcedure(
    changed({ steps: { ...loans.steps, [id]: { ...(loans.steps[id] as unknown as AnyStep), ...change } } }),
  );
const withFigure = (change: Partial<Figure>): Domain => ({
  ...toy,
  figures: [{ ...(figures[0] as Figure), ...change }],
});
const nobody = post('toy.nobody', '无', 'Nobody');
const states = (change: Loose) => withProcedure(changed({ states: { ...loans.states, ...change } }));
const access = (grant: Loose) => withProcedure(changed({ access: [...loans.access, grant] }));
const asking = loans.steps.ask as unknown as AnyStep;
const bad = { zh: '示例', en: '' };

const complaints: readonly (readonly [string, readonly Domain[], RegExp])[] = [
  ['a label missing in one language', [{ ...toy, title: bad }], /label is missing in Chinese or English/],
  ['two domains of one id', [toy, toy], /Two domains have the id "toy"/],
  ['two posts of one id', [{ ...toy, posts: [...toy.posts, ...toy.posts] }], /Two posts have the id/],
  [
    'two procedures of one id',
    [{ ...toy, procedures: [...toy.procedures, loans] }],
    /Two procedures have the id "toy"/,
  ],
  ['two figures of one id', [{ ...toy, figures: [...figures, ...figures] }], /Two figures have the id/],
  ['a procedure outside its domain', [{ ...toy, id: 'other' }], /does not begin with its domain/],
  ['a malformed procedure id', [withProcedure(changed({ id: 'toy.Bad_Id' }))], /the id is `domain` or `domain\.part`/],
  ['a malformed number prefix', [withProcedure(changed({ prefix: 'toy1' }))], /one to six capital letters/],
  [
    'an end that waits',
    [states({ back: { ...loans.states.back, waits: loans.states.asked?.waits } })],
    /an end waits for nobody/,
  ],
  [
    'a state that waits for an unknown post',
    [states({ asked: { title: loans.title, waits: { post: nobody, at: 'unit' } } })],
    /waits for the undeclared post/,
  ],
  ['a state no step leads to', [states({ lost: { title: loans.title, end: true } })], /state lost: no step leads here/],
  [
    'a state no step leads away from',
    [
      withProcedure(
        changed({
          states: { ...loans.states, lost: { title: loans.title } },
          steps: { ...loans.steps, ask: { ...asking, to: ['asked', 'lost'] } },
        }),
      ),
    ],
    /no step leads away and it is not an end/,
  ],
  [
    'no end at all',
    [
      withProcedure(
        changed({
          states: { asked: { title: loans.title, awaits: bad } },
          steps: { ask: asking },
          access: [],
          periods: loans.periods,
          retired: {},
        }),
      ),
    ],
    /no state is an end/,
  ],
  [
    'a step id that is no word',
    [withProcedure(changed({ steps: { ...loans.steps, 'two-words': asking } }))],
    /one camelCase word/,
  ],
  ['a step nobody may take', [withStep('lend', { by: [] })], /no post may take it/],
  ['a step without an article', [withStep('lend', { basis: [] })], /names no article as its basis/],
  [
    'a step that cites an unknown law',
    [withStep('lend', { basis: [{ law: 'no-such-law', article: '1' }] })],
    /cites the unknown law "no-such-law"/,
  ],
  ['a step by an undeclared post', [withStep('lend', { by: [nobody] })], /the post "toy.nobody" is not declared/],
  [
    'an opening that waits for approvals',
    [withStep('ask', { approvals: [toy.posts[0]] })],
    /cannot wait for approvals/,
  ],
  [
    'an opening that claims a number',
    [withStep('ask', { numbers: { letter: { id: 'x', format: String } } })],
    /cannot claim an official number/,
  ],
  ['a step from an unknown state', [withStep('lend', { from: 'nowhere' })], /names the unknown state "nowhere"/],
  [
    'a step that moves an unknown period',
    [withStep('lend', { starts: ['nothing'] })],
    /moves the unknown period "nothing"/,
  ],
  [
    'a ground asked twice',
    [
      withStep('accept', {
        needs: [
          ...((loans.steps.accept as unknown as AnyStep).needs ?? []),
          ...((loans.steps.accept as unknown as AnyStep).needs ?? []),
        ],
      }),
    ],
    /is asked twice/,
  ],
  [
    'a ground that cites an unknown law',
    [
      withStep('lend', {
        needs: [
          { id: 'x', title: loans.title, when: 'case', law: { law: 'no-such-law', article: '1' }, refuses: () => null },
        ],
      }),
    ],
    /ground x cites the unknown law/,
  ],
  [
    'a step by a post that sees no case',
    [withStep('lend', { by: [toy.posts[4]] })],
    /sees no case: the access declaration lacks a grant/,
  ],
  [
    'a procedure nobody can open',
    [withProcedure(changed({ steps: { lend: loans.steps.lend } }))],
    /no step opens a case|no step leads here/,
  ],
  [
    'a facet named like a query parameter',
    [withProcedure(changed({ facets: { ...loans.facets, state: loans.facets.kind } }))],
    /facet state: the name is taken/,
  ],
  [
    'a period with neither rule nor day',
    [withProcedure(changed({ periods: { ...loans.periods, x: { title: loans.title } } }))],
    /either a rule or a day of its own/,
  ],
  [
    'a period with an unknown rule',
    [withProcedure(changed({ periods: { ...loans.periods, x: { title: loans.title, rule: 'no-such-rule' } } }))],
    /there is no rule or lineage "no-such-rule"/,
  ],
  [
    'a grant to an undeclared post',
    [access({ post: nobody, scope: 'unit', see: 'all' })],
    /a grant names the undeclared post/,
  ],
  [
    'a public scope for a post',
    [access({ post: toy.posts[0], scope: 'public', see: 'all', states: ['back'] })],
    /scope "public" goes with the post "anyone"/,
  ],
  ['a public scope in every state', [access({ post: anyone, scope: 'public', see: 'all' })], /limited to named states/],
  [
    'a party scope for a post',
    [access({ post: toy.posts[0], scope: 'party', see: 'all' })],
    /scope "party" goes with the post "party"/,
  ],
  [
    'a grant in an unknown state',
    [access({ post: party, scope: 'party', see: 'all', states: ['nowhere'] })],
    /a grant names the unknown state/,
  ],
  [
    'a facts version without its upgrade',
    [withProcedure(changed({ factsVersion: 3 }))],
    /facts version 2 has no upgrade/,
  ],
  [
    'a read of an unknown procedure',
    [withStep('lend', { reads: { x: offeredRead('x', 'no.such', [], []).with({}) } })],
    /reads the unknown procedure "no.such"/,
  ],
  [
    'a read of an unknown facet',
    [withStep('lend', { reads: { x: offeredRead('x', 'toy.part', [], ['weight']).with({}) } })],
    /reads the unknown facet "weight"/,
  ],
  ['a figure of an unknown procedure', [withFigure({ procedure: 'no-such' })], /counts the unknown procedure/],
  ['a figure of a step that is no milestone', [withFigure({ milestone: 'edit' })], /which is no milestone/],
  ['a figure of an unknown facet', [withFigure({ where: { weight: 1 } })], /uses the unknown facet "weight"/],
];

test('the toy line is well formed', () => {
  assert.equal(buildRegistry([toy]).procedures.size, 3);
});

for (const [what, domains, sentence] of complaints)
  test(`${what} stops the start with a sentence`, () => {
    assert.throws(
      () => buildRegistry(domains),
      (error: unknown) => {
        assert.ok(error instanceof IllFormed, String(error));
        assert.match(error.message, sentence);
        assert.match(error.message, /\.$/);
        return true;
      },
    );
  });
