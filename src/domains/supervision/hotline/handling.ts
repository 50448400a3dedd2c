// From the dispatcher's desk to the reply: told elsewhere, answered at once, joined, assigned, signed for, returned,
// co-handled, extended, replied to (国办发〔2020〕53号: accept, dispatch, handle, reply).
import { fromInput, type Given, headOfUnit, type InstantText, type Outcome, party, stepsOf, system } from '#kernel';
import { articleByNumber, orderByNumber } from './contract.ts';
import { type Inputs, inputs, type Order } from './facts.ts';
import * as law from './law.ts';
import { dispatcher, handler, operator, revisitor } from './posts.ts';
import { steps as of } from './texts.ts';

const { step } = stepsOf<Order>();

/** Everything said so far with this added, newest last. */
export const add = <T>(list: readonly T[] | undefined, entry: T): T[] => [...(list ?? []), entry];

export const assignTo = ({ unit, reason, helpers }: Inputs['assign'], at: InstantText) => ({
  unit,
  handler: null,
  helpers: helpers ?? [],
  facts: { assignment: { unit, reason, at } },
});
export const assignment = { starts: ['signFor', 'handle', 'returning'], milestone: true } as const;

const replied = (facts: Order, input: Inputs['reply'], given: Given): Outcome<Order> => ({
  facts: {
    reply: {
      reason: null,
      evidence: null,
      article: null,
      ...input,
      unit: facts.assignment?.unit,
      at: given.happenedAt,
    },
    late: facts.late === true || law.isLate(given.periods, given.happenedAt),
  },
});
const reply = {
  from: 'handling',
  to: 'replied',
  by: [handler],
  input: inputs.reply,
  meets: ['handle', 'supervised'],
  cancels: ['returning'],
  starts: ['callBack'],
  milestone: true,
  effect: replied,
} as const;
const replyNeeds = [law.leadUnit, law.opinionsIn, law.reasonGiven, law.cleanReply];

export const atTheDesk = {
  elsewhere: step({
    ...of.elsewhere,
    from: ['registered', 'returned'],
    to: 'elsewhere',
    by: [operator, dispatcher],
    input: inputs.elsewhere,
    needs: [law.cleanReason],
    cancels: ['dispatch', 'handle', 'supervised'],
    milestone: true,
    effect: (_, input) => ({ facts: { elsewhere: input } }),
  }),
  answer: step({
    ...of.answer,
    from: 'registered',
    to: 'answered',
    by: [operator],
    input: inputs.answer,
    reads: { article: articleByNumber.with({ number: fromInput('article') }) },
    needs: [law.articleInForce, law.cleanWords],
    meets: ['dispatch'],
    starts: ['callBack'],
    effect: (_, { words, article }, { actor, happenedAt, reads }) => ({
      facts: { firstContact: true, reply: { result: 'explained', words, article, unit: actor.unit, at: happenedAt } },
      links: reads.article?.map(({ id }) => ({ rel: 'answered-from', to: id })) ?? [],
    }),
  }),
  join: step({
    ...of.join,
    from: 'registered',
    to: 'joined',
    by: [operator, dispatcher],
    input: inputs.join,
    reads: { lead: orderByNumber.with({ number: fromInput('lead') }) },
    needs: [law.joinable],
    cancels: ['dispatch'],
    effect: (_, __, { reads }) => {
      const lead = reads.lead?.[0]?.id as string;
      return { facts: { lead }, links: [{ rel: 'duplicate-of', to: lead }] };
    },
  }),
  answerJoined: step({
    ...of.answerJoined,
    from: 'joined',
    to: ['replied', 'elsewhere'],
    by: [system],
    input: inputs.answerJoined,
    starts: ['callBack'],
    effect: (_, { to, lead, unit, words, result, competent, scope }, { happenedAt }) => ({
      to,
      ...(unit === undefined ? {} : { unit }),
      links: [
        { rel: 'duplicate-of', to: lead, removed: true },
        { rel: 'answered-with', to: lead },
      ],
      facts:
        to === 'replied'
          ? {
              reply: { words, result, unit, at: happenedAt },
              ...(unit === undefined ? {} : { assignment: { unit, reason: '', at: happenedAt } }),
            }
          : { elsewhere: { competent, reason: words, scope } },
    }),
  }),
  release: step({
    ...of.release,
    from: 'joined',
    to: 'registered',
    by: [system],
    input: inputs.release,
    starts: ['dispatch'],
    effect: (_, { lead }) => ({ facts: { lead: null }, links: [{ rel: 'duplicate-of', to: lead, removed: true }] }),
  }),
  assign: step({
    ...of.assign,
    ...assignment,
    from: ['registered', 'returned'],
    to: 'assigned',
    by: [dispatcher],
    input: inputs.assign,
    needs: [law.knownUnits(), law.notAccused, law.helpersDiffer, law.cleanReason],
    meets: ['dispatch'],
    effect: (_, input, given) => assignTo(input, given.happenedAt),
  }),
};

export const atTheUnit = {
  sign: step({
    ...of.sign,
    from: 'assigned',
    to: 'handling',
    by: [handler],
    input: inputs.sign,
    needs: [law.leadUnit],
    meets: ['signFor'],
    milestone: true,
    effect: (_, __, given) => ({ handler: given.actor.id }),
  }),
  return: step({
    ...of.return,
    from: ['assigned', 'handling'],
    to: 'returned',
    by: [handler],
    input: inputs.return,
    needs: [law.leadUnit, law.returnInTime, law.oneReturn, law.cleanWords],
    // The handling time runs on: the caller waits all the same, until the next assignment starts it afresh.
    cancels: ['signFor', 'returning'],
    starts: ['dispatch'],
    effect: (facts, input, { actor, happenedAt }) => ({
      handler: null,
      facts: { returns: add(facts.returns, { ...input, unit: facts.assignment?.unit ?? actor.unit, at: happenedAt }) },
    }),
  }),
  contact: step({
    ...of.contact,
    from: 'handling',
    to: 'same',
    by: [handler],
    input: inputs.contact,
    needs: [law.phoneByConsent, law.cleanWords],
    effect: (facts, input, { happenedAt }) => ({
      facts: { contacts: add(facts.contacts, { ...input, at: happenedAt }) },
    }),
  }),
  consent: step({
    ...of.consent,
    from: ['registered', 'assigned', 'handling', 'returned', 'answered', 'replied', 'dissatisfied', 'closed'],
    to: 'same',
    by: [operator, revisitor, party],
    input: inputs.consent,
    needs: [law.phoneKnown],
    effect: (facts, { showPhone, publish }) => ({
      facts: {
        ...(showPhone === undefined ? {} : { contactPhone: showPhone ? facts.caller?.phone : null }),
        ...(publish === undefined ? {} : { mayPublish: publish }),
      },
    }),
  }),
  opinion: step({
    ...of.opinion,
    from: ['assigned', 'handling'],
    to: 'same',
    by: [handler],
    input: inputs.opinion,
    needs: [law.coHandler, law.cleanWords],
    effect: (facts, input, { actor, happenedAt }) => ({
      facts: { opinions: add(facts.opinions, { ...input, unit: actor.unit, at: happenedAt }) },
    }),
  }),
  extend: step({
    ...of.extend,
    from: 'handling',
    to: 'same',
    by: [handler],
    approvals: [dispatcher],
    input: inputs.extend,
    needs: [law.leadUnit, law.extendable],
    extends: { handle: ({ days }) => days },
    effect: (_, { days }) => ({ facts: { extended: days } }),
  }),
  reply: step({ ...of.reply, ...reply, needs: [law.ordinaryReply, ...replyNeeds] }),
  replySigned: step({ ...of.replySigned, ...reply, approvals: [headOfUnit], needs: [law.mailboxReply, ...replyNeeds] }),
};
