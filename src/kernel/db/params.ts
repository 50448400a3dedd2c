// Parameters by name: a statement's text is built once, its values are picked for every call.
export class Params {
  readonly names: string[] = [];

  /** `$n` of the named value, cast when a type is given. */
  of(name: string, type?: string): string {
    let at = this.names.indexOf(name);
    if (at < 0) at = this.names.push(name) - 1;
    return type === undefined ? `$${at + 1}` : `$${at + 1}::${type}`;
  }

  pick(values: Readonly<Record<string, unknown>>): unknown[] {
    return this.names.map((name) => values[name]);
  }
}

let named = 0;

/** Prepared statements need names of their own; texts are built once per process, so a counter will do. */
export function statementName(): string {
  named += 1;
  return `plumbline ${named}`;
}
