// The caller's verdict and what follows from it: call-back, rating, rework, appeal, reopening. A rating is final only when
// the order is closed, so a dissatisfied one waits for the unit's appeal first; figures then never change afterwards.
// Here too: what caller, centre and supervisor may add along the way.
import { type Outcome, party, type Secret, stepsOf, supervisor, system } from '#kernel';
import { inputs, type Order } from './facts.ts';
import { add, assignment, assignTo } from './handling.ts';
import * as law from './law.ts';
import { dispatcher, handler, operator, revisitor } from './posts.ts';
import { steps as of } from './texts.ts';

const { step } = stepsOf<Order>();
type Spoken = { readonly whole: Secret; readonly clean: string };
type Rating = NonNullable<Order['rating']>['rating'];

const BEFORE_REPLY = ['registered', 'assigned', 'handling', 'returned'];
const OPEN = [...BEFORE_REPLY, 'joined', 'answered', 'replied', 'dissatisfied'];

const rated = (rating: Rating, solved: boolean | undefined, words: Spoken | undefined): Outcome<Order> => ({
  facts: { rating: { rating, solved, counted: true, words: words?.clean } },
});
/** Handled again: the verdict on the round before stands in its entries, no longer on the case. */
const anew = (facts: Order) => ({
  rating: null,
  appeal: null,
  opinions: null,
  extended: null,
  tries: null,
  reworks: facts.reworks + 1,
});
const said = (facts: Order, words: Spoken | undefined, at: string) =>
  words === undefined ? {} : { additions: add(facts.additions, { text: words.clean, at }) };
const toSettle = { meets: ['callBack'], starts: ['appealing', 'settle'] } as const;

export const verdict = {
  tried: step({
    ...of.tried,
    from: 'replied',
    to: 'same',
    by: [revisitor],
    input: inputs.tried,
    effect: (facts, { tries }) => ({ facts: { tries: (facts.tries ?? 0) + (tries ?? 1) } }),
  }),
  callback: step({
    ...of.callback,
    ...toSettle,
    from: ['replied', 'answered'],
    to: 'dissatisfied',
    by: [revisitor, operator],
    input: inputs.callback,
    milestone: true,
    effect: (_, { solved, words }) => rated('dissatisfied', solved, words),
  }),
  close: step({
    ...of.close,
    from: ['replied', 'answered', 'dissatisfied'],
    to: 'closed',
    by: [revisitor, operator, system],
    input: inputs.close,
    needs: [law.operatorCloses, law.callBackFirst, law.triedEnough, law.appealOver],
    meets: ['callBack', 'settle'],
    cancels: ['appealing'],
    starts: ['reopening'],
    milestone: true,
    effect: (facts, { rating, solved, words }) =>
      facts.rating === undefined ? rated(rating ?? 'not-rated', solved, words) : {},
  }),
  rate: step({
    ...of.rate,
    ...toSettle,
    from: ['replied', 'answered'],
    to: ['replied', 'dissatisfied'],
    by: [party],
    input: inputs.rate,
    needs: [law.notYetRated],
    effect: (_, { rating, solved, words }) => ({
      ...rated(rating, solved, words),
      to: law.isSatisfied(rating) ? 'replied' : 'dissatisfied',
    }),
  }),
  askRework: step({
    ...of.askRework,
    from: ['replied', 'answered'],
    to: 'dissatisfied',
    by: [party],
    input: inputs.askRework,
    meets: ['callBack'],
    starts: ['settle'],
    effect: (facts, { words }, { happenedAt }) => ({ facts: said(facts, words, happenedAt) }),
  }),
  rework: step({
    ...of.rework,
    ...assignment,
    from: ['replied', 'dissatisfied', 'answered'],
    to: 'assigned',
    by: [dispatcher, revisitor],
    input: inputs.rework,
    needs: [law.knownUnits(), law.notAccused, law.helpersDiffer, law.cleanReason],
    meets: ['callBack', 'settle'],
    cancels: ['appealing'],
    effect: (facts, input, { happenedAt }) => {
      const assigned = assignTo(input, happenedAt);
      return { ...assigned, facts: { ...assigned.facts, ...anew(facts), firstContact: null } };
    },
  }),
  reopen: step({
    ...of.reopen,
    from: 'closed',
    to: 'registered',
    by: [party, operator, revisitor],
    input: inputs.reopen,
    needs: [law.reopenInTime],
    cancels: ['reopening'],
    starts: ['dispatch'],
    effect: (facts, { words }, { happenedAt }) => ({
      facts: { ...said(facts, words, happenedAt), ...anew(facts), late: null, firstContact: null },
    }),
  }),
  appeal: step({
    ...of.appeal,
    from: 'dissatisfied',
    to: 'same',
    by: [handler],
    input: inputs.appeal,
    needs: [law.leadUnit, law.appealInTime, law.cleanWords],
    effect: (_, { words }, { happenedAt }) => ({ facts: { appeal: { words, at: happenedAt } } }),
  }),
  judge: step({
    ...of.judge,
    from: 'dissatisfied',
    to: 'same',
    by: [dispatcher],
    input: inputs.judge,
    needs: [law.appealOpen],
    effect: (_, { upheld, words }) => ({
      facts: { appeal: { upheld, decision: words }, rating: { counted: !upheld } },
    }),
  }),
};

export const alongTheWay = {
  addInfo: step({
    ...of.addInfo,
    from: OPEN,
    to: 'same',
    by: [party, operator],
    input: inputs.addInfo,
    effect: (facts, { text, files }, { happenedAt }) => ({
      facts: { additions: add(facts.additions, { text: text.clean, files, at: happenedAt }) },
    }),
  }),
  urge: step({
    ...of.urge,
    from: BEFORE_REPLY,
    to: 'same',
    by: [party, operator, dispatcher],
    input: inputs.urge,
    needs: [law.onceADay],
    effect: (facts, { words }, { actor, happenedAt }) => ({
      facts: { urges: add(facts.urges, { by: actor.post, words: words?.clean, at: happenedAt }) },
    }),
  }),
  supervise: step({
    ...of.supervise,
    from: BEFORE_REPLY,
    to: 'same',
    by: [supervisor, dispatcher],
    input: inputs.supervise,
    needs: [law.dueAhead<Order>(), law.cleanWords],
    starts: ['supervised'],
    effect: (facts, input, { happenedAt }) => ({
      facts: { supervision: add(facts.supervision, { ...input, at: happenedAt }) },
    }),
  }),
  withdraw: step({
    ...of.withdraw,
    from: OPEN,
    to: 'withdrawn',
    by: [party, operator],
    input: inputs.withdraw,
    cancels: ['dispatch', 'signFor', 'handle', 'returning', 'callBack', 'settle', 'appealing', 'supervised'],
    milestone: true,
    effect: (facts, { words }, { happenedAt }) => ({
      facts: { withdrawn: { words: words?.clean, at: happenedAt } },
      links: facts.lead === undefined ? [] : [{ rel: 'duplicate-of', to: facts.lead, removed: true }],
    }),
  }),
  publish: step({
    ...of.publish,
    from: 'closed',
    to: 'same',
    by: [dispatcher],
    input: inputs.publish,
    needs: [law.publishable, law.cleanPublication],
    effect: (facts, input, { happenedAt }) => ({
      facts: { published: { ...input, unit: facts.reply?.unit, at: happenedAt } },
    }),
  }),
};
