// The search box: one line, one button, an address that can be shared.
import { type Html, html } from '../html.ts';
import type { View } from '../view.ts';

export function seek(v: View, action: string, q: string, label: string, placeholder = ''): Html {
  return html`<form class="seek" role="search" method="get" action="${action}"><label class="hush" for="q">${label}</label><input type="search" id="q" name="q" value="${q}" maxlength="100" placeholder="${placeholder}" autocomplete="off"><button>${v.t('找', 'Search')}</button></form>`;
}
