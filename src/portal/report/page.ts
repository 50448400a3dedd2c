// The annual report as the records write it: four chapters, every computed number a link to what it counts, every number
// that has no records said to have none.
import { chineseNumber } from '#kernel';
import type { FigureShown, Part, ReportSection, ReportView } from '#services/figures';
import { type Child, type Html, html } from '../html.ts';
import { day, moment } from '../language.ts';
import type { Page } from '../layout.ts';
import type { View } from '../view.ts';
import type { Loading } from './loading.ts';

function figure(v: View, shown: FigureShown | undefined, year: number): Html {
  if (shown === undefined) return html``;
  if (shown.status === 'absent') return html`<span class="blank" title="${v.l(shown.title)}">${v.l(shown.text)}</span>`;
  return html`<a class="figure" href="/figures/${shown.id}?year=${year}" title="${v.t('打开它数的记录', 'Open what it counts')}">${v.l(shown.text)}</a>`;
}

function part(v: View, report: ReportView, one: Part): Child {
  return 'figure' in one ? figure(v, report.figures[one.figure], report.year) : v.l(one);
}

function section(v: View, report: ReportView, { id, heading, paragraphs, claims }: ReportSection): Html {
  const said = paragraphs.map((paragraph) => html`<p>${paragraph.map((one) => part(v, report, one))}</p>`);
  const proofs = claims.map(
    (claim) =>
      html`<li>${v.l(claim.statement)} <small class="muted">${claim.number}${claim.evidence.length > 0 && html` · ${claim.evidence.join(v.t('、', ', '))}`}</small></li>`,
  );
  return html`${heading !== null && html`<h3 id="s${id}">${v.l(heading)}</h3>`}${said}${proofs.length > 0 && html`<ul>${proofs}</ul>`}`;
}

function contents(v: View, report: ReportView): Html {
  const items = report.chapters.map(
    ({ heading }, index) => html`<li><a href="#c${index + 1}">${v.l(heading)}</a></li>`,
  );
  return html`<nav class="toc" aria-label="${v.t('目录', 'Contents')}"><ul>${items}<li><a href="#figures">${v.t('全部数字', 'All figures')}</a></li></ul></nav>`;
}

function allFigures(v: View, report: ReportView): Html {
  const rows = Object.values(report.figures).map((one) => {
    const title =
      one.status === 'absent'
        ? v.l(one.title)
        : html`<a href="/figures/${one.id}?year=${report.year}">${v.l(one.title)}</a>`;
    const value =
      one.status === 'absent'
        ? html`<span class="muted">${v.t('尚无记录', 'no records yet')}</span>`
        : html`<b>${v.l(one.exact)}</b>`;
    return html`<tr><th scope="row">${title}</th><td class="n">${value}</td></tr>`;
  });
  return html`<table><caption>${v.t(`全部 ${report.computed + report.absent} 个数字，${report.computed} 个已由记录算出`, `All ${report.computed + report.absent} figures, ${report.computed} of them computed from records`)}</caption><thead><tr><th scope="col">${v.t('数的是什么', 'What is counted')}</th><th scope="col" class="n">${v.t('数值', 'Value')}</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function standing(v: View, report: ReportView): Html {
  const live = v.t(
    `以下数字在 ${moment('zh', report.generatedAt)} 由记录算出，点开即见其记录。`,
    `The figures below were computed from the records at ${moment('en', report.generatedAt)}; each opens to what it counts.`,
  );
  const frozen = report.frozen;
  if (frozen === null) return html`<p class="muted small">${live}</p>`;
  return html`<p class="muted small">${live} ${v.t(`第 ${frozen.version} 版于 ${day('zh', frozen.on)} 定稿`, `Version ${frozen.version} was frozen on ${day('en', frozen.on)}`)}${
    frozen.moved.length > 0 &&
    v.t(`，此后 ${frozen.moved.length} 个数字已有变化`, `; ${frozen.moved.length} figures have moved since`)
  }${v.t('。', '.')} <span class="code">${frozen.digest.slice(0, 12)}</span></p>`;
}

export function reportPage(v: View, report: ReportView, waiting: Loading): Page {
  const chapters = report.chapters.map(({ heading, sections }, index) => {
    const label = v.l(heading);
    const numbered = /^\p{Script=Han}、/u.test(label) ? label : v.t(`${chineseNumber(index + 1)}、${label}`, label);
    return html`<h2 id="c${index + 1}">${numbered}</h2>${sections.map((one) => section(v, report, one))}`;
  });
  return {
    title: v.l(report.title),
    section: 'report',
    ...waiting.refresh,
    body: html`<div class="report"><h1>${v.l(report.title)}</h1>
${waiting.note}
<div class="split"><article data-live="report">${standing(v, report)}<div class="prose">${chapters}</div><section class="ruled" id="figures">${allFigures(v, report)}</section></article>
<aside>${contents(v, report)}<p class="small"><a href="/api/v1/report/${report.year}">${v.t('同一份数据（JSON）', 'The same as data (JSON)')}</a></p></aside></div></div>`,
  };
}
