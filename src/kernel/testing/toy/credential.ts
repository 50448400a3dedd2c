// The companions of a loan: the officers' credentials, which its steps read by facets, and the parts of a loan, which
// are its children and must all be concluded before it is.
import { administrator, defineProcedure, facet, grant, linkedRead, offeredRead, stepsOf, system } from '../inside.ts';
import { Credential, Issued, Nothing, OpenedPart, Part } from './facts.ts';
import { clerk, inspector, keeper, licensing, registrar } from './law.ts';

const permanent = { id: 'toy-permanent', title: { zh: '永久', en: 'Permanent' }, years: null };

const register = stepsOf<Credential>();

export const credentials = defineProcedure<Credential>({
  id: 'toy.credential',
  title: { zh: '证件（示例）', en: 'Credential (demo)' },
  prefix: 'TC',
  facts: Credential,
  factsVersion: 1,
  states: {
    valid: { title: { zh: '有效', en: 'Valid' } },
    suspended: { title: { zh: '暂扣', en: 'Suspended' } },
    revoked: { title: { zh: '已撤销', en: 'Revoked' }, end: true },
  },
  steps: {
    issue: register.opening<Issued>({
      title: { zh: '发证', en: 'Issue' },
      to: 'valid',
      by: [registrar],
      basis: [licensing],
      input: Issued,
      effect: ({ holder, until }) => ({ facts: { holder, until, active: true }, title: holder }),
    }),
    suspend: register.step<object>({
      title: { zh: '暂扣', en: 'Suspend' },
      from: 'valid',
      to: 'suspended',
      by: [registrar],
      basis: [licensing],
      input: Nothing,
      effect: () => ({ facts: { active: false } }),
    }),
    restore: register.step<object>({
      title: { zh: '发还', en: 'Give back' },
      from: 'suspended',
      to: 'valid',
      by: [registrar],
      basis: [licensing],
      input: Nothing,
      effect: () => ({ facts: { active: true } }),
    }),
    revoke: register.step<object>({
      title: { zh: '撤销', en: 'Revoke' },
      from: ['valid', 'suspended'],
      to: 'revoked',
      by: [registrar],
      basis: [licensing],
      input: Nothing,
      effect: () => ({ facts: { active: false } }),
    }),
  },
  facets: {
    holder: facet('text', '持证人', 'Holder', ({ holder }) => holder, { indexed: true }),
    until: facet('date', '有效至', 'Valid until', ({ until }) => until),
    active: facet('bool', '有效', 'Active', ({ active }) => active),
  },
  access: [
    grant({ post: registrar, scope: 'region', see: 'all' }),
    grant({ post: inspector, scope: 'region', see: { only: ['holder', 'active', 'title'] } }),
  ],
  retention: permanent,
});

const facetUntil = ['holder', 'active', 'until'];
export const credentialsOf = offeredRead('toy.credentials-of', 'toy.credential', ['holder'], facetUntil);

const pieces = stepsOf<Part>();

export const parts = defineProcedure<Part>({
  id: 'toy.part',
  title: { zh: '部件（示例）', en: 'Part (demo)' },
  prefix: 'TP',
  facts: Part,
  factsVersion: 1,
  states: {
    out: { title: { zh: '在外', en: 'Out' }, waits: { post: keeper, at: 'home' } },
    done: { title: { zh: '已清点', en: 'Checked' }, end: true },
  },
  steps: {
    open: pieces.opening<OpenedPart>({
      title: { zh: '登记部件', en: 'Open' },
      to: 'out',
      by: [clerk, system],
      basis: [licensing],
      input: OpenedPart,
      effect: ({ loan, what }) => ({
        facts: { what, done: false },
        title: what,
        links: [{ rel: 'part-of', to: loan }],
      }),
    }),
    check: pieces.step<object>({
      title: { zh: '清点', en: 'Check' },
      from: 'out',
      to: 'done',
      by: [keeper, clerk],
      basis: [licensing],
      input: Nothing,
      milestone: true,
      effect: () => ({ facts: { done: true } }),
    }),
  },
  facets: {
    done: facet('bool', '已清点', 'Checked', ({ done }) => done),
  },
  access: [
    grant({ post: clerk, scope: 'unit', see: 'all' }),
    grant({ post: keeper, scope: 'below', see: 'all' }),
    grant({ post: administrator, scope: 'region', see: { only: ['done'] } }),
  ],
  retention: permanent,
});

export const partsOfLoan = linkedRead('toy.parts-of', 'toy.part', 'part-of', 'from', ['done']);
