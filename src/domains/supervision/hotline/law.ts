// The hotline's conditions as named grounds, and its own time limits as dated settings. What a refusal says and which
// paper it rests on stands in texts.ts; here is only when it refuses.
import {
  type Citation,
  defineRule,
  epochOf,
  extensionAllowance,
  type Ground,
  type PeriodView,
  type Situation,
} from '#kernel';
import type { ClassTable } from './classes.ts';
import type { Cluster, Inputs, MonthFigures, Monthly, Order, Promised } from './facts.ts';
import { limits } from './limits.ts';
import { carriesPersonalData, carriesPrivateNumber } from './redact.ts';
import { grounds } from './texts.ts';

export const rules = limits.map(defineRule);

/** Cites the guiding opinion on government hotlines as a whole: only excerpts of it were at hand. */
export const hotlineOpinion: Citation = { law: 'state-council-2020-53', article: '' };
/** Working days no law fixes: at least two tries before an order is closed unheard. */
const TRIES_BEFORE_CLOSING = 2;

type Refuses<F, I> = (situation: Situation<F, I>) => boolean;
const make = <F, I>(id: keyof typeof grounds, when: 'case' | 'input', refuses: Refuses<F, I>): Ground<F, I> => {
  const { law, title, reason } = grounds[id];
  return { id, law, title, when, refuses: (situation) => (refuses(situation) ? reason : null) };
};
export const known = <F>(id: keyof typeof grounds, refuses: Refuses<F, unknown>) => make(id, 'case', refuses);
export const typed = <I, F = Order>(id: keyof typeof grounds, refuses: Refuses<F, I>) => make(id, 'input', refuses);
const order = known<Order>;

const running = (periods: readonly PeriodView[], key: string) =>
  periods.find((one) => one.key === key && one.status === 'running');
/** A window that the law of the place keeps open for so many days; closed when it never opened. */
const passed = ({ given }: Situation<Order, unknown>, key: string): boolean => {
  const window = running(given.periods, key);
  return window === undefined || given.today > (window.earliestOn ?? window.dueOn ?? '');
};
export const isLate = (periods: readonly PeriodView[], at: string): boolean => {
  const due = running(periods, 'handle')?.dueAt;
  return due !== undefined && epochOf(at) >= epochOf(due);
};
export const isSatisfied = (rating: string | undefined): boolean =>
  rating === 'very-satisfied' || rating === 'satisfied' || rating === 'basically-satisfied';

export const knownClass = (table: ClassTable) =>
  typed<{ class?: string | undefined }>(
    'known-class',
    ({ input }) => input.class !== undefined && !Object.hasOwn(table.classes, input.class),
  );
interface NamesUnits {
  unit?: string | undefined;
  helpers?: string[] | undefined;
  place?: string | undefined;
  accused?: string | undefined;
}
/** An accused body that is misspelt would protect nobody. */
export const knownUnits = <F = Order>() =>
  typed<NamesUnits, F>('known-unit', ({ input: { unit, helpers = [], place, accused }, given }) =>
    [unit, place, accused, ...helpers].some((id) => id !== undefined && !given.isUnit(id)),
  );
export const publicForm = typed<Inputs['register']>('public-form', ({ input, given: { actor } }) => {
  if (actor.post !== 'party' && actor.post !== 'anyone') return false;
  return (
    (input.channel !== 'web' && input.channel !== 'mailbox') ||
    input.forward !== undefined ||
    input.urgent !== undefined
  );
});
export const cleanForward = typed<Inputs['register']>('clean-text', ({ input }) =>
  carriesPersonalData(input.forward ?? ''),
);
export const cleanEdit = typed<Inputs['edit']>('clean-text', ({ input }) =>
  carriesPersonalData(`${input.content ?? ''} ${input.spot ?? ''}`),
);
export const cleanWords = typed<{ words: string }>('clean-words', ({ input }) => carriesPrivateNumber(input.words));
export const cleanReason = typed<{ reason: string }>('clean-words', ({ input }) => carriesPrivateNumber(input.reason));
export const cleanReply = typed<Inputs['reply']>('clean-words', ({ input }) =>
  carriesPrivateNumber(`${input.words} ${input.reason ?? ''}`),
);

const ENDS = new Set(['closed', 'elsewhere', 'referred', 'withdrawn', 'cancelled']);
export const datesInOrder = typed<Omit<Inputs['adopt'], 'state'> & { state?: string }>(
  'dates-in-order',
  ({ input, given }) => {
    const { opened, assign, sign, reply, ended } = input.dates;
    const told = [opened, assign, sign, reply, ended].flatMap((at) => (at === undefined ? [] : [epochOf(at)]));
    const first = epochOf(opened);
    const now = epochOf(given.recordedAt);
    return told.some((at) => at < first || at > now) || (ended !== undefined && !ENDS.has(input.state ?? ''));
  },
);

export const joinable = typed<Inputs['join']>('joinable', ({ case: own, given }) => {
  const lead = given.reads.lead?.[0];
  return (
    lead === undefined ||
    lead.id === own?.id ||
    !['registered', 'assigned', 'handling', 'returned'].includes(lead.state)
  );
});
export const articleInForce = typed<Inputs['answer']>('article-in-force', ({ input, given }) => {
  if (input.article === undefined) return false;
  const article = given.reads.article?.[0];
  return article?.state !== 'inForce' || String(article.facets.validUntil) < given.today;
});

type Assignment = { unit: string; helpers?: string[] | undefined };
export const notAccused = typed<Assignment>('not-accused', ({ facts, input }) => {
  if (facts.accused === undefined || (facts.kind !== 'complaint' && facts.kind !== 'report')) return false;
  return input.unit === facts.accused || input.helpers?.includes(facts.accused) === true;
});
export const helpersDiffer = typed<Assignment>(
  'helpers-differ',
  ({ input: { unit, helpers = [] } }) => new Set([unit, ...helpers]).size !== helpers.length + 1,
);
const isHelper = ({ case: head, given }: Situation<Order, unknown>) =>
  head?.helpers.includes(given.actor.unit) === true;
export const leadUnit = order('lead-unit', isHelper);
export const coHandler = order(
  'co-handler',
  (situation) =>
    !isHelper(situation) || situation.facts.opinions?.some(({ unit }) => unit === situation.given.actor.unit) === true,
);
export const returnInTime = order('return-in-time', (situation) => passed(situation, 'returning'));
export const oneReturn = order(
  'one-return',
  ({ facts, case: head }) => facts.returns?.some(({ unit }) => unit === head?.unit) === true,
);
export const phoneByConsent = typed<Inputs['contact']>(
  'phone-by-consent',
  ({ facts, input }) => input.way === 'phone' && facts.contactPhone === undefined,
);
export const phoneKnown = typed<Inputs['consent']>(
  'phone-known',
  ({ facts, input }) => input.showPhone === true && facts.caller?.phone === undefined,
);

export const extendable = typed<Inputs['extend']>('extendable', ({ facts, input, given }) => {
  const period = running(given.periods, 'handle');
  if (period === undefined || facts.extended !== undefined || isLate(given.periods, given.happenedAt)) return true;
  const rule = given.law.ruleAsOf(period.state.rule, given.today);
  return input.days > (extensionAllowance(rule) ?? 0);
});
export const opinionsIn = order(
  'opinions-in',
  ({ facts, case: head }) =>
    head?.helpers.some((helper) => facts.opinions?.some(({ unit }) => unit === helper) !== true) === true,
);
export const reasonGiven = typed<Inputs['reply']>(
  'reason-given',
  ({ input }) => input.result !== 'solved' && input.reason === undefined,
);
export const ordinaryReply = order('ordinary-reply', ({ facts }) => facts.channel === 'mailbox');
export const mailboxReply = order('mailbox-reply', ({ facts }) => facts.channel !== 'mailbox');

export const callBackFirst = typed<Inputs['close']>(
  'call-back-first',
  ({ case: head, input }) => head?.state !== 'dissatisfied' && input.rating === 'dissatisfied',
);
export const triedEnough = typed<Inputs['close']>('tried-enough', ({ facts, input }) => {
  if (input.reached) return false;
  const rated = input.rating !== undefined && input.rating !== 'not-rated';
  return rated || (facts.tries ?? 0) + (input.tries ?? 1) < TRIES_BEFORE_CLOSING;
});
export const appealOver = order('appeal-over', (situation) => {
  const { rating, appeal } = situation.facts;
  if (situation.case?.state !== 'dissatisfied' || rating?.counted !== true) return false;
  return appeal === undefined ? !passed(situation, 'appealing') : appeal.upheld === undefined;
});
export const notYetRated = order('not-yet-rated', ({ facts }) => facts.rating !== undefined);
export const operatorCloses = order(
  'operator-closes',
  ({ case: head, given }) => given.actor.post === 'hotline.operator' && head?.state !== 'answered',
);
export const reopenInTime = order('reopen-in-time', (situation) => passed(situation, 'reopening'));
export const appealInTime = order('appeal-in-time', (situation) => {
  const { rating, appeal } = situation.facts;
  return rating === undefined || isSatisfied(rating.rating) || appeal !== undefined || passed(situation, 'appealing');
});
export const appealOpen = order(
  'appeal-open',
  ({ facts: { appeal } }) => appeal === undefined || appeal.upheld !== undefined,
);
export const onceADay = order(
  'once-a-day',
  ({ facts, given }) => facts.urges?.some(({ at }) => at.startsWith(given.today)) === true,
);
export const publishable = order(
  'publishable',
  ({ facts }) => facts.channel !== 'mailbox' || !facts.mayPublish || facts.reply === undefined,
);
export const cleanPublication = typed<Inputs['publish']>(
  'clean-text',
  ({ input }) => carriesPersonalData(input.question) || carriesPersonalData(input.answer),
);

export const dueAheadOf = <I, F>(day: (input: I) => string) =>
  typed<I, F>('due-ahead', ({ input, given }) => day(input) < given.today);
export const dueAhead = <F>() => dueAheadOf<{ until: string }, F>(({ until }) => until);
export const cleanMatter = typed<{ matter: string }, Cluster>('clean-text', ({ input }) =>
  carriesPersonalData(input.matter),
);
export const spanInOrder = typed<{ from: string; to: string }, Cluster>(
  'span-in-order',
  ({ input, given }) => input.from > input.to || input.to > given.today,
);
export const otherPerson = known<Cluster>('other-person', ({ facts, given }) => facts.openedBy === given.actor.id);
export const monthOver = typed<{ month: string }, Monthly>(
  'month-over',
  ({ input, given }) => input.month >= given.today.slice(0, 7),
);
export const sumsAgree = typed<{ figures?: MonthFigures | undefined }, Monthly>(
  'sums-agree',
  ({ input: { figures } }) => {
    if (figures === undefined) return false;
    const { orders, byClass, byPlace, byUnit, rated, satisfied, timed, onTime } = figures;
    const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, count) => total + count, 0);
    return (
      [byClass, byPlace, byUnit].some((counts) => sum(counts) !== orders) ||
      satisfied > rated ||
      rated > orders ||
      onTime > timed ||
      timed > orders
    );
  },
);
export const metTopic = typed<{ topic: string }, Promised>(
  'met-topic',
  ({ given }) => !['held', 'answered'].includes(given.reads.topic?.[0]?.state ?? ''),
);
