// Everything works without this file. With it: a form is not sent twice by a double click, number and code can be
// copied or printed with one press, and a page that waits for figures follows along by itself.
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
