// Sensitive values rest only as AES-256-GCM ciphertext under a data key of their case. The data key rests wrapped by a
// master key that lives in a file outside the database and its backup. Destroying the wrapped key forgets the values
// while the chain of hashes still verifies. The blind index key lets an exact value be found without being readable.
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
  randomFillSync,
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSealed, Secret, type Sealed } from '../procedure/sensitive.ts';

interface KeyFile {
  readonly current: number;
  /** Base64 master keys by version; old ones stay until everything is rewrapped. */
  readonly masters: Readonly<Record<string, string>>;
  readonly blind: string;
  /** Signs cookies and query codes. */
  readonly code: string;
}

export interface DataKey {
  readonly key: KeyObject;
  readonly wrapped: Buffer;
  readonly version: number;
}

export interface Keyring {
  newDataKey(caseId: string): DataKey;
  unwrap(caseId: string, wrapped: Buffer, version: number): KeyObject;
  /** Keyed digest for exact match; the same value of another field has another digest. */
  blind(field: string, value: string): Buffer;
  /** Keyed digest of query codes, sessions and tokens. */
  codeDigest(value: string): string;
  /** The query code of a case: eight characters nobody can guess, the same each time it is asked for. */
  queryCode(caseId: string): string;
}

/** Without letters that are misread on the telephone. */
const CODE_LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ7';
const IV = 12;
const TAG = 16;
const KEY = 32;

/** Random bytes are drawn in bulk; each is used once. */
const drawn = Buffer.alloc(8192);
let used = drawn.length;

function random(count: number): Buffer {
  if (used + count > drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  used += count;
  return drawn.subarray(used - count, used);
}

// Keys are KeyObjects: with bare buffers node:crypto spends three times as long on every call (33 µs against 10).
function encrypt(key: KeyObject, plain: Buffer, bound: string): Buffer {
  const iv = random(IV);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(bound));
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: KeyObject, stored: Buffer, bound: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, stored.subarray(0, IV));
  decipher.setAAD(Buffer.from(bound));
  decipher.setAuthTag(stored.subarray(stored.length - TAG));
  return Buffer.concat([decipher.update(stored.subarray(IV, stored.length - TAG)), decipher.final()]);
}

export function seal(key: KeyObject, caseId: string, secret: Secret): Sealed {
  const text = encrypt(key, Buffer.from(secret.open()), caseId).toString('base64url');
  return { $sealed: text, kind: secret.kind };
}

export function unseal(key: KeyObject, caseId: string, value: Sealed): string {
  return decrypt(key, Buffer.from(value.$sealed, 'base64url'), caseId).toString('utf8');
}

/** Replaces every Secret in a parsed input; gives the very same value when there is none. */
export function sealAll(value: unknown, sealOne: (secret: Secret) => Sealed): unknown {
  if (value instanceof Secret) return sealOne(value);
  if (typeof value !== 'object' || value === null || isSealed(value)) return value;
  if (Array.isArray(value)) {
    const mapped = value.map((item) => sealAll(item, sealOne));
    return mapped.some((item, index) => item !== value[index]) ? mapped : value;
  }
  let changed: Record<string, unknown> | null = null;
  for (const [key, member] of Object.entries(value)) {
    const replaced = sealAll(member, sealOne);
    if (replaced !== member) {
      changed ??= { ...value };
      changed[key] = replaced;
    }
  }
  return changed ?? value;
}

function keyringOf(file: KeyFile): Keyring {
  const masters = new Map(
    Object.entries(file.masters).map(([version, key]) => [Number(version), createSecretKey(key, 'base64')]),
  );
  const master = (version: number): KeyObject => {
    const key = masters.get(version);
    if (key === undefined) throw new Error(`Master key ${version} is missing from the key file.`);
    return key;
  };
  const blindKey = createSecretKey(file.blind, 'base64');
  const codeKey = createSecretKey(file.code, 'base64');
  return {
    newDataKey(caseId) {
      const bytes = random(KEY);
      const wrapped = encrypt(master(file.current), bytes, caseId);
      const key = createSecretKey(bytes);
      bytes.fill(0);
      return {
        key,
        wrapped,
        version: file.current,
      };
    },
    unwrap: (caseId, wrapped, version) => createSecretKey(decrypt(master(version), wrapped, caseId)),
    blind: (field, value) => createHmac('sha256', blindKey).update(`${field}\0${value}`).digest(),
    codeDigest: (value) => createHmac('sha256', codeKey).update(value).digest('hex'),
    queryCode: (caseId) => {
      const bytes = createHmac('sha256', codeKey).update(`query-code\0${caseId}`).digest();
      return Array.from(bytes.subarray(0, 8), (byte) => CODE_LETTERS[byte % 32]).join('');
    },
  };
}

function newKeyFile(): KeyFile {
  const key = () => randomBytes(32).toString('base64');
  return { current: 1, masters: { 1: key() }, blind: key(), code: key() };
}

/** Keys of one run only, for tests. */
export function temporaryKeyring(): Keyring {
  return keyringOf(newKeyFile());
}

/** Reads `keys.json` in the folder, or makes it (mode 600) when the folder has none. */
export function openKeyring(folder: string): Keyring {
  const path = join(folder, 'keys.json');
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(path, JSON.stringify(newKeyFile(), null, 2), { mode: 0o600, flag: 'wx' });
  }
  return keyringOf(JSON.parse(readFileSync(path, 'utf8')) as KeyFile);
}
