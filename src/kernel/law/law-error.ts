// One error for everything the law library refuses, with its reason in both languages.

/** Something asked of the law that it does not hold, or holds otherwise. */
export class LawError extends Error {
  readonly code: 'unknown-rule' | 'unknown-law' | 'ill-formed' | 'refused-setting' | 'no-time-limit';
  readonly label: { zh: string; en: string };
  constructor(code: LawError['code'], zh: string, en: string) {
    super(en);
    this.name = 'LawError';
    this.code = code;
    this.label = { zh, en };
  }
}
