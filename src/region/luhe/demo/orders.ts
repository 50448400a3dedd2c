// One demonstration order as commands: what its course (life.ts) says, in the words of its matter, by those who hold
// the post for each act. All go through `performMany` like anyone's acts; nothing is written past the kernel.
import type { ActorRef, BatchCommand } from '#kernel';
import type { Typed } from '#domains/supervision/hotline/facts.ts';
import { citizen, dispatcher, handlerOf, headOf, operators, revisitor, supervisorAccount } from '../accounts.ts';
import { centre } from '../units.ts';
import { type Happening, type Life, lifeOf } from './life.ts';
import { dissatisfied, type Plan, settledAt, struckOut } from './plan.ts';
import { Random } from './random.ts';
import * as words from './words.ts';

const user = (id: string): ActorRef => ({ user: id });
const anyone: ActorRef = { anyone: true };
const system: ActorRef = { system: 'demonstration' };
const handlers = new Map<string, ActorRef>();

function handler(unit: string): ActorRef {
  const known = handlers.get(unit);
  if (known) return known;
  const made = user(handlerOf(unit));
  handlers.set(unit, made);
  return made;
}

const ratingNames = ['not-rated', 'very-satisfied', 'satisfied', 'basically-satisfied', 'dissatisfied'] as const;

const text = new Random('words');
const appeals = new Random('appeals');

interface Writing {
  readonly plan: Plan;
  readonly n: number;
  readonly life: Life;
  readonly ref: string;
  readonly byCitizen: boolean;
  readonly telling: words.Telling;
}

function happeningsOf(plan: Plan, n: number, life: Life): readonly Happening[] {
  if (plan.withdrawn[n]) return withdrawn(life.happenings);
  const last = life.happenings.findLast(({ act }) => act === 'close');
  const rating = last && plan.ratings[2 * n + last.round];
  if (!last || (rating !== dissatisfied && rating !== struckOut)) return life.happenings;
  return settled(plan, n, life, last, rating === struckOut);
}

/** Withdrawn orders end half-way between being handed over and being answered. */
function withdrawn(happenings: readonly Happening[]): readonly Happening[] {
  const before = happenings.slice(
    0,
    happenings.findIndex(({ act }) => replying.has(act)),
  );
  const last = before.at(-1);
  return last ? [...before, { act: 'withdraw', at: last.at + 1_200_000, unit: last.unit, round: 0 }] : happenings;
}

const replying: ReadonlySet<string> = new Set(['reply', 'replyDraft']);

/** A bad rating is entered first; the unit may appeal it; then the order is closed with it, or without it if struck out. */
function settled(plan: Plan, n: number, life: Life, called: Happening, isStruckOut: boolean): readonly Happening[] {
  const before = life.happenings.filter(({ at }) => at < called.at);
  const unit = before.findLast(({ act }) => act === 'reply' || act === 'replySigned')?.unit ?? '';
  const random = appeals.seed(plan.seed, n);
  const closed: Happening = { ...called, at: settledAt(plan.rhythm, called.at) };
  const appeal = plan.rhythm.officeTime(called.at + 3_600_000, random);
  const judged = plan.rhythm.officeTime(appeal + 7_200_000, random);
  const all: Happening[] = [...before, { ...called, act: 'callback' }];
  if (isStruckOut || n % 8 === 0) {
    all.push({ ...called, act: 'appeal', at: appeal, unit }, { ...called, act: 'judge', at: judged, unit });
  }
  all.push(closed);
  return all.filter(({ at }) => at < plan.rhythm.endOfYear);
}

/** How many commands the orders of a plan come to. */
export function countOf(plan: Plan): number {
  let count = 0;
  for (let n = 0; n < plan.count; n++) count += happeningsOf(plan, n, lifeOf(plan, n)).length;
  return count;
}

/** The commands of one order, in time order. */
export function commandsOf(plan: Plan, n: number): BatchCommand[] {
  const life = lifeOf(plan, n);
  text.seed(plan.seed ^ 0x165667b1, n);
  const ref = `o${n}`;
  const byCitizen = life.channel === 'web' && n % 40 === 0;
  const writing = { plan, n, life, ref, byCitizen, telling: words.tellingOf(life, text) };
  return happeningsOf(plan, n, life).map((happening) => command(writing, happening));
}

function command(writing: Writing, happening: Happening): BatchCommand {
  const at = writing.plan.rhythm.instant(happening.at);
  const written = write(writing, happening);
  const opens = happening.act === 'register' || happening.act === 'takeOver';
  return opens
    ? { procedure: 'hotline', at, ref: writing.ref, ...written }
    : { procedure: 'hotline', at, caseRef: writing.ref, ...written };
}

type Written = Pick<BatchCommand, 'step' | 'input' | 'actor' | 'numbers' | 'caseIds' | 'sign'>;

function act<S extends keyof Typed>(step: S, actor: ActorRef, input: Typed[S]): Written {
  return { step, actor, input };
}

function write(writing: Writing, { act: what, unit, round, at }: Happening): Written {
  const { life, n, plan, byCitizen, telling } = writing;
  const operatorId = operators[n % operators.length] ?? dispatcher;
  const operator = user(operatorId);
  const caller = byCitizen ? user(citizen) : operator;
  switch (what) {
    case 'register':
      return register(writing, operator);
    case 'takeOver':
      return takeOver(writing, at);
    case 'addInfo':
      return act('addInfo', caller, { text: text.pick(words.addText) });
    case 'elsewhere':
      return toldElsewhere(life, operator);
    case 'answer':
      return act('answer', operator, { words: words.answerText(life, telling, text) });
    case 'join':
      return {
        ...act('join', operator, { lead: '', reason: '同一地点同一事项，合并办理。' }),
        numbers: { lead: `o${plan.lead[n]}` },
      };
    case 'answerJoined':
      return {
        ...act('answerJoined', system, {
          to: 'replied',
          lead: '',
          words: words.replyText(telling, text),
          result: 'solved',
        }),
        caseIds: { lead: `o${plan.lead[n]}` },
      };
    case 'assign':
      return act('assign', user(dispatcher), {
        unit,
        reason: text.pick(words.assignReasons),
        ...(life.helper && life.helper !== unit && round === 0 ? { helpers: [life.helper] } : {}),
      });
    case 'sign':
      return act('sign', handler(unit), {});
    case 'return':
      return act('return', handler(unit), { ground: 'not-our-duty', words: text.pick(words.returnText) });
    case 'opinion':
      return act('opinion', handler(unit), { words: text.pick(words.opinionText) });
    case 'contact':
      return act('contact', handler(unit), {
        way: life.anonymous ? 'visit' : 'relay',
        reached: text.chance(0.9),
        words: text.pick(words.contactText),
      });
    case 'extend':
      return act('extend', handler(unit), { days: 5, reason: text.pick(words.extendText) });
    case 'extend-signed':
      return { step: 'extend', actor: user(dispatcher), input: {}, sign: { opinion: '情况属实，同意延长。' } };
    case 'urge':
      return act('urge', byCitizen ? caller : user(dispatcher), { words: text.pick(words.repeatText) });
    case 'supervise':
      return act('supervise', user(supervisorAccount), {
        words: '请加快办理并报告结果。',
        until: plan.rhythm.dateText(plan.rhythm.dayAfter(at, 7)),
      });
    case 'reply':
      return act('reply', handler(unit), reply(life, telling));
    case 'replyDraft':
      return { ...act('reply', handler(unit), reply(life, telling)), step: 'replySigned' };
    case 'replySigned':
      return { step: 'replySigned', actor: user(headOf(unit)), input: {}, sign: { opinion: '同意答复。' } };
    case 'publish':
      return act('publish', user(dispatcher), {
        question: words.letterQuestion(telling, text),
        answer: words.replyText(telling, text),
      });
    case 'callback':
      return act('callback', user(revisitor), { solved: false });
    case 'rework':
      return act('rework', user(dispatcher), { unit, reason: text.pick(words.reworkReasons) });
    case 'close':
      return act(
        'close',
        user(life.path === 'answer' ? operatorId : revisitor),
        close(plan.ratings[2 * n + round] ?? 0),
      );
    case 'reopen':
      return act('reopen', byCitizen ? caller : operator, { words: text.pick(words.reopenText) });
    case 'withdraw':
      return act('withdraw', byCitizen ? caller : operator, { words: text.pick(words.withdrawText) });
    case 'appeal':
      return act('appeal', handler(unit), { words: text.pick(words.appealText) });
    case 'judge':
      return act('judge', user(dispatcher), judgement(plan.ratings[2 * n + round] === struckOut));
  }
}

function callerOf(life: Life): Pick<Typed['register'], 'caller' | 'confidential' | 'showPhone'> {
  if (life.anonymous) return {};
  return {
    caller: { name: words.callerName(text), phone: words.impossiblePhone(text) },
    confidential: life.kind === 'report' || text.chance(0.04),
    showPhone: life.kind !== 'report' && text.chance(0.2),
  };
}

function register({ life, byCitizen, telling }: Writing, operator: ActorRef): Written {
  const channel = life.channel === 'platform' ? 'call' : life.channel;
  const isPublic = channel === 'web' || channel === 'mailbox';
  const about = life.matter ?? life.other;
  return act('register', isPublic ? (byCitizen ? { user: citizen } : anyone) : operator, {
    channel,
    kind: life.kind,
    class: about?.class ?? 'other',
    place: life.place,
    text: words.demandText(telling, text),
    ...callerOf(life),
    ...(isPublic ? {} : { urgent: life.urgent }),
    ...(channel === 'mailbox' ? { publish: life.publishable } : {}),
    ...(about?.class === 'public-conduct' && !isPublic && life.kind === 'complaint' ? { accused: centre } : {}),
  });
}

function takeOver({ life, n, plan, telling }: Writing, at: number): Written {
  const day = plan.rhythm.dateText(plan.rhythm.dayAfter(at, 0)).replaceAll('-', '');
  return act('takeOver', user(dispatcher), {
    system: 'nanjing-12345',
    number: `示例NJ${day}${String(n).padStart(6, '0')}`,
    channel: 'platform',
    kind: life.kind,
    class: life.matter?.class ?? 'other',
    place: life.place,
    urgent: life.urgent,
    text: words.demandText(telling, text),
    caller: { name: words.callerName(text), phone: words.impossiblePhone(text) },
    dates: { opened: plan.rhythm.instant(at) },
  });
}

function toldElsewhere(life: Life, operator: ActorRef): Written {
  const other = life.other;
  if (!other) throw new Error('Told elsewhere without a competent body.');
  return act('elsewhere', operator, { scope: other.scope, competent: other.competent, reason: other.reason });
}

function reply(life: Life, telling: words.Telling): Typed['reply'] {
  const share = text.unit();
  const result: Typed['reply']['result'] =
    life.kind === 'consult'
      ? 'explained'
      : share < 0.72
        ? 'solved'
        : share < 0.84
          ? 'partly'
          : share < 0.97
            ? 'explained'
            : 'cannot';
  return {
    result,
    words: words.replyText(telling, text),
    ...(result === 'solved' ? {} : { reason: text.pick(words.reasonText) }),
  };
}

const judgement = (upheld: boolean): Typed['judge'] => ({
  upheld,
  words: upheld ? '评价针对的事项不属该单位职责，不计入评价。' : '评价为诉求人真实意愿，维持。',
});

function close(rating: number): Typed['close'] {
  if (rating === dissatisfied || rating === struckOut) return { reached: true, solved: false, rating: 'dissatisfied' };
  if (rating === 0 && text.chance(0.75)) return { reached: false, tries: 3 };
  return { reached: true, solved: true, rating: ratingNames[rating] ?? 'not-rated' };
}
