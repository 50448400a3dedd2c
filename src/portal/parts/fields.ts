// Form fields as WCAG asks: a visible label, the hint and the error tied to the control, the typed value kept.
import { attributes, type Child, type Html, html } from '../html.ts';
import type { View } from '../view.ts';

/** What a reader typed, by field name; a form shown again starts from it. */
export type Typed = Readonly<Record<string, string>>;
export type Errors = Readonly<Record<string, string>>;

export interface Filled {
  readonly typed: Typed;
  readonly errors: Errors;
}

export const unfilled: Filled = { typed: {}, errors: {} };

interface FieldSpec {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: true;
}

const idOf = (name: string) => `f-${name}`;

function described(spec: FieldSpec, filled: Filled): string | undefined {
  const ids = [spec.hint && `${idOf(spec.name)}-hint`, filled.errors[spec.name] && `${idOf(spec.name)}-error`];
  return ids.filter(Boolean).join(' ') || undefined;
}

function around(v: View, spec: FieldSpec, filled: Filled, control: Child, group = false): Html {
  const id = idOf(spec.name);
  const error = filled.errors[spec.name];
  const name = html`${spec.label}${spec.optional && html` <span class="optional">${v.t('（可不填）', '(optional)')}</span>`}`;
  const hint = spec.hint && html`<p class="hint" id="${id}-hint">${spec.hint}</p>`;
  const wrong =
    error && html`<p class="error" id="${id}-error"><span class="hush">${v.t('错误：', 'Error: ')}</span>${error}</p>`;
  const kind = error ? 'field bad' : 'field';
  if (!group) return html`<div class="${kind}"><label for="${id}">${name}</label>${hint}${wrong}${control}</div>`;
  const about = attributes({ 'aria-describedby': described(spec, filled) });
  return html`<fieldset class="${kind}" id="${id}"${about}><legend>${name}</legend>${hint}${wrong}${control}</fieldset>`;
}

export interface TextSpec extends FieldSpec {
  readonly type?: 'text' | 'tel' | 'search' | 'password';
  readonly max?: number;
  readonly short?: true;
  readonly autocomplete?: string;
  readonly inputmode?: 'text' | 'tel' | 'numeric';
  readonly placeholder?: string;
}

const common = (spec: FieldSpec, filled: Filled) => ({
  id: idOf(spec.name),
  name: spec.name,
  'aria-describedby': described(spec, filled),
  'aria-invalid': filled.errors[spec.name] ? 'true' : undefined,
  'aria-required': spec.optional ? undefined : 'true',
});

export function textField(v: View, spec: TextSpec, filled: Filled): Html {
  const input = attributes({
    ...common(spec, filled),
    type: spec.type ?? 'text',
    class: spec.short && 'short',
    maxlength: spec.max,
    autocomplete: spec.autocomplete ?? 'off',
    inputmode: spec.inputmode,
    placeholder: spec.placeholder,
    value: spec.type === 'password' ? undefined : (filled.typed[spec.name] ?? ''),
    spellcheck: 'false',
  });
  return around(v, spec, filled, html`<input${input}>`);
}

export function textArea(v: View, spec: TextSpec & { readonly rows?: number }, filled: Filled): Html {
  const box = attributes({ ...common(spec, filled), maxlength: spec.max, rows: spec.rows ?? 6 });
  // The parser drops one line break after the tag; without this one, a typed leading line break would be lost.
  return around(
    v,
    spec,
    filled,
    html`<textarea${box}>
${filled.typed[spec.name] ?? ''}</textarea>`,
  );
}

export interface Option {
  readonly value: string;
  readonly text: string;
  readonly note?: string;
}

export function choice(
  v: View,
  spec: FieldSpec & { readonly across?: true },
  options: readonly Option[],
  filled: Filled,
): Html {
  const kept = filled.typed[spec.name];
  const items = options.map(({ value, text, note }) => {
    const input = attributes({ type: 'radio', name: spec.name, value, checked: kept === value });
    return html`<label class="choice"><input${input}><span>${text}${note && html`<small>${note}</small>`}</span></label>`;
  });
  return around(v, spec, filled, html`<div class="${spec.across ? 'choices across' : 'choices'}">${items}</div>`, true);
}

export function select(v: View, spec: FieldSpec, options: readonly Option[], filled: Filled): Html {
  const kept = filled.typed[spec.name];
  const items = options.map(
    ({ value, text }) => html`<option${attributes({ value, selected: kept === value })}>${text}</option>`,
  );
  const first = html`<option value="">${v.t('请选择', 'Choose')}</option>`;
  return around(v, spec, filled, html`<select${attributes(common(spec, filled))}>${first}${items}</select>`);
}

export function check(name: string, text: string, note: string | undefined, filled: Filled): Html {
  const input = attributes({ type: 'checkbox', name, value: 'yes', checked: filled.typed[name] === 'yes' });
  return html`<label class="choice"><input${input}><span>${text}${note && html`<small>${note}</small>`}</span></label>`;
}

/** Everything wrong, at the top, each leading to its field. */
export function errorSummary(v: View, filled: Filled): Html | null {
  const wrong = Object.entries(filled.errors);
  if (wrong.length === 0) return null;
  const items = wrong.map(([name, text]) => html`<li><a href="#${idOf(name)}">${text}</a></li>`);
  return html`<div class="summary" role="alert" tabindex="-1"><h2>${v.t('还差一点，请看这里', 'Almost there: please look at these')}</h2><ul>${items}</ul></div>`;
}

export const hidden = (name: string, value: string): Html =>
  html`<input type="hidden" name="${name}" value="${value}">`;

export function form(v: View, action: string, body: Child): Html {
  return html`<form method="post" action="${action}" novalidate>${hidden('token', v.formToken)}${body}</form>`;
}
