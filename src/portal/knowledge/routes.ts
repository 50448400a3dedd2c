// The knowledge base: search it, read an article with its source and how long it holds.
import type { CaseItem } from '#kernel';
import type { Answer, Door, Visit } from '../door.ts';
import { html } from '../html.ts';
import { classesOf, knowledge, nameOf } from '../labels.ts';
import { day } from '../language.ts';
import { seek } from '../parts/seek.ts';
import { articleOf, listed, titlesNear } from './articles.ts';

export const articleList = (items: readonly CaseItem[], classOf: (item: CaseItem) => string) =>
  html`<ul class="ledger">${items.map(
    (item) =>
      html`<li><div class="line"><h2><a href="/knowledge/${item.id}">${item.title}</a></h2><span class="tag">${classOf(item)}</span></div></li>`,
  )}</ul>`;

async function index({ v, portal, query }: Visit): Promise<Answer> {
  const { kernel } = portal;
  const q = (query['q'] ?? '').trim().slice(0, 100);
  const items = q === '' ? await listed(kernel) : await titlesNear(kernel, q, 30);
  const classes = classesOf(kernel);
  const title = v.t('问答库', 'Answers');
  const none =
    q === ''
      ? html`<p class="note">${v.t('还没有发布的文章。', 'No articles have been published yet.')}</p>`
      : html`<div class="note"><p>${v.t(`没有找到与“${q}”相近的文章。`, `No article is close to “${q}”.`)}</p><p><a href="/demand?text=${encodeURIComponent(q)}">${v.t('直接问工作人员', 'Ask the staff instead')}</a></p></div>`;
  const list = items.length === 0 ? none : articleList(items, (item) => nameOf(v, classes, item.facets['class']));
  const body = html`<h1>${title}</h1><p class="lede">${v.t('常见的事怎么办。每篇都注明依据，过期自动撤下。', 'How common things are done. Each names its source and is taken down when it expires.')}</p>
<div class="ruled">${seek(v, '/knowledge', q, v.t('在问答库里找', 'Search the answers'))}</div>
<div class="found">${q !== '' && html`<p class="small muted">${v.t(`找到 ${items.length} 篇`, `${items.length} found`)}</p>`}${list}</div>`;
  return { page: { title, section: 'knowledge', body } };
}

async function article({ v, portal, params }: Visit): Promise<Answer> {
  const id = params['id'] ?? '';
  if (!/^[0-9a-f-]{36}$/.test(id) || !portal.kernel.registry.procedures.has(knowledge)) return { error: 404 };
  const found = await articleOf(portal.kernel, id);
  const classes = classesOf(portal.kernel);
  const paragraphs = found.answer.split(/\n+/).map((text) => html`<p>${text}</p>`);
  const body = html`<p class="back"><a href="/knowledge">← ${v.t('问答库', 'Answers')}</a></p><h1>${found.question}</h1>
<div class="split"><div class="prose lede">${paragraphs}</div>
<aside class="sheet"><dl class="facts"><dt>${v.t('类别', 'Class')}</dt><dd>${nameOf(v, classes, found.class)}</dd><dt>${v.t('依据', 'Source')}</dt><dd>${found.source}</dd>${
    found.validUntil !== '' && html`<dt>${v.t('有效至', 'Holds until')}</dt><dd>${day(v.lang, found.validUntil)}</dd>`
  }<dt>${v.t('编号', 'Number')}</dt><dd class="code">${found.number}</dd></dl></aside></div>
<p class="ruled">${v.t('没有解决？', 'Not solved?')} <a href="/demand?text=${encodeURIComponent(found.question)}">${v.t('把您的情况告诉我们', 'Tell us about your case')}</a></p>`;
  return { page: { title: found.question, section: 'knowledge', body } };
}

export function knowledgeRoutes(door: Door): void {
  door.get('/knowledge', index);
  door.get('/knowledge/:id', article);
}
