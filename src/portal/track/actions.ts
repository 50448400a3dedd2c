// What a citizen may do with an own case now. The kernel says which steps are open and why others are not; this file only
// knows how each is asked on a form.
import type { Refusal, StepView } from '#kernel';
import { type Html, html } from '../html.ts';
import type { Option } from '../parts/fields.ts';
import { choice, type Filled, form, hidden, textArea, type Typed, unfilled } from '../parts/fields.ts';
import type { View } from '../view.ts';

export interface ActionSpec {
  readonly step: string;
  readonly title: (v: View) => string;
  readonly fields: (v: View, filled: Filled, ratings: readonly Option[]) => Html;
  readonly input: (typed: Typed) => Readonly<Record<string, unknown>>;
}

const words = (typed: Typed, name: string): string => (typed[name] ?? '').trim();
const maybe = (typed: Typed, name: string) => (words(typed, name) === '' ? {} : { [name]: words(typed, name) });

const wish = (typed: Typed, name: string) =>
  typed[name] === 'yes' || typed[name] === 'no' ? { [name]: typed[name] === 'yes' } : {};

export const actionSpecs: readonly ActionSpec[] = [
  {
    step: 'rate',
    title: (v) => v.t('评价', 'Rate it'),
    fields: (v, filled, ratings) =>
      html`${choice(
        v,
        { name: 'solved', label: v.t('事情解决了吗？', 'Was it solved?'), across: true },
        [
          { value: 'yes', text: v.t('解决了', 'Yes') },
          { value: 'no', text: v.t('没有', 'No') },
        ],
        filled,
      )}${choice(v, { name: 'rating', label: v.t('对结果满意吗？', 'How content are you with the result?'), across: true }, ratings, filled)}${textArea(v, { name: 'words', label: v.t('想说的话', 'In your words'), optional: true, rows: 3, max: 1000 }, filled)}`,
    input: (typed) => ({
      ...(typed['solved'] === undefined ? {} : { solved: typed['solved'] === 'yes' }),
      ...maybe(typed, 'rating'),
      ...maybe(typed, 'words'),
    }),
  },
  {
    step: 'addInfo',
    title: (v) => v.t('补充情况', 'Add information'),
    fields: (v, filled) =>
      textArea(
        v,
        {
          name: 'text',
          label: v.t('新的情况', 'What is new'),
          hint: v.t(
            '补充的内容会转给办理单位，其中的个人信息会遮盖。',
            'It is passed on to the unit, with personal data covered.',
          ),
          rows: 4,
          max: 2000,
        },
        filled,
      ),
    input: (typed) => ({ text: words(typed, 'text') }),
  },
  {
    step: 'urge',
    title: (v) => v.t('催办', 'Urge'),
    fields: (v, filled) =>
      textArea(
        v,
        { name: 'words', label: v.t('想说的话', 'In your words'), optional: true, rows: 3, max: 500 },
        filled,
      ),
    input: (typed) => maybe(typed, 'words'),
  },
  {
    step: 'askRework',
    title: (v) => v.t('要求重办', 'Ask for it to be done again'),
    fields: (v, filled) =>
      textArea(v, { name: 'words', label: v.t('哪里没有办好？', 'What is still wrong?'), rows: 4, max: 1000 }, filled),
    input: (typed) => ({ words: words(typed, 'words') }),
  },
  {
    step: 'reopen',
    title: (v) => v.t('重新提出', 'Have it reopened'),
    fields: (v, filled) =>
      textArea(
        v,
        { name: 'words', label: v.t('为什么要重新办理？', 'Why should it be done again?'), rows: 4, max: 1000 },
        filled,
      ),
    input: (typed) => ({ words: words(typed, 'words') }),
  },
  {
    step: 'consent',
    title: (v) => v.t('更改意愿', 'Change your wishes'),
    fields: (v, filled) => {
      const answers = [
        { value: 'keep', text: v.t('不变', 'No change') },
        { value: 'yes', text: v.t('同意', 'I agree') },
        { value: 'no', text: v.t('收回同意', 'I take it back') },
      ];
      const start = { ...filled, typed: { showPhone: 'keep', publish: 'keep', ...filled.typed } };
      return html`${choice(v, { name: 'showPhone', label: v.t('办理单位看我的电话', 'The unit may see my phone number') }, answers, start)}${choice(v, { name: 'publish', label: v.t('公开回信（去掉个人信息）', 'The reply may be published, without personal data') }, answers, start)}`;
    },
    // Only what is changed is sent: leaving one wish alone must never take back the other.
    input: (typed) => ({ ...wish(typed, 'showPhone'), ...wish(typed, 'publish') }),
  },
  {
    step: 'withdraw',
    title: (v) => v.t('撤回', 'Withdraw it'),
    fields: (v, filled) =>
      html`<p class="small muted">${v.t('撤回后不再办理，记录仍会保留。', 'Nothing more is done after this; the record remains.')}</p>${textArea(v, { name: 'words', label: v.t('原因', 'Reason'), optional: true, rows: 3, max: 500 }, filled)}`,
    input: (typed) => maybe(typed, 'words'),
  },
];

export const specOf = (step: string): ActionSpec | undefined => actionSpecs.find((spec) => spec.step === step);

/** A step tried and not taken: shown open, with what was typed and what stood against it. */
export interface Tried {
  readonly step: string;
  readonly filled: Filled;
  readonly says: string | null;
}

export interface ActionContext {
  readonly base: string;
  readonly ratings: readonly Option[];
  readonly version: number;
  readonly tried: Tried | null;
  readonly key: () => string;
}

function because(v: View, refusal: Refusal): Html {
  const source = [v.l(refusal.law), refusal.article].filter((part) => part !== '').join(' ');
  const named = v.l(refusal.law).includes(refusal.article) ? v.l(refusal.law) : source;
  return html`<small>${v.l(refusal.reason)}${named !== '' && html` — ${named}`}</small>`;
}

function open(v: View, spec: ActionSpec, context: ActionContext): Html {
  const tried = context.tried?.step === spec.step ? context.tried : null;
  const fields = spec.fields(v, tried?.filled ?? unfilled, context.ratings);
  const says = tried?.says && html`<p class="error" role="alert">${tried.says}</p>`;
  const body = html`${hidden('key', context.key())}${says}${fields}<button class="button main">${spec.title(v)}</button>`;
  const disclosure = tried === null ? html`<details name="act">` : html`<details name="act" open>`;
  return html`<li id="act-${spec.step}">${disclosure}<summary>${spec.title(v)}</summary>${form(v, `${context.base}/${spec.step}`, body)}</details></li>`;
}

function closed(v: View, spec: ActionSpec, step: StepView): Html {
  return html`<li class="no"><b>${spec.title(v)}</b>${step.refusals.map((refusal) => because(v, refusal))}</li>`;
}

export function actions(v: View, steps: readonly StepView[], context: ActionContext): Html | null {
  const known = actionSpecs.flatMap((spec) => {
    const step = steps.find(({ id }) => id === spec.step);
    return step === undefined ? [] : [{ spec, step }];
  });
  if (known.length === 0) return null;
  const may = known.filter(({ step }) => step.allowed).map(({ spec }) => open(v, spec, context));
  const mayNot = known.filter(({ step }) => !step.allowed).map(({ spec, step }) => closed(v, spec, step));
  const none =
    may.length === 0 &&
    html`<p class="muted">${v.t('现在没有需要您做的事。', 'There is nothing for you to do at the moment.')}</p>`;
  return html`<section class="sheet"><h2>${v.t('您可以', 'You can')}</h2>${none}<ul class="acts">${may}</ul>${
    mayNot.length > 0 &&
    html`<details class="small"><summary>${v.t('现在还不能做的，以及为什么', 'What is not possible now, and why')}</summary><ul class="acts">${mayNot}</ul></details>`
  }</section>`;
}
