// Templates that cannot forget to escape: a string is always escaped (by ghtml), and only what another template made
// passes through as markup. There is no way here to mark a text as trusted by a sign one might mistype.
import { html as escaping } from 'ghtml';

export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

export type Child = Html | string | number | null | undefined | false | readonly Child[];

function render(child: Child): string {
  if (child === null || child === undefined || child === false) return '';
  if (child instanceof Html) return child.text;
  if (typeof child === 'object') return child.map(render).join('');
  return escaping`${child}`;
}

export function html(literals: TemplateStringsArray, ...children: Child[]): Html {
  let text = literals[0] ?? '';
  children.forEach((child, index) => {
    text += render(child) + (literals[index + 1] ?? '');
  });
  return new Html(text);
}

/** Attributes as a value: false, null and undefined are left out, true stands alone. */
export function attributes(values: Readonly<Record<string, string | number | boolean | null | undefined>>): Html {
  let text = '';
  for (const [name, value] of Object.entries(values)) {
    if (value === false || value === null || value === undefined) continue;
    text += value === true ? ` ${name}` : ` ${name}="${escaping`${value}`}"`;
  }
  return new Html(text);
}
