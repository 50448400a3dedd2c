// Statements without a number (honours, firsts, full coverage). Nobody's word is enough: each is proposed with evidence,
// confirmed by somebody else, and only then may the report use it.
import { anyone, defineProcedure, facet, grant, headOfUnit, stepsOf, supervisor, system } from '#kernel';
import { type ClaimFacts, claimFacts, type ClaimInputs, claimInputs, claimKinds } from './facts.ts';
import * as law from './law.ts';
import { drafter, legalReviewer, permanent } from './procedure.ts';

const { opening, step } = stepsOf<ClaimFacts>();
type Inputs = ClaimInputs;

export const reportClaim = defineProcedure<ClaimFacts>({
  id: 'annual-report.claim',
  title: { zh: '报告事项及依据', en: 'Statement of the report' },
  prefix: 'SX',
  facts: claimFacts,
  factsVersion: 1,
  states: {
    proposed: { title: { zh: '待核实', en: 'To be confirmed' }, waits: { post: legalReviewer, at: 'home' } },
    confirmed: { title: { zh: '已核实', en: 'Confirmed' } },
    used: { title: { zh: '已采用', en: 'Used' }, end: true },
    refused: { title: { zh: '不予核实', en: 'Not confirmed' }, end: true },
    withdrawn: { title: { zh: '已撤回', en: 'Withdrawn' }, end: true },
  },
  steps: {
    propose: opening<Inputs['propose']>({
      title: { zh: '提出事项', en: 'Propose a statement' },
      help: { zh: '须附依据：名称、出具单位、日期。', en: 'With its evidence: name, issuing body, date.' },
      to: 'proposed',
      by: [headOfUnit, drafter],
      basis: [law.wholeProvisions],
      input: claimInputs.propose,
      needs: [law.wordingGround<ClaimFacts, Inputs['propose']>(({ statement }) => statement)],
      effect: (claim, given) => ({ facts: { ...claim, proposedBy: given.actor.id }, title: claim.statement.zh }),
    }),
    confirm: step<Inputs['confirm']>({
      title: { zh: '核实', en: 'Confirm' },
      help: { zh: '写明看到的依据。', en: 'Say which evidence was seen.' },
      from: 'proposed',
      to: 'confirmed',
      by: [legalReviewer],
      basis: [law.wholeProvisions],
      input: claimInputs.confirm,
      needs: [law.fourEyes],
      milestone: true,
      effect: (_facts, _input, given) => ({ facts: { confirmedBy: given.actor.id } }),
    }),
    refuse: step<Inputs['refuse']>({
      title: { zh: '不予核实', en: 'Do not confirm' },
      from: 'proposed',
      to: 'refused',
      by: [legalReviewer],
      basis: [law.wholeProvisions],
      input: claimInputs.refuse,
      effect: (_facts, { reason }) => ({ facts: { ended: reason } }),
    }),
    withdraw: step<Inputs['withdraw']>({
      title: { zh: '撤回', en: 'Withdraw' },
      from: ['proposed', 'confirmed'],
      to: 'withdrawn',
      by: [headOfUnit, drafter, legalReviewer],
      basis: [law.wholeProvisions],
      input: claimInputs.withdraw,
      effect: (_facts, { reason }) => ({ facts: { ended: reason } }),
    }),
    use: step<Inputs['use']>({
      title: { zh: '报告采用', en: 'Used in a report' },
      from: ['confirmed', 'used'],
      to: 'used',
      by: [system],
      basis: [law.reporting],
      input: claimInputs.use,
      effect: (_facts, { report }) => ({ links: [{ rel: 'used-in', to: report }] }),
    }),
  },
  facets: {
    year: facet('int', '年度', 'Year', ({ year }) => year, { indexed: true }),
    kind: facet('text', '类别', 'Kind', ({ kind }) => kind, { values: claimKinds }),
    section: facet('text', '章节', 'Section', ({ section }) => section),
    evidence: facet('int', '依据件数', 'Pieces of evidence', ({ evidence }) => evidence.length),
  },
  access: [
    grant({ post: drafter, scope: 'region', see: 'all', export: true }),
    grant({ post: legalReviewer, scope: 'region', see: 'all' }),
    grant({ post: headOfUnit, scope: 'below', see: 'all' }),
    grant({ post: supervisor, scope: 'region', see: 'all' }),
    grant({ post: system, scope: 'region', see: 'all' }),
    grant({
      post: anyone,
      scope: 'public',
      states: ['confirmed', 'used'],
      see: { only: ['year', 'kind', 'section', 'statement', 'evidence'] },
    }),
  ],
  retention: permanent,
});
