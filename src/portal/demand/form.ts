// The demand form on two pages: three questions, then help and, if the help is not enough, contact and submission.
// Every value travels with the form, so going back, a mistake or a refusal loses nothing.
import type { UnitRow } from '#kernel';
import { html, type Html } from '../html.ts';
import type { Page } from '../layout.ts';
import {
  check,
  choice,
  errorSummary,
  type Filled,
  form,
  hidden,
  type Option,
  select,
  textArea,
  textField,
} from '../parts/fields.ts';
import type { View } from '../view.ts';
import { hintsFor } from './hints.ts';
import { textLimit, unsure } from './model.ts';

export interface Choices {
  readonly kinds: readonly Option[];
  readonly places: readonly UnitRow[];
}

const carried = (filled: Filled, names: readonly string[]): readonly Html[] =>
  names.flatMap((name) => {
    const value = filled.typed[name];
    return value === undefined || value === '' ? [] : [hidden(name, value)];
  });

const isLetter = (filled: Filled): boolean => filled.typed['channel'] === 'mailbox';

const kindNotes: Readonly<Record<string, readonly [string, string]>> = {
  consult: ['问一件事怎么办', 'How is something done?'],
  help: ['有困难，请帮忙', 'I need something fixed'],
  complaint: ['对办事、服务不满意', 'I am not content with a service'],
  report: ['有人违法违规', 'Someone is breaking the rules'],
  suggestion: ['有个主意', 'I have an idea'],
  praise: ['有人做得好', 'Someone did well'],
};

export function questions(v: View, filled: Filled, choices: Choices): Page {
  const letter = isLetter(filled);
  const title = letter ? v.t('写信给区长', 'Write to the district head') : v.t('提诉求', 'Ask, complain, suggest');
  const kinds = choices.kinds.map((option) => {
    const note = kindNotes[option.value];
    return note === undefined ? option : { ...option, note: v.t(...note) };
  });
  const places = choices.places.map(({ id, title: name }) => ({ value: id, text: v.l(name) }));
  const fields = html`
${choice(v, { name: 'kind', label: v.t('一、您想做什么？', '1. What would you like to do?'), across: true }, kinds, filled)}
${select(v, { name: 'place', label: v.t('二、在哪里？', '2. Where is it?'), hint: v.t('选街道或镇。与地点无关就不选。', 'Choose the sub-district or town. Leave it if place does not matter.'), optional: true }, places, filled)}
${textField(v, { name: 'spot', label: v.t('具体地点', 'The exact spot'), hint: v.t('例如：某小区 3 幢楼下、某路与某路交叉口。不必写自己的门牌号。', 'Such as “below block 3 of … estate” or a road crossing. No need for your own door number.'), optional: true, max: 200 }, filled)}
${textArea(v, { name: 'text', label: v.t('三、发生了什么？', '3. What happened?'), hint: v.t('什么时候、什么情况、希望怎样。想到哪写到哪。', 'When, what, and what you would like. In your own words.'), max: textLimit }, filled)}`;
  return {
    title,
    section: 'demand',
    body: html`<h1>${title}</h1>
<p class="lede">${v.t('先答三个问题，我们看看有没有现成的答案。不必登录，也不必写姓名。', 'Three questions first, to see whether there is an answer already. No login, no name needed.')}</p>
${errorSummary(v, filled)}
${form(v, '/demand', html`${carried(filled, ['channel', 'class', 'accused', 'name', 'phone', 'confidential', 'showPhone', 'publish', 'key'])}${fields}<div class="row end"><button class="button main" name="go" value="help">${v.t('下一步', 'Continue')}</button></div>`)}`,
  };
}

export interface Answer {
  readonly id: string;
  readonly question: string;
  readonly answer: string;
}

export interface Help {
  readonly answers: readonly Answer[];
  readonly classes: readonly Option[];
  readonly bodies: readonly UnitRow[];
  /** What was answered on the first page, in words. */
  readonly recap: readonly (readonly [string, string])[];
}

function found(v: View, help: Help): Html | null {
  if (help.answers.length === 0) return null;
  const items = help.answers.map(
    ({ question, answer }) => html`<li><details><summary>${question}</summary><p>${answer}</p></details></li>`,
  );
  return html`<section class="ruled"><h2>${v.t('也许这就是您要的答案', 'This may already answer it')}</h2><ul class="ledger">${items}</ul></section>`;
}

function contact(v: View, filled: Filled, help: Help): Html {
  const kind = filled.typed['kind'];
  const about =
    (kind === 'complaint' || kind === 'report') &&
    select(
      v,
      {
        name: 'accused',
        label: v.t('说的是哪个单位？', 'Which body is it about?'),
        hint: v.t(
          '选了之后，这件事不会交给被反映的单位自己办。',
          'If you choose one, the case is never handed to that very body.',
        ),
        optional: true,
      },
      help.bodies.map(({ id, title }) => ({ value: id, text: v.l(title) })),
      filled,
    );
  const classes = [
    ...help.classes,
    {
      value: unsure,
      text: v.t('都不是，或说不准：请工作人员判断', 'None of these, or not sure: let the staff decide'),
    },
  ];
  return html`${choice(v, { name: 'class', label: v.t('这属于哪一类？', 'What kind of matter is it?') }, classes, filled)}
${about}
${textField(v, { name: 'name', label: v.t('怎么称呼您', 'Your name'), optional: true, short: true, max: 60, autocomplete: 'name' }, filled)}
${textField(v, { name: 'phone', label: v.t('电话', 'Phone'), hint: v.t('只用来核实情况和告诉您结果。不留电话也会办，凭查询码看答复。', 'Used only to ask and to answer. Without it your case is handled all the same: read the reply with your query code.'), optional: true, type: 'tel', inputmode: 'tel', short: true, max: 30, autocomplete: 'tel' }, filled)}
<fieldset class="field" id="f-wishes"><legend>${v.t('您的意愿', 'Your wishes')}</legend><div class="choices">
${check('confidential', v.t('请为我保密', 'Keep me confidential'), v.t('工作人员联系时也不提到您。', 'Not even mentioned when staff make contact.'), filled)}
${check('showPhone', v.t('办理单位可以看我的电话', 'The handling unit may see my phone number'), v.t('不勾选，由热线中心转接，办理单位看不到号码。', 'Otherwise calls go through the hotline centre and the number stays hidden.'), filled)}
${isLetter(filled) && check('publish', v.t('回信可以公开', 'The reply may be published'), v.t('公开前去掉个人信息，您随时可以收回同意。', 'Without personal data; you may take this back at any time.'), filled)}
</div></fieldset>`;
}

export function helpAndContact(v: View, filled: Filled, help: Help): Page {
  const title = v.t('看一看，再交给我们', 'One look, then hand it over');
  const hints = hintsFor(filled.typed['text'] ?? '').map(
    ({ tone, says }) => html`<div class="note ${tone}"><p>${v.l(says)}</p></div>`,
  );
  const recap = help.recap.map(([term, text]) => html`<dt>${term}</dt><dd>${text}</dd>`);
  const first = carried(filled, ['channel', 'kind', 'place', 'spot', 'text', 'key']);
  return {
    title,
    section: 'demand',
    body: html`<h1>${title}</h1>
${errorSummary(v, filled)}
${hints}
${form(
  v,
  '/demand',
  html`${first}
<div class="split"><div>
<section class="ruled"><h2>${v.t('您要说的', 'What you said')}</h2><dl class="facts">${recap}</dl></section>
${found(v, help)}
<section class="ruled"><h2>${v.t('还是要交给工作人员', 'Hand it to the staff')}</h2>${contact(v, filled, help)}</section>
<div class="row end"><button class="button main" name="go" value="send">${v.t('提交', 'Submit')}</button><button class="button" name="go" value="back">${v.t('回去修改', 'Go back and change')}</button></div>
</div>
<aside class="sheet"><h2>${v.t('提交以后', 'After you submit')}</h2><ol class="prose small"><li>${v.t('马上得到编号和查询码。', 'You get a number and a query code at once.')}</li><li>${v.t('热线中心判断由谁办，并把期限告诉您。', 'The hotline centre decides who handles it and tells you the time limit.')}</li><li>${v.t('办理单位答复；您评价，不满意可以要求重办。', 'The unit replies; you rate it, and may ask for it to be done again.')}</li></ol></aside>
</div>`,
)}`,
  };
}
