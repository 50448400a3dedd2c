// Everything works without this file. With it: a form is not sent twice by a double click, number and code can be
// copied or printed with one press, what was typed outlives a change of language, and a page that waits for figures
// follows along by itself.
'use strict';
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.method !== 'post') return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = '1';
  for (const button of form.querySelectorAll('button')) button.setAttribute('aria-busy', 'true');
});
addEventListener('pageshow', () => {
  for (const form of document.forms) delete form.dataset.sent;
  for (const button of document.querySelectorAll('button[aria-busy]')) button.removeAttribute('aria-busy');
});
for (const button of document.querySelectorAll('[data-copy], [data-print]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    if ('print' in button.dataset) return print();
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.done;
  });
}
// Kept for the one page that comes next, and taken out of the browser's store as soon as it is there.
const written = document.querySelector('main form[method="post"]');
const place = `written ${location.pathname}`;
for (const link of document.querySelectorAll('a[href^="?"], a[href*="?lang="], a[href*="?care="]')) {
  link.addEventListener('click', () => {
    if (!written || new URL(link.href).pathname !== location.pathname) return;
    const secret = ({ name, type }) => type === 'password' || type === 'hidden' || type === 'file' || name === '';
    const kept = new Set([...written.elements].filter((field) => !secret(field)).map(({ name }) => name));
    const values = [...new FormData(written)].filter(([name]) => kept.has(name));
    sessionStorage.setItem(place, JSON.stringify(values));
  });
}
const before = sessionStorage.getItem(place);
sessionStorage.removeItem(place);
if (written && before) {
  const values = JSON.parse(before);
  for (const field of written.elements) {
    if (!field.name || field.type === 'hidden') continue;
    const own = values.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === 'checkbox' || field.type === 'radio') field.checked = own.includes(field.value);
    else if (own.length > 0) field.value = own[0];
  }
}
document.querySelector('.summary')?.focus();
const loading = document.querySelector('.loading[data-progress]');
if (loading) {
  const bar = loading.querySelector('progress');
  const text = loading.querySelector('output');
  let shown = Date.now();
  const refresh = async () => {
    shown = Date.now();
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const old of document.querySelectorAll('[data-live]')) {
      const fresh = page.querySelector(`[data-live="${old.dataset.live}"]`);
      if (fresh) old.replaceChildren(...fresh.childNodes);
    }
  };
  const follow = async () => {
    const answer = await fetch(loading.dataset.progress, { headers: { accept: 'application/json' } });
    const { done, total, phase } = await answer.json();
    const finished = phase !== 'waiting' && phase !== 'loading';
    if (total) bar.max = total;
    bar.value = done;
    if (text) text.textContent = total ? `${Math.floor((done / total) * 100)}%` : '';
    if (finished || Date.now() - shown > 4000) await refresh();
    if (finished) loading.hidden = true;
    else setTimeout(() => follow().catch(() => {}), 1000);
  };
  follow().catch(() => {});
}
