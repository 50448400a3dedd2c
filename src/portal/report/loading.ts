// While the demonstration year streams in: how far it is, and a page that follows along by itself. With JavaScript it asks
// the progress and refreshes the live parts; without, the page is asked for again every few seconds.
import { type Html, html } from '../html.ts';
import type { Portal } from '../deps.ts';
import type { View } from '../view.ts';

export interface Loading {
  readonly note: Html | null;
  readonly refresh: { readonly refresh: number } | Record<string, never>;
}

export function loading(v: View, portal: Portal): Loading {
  const progress = portal.progress();
  if (progress === null || (progress.phase !== 'loading' && progress.phase !== 'waiting'))
    return { note: null, refresh: {} };
  const { done, total } = progress;
  const share = total === null || total === 0 ? '' : `${Math.floor((done / total) * 100)}%`;
  const bar = html`<progress value="${done}" max="${total ?? 1}" aria-label="${v.t('载入进度', 'Loading progress')}"></progress>`;
  const note = html`<div class="loading" data-progress="/api/v1/demo/progress"><p><span>${v.t('演示年度正在载入，数字会一直变化', 'The demonstration year is still loading; the numbers keep changing')}</span><output>${share}</output></p>${bar}</div>`;
  return { note, refresh: { refresh: 5 } };
}
