// One error for everything the law library refuses, with its reason in both languages.
import { TimeError } from '../time/say.ts';

type Code = 'unknown-rule' | 'unknown-law' | 'ill-formed' | 'refused-setting' | 'no-time-limit';

export class LawError extends TimeError {
  readonly code: Code;
  constructor(code: Code, ...sentence: ConstructorParameters<typeof TimeError>) {
    super(...sentence);
    this.name = 'LawError';
    this.code = code;
  }
}
