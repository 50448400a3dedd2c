// The exact text that is hashed (RFC 8785) and the two kinds of text that no record may hold: NUL, which PostgreSQL
// cannot store, and lone surrogates, which have no UTF-8 form and so no stable hash.
import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';

export const HASH_ALGORITHM = 'sha-256';

export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('Only JSON values have a canonical form.');
  return text;
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
