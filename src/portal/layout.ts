// The frame of every page: demonstration band, head with the plumb line, main, foot. A page gives its title and body.
import { attributes, type Child, type Html, html } from './html.ts';
import { assets } from './assets.ts';
import type { View } from './view.ts';

export interface Page {
  readonly title: string;
  readonly body: Child;
  /** Which entry of the main menu this page belongs to. */
  readonly section?: string;
  /** Seconds after which a page that waits for something asks again, for readers without JavaScript. */
  readonly refresh?: number;
  readonly wide?: true;
}

/** The mark: a line and its bob. The line hangs from the top edge of every page. */
const mark = html`<svg class="mark" viewBox="0 0 16 64" width="16" height="64" aria-hidden="true" focusable="false"><path d="M8 0V42" /><path class="bob" d="M8 41l5 6-5 15-5-15z" /></svg>`;

const menu = (v: View) => [
  { id: 'demand', href: '/demand', text: v.t('提诉求', 'Ask us') },
  { id: 'track', href: '/track', text: v.t('查进度', 'Track') },
  { id: 'knowledge', href: '/knowledge', text: v.t('问答库', 'Answers') },
  { id: 'report', href: '/report', text: v.t('年度报告', 'Report') },
];

function band(v: View): Html | null {
  if (!v.demo) return null;
  return html`<p class="band">${v.t('演示系统：人、事、数据均为虚构示例，不受理真实事项', 'Demonstration: people, events and data are invented; nothing real is handled here')}</p>`;
}

function tools(v: View): Html {
  const other = v.lang === 'zh' ? 'en' : 'zh';
  const account = v.who?.kind === 'citizen' || v.who?.kind === 'official' ? '/my' : '/login';
  return html`<ul class="tools">
<li><a href="${v.here('care', v.care ? '0' : '1')}" rel="nofollow">${v.care ? v.t('标准版', 'Standard view') : v.t('关怀版', 'Easy view')}</a></li>
<li><a href="${v.here('lang', other)}" rel="nofollow" lang="${other === 'en' ? 'en' : 'zh-CN'}" hreflang="${other === 'en' ? 'en' : 'zh-CN'}">${v.t('English', '中文')}</a></li>
<li><a href="${account}">${v.who === null ? v.t('登录', 'Log in') : v.t('我的', 'My page')}</a></li>
</ul>`;
}

function head(v: View, section: string | undefined): Html {
  const items = menu(v).map(
    ({ id, href, text }) =>
      html`<li><a href="${href}"${attributes({ 'aria-current': id === section && 'page' })}>${text}</a></li>`,
  );
  return html`<header class="head">${band(v)}<div class="frame">
<a class="brand" href="/">${mark}<span class="name"><b lang="zh-CN">准绳</b><span>${v.t('区级政务门户', 'Plumbline')}</span></span></a>
<nav class="menu" aria-label="${v.t('主要栏目', 'Main')}"><ul>${items}</ul></nav>
<nav class="switches" aria-label="${v.t('显示与账户', 'Display and account')}">${tools(v)}</nav>
</div></header>`;
}

function foot(v: View): Html {
  const link = (href: string, text: string) => html`<li><a href="${href}">${text}</a></li>`;
  return html`<footer class="foot"><div class="frame">
<ul>${link('/help', v.t('怎样使用', 'How to use this'))}${link('/about', v.t('关于本站', 'About'))}${link('/accessibility', v.t('无障碍', 'Accessibility'))}${link('/privacy', v.t('个人信息', 'Privacy'))}${link('/officials', v.t('工作人员', 'For officials'))}</ul>
<p>${v.demo ? v.t('演示系统，并非政府网站。', 'A demonstration, not a government website.') : v.t('准绳：每一件事，依法、有记录、可查。', 'Plumbline: every act lawful, on record, open to check.')}</p>
</div></footer>`;
}

export function layout(v: View, page: Page): string {
  const site = v.demo ? v.t('准绳 · 演示系统', 'Plumbline · demonstration') : v.t('准绳', 'Plumbline');
  const lang = v.lang === 'zh' ? 'zh-CN' : 'en';
  const title = page.title === '' ? site : `${page.title} · ${site}`;
  return html`<!doctype html>
<html lang="${lang}"${attributes({ 'data-care': v.care && 'on' })}>
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${v.demo && html`<meta name="robots" content="noindex, nofollow">`}
${page.refresh !== undefined && html`<noscript><meta http-equiv="refresh" content="${page.refresh}"></noscript>`}
<link rel="icon" href="${assets.icon.href}" type="image/svg+xml">
<link rel="stylesheet" href="${assets.style.href}">
<script src="${assets.script.href}" defer></script>
</head>
<body>
<a class="skip" href="#main">${v.t('跳到正文', 'Skip to content')}</a>
${head(v, page.section)}
<main id="main"${attributes({ class: page.wide ? 'frame wide' : 'frame' })} tabindex="-1">
${page.body}
</main>
${foot(v)}
</body>
</html>`.text;
}
