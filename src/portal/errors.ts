// Pages for when something does not go: what happened, in plain words, and what to do next.
import { html } from './html.ts';
import type { Speech } from './language.ts';
import { layout } from './layout.ts';
import type { View } from './view.ts';

interface Wording {
  readonly title: readonly [string, string];
  readonly says: readonly [string, string];
  readonly next: readonly { readonly href: string; readonly text: readonly [string, string] }[];
}

const home = { href: '/', text: ['回首页', 'Go to the home page'] } as const;

const wordings: Readonly<Record<number, Wording>> = {
  403: {
    title: ['这个页面您不能打开', 'You may not open this page'],
    says: [
      '它可能属于别人，或者表单放得太久已经失效。您填写的内容没有被保存。',
      'It may belong to someone else, or the form was left open too long. Nothing you typed was stored.',
    ],
    next: [home, { href: '/login', text: ['登录后再试', 'Log in and try again'] }],
  },
  404: {
    title: ['没有找到这个页面', 'This page does not exist'],
    says: [
      '地址可能写错了，也可能内容已经到期撤下。',
      'The address may be wrong, or what stood here has been taken down at its end date.',
    ],
    next: [home, { href: '/find', text: ['搜一搜', 'Search'] }, { href: '/track', text: ['查进度', 'Track a case'] }],
  },
  413: {
    title: ['内容太长了', 'That is too long'],
    says: ['请把要点写下来，细节可以之后补充。', 'Please write the main points; details can be added later.'],
    next: [{ href: '/demand', text: ['重新填写', 'Start again'] }],
  },
  429: {
    title: ['请稍等一下再试', 'Please wait a moment'],
    says: [
      '短时间内尝试的次数太多。为了保护每个人的查询码，系统会暂停一会儿。之前提交的内容不受影响。',
      'There were too many tries in a short time. To protect everyone’s query codes we pause for a moment. What you submitted before is safe.',
    ],
    next: [home],
  },
  500: {
    title: ['系统出了问题，不是您的错', 'Something broke here, and it is not your fault'],
    says: [
      '我们已经记下。刚才的提交如果没有看到编号，就没有成功：请返回上一页再试一次，同一张表单不会重复登记。',
      'It has been noted. If you saw no number, nothing was submitted: go back and try again. The same form never registers twice.',
    ],
    next: [home],
  },
};

/** How long to wait, in the largest unit that is not too short. */
export function waitingTime(v: Speech, seconds: number): string {
  if (seconds < 60)
    return v.t(`请在 ${seconds} 秒后再试。`, `Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`);
  const minutes = Math.ceil(seconds / 60);
  return v.t(`请在 ${minutes} 分钟后再试。`, `Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`);
}

export function errorPage(v: View, status: number, seconds: number | null = null): string {
  const wording = wordings[status] ?? (status >= 500 ? wordings[500] : wordings[404]);
  if (wording === undefined) return layout(v, { title: String(status), body: '' });
  const next = wording.next.map(({ href, text }) => html`<a class="button" href="${href}">${v.t(...text)}</a>`);
  return layout(v, {
    title: v.t(...wording.title),
    body: html`<h1>${v.t(...wording.title)}</h1><p class="lede">${v.t(...wording.says)}${seconds !== null && html` <b>${waitingTime(v, seconds)}</b>`}</p><div class="row end">${next}</div>`,
  });
}
