// A seeded generator, so that the demonstration year is the same on every machine: sfc32 (Doty-Humphrey's small fast
// counter, public domain), seeded through FNV-1a. One stream per case, so that adding a draw to one case moves no other.

export class Random {
  #a = 0;
  #b = 0;
  #c = 0;
  #d = 1;

  constructor(seed: string) {
    this.seed(hashOf(seed), 0);
  }

  /** Starts the stream numbered `n` of this seed; cheaper than a new object for each of 100,000 cases. */
  seed(seed: number, n: number): this {
    this.#a = seed | 0;
    this.#b = n | 0;
    this.#c = 0x9e3779b9;
    this.#d = 1;
    for (let i = 0; i < 12; i++) this.next();
    return this;
  }

  /** An integer from 0 to 2³² − 1. */
  next(): number {
    const t = (((this.#a + this.#b) | 0) + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + t;
    this.#c |= 0;
    return t >>> 0;
  }

  /** From 0 up to, not including, 1. */
  unit(): number {
    return this.next() / 4_294_967_296;
  }

  /** An integer from 0 up to, not including, `n`. */
  below(n: number): number {
    return Math.floor(this.unit() * n);
  }

  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  chance(p: number): boolean {
    return this.unit() < p;
  }

  pick<T>(list: readonly T[]): T {
    const item = list[this.below(list.length)];
    if (item === undefined) throw new Error('Nothing to pick from.');
    return item;
  }

  /** Skewed to the low end: most things happen soon, some late. */
  soon(low: number, high: number): number {
    const u = this.unit();
    return low + (high - low) * u * u;
  }
}

export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Picks by weight; the running sums are made once. */
export function weighted<T>(entries: readonly (readonly [T, number])[]): (random: Random) => T {
  const sums: number[] = [];
  let total = 0;
  for (const [, weight] of entries) sums.push((total += weight));
  return (random) => {
    const mark = random.unit() * total;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) > mark) high = middle;
      else low = middle + 1;
    }
    const entry = entries[low];
    if (!entry) throw new Error('Nothing to pick from.');
    return entry[0];
  };
}

/** Shares out `total` whole things by weight, exactly: largest remainders, earlier ones first. */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const shares = exact.map(Math.floor);
  const left = total - shares.reduce((all, share) => all + share, 0);
  const order = exact
    .map((value, i) => [value - Math.floor(value), i] as const)
    .sort((x, y) => y[0] - x[0] || x[1] - y[1]);
  for (const [, i] of order.slice(0, left)) shares[i] = (shares[i] ?? 0) + 1;
  return shares;
}
