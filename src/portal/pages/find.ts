// The front door's answer to "I need …": tasks, answers, kinds of matters that can be handed in, published replies and
// figures, nearest first. A number that looks like a case leads to tracking.
import type { Answer, Visit } from '../door.ts';
import { type Child, type Html, html } from '../html.ts';
import { titlesNear } from '../knowledge/articles.ts';
import { articleList } from '../knowledge/routes.ts';
import { classesOf, hotline, nameOf, valuesOf } from '../labels.ts';
import { ranked } from '../match.ts';
import { seek } from '../parts/seek.ts';
import { publishedReplies } from './replies.ts';
import { tasks } from '../tasks.ts';

const section = (title: string, body: Child): Html => html`<section class="ruled"><h2>${title}</h2>${body}</section>`;

export async function find({ v, portal, query }: Visit): Promise<Answer> {
  const { kernel, year } = portal;
  const q = (query['q'] ?? '').trim().slice(0, 100);
  if (/^[A-Z]{1,4}\d{8}-\w{5,8}$/i.test(q)) return { to: '/track' };
  const title = v.t('找', 'Search');
  const box = seek(v, '/find', q, v.t('我要…', 'I need …'), v.t('我要…', 'I need …'));
  if (q === '')
    return {
      page: {
        title,
        body: html`<h1>${v.t('您要找什么？', 'What are you looking for?')}</h1><div class="found">${box}</div>`,
      },
    };
  const toDo = ranked(q, tasks, ({ title: name, says, words }) => `${name.zh} ${name.en} ${says.zh} ${words}`, 3);
  const classes = Object.entries(valuesOf(kernel, hotline, 'class'));
  const matters = ranked(q, classes, ([, label]) => `${label.zh} ${label.en}`, 4);
  const articles = await titlesNear(kernel, q, 8);
  const replies = ranked(q, (await publishedReplies(kernel, {})).items, ({ question }) => question, 5);
  const figures = ranked(q, [...kernel.registry.figures.values()], (one) => `${one.title.zh} ${one.title.en}`, 3);
  const hand = html`<a class="button main" href="/demand?text=${encodeURIComponent(q)}">${v.t(`就“${q}”提诉求`, `Hand in “${q}”`)}</a>`;
  const body = html`<h1>${v.t('找到这些', 'What we found')}</h1><div class="found">${box}</div>
${toDo.length > 0 && section(v.t('可以办', 'You can'), html`<ul class="ledger">${toDo.map((task) => html`<li><h3><a href="${task.href}">${v.l(task.title)}</a></h3><p>${v.l(v.care ? task.easy : task.says)}</p></li>`)}</ul>`)}
${
  articles.length > 0 &&
  section(
    v.t('现成的答案', 'Answers'),
    articleList(articles, (item) => nameOf(v, classesOf(kernel), item.facets['class'])),
  )
}
${replies.length > 0 && section(v.t('别人问过', 'Others have asked'), html`<ul class="ledger">${replies.map(({ id, question }) => html`<li><a href="/replies/${id}">${question}</a></li>`)}</ul>`)}
${figures.length > 0 && section(v.t('数字', 'Figures'), html`<ul class="ledger">${figures.map((one) => html`<li><a href="/figures/${one.id}?year=${year}">${v.l(one.title)}</a></li>`)}</ul>`)}
${section(v.t('交给工作人员', 'Hand it to the staff'), html`<p>${matters.length > 0 ? html`${v.t('这类事由热线受理：', 'The hotline takes such matters: ')}${matters.map(([, label], index) => html`${index > 0 && v.t('、', ', ')}${v.l(label)}`)}${v.t('。', '.')}` : v.t('没有正好对上的，也可以直接告诉我们。', 'Nothing fits exactly; you can simply tell us.')}</p><p class="row">${hand}</p>`)}`;
  return { page: { title: `${q} · ${title}`, body } };
}
