// Personal values (PIPL 28–29, 51): a declared kind of input that leaves the parser only as a Secret, enters an entry
// only sealed under the case's data key, and comes back only masked. No input accepts a masked value, so saving
// what a screen shows can never overwrite what is stored.
import * as z from 'zod';

export type SecretKind = 'phone' | 'id-number' | 'name' | 'text' | 'address' | 'email' | 'account';

/** A plain value on its way from the parser to the sealer. It prints and serialises as nothing. */
export class Secret {
  readonly kind: SecretKind;
  readonly #value: string;
  constructor(value: string, kind: SecretKind) {
    this.#value = value;
    this.kind = kind;
  }
  open(): string {
    return this.#value;
  }
  toJSON(): never {
    throw new Error('A sensitive value reached a serialiser before it was sealed.');
  }
  toString(): string {
    return '[sensitive]';
  }
}

/** A stored sensitive value: ciphertext under the data key of its case. */
export interface Sealed {
  readonly $sealed: string;
  readonly kind: SecretKind;
}

export interface Masked {
  readonly masked: string;
}

export function isSealed(value: unknown): value is Sealed {
  return typeof value === 'object' && value !== null && typeof (value as { $sealed?: unknown }).$sealed === 'string';
}

/** An input field. A string in, a Secret out; `{ masked }` is refused with a sentence. */
export function sensitive(kind: SecretKind, plain: z.ZodString = z.string().min(1).max(2000)) {
  return plain.meta({ sensitive: kind }).transform((value) => new Secret(value, kind));
}

/** The same field in the case's facts. Effects only move it. */
export function sealed() {
  return z.custom<Sealed>((value) => isSealed(value) || value instanceof Secret, 'must be a sealed value');
}

/** What a domain writes in an effect: the Secret passes through as if sealed already; the kernel seals it. */
export function carry(secret: Secret): Sealed {
  return secret as unknown as Sealed;
}

export function maskOf(kind: SecretKind, value: string): string {
  const chars = [...value];
  switch (kind) {
    case 'phone':
    case 'account':
      return chars.length < 8 ? '****' : `${chars.slice(0, 3).join('')}****${chars.slice(-4).join('')}`;
    case 'id-number':
      return chars.length < 10 ? '****' : `${chars.slice(0, 4).join('')}**********${chars.slice(-2).join('')}`;
    case 'name':
      return chars.length === 0 ? '' : `${chars[0]}${'*'.repeat(Math.max(1, Math.min(chars.length - 1, 3)))}`;
    case 'email': {
      const at = value.lastIndexOf('@');
      return at < 1 ? '****' : `${chars[0]}****${value.slice(at)}`;
    }
    case 'address':
      return `${chars.slice(0, 6).join('')}****`;
    case 'text':
      return '****';
  }
}
