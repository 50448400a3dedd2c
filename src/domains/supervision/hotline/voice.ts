// 民声面对面: what many ask is taken to a public meeting (hotline.topic), and what a unit promises there is a case of its
// own with a day (hotline.promise): kept with evidence, broken with a reason, or renegotiated over the centre's signature.
import { anyone, defineProcedure, facet, fromInput, grant, headOfUnit, stepsOf, supervisor } from '#kernel';
import { topicByNumber } from './contract.ts';
import { Promised, promiseInputs, Topic, topicInputs } from './facts.ts';
import { dueAhead, metTopic } from './law.ts';
import { analyst, dispatcher, handler } from './posts.ts';
import { promise as promiseTexts, topic as topicTexts } from './texts-companions.ts';

const retention = { id: 'hotline-30y', title: { zh: '三十年（设定）', en: 'Thirty years (a setting)' }, years: 30 };
const centre = [analyst, dispatcher];
const topicStep = stepsOf<Topic>();
const promiseStep = stepsOf<Promised>();

export const topics = defineProcedure<Topic>({
  id: 'hotline.topic',
  title: topicTexts.title,
  prefix: 'LHT',
  facts: Topic,
  factsVersion: 1,
  states: {
    proposed: { ...topicTexts.states.proposed, waits: { post: dispatcher, at: 'home' } },
    scheduled: { ...topicTexts.states.scheduled, waits: { post: dispatcher, at: 'home' } },
    held: { ...topicTexts.states.held, waits: { post: dispatcher, at: 'home' } },
    answered: { ...topicTexts.states.answered, end: true },
    dropped: { ...topicTexts.states.dropped, end: true },
  },
  steps: {
    propose: topicStep.opening({
      ...topicTexts.steps.propose,
      by: centre,
      to: 'proposed',
      input: topicInputs.propose,
      effect: ({ clusters = [], ...facts }) => ({
        title: facts.question.slice(0, 60),
        facts,
        links: clusters.map((to) => ({ rel: 'arose-from', to })),
      }),
    }),
    schedule: topicStep.step({
      ...topicTexts.steps.schedule,
      from: ['proposed', 'scheduled'],
      to: 'scheduled',
      by: [dispatcher],
      input: topicInputs.schedule,
      starts: ['meeting'],
      effect: (_, meeting) => ({ facts: { meeting } }),
    }),
    hold: topicStep.step({
      ...topicTexts.steps.hold,
      from: 'scheduled',
      to: 'held',
      by: centre,
      input: topicInputs.hold,
      meets: ['meeting'],
      milestone: true,
      effect: (_, input) => ({ facts: input }),
    }),
    answer: topicStep.step({
      ...topicTexts.steps.answer,
      from: 'held',
      to: 'answered',
      by: centre,
      input: topicInputs.answer,
      milestone: true,
      effect: (_, input) => ({ facts: input }),
    }),
    drop: topicStep.step({
      ...topicTexts.steps.drop,
      from: ['proposed', 'scheduled'],
      to: 'dropped',
      by: [dispatcher],
      input: topicInputs.drop,
      cancels: ['meeting'],
      effect: (_, { reason }) => ({ facts: { dropped: reason } }),
    }),
  },
  periods: {
    meeting: { title: { zh: '见面会日期', en: 'Day of the meeting' }, dueOn: ({ meeting }) => meeting?.on ?? '' },
  },
  facets: { meetingOn: facet('date', '见面会日期', 'Day of the meeting', (f) => f.meeting?.on) },
  access: [
    ...[analyst, dispatcher, supervisor].map((post) => grant({ post, scope: 'region', see: 'all' })),
    grant({
      post: anyone,
      scope: 'public',
      states: ['answered'],
      see: { only: ['title', 'question', 'meeting', 'answers'] },
    }),
  ],
  retention,
});

export const promises = defineProcedure<Promised>({
  id: 'hotline.promise',
  title: promiseTexts.title,
  prefix: 'LHP',
  facts: Promised,
  factsVersion: 1,
  states: {
    made: { ...promiseTexts.states.made, waits: { post: handler, at: 'unit' } },
    kept: { ...promiseTexts.states.kept, end: true },
    broken: { ...promiseTexts.states.broken, end: true },
  },
  steps: {
    make: promiseStep.opening({
      ...promiseTexts.steps.make,
      by: centre,
      to: 'made',
      input: promiseInputs.make,
      reads: { topic: topicByNumber.with({ number: fromInput('topic') }) },
      needs: [metTopic, dueAhead<Promised>()],
      starts: ['due'],
      milestone: true,
      effect: ({ unit, promise, until }, { reads }) => ({
        title: promise.slice(0, 60),
        unit,
        facts: { promise, until, first: until, renegotiated: 0, reminders: 0 },
        links: (reads.topic ?? []).map(({ id }) => ({ rel: 'arose-from', to: id })),
      }),
    }),
    keep: promiseStep.step({
      ...promiseTexts.steps.keep,
      from: 'made',
      to: 'kept',
      by: [handler],
      input: promiseInputs.keep,
      meets: ['due'],
      milestone: true,
      effect: ({ until }, input, { today }) => ({ facts: { ...input, outcome: 'kept', late: today > until } }),
    }),
    break: promiseStep.step({
      ...promiseTexts.steps.break,
      from: 'made',
      to: 'broken',
      by: [handler, dispatcher],
      input: promiseInputs.break,
      meets: ['due'],
      milestone: true,
      effect: (_, input) => ({ facts: { ...input, outcome: 'broken' } }),
    }),
    renegotiate: promiseStep.step({
      ...promiseTexts.steps.renegotiate,
      from: 'made',
      to: 'same',
      by: [handler],
      approvals: [dispatcher],
      input: promiseInputs.renegotiate,
      needs: [dueAhead<Promised>()],
      starts: ['due'],
      effect: ({ renegotiated }, { until }) => ({ facts: { until, renegotiated: renegotiated + 1 } }),
    }),
    remind: promiseStep.step({
      ...promiseTexts.steps.remind,
      from: 'made',
      to: 'same',
      by: centre,
      input: promiseInputs.remind,
      effect: ({ reminders }) => ({ facts: { reminders: reminders + 1 } }),
    }),
  },
  periods: { due: { title: { zh: '承诺期限', en: 'Promised by' }, dueOn: ({ until }) => until } },
  facets: {
    until: facet('date', '承诺期限', 'Promised by', (f) => f.until),
    outcome: facet('text', '结果', 'Outcome', (f) => f.outcome),
    late: facet('bool', '逾期兑现', 'Kept late', (f) => f.late),
    renegotiated: facet('int', '变更次数', 'Times renegotiated', (f) => f.renegotiated),
  },
  access: [
    ...[analyst, dispatcher, supervisor].map((post) => grant({ post, scope: 'region', see: 'all' })),
    grant({ post: handler, scope: 'unit', see: 'all' }),
    grant({ post: headOfUnit, scope: 'below', see: 'all' }),
    grant({
      post: anyone,
      scope: 'public',
      states: ['made', 'kept', 'broken'],
      see: { only: ['title', 'periods', 'promise', 'until', 'first', 'renegotiated', 'outcome', 'late', 'words'] },
    }),
  ],
  retention,
});
