// The receipt: number and query code, how to keep them, what comes next and until when, with the source of that limit.
import type { CaseView } from '#kernel';
import type { Answer, Visit } from '../door.ts';
import { type Html, html } from '../html.ts';
import { nextPeriods, periodLine } from '../track/periods.ts';
import { caseOf } from '../track/session.ts';
import { cookieNames, type View } from '../view.ts';

interface Receipt {
  readonly number: string;
  /** null: the same form was sent again long after, and the code is not given out a second time. */
  readonly code: string | null;
}

function receiptOf(visit: Visit): Receipt | null {
  const value = visit.portal.sealer.open(visit.cookie(cookieNames.received)) as Partial<Receipt> | null | undefined;
  if (typeof value?.number !== 'string') return null;
  return { number: value.number, code: typeof value.code === 'string' ? value.code : null };
}

function keeping(v: View, { number, code }: Receipt): Html {
  const copied = v.t('已复制', 'Copied');
  const both = `${v.t('编号', 'Number')} ${number}\n${v.t('查询码', 'Query code')} ${code ?? ''}`;
  return html`<dl class="ticket"><div><dt>${v.t('编号', 'Number')}</dt><dd>${number}</dd></div>${
    code !== null && html`<div><dt>${v.t('查询码', 'Query code')}</dt><dd>${code}</dd></div>`
  }</dl>
${
  code === null
    ? html`<p class="note soon">${v.t('这张表单之前已经提交过，没有重复登记。查询码不再显示，请用当时记下的那个。', 'This form had been submitted before and was not registered again. The query code is not shown again: use the one you noted then.')}</p>`
    : html`<p class="lede">${v.t('请现在抄下、拍照或打印。这一页半小时后不再显示查询码，丢了无法找回。', 'Write both down, take a photo or print this page now. In half an hour this page no longer shows the code, and it cannot be recovered.')}</p>`
}
<div class="row"><button class="button" type="button" data-copy="${both}" data-done="${copied}" hidden>${v.t('复制编号和查询码', 'Copy number and code')}</button><button class="button" type="button" data-print hidden>${v.t('打印', 'Print')}</button><a class="button main" href="/track">${v.t('查进度', 'Track it')}</a></div>`;
}

function next(v: View, view: CaseView | null, visit: Visit): Html {
  const lines =
    view === null
      ? []
      : nextPeriods(view).map((period) => html`<li>${periodLine(v, period, visit.portal.kernel.law)}</li>`);
  return html`<section class="ruled"><h2>${v.t('接下来', 'What happens next')}</h2><ol class="prose">
<li>${v.t('热线中心看过后，交给负责的单位，并说明理由。', 'The hotline centre reads it and hands it to the body in charge, with a reason.')}</li>
${lines}
<li>${v.t('办理单位答复后，您可以评价；不满意，可以要求重办。', 'Once the unit has replied you can rate it, or ask for it to be done again.')}</li>
</ol></section>`;
}

export async function receiptPage(visit: Visit): Promise<Answer> {
  const { v, portal } = visit;
  const receipt = receiptOf(visit);
  if (receipt === null) return { to: '/track' };
  const { number, code } = receipt;
  const found = code === null ? null : await caseOf(portal.kernel, { number, code });
  const view = found === null ? null : await portal.kernel.get(found.actor, found.item.procedure, found.item.id);
  if (code !== null) visit.keep(cookieNames.tracked, portal.sealer.seal({ number, code }), 30 * 60);
  const title = v.t('已收到', 'Received');
  const body = html`<h1>${v.t('已收到，谢谢您说出来', 'Received. Thank you for telling us')}</h1>${keeping(v, receipt)}${next(v, view, visit)}`;
  return { page: { title, section: 'demand', body } };
}
