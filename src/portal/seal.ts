// Small secrets of one browser: a cookie that nobody can read or forge (AES-256-GCM), and the token that ties a form to
// the browser it was given to. The query code of a followed case travels only in such a cookie, never in an address.
import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export interface Sealer {
  seal(value: unknown): string;
  /** undefined for anything forged, cut, or sealed by another installation. */
  open(text: string | undefined): unknown;
  token(browser: string): string;
  tokenFits(browser: string | undefined, token: string | undefined): boolean;
}

export const newBrowserId = (): string => randomBytes(16).toString('base64url');

export function openSealer(secret: Buffer): Sealer {
  const key = createHmac('sha256', secret).update('portal cookie').digest();
  const formKey = createHmac('sha256', secret).update('portal form').digest();
  const tokenOf = (browser: string) => createHmac('sha256', formKey).update(browser).digest();
  return {
    seal(value) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(text) {
      if (text === undefined || text.length > 2000) return undefined;
      const bytes = Buffer.from(text, 'base64url');
      if (bytes.length < 29) return undefined;
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
        decipher.setAuthTag(bytes.subarray(12, 28));
        const body = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
        const value: unknown = JSON.parse(body.toString('utf8'));
        return value;
      } catch {
        return undefined;
      }
    },
    token: (browser) => tokenOf(browser).toString('base64url'),
    tokenFits(browser, token) {
      if (browser === undefined || token === undefined) return false;
      const given = Buffer.from(token, 'base64url');
      const wanted = tokenOf(browser);
      return given.length === wanted.length && timingSafeEqual(given, wanted);
    },
  };
}
