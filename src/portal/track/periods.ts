// Time limits in plain words: until when, how long that still is, where the limit comes from, and how it was counted.
import { addDays, type CaseView, type DateText, dayNumber, type Law, type PeriodShown } from '#kernel';
import { type Html, html } from '../html.ts';
import { day, deadline, moment } from '../language.ts';
import type { View } from '../view.ts';

/** Running limits, nearest first. */
export function nextPeriods(view: CaseView): readonly PeriodShown[] {
  return view.periods
    .filter(({ status }) => status === 'running' || status === 'suspended')
    .toSorted((a, b) => ((a.dueAt ?? a.dueOn ?? '9') < (b.dueAt ?? b.dueOn ?? '9') ? -1 : 1));
}

export function untilWhen(v: View, period: PeriodShown): string {
  if (period.status === 'suspended') return v.t('暂停计算', 'Suspended');
  if (period.dueOn !== undefined) return deadline(v.lang, `${addDays(period.dueOn, 1)}T00:00:00+08:00`);
  if (period.dueAt !== undefined) return deadline(v.lang, period.dueAt);
  if (period.earliestOn !== undefined) return `${v.t('不早于', 'not before ')}${day(v.lang, period.earliestOn)}`;
  return '';
}

/** Whole days from today to the last day; negative once it has passed. */
export function daysLeft(period: PeriodShown, today: DateText): number | null {
  const last = period.dueOn ?? period.dueAt?.slice(0, 10);
  return last === undefined ? null : dayNumber(last) - dayNumber(today);
}

/** Where the limit comes from; a number that no law fixes says that it is a setting. */
export function sourceOf(v: View, period: PeriodShown, law: Law): string {
  const rule = law.find(period.state.rule);
  if (rule === undefined) return '';
  const setting =
    rule.confidence === 'low'
      ? v.t('（默认期限，待本区确认）', ' (a default limit that the district has yet to confirm)')
      : '';
  return `${v.lang === 'zh' ? rule.law.zh : rule.law.en}${setting}`;
}

export function periodLine(v: View, period: PeriodShown, law: Law): Html {
  const source = sourceOf(v, period, law);
  return html`${v.l(period.title)}${v.t('：最迟 ', ': by ')}<b class="num">${untilWhen(v, period)}</b>${source !== '' && html`<br><small class="muted">${v.t('依据：', 'Source: ')}${source}</small>`}`;
}

export function whyThisDate(v: View, period: PeriodShown): Html | null {
  if (period.trace.length === 0) return null;
  const lines = period.trace.map((line) => html`<li>${v.l(line)}</li>`);
  return html`<details><summary>${v.t('为什么是这一天？', 'Why this date?')}</summary><ol>${lines}</ol></details>`;
}

const plural = (days: number): string => (Math.abs(days) === 1 ? 'day' : 'days');

export function clock(v: View, period: PeriodShown, law: Law, today: DateText): Html {
  const left = daysLeft(period, today);
  const late = period.light === 'red' || (left !== null && left < 0);
  const tone = late ? 'late' : period.light === 'yellow' ? 'soon' : '';
  const big =
    left === null || period.status === 'suspended'
      ? null
      : html`<p class="left ${tone}"><b>${Math.abs(left)}</b><span>${
          left < 0 ? v.t('天前就该完成', `${plural(left)} late`) : v.t('天后到期', `${plural(left)} left`)
        }</span></p>`;
  const source = sourceOf(v, period, law);
  return html`<div class="clock"><h2>${v.l(period.title)}</h2>${big}<p>${v.t('最迟 ', 'By ')}<b class="num">${untilWhen(v, period)}</b>${
    period.provisional &&
    html` <span class="tag">${v.t('放假安排未公布，可能变动', 'holidays not announced yet: may move')}</span>`
  }</p>${source !== '' && html`<p class="small muted">${v.t('依据：', 'Source: ')}${source}</p>`}${whyThisDate(v, period)}</div>`;
}

export const when = (v: View, instant: string): Html =>
  html`<time datetime="${instant}">${moment(v.lang, instant)}</time>`;
