// One number opened: how it is counted, how it spreads over months, classes, places and units, and its records, page by
// page, by their open facets only.
import type {
  FacetSpec,
  FacetValue,
  Facts,
  Figure,
  FigureQuery,
  FigureRecord,
  FigureValue,
  Page as Rows,
} from '#kernel';
import type { Group } from '#services/figures';
import { attributes, type Html, html } from '../html.ts';
import { count, day, monthName, percent } from '../language.ts';
import { nameOf, unitName, type Units } from '../labels.ts';
import type { Page } from '../layout.ts';
import { type Bar, columns, rows as lying } from '../parts/chart.ts';
import type { View } from '../view.ts';
import type { Loading } from './loading.ts';

export interface Opened {
  readonly figure: Figure;
  readonly year: number;
  readonly query: FigureQuery;
  readonly value: FigureValue;
  readonly by: string;
  readonly ways: readonly string[];
  readonly groups: readonly Group[];
  readonly records: Rows<FigureRecord>;
  readonly facets: Readonly<Record<string, FacetSpec<Facts>>>;
  readonly units: Units;
  readonly first: boolean;
}

/** Facets worth a column, in this order, where the procedure has them. */
const columnsShown = ['class', 'place', 'kind', 'satisfied'];

const isRatio = (figure: Figure): boolean => figure.counted !== undefined;

function wayTitle(v: View, { facets }: Opened, way: string): string {
  if (way === 'month') return v.t('按月', 'By month');
  if (way === 'unit') return v.t('按单位', 'By unit');
  const title = facets[way]?.title;
  return title === undefined ? way : v.t(`按${title.zh}`, `By ${title.en.toLowerCase()}`);
}

function valueName(v: View, { facets, units }: Opened, facet: string, value: FacetValue | undefined): string {
  if (facet === 'month') return monthName(v.lang, String(value ?? ''));
  const values = facets[facet]?.values;
  if (values === undefined && (facet === 'unit' || units.has(String(value ?? ''))))
    return unitName(v, units, String(value ?? ''));
  if (typeof value === 'boolean') return value ? v.t('是', 'Yes') : v.t('否', 'No');
  return nameOf(v, values ?? {}, value);
}

function bars(v: View, opened: Opened): readonly Bar[] {
  const all = opened.groups.map((group) => ({ label: valueName(v, opened, opened.by, group.key), ...group }));
  if (opened.by === 'month') {
    const byMonth = new Map(all.map((bar) => [Number(bar.key.slice(-2)), bar]));
    return Array.from({ length: 12 }, (_, index) => {
      return {
        label: monthName(v.lang, String(index + 1)),
        all: byMonth.get(index + 1)?.all ?? 0,
        counted: byMonth.get(index + 1)?.counted ?? 0,
      };
    });
  }
  return all.toSorted((a, b) => b.all - a.all);
}

function chart(v: View, opened: Opened): Html {
  const all = bars(v, opened);
  const drawn = opened.by === 'month' ? columns(all) : lying(all.slice(0, 12));
  const ratio = isRatio(opened.figure);
  const more =
    opened.by !== 'month' &&
    all.length > 12 &&
    html`<p class="small muted">${v.t(`图中为最多的 12 项；表内共 ${all.length} 项，可以滚动。`, `The chart shows the largest 12; the table has all ${all.length} and scrolls.`)}</p>`;
  const key =
    ratio &&
    html`<p class="key small muted"><span><i class="swatch"></i>${v.t('计入分子的部分', 'The part that counts')}</span><span><i class="swatch rest"></i>${v.t('其余', 'The rest')}</span></p>`;
  const total = (bar: Bar) =>
    ratio
      ? html`<td class="n">${count(bar.counted)}</td><td class="n">${count(bar.all)}</td><td class="n">${bar.all === 0 ? '—' : percent(bar.counted / bar.all)}</td>`
      : html`<td class="n">${count(bar.all)}</td>`;
  const body = all.map((bar) => html`<tr><th scope="row">${bar.label}</th>${total(bar)}</tr>`);
  const heads = ratio
    ? html`<th scope="col" class="n">${v.t('计入', 'Counted')}</th><th scope="col" class="n">${v.t('全部', 'All')}</th><th scope="col" class="n">${v.t('比率', 'Share')}</th>`
    : html`<th scope="col" class="n">${v.l(opened.figure.unit)}</th>`;
  const way = wayTitle(v, opened, opened.by);
  return html`<div class="beside"><figure class="chart">${drawn}${key}${more}</figure><div class="scroll${opened.by !== 'month' && all.length > 12 ? ' tall' : ''}" tabindex="0" role="region" aria-label="${way}"><table class="${ratio ? 'sums three' : 'sums'}"><caption class="hush">${way}</caption><thead><tr><th scope="col">${way}</th>${heads}</tr></thead><tbody>${body}</tbody></table></div></div>`;
}

function tabs(v: View, opened: Opened): Html {
  const items = opened.ways.map((way) => {
    const here = attributes({ 'aria-current': way === opened.by && 'page' });
    return html`<a href="/figures/${opened.figure.id}?year=${opened.year}&amp;by=${way}"${here}>${wayTitle(v, opened, way)}</a>`;
  });
  return html`<nav class="tabs" aria-label="${v.t('怎样分', 'Grouped by')}">${items}</nav>`;
}

function recordRows(v: View, opened: Opened): Html {
  const shown = columnsShown.filter((facet) => opened.facets[facet] !== undefined);
  const ratio = isRatio(opened.figure);
  const heads = [
    v.t('编号', 'Number'),
    v.t('日期', 'Date'),
    v.t('单位', 'Unit'),
    ...shown.map((facet) => v.l(opened.facets[facet]?.title ?? { zh: facet, en: facet })),
    ...(ratio ? [v.t('计入分子', 'Counted')] : []),
  ];
  const body = opened.records.items.map((record) => {
    const values = [
      day(v.lang, record.happenedAt),
      unitName(v, opened.units, record.unit),
      ...shown.map((facet) => valueName(v, opened, facet, record.facets[facet])),
      ...(ratio ? [record.counted ? v.t('是', 'Yes') : v.t('否', 'No')] : []),
    ];
    const cells = values.map((value, index) => {
      const mark = ratio && index === values.length - 1;
      return html`<td${attributes({ class: mark ? 'counts' : index > 1 && 'wrap', 'data-label': heads[index + 1] })}>${value}</td>`;
    });
    return html`<tr><th scope="row" class="code">${record.number}</th>${cells}</tr>`;
  });
  if (opened.records.items.length === 0) return html`<p class="muted">${v.t('还没有记录。', 'No records yet.')}</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${v.t('记录', 'Records')}"><table class="records"><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${body}</tbody></table></div>`;
}

function headline(v: View, { figure, value, query }: Opened): Html {
  const shown = value.value === null ? '—' : isRatio(figure) ? percent(value.value) : count(value.value);
  const parts =
    value.of === null
      ? null
      : html`<div><dt>${v.t('计入 / 全部', 'Counted / all')}</dt><dd>${count(value.of.counted)} <small>/ ${count(value.of.all)}</small></dd></div>`;
  return html`<dl class="big"><div><dt>${v.t('数值', 'Value')}</dt><dd>${shown}${!isRatio(figure) && html` <small>${v.l(figure.unit)}</small>`}</dd></div>${parts}<div><dt>${v.t('时间', 'Period')}</dt><dd><small>${day(v.lang, query.from)} – ${day(v.lang, query.to)}</small></dd></div></dl>`;
}

export function figurePage(v: View, opened: Opened, waiting: Loading): Page {
  const { figure, year, records, by } = opened;
  const taken =
    figure.adopted === 'counted'
      ? v.t('从其他平台接转的也计入。', 'Cases taken over from other platforms count.')
      : v.t('从其他平台接转的不计入。', 'Cases taken over from other platforms do not count.');
  // Some definitions already say it.
  const adopted = /taken over/i.test(figure.counts.en) ? '' : taken;
  const base = `/figures/${figure.id}?year=${year}&by=${by}`;
  const next =
    records.next !== null &&
    html`<a href="${base}&amp;cursor=${encodeURIComponent(records.next)}#records">${v.t('后 25 条', 'Next 25')}</a>`;
  const start = !opened.first && html`<a href="${base}#records">${v.t('回到最前', 'Back to the start')}</a>`;
  return {
    title: `${v.l(figure.title)} ${year}`,
    section: 'report',
    ...waiting.refresh,
    body: html`<p class="back"><a href="/report/${year}">← ${v.t(`${year} 年度报告`, `Annual report ${year}`)}</a></p>
<h1>${v.l(figure.title)}</h1><p class="lede">${v.l(figure.counts)} ${adopted}</p>
${waiting.note}
<div data-live="figure">${headline(v, opened)}${tabs(v, opened)}${chart(v, opened)}</div>
<section class="ruled" id="records"><h2>${v.t('它数的每一件', 'Every record it counts')}</h2>${recordRows(v, opened)}<p class="pages">${start}${next}</p>
<p class="small"><a href="/api/v1/figures/${figure.id}/records?year=${year}">${v.t('同一份记录（JSON）', 'The same records (JSON)')}</a></p></section>`,
  };
}
