// hotline.knowledge: what operators answer from. An article is proposed by one, reviewed by another and signed before it
// is in force; it ends on its day, and an answer never rests on one that has ended.
import { anyone, defineProcedure, facet, grant, headOfUnit, stepsOf, supervisor, system } from '#kernel';
import { Article, knowledgeInputs as inputs } from './facts.ts';
import { dueAheadOf } from './law.ts';
import { analyst, dispatcher, handler, operator, revisitor } from './posts.ts';
import { knowledge as texts } from './texts-companions.ts';

const { opening, step } = stepsOf<Article>();
const { states, steps: of } = texts;
const ahead = dueAheadOf<{ validUntil: string }, Article>(({ validUntil }) => validUntil);

export const knowledge = defineProcedure<Article>({
  id: 'hotline.knowledge',
  title: texts.title,
  prefix: 'LHK',
  facts: Article,
  factsVersion: 1,
  states: {
    proposed: { ...states.proposed, waits: { post: analyst, at: 'home' } },
    reviewed: { ...states.reviewed, waits: { post: analyst, at: 'home' } },
    inForce: states.inForce,
    expired: { ...states.expired, end: true },
    withdrawn: { ...states.withdrawn, end: true },
  },
  steps: {
    propose: opening({
      ...of.propose,
      by: [operator, analyst, dispatcher, handler],
      to: 'proposed',
      input: inputs.propose,
      needs: [ahead],
      effect: (input) => ({ title: input.question, facts: { ...input, edition: 1 } }),
    }),
    review: step({
      ...of.review,
      from: 'proposed',
      to: ['reviewed', 'withdrawn'],
      by: [analyst],
      input: inputs.review,
      effect: (_, { fit, words }) => ({ to: fit ? 'reviewed' : 'withdrawn', facts: { review: words } }),
    }),
    enact: step({
      ...of.enact,
      from: 'reviewed',
      to: 'inForce',
      by: [analyst],
      approvals: [dispatcher],
      input: inputs.enact,
      starts: ['valid'],
      milestone: true,
      effect: () => ({}),
    }),
    revise: step({
      ...of.revise,
      from: ['proposed', 'inForce', 'expired'],
      to: 'proposed',
      by: [operator, analyst],
      input: inputs.revise,
      needs: [ahead],
      cancels: ['valid'],
      effect: ({ edition }, { reason, ...text }) => ({
        title: text.question,
        facts: { ...text, edition: edition + 1, revised: reason },
      }),
    }),
    expire: step({
      ...of.expire,
      from: 'inForce',
      to: 'expired',
      by: [analyst, system],
      input: inputs.expire,
      meets: ['valid'],
      effect: () => ({}),
    }),
    withdraw: step({
      ...of.withdraw,
      from: ['proposed', 'reviewed', 'inForce'],
      to: 'withdrawn',
      by: [analyst, dispatcher],
      input: inputs.withdraw,
      cancels: ['valid'],
      effect: (_, { reason }) => ({ facts: { ended: reason } }),
    }),
  },
  periods: { valid: { title: { zh: '有效期', en: 'Valid until' }, dueOn: ({ validUntil }) => validUntil } },
  facets: {
    class: facet('text', '事项类别', 'Matter', (f) => f.class, { indexed: true }),
    validUntil: facet('date', '有效期至', 'Valid until', (f) => f.validUntil),
    edition: facet('int', '版次', 'Edition', (f) => f.edition),
  },
  access: [
    ...[operator, dispatcher, analyst, revisitor, supervisor].map((post) =>
      grant({ post, scope: 'region', see: 'all' }),
    ),
    grant({ post: handler, scope: 'unit', see: 'all' }),
    grant({ post: headOfUnit, scope: 'below', see: 'all' }),
    grant({
      post: anyone,
      scope: 'public',
      states: ['inForce'],
      see: { only: ['title', 'class', 'question', 'answer', 'source', 'validUntil'] },
    }),
  ],
  retention: { id: 'hotline-knowledge', title: { zh: '永久', en: 'Permanent' }, years: null },
});
