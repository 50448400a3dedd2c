// What a citizen types into the demand form, checked on the server: beside each field what is wrong with it, and the
// input of the opening step once nothing is. Limits are those of the hotline's own schema; it judges again.
import type { Problem } from '#kernel';
import type { Speech } from '../language.ts';
import type { Errors, Typed } from '../parts/fields.ts';

/** The fields of both pages; everything not shown on a page travels with it. */
export const fieldNames = [
  'channel',
  'kind',
  'place',
  'spot',
  'text',
  'class',
  'accused',
  'name',
  'phone',
  'confidential',
  'showPhone',
  'publish',
  'key',
] as const;

export const unsure = 'unsure';
export const textLimit = 4000;

export function kept(typed: Typed): Typed {
  const values: Record<string, string> = {};
  for (const name of fieldNames) {
    const value = typed[name];
    if (value !== undefined) values[name] = value;
  }
  return values;
}

const said = (typed: Typed, name: string): string => (typed[name] ?? '').trim();

export interface Known {
  readonly kinds: readonly string[];
  readonly places: readonly string[];
  readonly classes: readonly string[];
}

/** The three questions. */
export function mattersWrong(speech: Speech, typed: Typed, known: Known): Errors {
  const { t } = speech;
  const errors: Record<string, string> = {};
  if (!known.kinds.includes(said(typed, 'kind')))
    errors['kind'] = t('请选一项：您想做什么', 'Choose one: what would you like to do');
  const place = said(typed, 'place');
  if (place !== '' && !known.places.includes(place))
    errors['place'] = t('请从列表里选择街道或镇', 'Choose a sub-district or town from the list');
  if (said(typed, 'spot').length > 200)
    errors['spot'] = t('地点请写在 200 字以内', 'Keep the place within 200 characters');
  const text = said(typed, 'text');
  if (text.length < 4)
    errors['text'] = t('请写下发生了什么，一句话也可以', 'Write what happened; one sentence is enough');
  if (text.length > textLimit)
    errors['text'] = t(
      `请写在 ${textLimit} 字以内，其余可以提交后补充`,
      `Keep it within ${textLimit} characters; you can add more after submitting`,
    );
  return errors;
}

const phoneShape = /^\+?[0-9][0-9 -]{5,24}$/;

/** Full-width digits are as good as narrow ones. */
const narrow = (text: string): string => text.normalize('NFKC');

export function contactWrong(speech: Speech, typed: Typed, known: Known): Errors {
  const { t } = speech;
  const errors: Record<string, string> = {};
  const chosen = said(typed, 'class');
  if (chosen !== unsure && !known.classes.includes(chosen))
    errors['class'] = t('请选一类，不确定就选最后一项', 'Choose a class; if unsure, take the last one');
  if (said(typed, 'name').length > 60) errors['name'] = t('称呼请写在 60 字以内', 'Keep the name within 60 characters');
  const phone = narrow(said(typed, 'phone'));
  if (phone !== '' && !phoneShape.test(phone))
    errors['phone'] = t('电话只写数字，例如 10000000000', 'Write the phone number in digits, such as 10000000000');
  if (typed['showPhone'] === 'yes' && phone === '')
    errors['phone'] = t('您同意办理单位查看电话，请留下电话', 'You agreed to show your phone number: please give it');
  return errors;
}

/** The input of the hotline's `register`. */
export function inputOf(typed: Typed, fallbackClass: string): Readonly<Record<string, unknown>> {
  const optional = (name: string) => (said(typed, name) === '' ? {} : { [name]: said(typed, name) });
  const agreed = (name: string) => (typed[name] === 'yes' ? { [name]: true } : {});
  const phone = narrow(said(typed, 'phone'));
  const caller = { ...optional('name'), ...(phone === '' ? {} : { phone }) };
  return {
    channel: typed['channel'] === 'mailbox' ? 'mailbox' : 'web',
    kind: said(typed, 'kind'),
    class: said(typed, 'class') === unsure ? fallbackClass : said(typed, 'class'),
    text: said(typed, 'text'),
    ...optional('place'),
    ...optional('spot'),
    ...optional('accused'),
    ...(Object.keys(caller).length === 0 ? {} : { caller }),
    ...agreed('confidential'),
    ...agreed('showPhone'),
    ...agreed('publish'),
  };
}

/** What the kernel found wrong, brought back to the fields of the form. */
export function errorsOf(speech: Speech, problem: Problem): Errors {
  const errors: Record<string, string> = {};
  for (const { pointer, message } of problem.errors) {
    const name = pointer.split('/').findLast((part) => fieldNames.some((field) => field === part));
    if (name !== undefined) errors[name] ??= speech.l(message);
  }
  const reasons = problem.refusals.map(({ reason }) => speech.l(reason));
  if (Object.keys(errors).length === 0) errors['text'] = reasons.join(' ') || speech.l(problem.detail);
  return errors;
}
