// The course of one demonstration order: which way it goes and when each thing happens, without any words. It depends
// on the plan's seed and the order's number only, so any order can be made again alone, at any time.
import { placeShares } from '../units.ts';
import { placeIds, supervisingUnit } from './handling.ts';
import { Random, weighted } from './random.ts';
import { dayOfEpoch, type Rhythm, startOf } from './rhythm.ts';
import type { DemandKind, Elsewhere, Matter } from './texts/matter.ts';
import { elsewhere, matters } from './texts/matters.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export type Act =
  | 'register'
  | 'takeOver'
  | 'addInfo'
  | 'elsewhere'
  | 'answer'
  | 'join'
  | 'answerJoined'
  | 'assign'
  | 'sign'
  | 'return'
  | 'opinion'
  | 'contact'
  | 'extend'
  | 'extend-signed'
  | 'urge'
  | 'supervise'
  | 'reply'
  | 'replyDraft'
  | 'replySigned'
  | 'callback'
  | 'rework'
  | 'close'
  | 'publish'
  | 'reopen'
  | 'withdraw'
  | 'appeal'
  | 'judge';

export interface Happening {
  readonly act: Act;
  readonly at: number;
  /** The unit that acts or is handed the order. */
  readonly unit: string;
  /** Which closing, which reply: counted from 0. */
  readonly round: number;
}

export type Channel = 'call' | 'web' | 'mailbox' | 'letter' | 'platform';

export interface Life {
  readonly path: 'answer' | 'elsewhere' | 'join' | 'work';
  readonly matter: Matter | null;
  readonly other: Elsewhere | null;
  readonly place: string;
  readonly kind: DemandKind;
  readonly channel: Channel;
  readonly urgent: boolean;
  readonly helper: string | null;
  /** Left no name and no number. */
  readonly anonymous: boolean;
  /** Agrees that a letter and its answer are published. */
  readonly publishable: boolean;
  readonly happenings: readonly Happening[];
  readonly closings: readonly number[];
  /** When the first reply is given; the year's end if it is not. */
  readonly repliedAt: number;
}

interface Planned {
  readonly seed: number;
  readonly rhythm: Rhythm;
  readonly at: Float64Array;
  readonly matter: Uint8Array;
  readonly lead: Int32Array;
}

const pickPlace = weighted(placeIds.map((id) => [id, placeShares[id] ?? 1] as const));
const pickChannel = weighted<Channel>([
  ['call', 780],
  ['web', 104],
  ['mailbox', 14],
  ['letter', 8],
  ['platform', 94],
]);
const pickKind = matters.map(({ kinds }) => weighted(Object.entries(kinds) as [DemandKind, number][]));

const stream = new Random('life');
const leadStream = new Random('life of the lead');

export function lifeOf(planned: Planned, n: number): Life {
  const lead = planned.lead[n] ?? -1;
  return lead < 0 ? courseOf(planned, n, stream) : joined(planned, n, courseOf(planned, lead, leadStream));
}

function courseOf(planned: Planned, n: number, random: Random): Life {
  random.seed(planned.seed, n);
  const course = new Course(planned.rhythm, planned.at[n] ?? 0, random);
  const index = planned.matter[n] ?? 0;
  const other = elsewhere[index - matters.length];
  return other ? course.toldElsewhere(other) : course.of(index);
}

function joined({ rhythm, seed, at }: Planned, n: number, lead: Life): Life {
  const random = stream.seed(seed, n);
  const opened = at[n] ?? 0;
  const course = new Course(rhythm, opened, random);
  course.add('register', opened);
  course.add('join', opened + random.between(2, 25) * MINUTE);
  course.add('answerJoined', lead.repliedAt + 1000);
  course.add('close', rhythm.callTime(lead.repliedAt + random.between(2, 48) * HOUR, random));
  return course.life({ ...lead, path: 'join', channel: 'call', helper: null, urgent: lead.urgent });
}

class Course {
  readonly #rhythm: Rhythm;
  readonly #random: Random;
  readonly #opened: number;
  readonly #end: number;
  readonly #happenings: Happening[] = [];
  readonly #closings: number[] = [];
  #replied = Number.POSITIVE_INFINITY;
  #stopped = false;
  #round = 0;

  constructor(rhythm: Rhythm, opened: number, random: Random) {
    this.#rhythm = rhythm;
    this.#random = random;
    this.#opened = opened;
    this.#end = startOf(rhythm.last + 1);
  }

  /** What would happen after the year's end does not happen: the order stays open. */
  add(act: Act, at: number, unit = ''): void {
    if (at >= this.#end) this.#stopped = true;
    if (this.#stopped) return;
    this.#happenings.push({ act, at, unit, round: this.#round });
    if (act === 'close') {
      this.#closings.push(at);
      this.#round++;
    }
    if (act === 'reply' || act === 'replySigned' || act === 'answer') this.#replied = Math.min(this.#replied, at);
  }

  life(known: Omit<Life, 'happenings' | 'closings' | 'repliedAt'>): Life {
    return {
      ...known,
      happenings: this.#happenings.sort((one, other) => one.at - other.at),
      closings: this.#closings,
      repliedAt: Math.min(this.#replied, this.#end),
    };
  }

  toldElsewhere(other: Elsewhere): Life {
    const random = this.#random;
    this.add('register', this.#opened);
    this.add('elsewhere', this.#opened + random.between(60, 600) * 1000);
    const place = pickPlace(random);
    const rest = {
      matter: null,
      other,
      place,
      kind: 'help',
      channel: 'call',
      helper: null,
      anonymous: false,
      publishable: false,
    } as const;
    return this.life({ path: 'elsewhere', ...rest, urgent: other.scope === 'emergency' });
  }

  of(index: number): Life {
    const random = this.#random;
    const matter = matters[index];
    if (!matter) throw new Error(`There is no matter ${index}.`);
    const place = pickPlace(random);
    const channel = pickChannel(random);
    const kind = pickKind[index]?.(random) ?? 'help';
    const urgent = channel !== 'web' && channel !== 'mailbox' && random.chance(matter.urgent ?? 0.004);
    const anonymous = channel !== 'platform' && random.chance(0.04);
    const publishable = channel === 'mailbox' && random.chance(0.6);
    const base = { matter, other: null, place, kind, channel, urgent, anonymous, publishable };
    const byWord = channel === 'call' || (channel === 'web' && kind === 'consult');
    if (byWord && !urgent && answeredAtOnce(kind, random)) {
      this.#answer();
      return this.life({ path: 'answer', ...base, helper: null });
    }
    const unit = unitFor(matter, place, random);
    const helper = random.chance(0.05) ? helperFor(unit, place) : null;
    this.#work(matter, unit, { kind, urgent, channel, helper, place, publishable });
    return this.life({ path: 'work', ...base, helper });
  }

  #answer(): void {
    const random = this.#random;
    this.add('register', this.#opened);
    const answered = this.#opened + random.between(90, 900) * 1000;
    this.add('answer', answered);
    this.add('close', answered + random.between(20, 180) * 1000);
  }

  #work(matter: Matter, unit: string, order: Order): void {
    const random = this.#random;
    this.add(order.channel === 'platform' ? 'takeOver' : 'register', this.#opened);
    let assigned = this.#opened + random.between(order.urgent ? 2 : 5, order.urgent ? 12 : 90) * MINUTE;
    if (order.channel === 'web' && random.chance(0.06)) this.add('addInfo', this.#opened + MINUTE);
    if (random.chance(0.045)) assigned = this.#returned(matter, unit, order.place, assigned);
    this.add('assign', assigned, unit);
    const signed = order.urgent
      ? assigned + random.between(5, 40) * MINUTE
      : this.#rhythm.officeTime(assigned + random.between(15, 150) * MINUTE, random);
    this.add('sign', signed, unit);
    const late = random.chance(0.021);
    let replied = this.#replyTime(assigned, signed, late, order);
    const slow = replied - signed > 26 * HOUR;
    if (random.chance(0.06)) this.#inOffice('contact', signed, replied, 0.4, unit);
    if (order.helper) this.add('opinion', between(signed, replied, 0.6), order.helper);
    const extendable = slow && !late && !order.urgent && order.kind !== 'consult';
    if (extendable && random.chance(0.03)) replied = this.#extended(signed, replied, unit);
    else if (slow && random.chance(0.025)) this.add('urge', between(signed, replied, 0.8), unit);
    if (slow && random.chance(0.006)) this.add('supervise', between(signed, replied, 0.9), unit);
    this.#concluded(replied, unit, order);
  }

  #inOffice(act: Act, signed: number, replied: number, part: number, unit: string): void {
    const at = this.#rhythm.officeTime(between(signed, replied, part), this.#random);
    if (at < replied) this.add(act, at, unit);
  }

  /** First sent to a body that sends it back in time, on a listed ground. */
  #returned(matter: Matter, unit: string, place: string, assigned: number): number {
    const random = this.#random;
    const others = matter.to
      .map((id) => (id === 'place' ? place : id))
      .filter((id) => id !== unit && id !== 'supervising');
    const wrong = others[0] ?? placeIds.find((id) => id !== unit) ?? unit;
    this.add('assign', assigned, wrong);
    const back = this.#rhythm.officeTime(assigned + random.between(20, 120) * MINUTE, random);
    this.add('return', back, wrong);
    return back + random.between(5, 50) * MINUTE;
  }

  /** In time for all but about two in a hundred. */
  #replyTime(assigned: number, signed: number, late: boolean, { kind, urgent }: Order): number {
    const random = this.#random;
    if (urgent)
      return late
        ? assigned + random.between(25, 40) * HOUR
        : Math.max(signed + 20 * MINUTE, assigned + random.soon(1, 20) * HOUR);
    if (kind === 'consult') {
      if (late) return this.#rhythm.afterWorkdays(assigned, 2, random);
      const latest = this.#rhythm.endOfWorkdays(assigned, 1) - 6.2 * HOUR;
      return signed + Math.max(30 * MINUTE, (latest - signed) * random.soon(0.1, 0.95));
    }
    if (late) return this.#rhythm.afterWorkdays(assigned, random.between(8, 11), random);
    return this.#rhythm.afterWorkdays(signed, random.between(1, 4), random);
  }

  #extended(signed: number, replied: number, unit: string): number {
    const asked = between(signed, replied, 0.7);
    this.add('extend', asked, unit);
    this.add('extend-signed', asked + 40 * MINUTE);
    return this.#rhythm.afterWorkdays(replied, this.#random.between(1, 4), this.#random);
  }

  #concluded(replied: number, unit: string, order: Order): void {
    const random = this.#random;
    this.#reply(replied, unit, order);
    let called = this.#rhythm.callTime(replied + random.soon(2, 44) * HOUR, random);
    if (random.chance(0.045)) {
      this.add('callback', called);
      this.add('rework', called + random.between(5, 60) * MINUTE, unit);
      called = this.#again(called + HOUR, unit, order);
    }
    this.add('close', called);
    if (order.publishable) this.add('publish', called + HOUR);
    if (!order.publishable && random.chance(0.012)) this.#reopened(called, unit, order);
  }

  /** A letter to the district head is answered over the signature of the unit's head. */
  #reply(at: number, unit: string, { channel }: Order): void {
    if (channel === 'mailbox') this.add('replyDraft', at - 20 * MINUTE, unit);
    this.add(channel === 'mailbox' ? 'replySigned' : 'reply', at, unit);
  }

  #again(from: number, unit: string, order: Order): number {
    const random = this.#random;
    const signed = this.#rhythm.officeTime(from + random.between(10, 90) * MINUTE, random);
    this.add('sign', signed, unit);
    const replied = this.#rhythm.afterWorkdays(signed, random.between(1, 3), random);
    this.#reply(replied, unit, order);
    return this.#rhythm.callTime(replied + random.soon(2, 30) * HOUR, random);
  }

  /** The caller comes back within the limit: handled again, and counted again. */
  #reopened(closed: number, unit: string, order: Order): void {
    const random = this.#random;
    const back = startOf(dayOfEpoch(closed) + random.between(2, 12)) + random.between(9 * 60, 19 * 60) * MINUTE;
    this.add('reopen', back);
    this.add('assign', back + 30 * MINUTE, unit);
    this.add('close', this.#again(back + 40 * MINUTE, unit, order));
  }
}

interface Order extends Pick<Life, 'kind' | 'urgent' | 'channel' | 'helper' | 'place' | 'publishable'> {}

const between = (from: number, to: number, part: number): number =>
  Math.floor((from + (to - from) * part) / 1000) * 1000;

function answeredAtOnce(kind: DemandKind, random: Random): boolean {
  return random.chance(kind === 'consult' ? 0.93 : kind === 'praise' ? 0.8 : 0);
}

/** The first body of a matter takes three in four. */
function unitFor(matter: Matter, place: string, random: Random): string {
  const many = matter.to.length;
  const id = matter.to[many === 1 || random.chance(0.75) ? 0 : 1 + random.below(many - 1)] ?? 'place';
  return id === 'place' ? place : id === 'supervising' ? supervisingUnit : id;
}

function helperFor(unit: string, place: string): string {
  return unit === place ? 'urban-management' : place;
}
