// The report as one page that needs nothing else: readable on a screen, printed on A4 with the margins, sizes and order of
// headings of an official paper (GB/T 9704). No emblem, no red head, no seal: it must not pass for a real one.
// Every expression is escaped by the template unless it is itself a template's result, marked with "!".
import type { Label } from '#kernel';
import { html } from 'ghtml';
import type { ClaimShown, FigureShown, Paragraph, ReportSection, ReportView } from './view.ts';
import { dayWords } from './words.ts';

export type Language = 'zh' | 'en';

export interface HtmlOptions {
  /** Where a figure opens; its records on the API unless told otherwise. */
  readonly link?: (figure: FigureShown) => string | null;
}

type Page = {
  readonly view: ReportView;
  readonly lang: Language;
  readonly link: (figure: FigureShown) => string | null;
};

const style = `
@page{size:A4;margin:37mm 26mm 35mm 28mm}
:root{color-scheme:light dark;--ink:#1d1b18;--paper:#fbf9f4;--rule:#cfc8ba;--late:#a5281b;--quiet:#665f54}
@media (prefers-color-scheme:dark){:root{--ink:#ece6da;--paper:#191714;--rule:#4a443a;--late:#f08a78;--quiet:#aaa193}}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.9 FangSong,STFangsong,"Noto Serif CJK SC",Georgia,serif}
main{max-width:44rem;margin:0 auto;padding:1rem 1.25rem 4rem}
.demo{margin:0;padding:.5rem 1rem;border-bottom:2px solid var(--late);color:var(--late);text-align:center;font-size:.9375rem}
h1{margin:2.5rem 0 .5rem;text-align:center;font:700 1.6rem/1.5 STZhongsong,"Songti SC","Noto Serif CJK SC",Georgia,serif}
.about{margin:0 0 2rem;text-align:center;color:var(--quiet);font-size:.9375rem}
h2{margin:2.25rem 0 .75rem;font:700 1.15rem/1.7 SimHei,"Heiti SC","Noto Sans CJK SC",sans-serif}
h3{margin:1.25rem 0 .25rem;font:600 1.0625rem/1.8 KaiTi,STKaiti,"Noto Serif CJK SC",Georgia,serif}
p{margin:.35rem 0;text-indent:2em;text-align:justify}
:lang(en) :is(body,h1,h2,h3){font-family:Georgia,Cambria,"Liberation Serif","DejaVu Serif",serif}
:lang(en) p{text-indent:0;text-align:start}
p a,td .none{white-space:nowrap}
.demo,.about{text-indent:0}
a{color:inherit;text-underline-offset:.2em;font-variant-numeric:tabular-nums}
.none{color:var(--quiet)}
ul{margin:.35rem 0;padding-inline-start:3.5em}
table{width:100%;border-collapse:collapse;font-size:.9375rem;line-height:1.5}
caption{padding:.5rem 0;text-align:start;font-weight:600}
th,td{padding:.4rem .5rem;border-top:1px solid var(--rule);text-align:start;vertical-align:top}
td.n{text-align:end;white-space:nowrap;font-variant-numeric:tabular-nums}
small{display:block;color:var(--quiet)}
@media print{:root{--ink:#000;--paper:#fff;--quiet:#444;--late:#000}
body{font-size:16pt;line-height:28pt}main{max-width:none;padding:0}h1{font-size:22pt;line-height:32pt}h2,h3{font-size:16pt}
a{text-decoration:none}h2,h3{break-after:avoid}tr{break-inside:avoid}table{font-size:11pt}.demo{border:1px solid #000}}
`;

// On paper the mark stands above every page, not only the first.
const printedMark: Record<Language, string> = {
  zh: '@page{@top-center{content:"演示系统 · 示例数据"}}',
  en: '@page{@top-center{content:"Demonstration system"}}',
};

const words = {
  demo: {
    zh: '演示系统：本页数据均为示例，不是任何政府机关发布的文件。',
    en: 'Demonstration system: all data on this page are examples. It is no paper of any government body.',
  },
  annex: { zh: '附：指标一览', en: 'Annex: the figures' },
  figure: { zh: '指标', en: 'Figure' },
  value: { zh: '数值', en: 'Value' },
  claims: { zh: '经核实的事项', en: 'Confirmed statements' },
  evidence: { zh: '依据：', en: 'Evidence: ' },
  index: { zh: '信息公开目录', en: 'Disclosure catalogue' },
  reading: { zh: '政策解读', en: 'Policy reading' },
  history: { zh: '报告的形成', en: 'How the report came about' },
} satisfies Record<string, Label>;

function asOfLine({ view }: Page): Label {
  const on = dayWords(view.asOf);
  return {
    zh: `数据取自截至${on.zh}的办件记录；${view.computed}项有记录，${view.absent}项尚无记录`,
    en: `Read from the records as of ${on.en}; ${view.computed} figures computed, ${view.absent} with no records yet`,
  };
}

function frozenLine({ view }: Page): Label | null {
  if (!view.frozen) return null;
  const on = dayWords(view.frozen.on);
  const { number, version, digest, moved } = view.frozen;
  return {
    zh: `报告${number}第${version}版已于${on.zh}固化，摘要${digest.slice(0, 16)}；此后变动的指标${moved.length}项`,
    en: `Report ${number}, version ${version}, was frozen on ${on.en}, digest ${digest.slice(0, 16)}; figures moved since: ${moved.length}`,
  };
}

function figureLink(page: Page, id: string): string {
  const figure = page.view.figures[id];
  if (!figure) throw new Error(`The report names the figure ${id}, which it does not hold.`);
  const text = figure.text[page.lang];
  const href = page.link(figure);
  if (href === null) return html`<span class="none" title="${figure.title[page.lang]}">${text}</span>`;
  return html`<a href="${href}" title="${figure.counts[page.lang]}">${text}</a>`;
}

const paragraph = (page: Page, parts: Paragraph): string => {
  const pieces = parts.map((part) => ('figure' in part ? figureLink(page, part.figure) : html`${part[page.lang]}`));
  return html`<p>!${pieces.join('')}</p>`;
};

const claim = (page: Page, { statement, evidence, number }: ClaimShown): string =>
  html`<li>${statement[page.lang]} <small>${words.evidence[page.lang]}${evidence.join('；')} · ${number}</small></li>`;

function section(page: Page, { heading, paragraphs, claims }: ReportSection): string {
  const head = heading ? html`<h3>${heading[page.lang]}</h3>` : '';
  const body = paragraphs.map((parts) => paragraph(page, parts)).join('');
  const list = claims.map((one) => claim(page, one)).join('');
  const proven = list === '' ? '' : html`<p>${words.claims[page.lang]}</p><ul>!${list}</ul>`;
  return head + body + proven;
}

function row(page: Page, figure: FigureShown): string {
  const { lang } = page;
  const href = page.link(figure);
  const shown = figure.status === 'absent' ? figure.text[lang] : figure.exact[lang];
  const value = href === null ? html`<span class="none">${shown}</span>` : html`<a href="${href}">${shown}</a>`;
  return html`<tr>
    <th scope="row">${figure.title[lang]}<small>${figure.counts[lang]}</small></th>
    <td class="n">!${value}</td>
  </tr>`;
}

const annex = (page: Page): string => html`<table>
  <caption>${words.annex[page.lang]}</caption>
  <thead><tr><th scope="col">${words.figure[page.lang]}</th><th scope="col">${words.value[page.lang]}</th></tr></thead>
  <tbody>!${Object.values(page.view.figures)
    .map((figure) => row(page, figure))
    .join('')}</tbody>
</table>`;

function history({ view, lang }: Page): string {
  const steps = view.frozen?.history ?? [];
  if (steps.length === 0) return '';
  const items = steps.map(({ what, on, number }) => html`<li>${what[lang]} · ${dayWords(on)[lang]} · ${number}</li>`);
  return html`<h2>${words.history[lang]}</h2><ul>!${items.join('')}</ul>`;
}

function index({ view, lang }: Page): string {
  const fields = view.frozen?.index ?? [];
  if (fields.length === 0) return '';
  const rows = fields.map(({ label, value }) => html`<tr><th scope="row">${label[lang]}</th><td>${value}</td></tr>`);
  return html`<table><caption>${words.index[lang]}</caption><tbody>!${rows.join('')}</tbody></table>`;
}

function reading({ view, lang }: Page): string {
  const text = view.frozen?.reading;
  return text ? html`<h2>${words.reading[lang]}</h2><p>${text[lang]}</p>` : '';
}

function chapters(page: Page): string {
  return page.view.chapters
    .map(({ heading, sections }) => {
      const body = sections.map((one) => section(page, one)).join('');
      return html`<h2>${heading[page.lang]}</h2>!${body}`;
    })
    .join('');
}

export function renderReportHtml(view: ReportView, lang: Language, options: HtmlOptions = {}): string {
  const page: Page = { view, lang, link: options.link ?? ((figure) => figure.records) };
  const frozen = frozenLine(page);
  return html`<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
!${view.demo ? '<meta name="robots" content="noindex">' : ''}
<title>${view.title[lang]}</title>
<style>!${style}!${view.demo ? printedMark[lang] : ''}</style>
</head>
<body>
!${view.demo ? html`<p class="demo" role="note">${words.demo[lang]}</p>` : ''}
<main>
!${index(page)}
<h1>${view.title[lang]}</h1>
<p class="about">${asOfLine(page)[lang]}!${frozen ? html`<br>${frozen[lang]}` : ''}</p>
!${chapters(page)}
!${history(page)}
!${reading(page)}
!${annex(page)}
</main>
</body>
</html>
`;
}
