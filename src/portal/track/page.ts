// One case as its citizen sees it: the line of steps, what is next and until when, the reply, and what can be done now.
import type { CaseView, Kernel, RecordItem, StepView } from '#kernel';
import { type Child, type Html, html } from '../html.ts';
import { hotline, nameOf, unitName, type Units, valuesOf } from '../labels.ts';
import type { Page } from '../layout.ts';
import type { View } from '../view.ts';
import { type ActionContext, actions } from './actions.ts';
import { clock, nextPeriods, periodLine, when } from './periods.ts';
import { comingStops, nowTitle, pastStops } from './stops.ts';

export interface Followed {
  readonly view: CaseView;
  readonly record: readonly RecordItem[];
  readonly steps: readonly StepView[];
  readonly units: Units;
  readonly kernel: Kernel;
}

type Facts = Readonly<Record<string, unknown>>;

const member = (facts: Facts, name: string): Facts => {
  const value = facts[name];
  return typeof value === 'object' && value !== null ? (value as Facts) : {};
};
const text = (facts: Facts, name: string): string => (typeof facts[name] === 'string' ? facts[name] : '');

function replyBlock(v: View, { view, units, kernel }: Followed): Html | null {
  const reply = member(view.facts, 'reply');
  const said = text(reply, 'words');
  const elsewhere = member(view.facts, 'elsewhere');
  if (text(elsewhere, 'competent') !== '') {
    return html`<section class="ruled"><h2>${v.t('这件事该找谁', 'Whom to turn to')}</h2><p class="reply"><b>${text(elsewhere, 'competent')}</b>
${text(elsewhere, 'reason')}</p></section>`;
  }
  if (said === '') return null;
  const result = text(reply, 'result');
  const tag =
    result !== '' &&
    html` <span class="tag ${result === 'solved' ? 'ok' : ''}">${nameOf(v, valuesOf(kernel, hotline, 'result'), result)}</span>`;
  const from = text(reply, 'unit');
  const at = text(reply, 'at');
  return html`<section class="ruled" id="reply"><h2>${v.t('答复', 'The reply')}${tag}</h2><div class="reply">${said}${
    text(reply, 'reason') !== '' &&
    html`

${v.t('说明：', 'Reason: ')}${text(reply, 'reason')}`
  }</div><p class="small muted">${from !== '' && unitName(v, units, from)} ${at !== '' && when(v, at)}</p></section>`;
}

function line(v: View, { view, record, kernel }: Followed): Html {
  const past = pastStops(record).map(
    ({ title, at }) => html`<li class="done"><h3>${v.l(title)}</h3>${at !== null && when(v, at)}</li>`,
  );
  const ended = view.endedAt !== null;
  const late = nextPeriods(view).some(({ light }) => light === 'red');
  const stateTitle = kernel.registry.procedures.get(view.procedure)?.states[view.state]?.title;
  const next = ended ? [] : nextPeriods(view).slice(0, 2);
  const until = next.map((period) => html`<p class="small">${periodLine(v, period, kernel.law)}</p>`);
  const here = html`<li class="${late ? 'now late' : 'now'}" aria-current="step"><h3>${v.l(nowTitle(view, stateTitle))}</h3>${until}</li>`;
  const coming = comingStops(view.state, ended).map(
    ({ title }) =>
      html`<li class="ahead"><h3><span class="hush">${v.t('之后：', 'Later: ')}</span>${v.l(title)}</h3></li>`,
  );
  return html`<ol class="line-of">${past}${here}${coming}</ol>`;
}

function summary(v: View, { view, units, kernel }: Followed): Html {
  const { facts, facets } = view;
  const where = [facets['place'] ? unitName(v, units, String(facets['place'])) : '', text(facts, 'spot')]
    .filter(Boolean)
    .join(' · ');
  const rows: readonly (readonly [string, Child])[] = [
    [v.t('内容', 'What'), text(facts, 'content')],
    [v.t('类别', 'Class'), nameOf(v, valuesOf(kernel, hotline, 'class'), facets['class'])],
    [v.t('地点', 'Where'), where],
    [
      v.t('办理单位', 'Handled by'),
      view.unit === view.home ? v.t('热线中心', 'The hotline centre') : unitName(v, units, view.unit),
    ],
  ];
  const shown = rows
    .filter(([, value]) => value !== '')
    .map(([term, value]) => html`<dt>${term}</dt><dd>${value}</dd>`);
  return html`<section class="ruled told"><h2>${v.t('您说的事', 'What you told us')}</h2><dl class="facts">${shown}</dl></section>`;
}

export interface Around {
  readonly back: { readonly href: string; readonly text: string };
  readonly notice: string | null;
  /** Only when followed by number and code: a way to forget both. */
  readonly leave: Html | null;
}

export function casePage(v: View, followed: Followed, context: ActionContext, around: Around): Page {
  const { view, kernel, steps } = followed;
  const title = v.t(`诉求 ${view.number}`, `Case ${view.number}`);
  const nearest = view.endedAt === null ? nextPeriods(view)[0] : undefined;
  const today = kernel.clock.now().slice(0, 10);
  return {
    title,
    section: 'track',
    body: html`<p class="back"><a href="${around.back.href}">← ${around.back.text}</a></p>
<h1><span class="hush">${v.t('诉求', 'Case')}</span> <span class="code">${view.number}</span></h1>
${around.notice !== null && html`<p class="note ok" role="status">${around.notice}</p>`}
<div class="split case"><div>
${replyBlock(v, followed)}
<section class="ruled"><h2>${v.t('走到哪一步', 'Where it stands')}</h2>${line(v, followed)}</section>
${summary(v, followed)}
</div><div>
${nearest !== undefined && html`<section class="sheet">${clock(v, nearest, kernel.law, today)}</section>`}
${actions(v, steps, context)}
${around.leave}
</div></div>`,
  };
}
