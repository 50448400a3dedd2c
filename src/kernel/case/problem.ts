// Every way a question can fail, as one family of errors that HTTP turns into problem+json (RFC 9457) and the command
// line into a sentence. Nothing here is a 5xx: those are faults of ours, not of the asker.
import type { Label } from '../procedure/types.ts';

export interface Refusal {
  readonly ground: string;
  readonly reason: Label;
  readonly law: Label;
  readonly article: string;
}

export interface FieldError {
  /** JSON pointer into the input. */
  readonly pointer: string;
  readonly message: Label;
}

export type ProblemKind =
  | 'unknown-actor' // 401
  | 'not-allowed' // 403
  | 'not-found' // 404: absent or invisible, the same answer
  | 'refused' // 409: a ground or the state stands against it
  | 'stale' // 412: the case moved on meanwhile
  | 'bad-input' // 422
  | 'version-required' // 428
  | 'conflicting-request'; // 422: the same key with another body

export class Problem extends Error {
  readonly kind: ProblemKind;
  readonly detail: Label;
  readonly refusals: readonly Refusal[];
  readonly errors: readonly FieldError[];
  constructor(
    kind: ProblemKind,
    detail: Label,
    more: { refusals?: readonly Refusal[]; errors?: readonly FieldError[] } = {},
  ) {
    super(detail.en);
    this.name = 'Problem';
    this.kind = kind;
    this.detail = detail;
    this.refusals = more.refusals ?? [];
    this.errors = more.errors ?? [];
  }
}

export const unknownActor = () => new Problem('unknown-actor', { zh: '请先登录。', en: 'Log in first.' });
export const notAllowed = (detail?: Label) =>
  new Problem('not-allowed', detail ?? { zh: '您的岗位不能办理此事。', en: 'None of your posts may do this.' });
export const notFound = () =>
  new Problem('not-found', { zh: '没有这件事项，或您不能查看。', en: 'There is no such case, or you may not see it.' });
export const stale = () =>
  new Problem('stale', {
    zh: '此件刚被他人办理，您填写的内容未丢失：请查看最新情况后再提交。',
    en: 'Someone else has just acted on this case. Nothing you typed is lost: look at the latest state and submit again.',
  });
export const badInput = (detail: Label, errors: readonly FieldError[] = []) =>
  new Problem('bad-input', detail, { errors });
