// The plan of the demonstration year: how many orders open on which day, what each is about, which join another, and
// which are rated how. The two published totals (orders handled, satisfaction) are goals of this plan only. They are
// shared out among orders before anything is written; every figure shown later is counted from the records themselves.
import { lifeOf, type Life } from './life.ts';
import { apportion, hashOf, Random, weighted } from './random.ts';
import { dayOfEpoch, momentOf, Rhythm, startOf } from './rhythm.ts';
import { elsewhere, matters } from './texts/matters.ts';

export interface Goal {
  /** Closings from 1 January to the cut-off, at scale 1. */
  readonly handled: number;
  readonly cutoff: string;
  readonly satisfaction: number;
}

/** The published totals of 2021. Other years have none, so there is no demonstration of them. */
export const goals: Readonly<Record<number, Goal>> = {
  2021: { handled: 91_478, cutoff: '12-20', satisfaction: 0.9495 },
};

/** What the caller says when called back; 0 is no rating. */
export const unrated = 0;
export const dissatisfied = 4;
/** Dissatisfied, but the unit's appeal was upheld: the rating does not count. */
export const struckOut = 5;

export interface Plan {
  readonly seed: number;
  readonly rhythm: Rhythm;
  readonly count: number;
  /** When each order opens, in order. */
  readonly at: Float64Array;
  /** Index into matters, then into elsewhere. */
  readonly matter: Uint8Array;
  /** The order this one repeats, or −1. */
  readonly lead: Int32Array;
  readonly withdrawn: Uint8Array;
  /** Ratings of the first and second closing of each order. */
  readonly ratings: Uint8Array;
  readonly handled: number;
  readonly rated: number;
  readonly satisfied: number;
}

export interface YearOptions {
  readonly year: number;
  /** 1 is the whole district; 0.01 a quick look. */
  readonly scale: number;
  readonly seed: string;
}

const SHARE_ELSEWHERE = 0.03;
const SHARE_REPEATED = 0.012;
/** A little more is planned than the goal; what is over becomes withdrawals, about one order in a hundred. */
const SLACK = 1.011;

export function planYear({ year, scale, seed }: YearOptions): Plan {
  const goal = goals[year];
  if (!goal) throw new Error(`There is no demonstration of ${year}: only 2021 has published totals to aim at.`);
  if (!(scale > 0 && scale <= 100)) throw new Error('The scale must be more than 0 and at most 100.');
  const handled = Math.round(goal.handled * scale);
  const rhythm = new Rhythm(year);
  const until = startOf(rhythm.first + daysInto(rhythm, goal.cutoff) + 1);
  const number = hashOf(`${seed}:${year}`);

  let count = Math.ceil(handled * 1.1) + 1;
  for (let round = 0; ; round++) {
    const draft = draftOf(number, rhythm, count, until);
    const over = draft.closings - handled;
    if (over >= 0 && over <= draft.eligible.length && (over <= handled * 0.014 + 2 || round > 6)) {
      return settle(draft, { handled, satisfaction: goal.satisfaction, until, number, rhythm });
    }
    const next = Math.ceil((count * handled * SLACK) / Math.max(draft.closings, 1));
    count = next === count || round > 6 ? count + 1 : Math.max(next, 1);
  }
}

interface Draft extends Pick<Plan, 'count' | 'at' | 'matter' | 'lead'> {
  readonly closings: number;
  /** Orders that may be withdrawn without touching another. */
  readonly eligible: readonly number[];
}

function daysInto(rhythm: Rhythm, monthDay: string): number {
  for (let day = rhythm.first; day <= rhythm.last; day++) {
    if (rhythm.dateText(day).endsWith(monthDay)) return day - rhythm.first;
  }
  throw new Error(`The year has no day ${monthDay}.`);
}

function draftOf(seed: number, rhythm: Rhythm, count: number, until: number): Draft {
  const days = Array.from({ length: rhythm.last - rhythm.first + 1 }, (_, i) => rhythm.first + i);
  const perDay = apportion(
    count,
    days.map((day) => rhythm.weightOfDay(day) * (season[rhythm.month(day)] ?? 1)),
  );
  const at = new Float64Array(count);
  const matter = new Uint8Array(count);
  const lead = new Int32Array(count).fill(-1);
  const random = new Random('days');
  let n = 0;
  for (const [i, day] of days.entries()) {
    random.seed(seed ^ 0x5bd1e995, day);
    const opened: [number, number][] = [];
    for (let k = 0; k < (perDay[i] ?? 0); k++) {
      const what = pickMatter(random, rhythm.month(day));
      opened.push([momentOf(day, matters[what]?.hours ?? 'day', random), what]);
    }
    opened.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
    for (const [moment, what] of opened) {
      at[n] = moment;
      matter[n++] = what;
    }
  }
  return { count, at, matter, lead, ...joinRepeated({ seed, rhythm, count, at, matter, lead, until }) };
}

const season = Array.from({ length: 12 }, (_, month) =>
  matters.reduce((sum, { weight, months }) => sum + (weight * (months[month] ?? 0)) / total(months), 0),
);

function total(list: readonly number[]): number {
  return list.reduce((sum, item) => sum + item, 0);
}

const byMonth = Array.from({ length: 12 }, (_, month) =>
  weighted(matters.map(({ weight, months }, i) => [i, (weight * (months[month] ?? 0)) / total(months)] as const)),
);

function pickMatter(random: Random, month: number): number {
  if (random.chance(SHARE_ELSEWHERE)) return matters.length + random.below(elsewhere.length);
  return byMonth[month]?.(random) ?? 0;
}

interface Drafting extends Pick<Plan, 'seed' | 'rhythm' | 'count' | 'at' | 'matter' | 'lead'> {
  readonly until: number;
}

/** Some callers report what another has reported: same matter, same place, while that order is being handled. */
function joinRepeated(drafting: Drafting): { closings: number; eligible: number[] } {
  const { count, at, matter, lead, until, seed } = drafting;
  const random = new Random('joins');
  const recent: { n: number; until: number }[] = [];
  const eligible: number[] = [];
  const leads = new Set<number>();
  let closings = 0;
  for (let n = 0; n < count; n++) {
    random.seed(seed ^ 0x27d4eb2f, n);
    const opened = at[n] ?? 0;
    const found =
      (matter[n] ?? 0) < matters.length && random.chance(SHARE_REPEATED)
        ? recent[random.below(recent.length)]
        : undefined;
    if (found && found.until > opened + 3_600_000) {
      lead[n] = found.n;
      matter[n] = matter[found.n] ?? 0;
      leads.add(found.n);
    }
    const life = lifeOf(drafting, n);
    const closed = life.closings.filter((close) => close < until).length;
    closings += closed;
    if (life.path !== 'work' || lead[n] !== -1) continue;
    if (closed === 1 && life.closings.length === 1) eligible.push(n);
    if (life.repliedAt > opened + 7_200_000) recent[random.below(40)] = { n, until: life.repliedAt };
  }
  return { closings, eligible: eligible.filter((n) => !leads.has(n)) };
}

interface Settling {
  readonly handled: number;
  readonly satisfaction: number;
  readonly until: number;
  readonly number: number;
  readonly rhythm: Rhythm;
}

function settle(draft: Draft, { handled, satisfaction, until, number, rhythm }: Settling): Plan {
  const withdrawn = new Uint8Array(draft.count);
  const random = new Random('quota').seed(number, 1);
  for (const n of choose(draft.eligible, draft.closings - handled, random)) withdrawn[n] = 1;

  const base = { seed: number, rhythm, count: draft.count, at: draft.at, matter: draft.matter, lead: draft.lead };
  const ratings = new Uint8Array(draft.count * 2);
  const inside: number[] = [];
  const mayFail: number[] = [];
  for (let n = 0; n < draft.count; n++) {
    if (withdrawn[n]) continue;
    const life = lifeOf(base, n);
    for (const [k, close] of life.closings.entries()) {
      if (close >= until) ratings[2 * n + k] = byChance(life, random);
      else if (canFail(life) && settledAt(rhythm, close) < until) mayFail.push(2 * n + k);
      if (close < until) inside.push(2 * n + k);
    }
  }
  const { rated, satisfied } = ratio(satisfaction, Math.round(inside.length * 0.86), inside.length);
  for (const slot of choose(mayFail, rated - satisfied, random)) ratings[slot] = dissatisfied;
  for (const slot of choose(inside.filter(free(ratings)), satisfied, random)) ratings[slot] = pickSatisfied(random);
  for (const slot of choose(mayFail.filter(free(ratings)), Math.round(handled * 0.002), random))
    ratings[slot] = struckOut;
  return { ...base, withdrawn, ratings, handled, rated, satisfied };
}

const free = (ratings: Uint8Array) => (slot: number) => ratings[slot] === unrated;

const pickSatisfied = weighted([
  [1, 34],
  [2, 46],
  [3, 20],
]);

/** Only an order handled once by a unit is closed with a bad rating; others are handled again until it is not. */
const canFail = (life: Life): boolean => life.path === 'work' && life.closings.length === 1;

function byChance(life: Life, random: Random): number {
  if (!random.chance(0.86)) return unrated;
  return canFail(life) && random.chance(0.06) ? dissatisfied : pickSatisfied(random);
}

/** After a bad rating the unit has three working days to appeal; then the order is closed. */
export function settledAt(rhythm: Rhythm, calledBack: number): number {
  return startOf(dayOfEpoch(rhythm.endOfWorkdays(calledBack, 3))) + 9.5 * 3_600_000 + (calledBack % 28_800_000);
}

/** Exactly `k` of a list, in its order, each equally likely (Knuth's selection sampling). */
function choose(list: readonly number[], k: number, random: Random): number[] {
  const chosen: number[] = [];
  let needed = k;
  for (const [i, item] of list.entries()) {
    if (random.unit() * (list.length - i) >= needed) continue;
    chosen.push(item);
    needed--;
  }
  return chosen;
}

/** The whole numbers near `wish` whose ratio comes nearest to the goal; exact to four decimals from about a hundred on. */
function ratio(goal: number, wish: number, most: number): { rated: number; satisfied: number } {
  let best = { rated: wish, satisfied: Math.round(wish * goal), off: Number.POSITIVE_INFINITY };
  for (let rated = Math.max(1, wish - 60); rated <= Math.min(most, wish + 60); rated++) {
    const satisfied = Math.round(rated * goal);
    const off = Math.abs(satisfied / rated - goal);
    if (off < best.off) best = { rated, satisfied, off };
  }
  return best;
}
