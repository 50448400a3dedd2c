// The exact text that is hashed (RFC 8785) and the two kinds of text that no record may hold: NUL, which PostgreSQL
// cannot store, and lone surrogates, which have no UTF-8 form and so no stable hash.
import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';

export const HASH_ALGORITHM = 'sha-256';

/**
 * The library is the definition; it also takes 30 µs for an entry of 1.5 KB. RFC 8785 writes texts and numbers as
 * JSON.stringify does, so a value whose members are put in order first gives the same text in a third of the time.
 * Whatever that reasoning does not cover goes to the library.
 */
export function canonical(value: unknown): string {
  const inOrder = ordered(value);
  const text = inOrder === ODD ? canonicalize(value) : JSON.stringify(inOrder);
  if (text === undefined) throw new Error('Only JSON values have a canonical form.');
  return text;
}

const ODD = Symbol('odd');

/** The value with its members in order, itself where they are already; ODD where order of insertion does not decide. */
function ordered(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : ODD;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return orderedItems(value);
  if (Object.getPrototypeOf(value) !== Object.prototype) return ODD;
  const members = value as Readonly<Record<string, unknown>>;
  let last = '';
  let sorted = true;
  for (const key in members) {
    // Members that look like numbers come out first and by value, wherever they were put; __proto__ is not put at all.
    const first = key.charCodeAt(0);
    if ((first >= 48 && first <= 57) || key === '__proto__') return ODD;
    if (key < last) sorted = false;
    last = key;
  }
  if (!sorted) {
    const copy: Record<string, unknown> = {};
    for (const key of Object.keys(members).sort()) {
      const member = ordered(members[key]);
      if (member === ODD) return ODD;
      copy[key] = member;
    }
    return copy;
  }
  let copy: Record<string, unknown> | undefined;
  for (const key in members) {
    const before = members[key];
    const after = ordered(before);
    if (after === ODD) return ODD;
    if (after !== before) {
      copy ??= { ...members };
      copy[key] = after;
    }
  }
  return copy ?? value;
}

function orderedItems(items: readonly unknown[]): unknown {
  let copy: unknown[] | undefined;
  for (let at = 0; at < items.length; at += 1) {
    const after = ordered(items[at]);
    if (after === ODD) return ODD;
    if (after !== items[at]) {
      copy ??= [...items];
      copy[at] = after;
    }
  }
  return copy ?? items;
}

/** Hex SHA-256 of the UTF-8 bytes. */
export function digest(text: string): string {
  return hash('sha256', text, 'hex');
}

/** JSON pointer of the first text that cannot be recorded, or null. */
export function unrecordable(value: unknown, pointer = ''): string | null {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() ? pointer : null;
  if (typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const found = unrecordable(value[index], `${pointer}/${index}`);
      if (found !== null) return found;
    }
    return null;
  }
  for (const [key, member] of Object.entries(value)) {
    const at = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (unrecordable(key) !== null) return at;
    const found = unrecordable(member, at);
    if (found !== null) return found;
  }
  return null;
}
