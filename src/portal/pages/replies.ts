// Letters to the district head whose writers agreed to publication: question and reply as the hotline published them,
// after personal data was taken out. Nothing else of such a case is open.
import type { Kernel } from '#kernel';
import type { Answer, Visit } from '../door.ts';
import { html } from '../html.ts';
import { hotline, unitName, unitsOf } from '../labels.ts';
import { day } from '../language.ts';

const anyone = { anyone: true } as const;

export interface Published {
  readonly id: string;
  readonly number: string;
  readonly question: string;
  readonly answer: string;
  readonly unit: string;
  readonly at: string;
}

function published(id: string, number: string, facts: Readonly<Record<string, unknown>>): Published | null {
  const value = facts['published'];
  if (typeof value !== 'object' || value === null) return null;
  const { question, answer, unit, at } = value as Readonly<Record<string, unknown>>;
  if (typeof question !== 'string' || typeof answer !== 'string') return null;
  return {
    id,
    number,
    question,
    answer,
    unit: typeof unit === 'string' ? unit : '',
    at: typeof at === 'string' ? at : '',
  };
}

export async function publishedReplies(kernel: Kernel, ask: { readonly cursor?: string }) {
  const facets = kernel.registry.procedures.get(hotline)?.facets ?? {};
  if (facets['published'] === undefined) return { items: [], next: null };
  const page = await kernel.list(anyone, hotline, { facets: { published: 'true' }, limit: 20, ...ask });
  const items = await Promise.all(
    page.items.map(async ({ id, number }) => published(id, number, (await kernel.get(anyone, hotline, id)).facts)),
  );
  const newest = (a: Published, b: Published) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0);
  return { items: items.filter((item) => item !== null).toSorted(newest), next: page.next };
}

export async function repliesPage({ v, portal, query }: Visit): Promise<Answer> {
  const { cursor } = query;
  const { items, next } = await publishedReplies(portal.kernel, cursor === undefined ? {} : { cursor });
  const units = await unitsOf(portal.kernel);
  const title = v.t('来信选登', 'Published replies');
  const list = items.map(
    (item) =>
      html`<li><div class="line"><h2><a href="/replies/${item.id}">${item.question}</a></h2>${item.at !== '' && html`<span class="small muted">${day(v.lang, item.at)}</span>`}</div><p>${unitName(v, units, item.unit)}</p></li>`,
  );
  const more =
    next !== null &&
    html`<p class="pages"><a href="/replies?cursor=${encodeURIComponent(next)}">${v.t('更早的', 'Older')}</a></p>`;
  const empty = html`<p class="note">${v.t('还没有公开的回信。', 'No replies have been published yet.')}</p>`;
  const body = html`<h1>${title}</h1><p class="lede">${v.t('写给区长的信。只登写信人同意公开的，公开前去掉了个人信息。', 'Letters to the district head. Only those whose writers agreed, with personal data taken out.')}</p>
<div class="ruled">${items.length === 0 ? empty : html`<ul class="ledger">${list}</ul>`}</div>${more}
<p class="lede"><a href="/demand?channel=mailbox">${v.t('我也要写信', 'Write one yourself')}</a></p>`;
  return { page: { title, body } };
}

export async function replyPage({ v, portal, params }: Visit): Promise<Answer> {
  const id = params['id'] ?? '';
  if (!/^[0-9a-f-]{36}$/.test(id)) return { error: 404 };
  const view = await portal.kernel.get(anyone, hotline, id);
  const item = published(id, view.number, view.facts);
  if (item === null) return { error: 404 };
  const units = await unitsOf(portal.kernel);
  const paragraphs = (text: string) => text.split(/\n+/).map((one) => html`<p>${one}</p>`);
  const [first = '', ...rest] = item.question.split('\n');
  const body = html`<p class="back"><a href="/replies">← ${v.t('来信选登', 'Published replies')}</a></p><h1>${first}</h1>
<div class="prose lede">${paragraphs(rest.join('\n'))}</div>
<section class="ruled"><h2>${v.t('回信', 'The reply')}</h2><div class="prose">${paragraphs(item.answer)}</div><p class="small muted">${unitName(v, units, item.unit)}${item.at !== '' && html` · ${day(v.lang, item.at)}`} · <span class="code">${item.number}</span></p></section>`;
  return { page: { title: first, body } };
}
