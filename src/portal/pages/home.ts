// The front page: say what you need, or choose; and what the year has come to so far.
import type { CaseItem } from '#kernel';
import type { Answer, Visit } from '../door.ts';
import { type Html, html } from '../html.ts';
import { count, day, percent } from '../language.ts';
import { listed } from '../knowledge/articles.ts';
import { spark } from '../parts/chart.ts';
import { seek } from '../parts/seek.ts';
import { loading } from '../report/loading.ts';
import { type YearNumbers, yearNumbers } from '../report/numbers.ts';
import { publishedReplies, type Published } from './replies.ts';
import { tasks } from '../tasks.ts';
import type { View } from '../view.ts';

const tries = (v: View): readonly string[] => [
  v.t('路灯不亮', 'street lighting'),
  v.t('工地噪声', 'noise of building sites'),
  v.t('停水', 'water supply'),
  v.t('查进度', 'track a case'),
];

function hero(v: View): Html {
  const chips = tries(v).map((text) => html`<li><a href="/find?q=${encodeURIComponent(text)}">${text}</a></li>`);
  const ask = v.care
    ? v.t('您有什么事？', 'What do you need?')
    : v.t('您要办什么事，说给我们听', 'Tell us what you need');
  return html`<div class="hero"><h1>${ask}</h1>${seek(v, '/find', '', v.t('我要…', 'I need …'), v.t('我要…，例如：路灯不亮', 'I need … a street light repaired'))}<ul class="tries" aria-label="${v.t('试试', 'Try')}">${chips}</ul></div>`;
}

function account(v: View, year: number, numbers: YearNumbers): Html {
  const link = (id: string) => `/figures/${id}?year=${year}`;
  const orders =
    numbers.orders === null
      ? html`<p>${v.t('还没有记录。', 'No records yet.')}</p>`
      : html`<a class="sum" href="${link('hotline.orders')}">${count(numbers.orders)}</a><p>${v.t('件次诉求办结，每一件都能点开', 'demands handled; each one opens')}</p>${spark(numbers.months)}`;
  const satisfied =
    numbers.satisfaction !== null &&
    html`<p>${v.t('结果满意率', 'Content with the result')} <a class="num" href="${link('hotline.satisfaction')}"><b>${percent(numbers.satisfaction)}</b></a></p>`;
  return html`<section class="account" aria-labelledby="account"><h2 id="account">${v.t(`${year} 年的账`, `The account of ${year}`)}</h2><div data-live="account">${orders}${satisfied}<p class="small">${v.t(`计到 ${day('zh', numbers.to)}`, `Counted up to ${day('en', numbers.to)}`)}</p></div><p><a href="/report/${year}">${v.t('读年度报告', 'Read the annual report')}</a></p></section>`;
}

const taskList = (v: View): Html =>
  html`<nav aria-label="${v.t('可以办的事', 'What you can do here')}"><ul class="tasks">${tasks.map(
    ({ href, title, says, easy }) =>
      html`<li><a href="${href}"><h2>${v.l(title)}</h2><p>${v.l(v.care ? easy : says)}</p></a></li>`,
  )}</ul></nav>`;

function latest(v: View, articles: readonly CaseItem[], replies: readonly Published[]): Html | null {
  if (articles.length === 0 && replies.length === 0) return null;
  const answers = articles.slice(0, 5).map(({ id, title }) => html`<li><a href="/knowledge/${id}">${title}</a></li>`);
  const letters = replies
    .slice(0, 5)
    .map(({ id, question }) => html`<li><a href="/replies/${id}">${question}</a></li>`);
  return html`<div class="two">${
    answers.length > 0 &&
    html`<section class="ruled"><h2>${v.t('常见问答', 'Common answers')}</h2><ul class="ledger">${answers}</ul></section>`
  }${letters.length > 0 && html`<section class="ruled"><h2>${v.t('来信选登', 'Published replies')}</h2><ul class="ledger">${letters}</ul></section>`}</div>`;
}

export async function home({ v, portal }: Visit): Promise<Answer> {
  const { kernel, year } = portal;
  const [numbers, articles, replies] = await Promise.all([
    yearNumbers(kernel, year),
    listed(kernel),
    publishedReplies(kernel, {}).then(({ items }) => items),
  ]);
  const waiting = loading(v, portal);
  const body = html`<div class="front">${hero(v)}${taskList(v)}${account(v, year, numbers)}</div>${waiting.note}${latest(v, articles, replies)}`;
  return { page: { title: '', body, ...waiting.refresh } };
}
