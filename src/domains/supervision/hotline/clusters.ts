// hotline.cluster: many orders about one matter in one place point to a cause that no single order can cure. A cluster is
// made by place and matter; there is no field for a person, and someone else verifies it before anyone acts on it.
import { defineProcedure, facet, grant, headOfUnit, stepsOf, supervisor } from '#kernel';
import { Cluster, clusterInputs as inputs } from './facts.ts';
import { cleanMatter, dueAhead, otherPerson, spanInOrder } from './law.ts';
import { analyst, dispatcher, handler } from './posts.ts';
import { cluster as texts } from './texts-companions.ts';

const { opening, step } = stepsOf<Cluster>();
const { states, steps: of } = texts;

export const clusters = defineProcedure<Cluster>({
  id: 'hotline.cluster',
  title: texts.title,
  prefix: 'LHC',
  facts: Cluster,
  factsVersion: 1,
  states: {
    opened: { ...states.opened, waits: { post: dispatcher, at: 'home' } },
    verified: { ...states.verified, waits: { post: dispatcher, at: 'home' } },
    dismissed: { ...states.dismissed, end: true },
    curing: { ...states.curing, waits: { post: handler, at: 'unit' } },
    cured: { ...states.cured, waits: { post: analyst, at: 'home' } },
    closed: { ...states.closed, end: true },
  },
  steps: {
    open: opening({
      ...of.open,
      by: [analyst],
      to: 'opened',
      input: inputs.open,
      needs: [cleanMatter, spanInOrder],
      effect: ({ orders = [], ...seen }, given) => ({
        title: seen.matter.slice(0, 60),
        facts: { ...seen, openedBy: given.actor.id },
        links: orders.map((to) => ({ rel: 'holds', to })),
      }),
    }),
    verify: step({
      ...of.verify,
      from: 'opened',
      to: 'verified',
      by: [dispatcher, analyst],
      input: inputs.verify,
      needs: [otherPerson],
      milestone: true,
      effect: (_, input) => ({ facts: input }),
    }),
    dismiss: step({
      ...of.dismiss,
      from: 'opened',
      to: 'dismissed',
      by: [dispatcher, analyst],
      input: inputs.dismiss,
      needs: [otherPerson],
      effect: (_, input) => ({ facts: input }),
    }),
    hand: step({
      ...of.hand,
      from: 'verified',
      to: 'curing',
      by: [dispatcher],
      input: inputs.hand,
      needs: [dueAhead<Cluster>()],
      starts: ['cure'],
      effect: (_, task) => ({ unit: task.unit, facts: { task } }),
    }),
    cure: step({
      ...of.cure,
      from: 'curing',
      to: 'cured',
      by: [handler],
      input: inputs.cure,
      meets: ['cure'],
      effect: (_, cure) => ({ facts: { cure } }),
    }),
    again: step({
      ...of.again,
      from: 'cured',
      to: 'curing',
      by: [analyst, dispatcher],
      input: inputs.again,
      effect: (_, input) => ({ facts: input }),
    }),
    close: step({
      ...of.close,
      from: 'cured',
      to: 'closed',
      by: [analyst],
      input: inputs.close,
      milestone: true,
      effect: (_, { after, words }) => ({ facts: { after, reason: words } }),
    }),
  },
  periods: { cure: { title: { zh: '治理期限', en: 'To be cured by' }, dueOn: ({ task }) => task?.until ?? '' } },
  facets: {
    class: facet('text', '事项类别', 'Matter', (f) => f.class, { indexed: true }),
    place: facet('text', '属地', 'Place', (f) => f.place, { indexed: true }),
    since: facet('date', '起', 'From', (f) => f.from),
    until: facet('date', '止', 'To', (f) => f.to),
    count: facet('int', '件数', 'Orders', (f) => f.count),
    after: facet('int', '治理后件数', 'Orders after the cure', (f) => f.after),
  },
  access: [
    ...[analyst, dispatcher, supervisor].map((post) => grant({ post, scope: 'region', see: 'all' })),
    grant({ post: handler, scope: 'unit', see: { except: ['openedBy'] } }),
    grant({ post: headOfUnit, scope: 'below', see: { except: ['openedBy'] } }),
  ],
  retention: { id: 'hotline-10y', title: { zh: '十年（设定）', en: 'Ten years (a setting)' }, years: 10 },
});
