// The page is what people trust or not: links, absences, escapes and the mark of the demonstration.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderReportHtml } from './html.ts';
import type { FigureShown, ReportView } from './view.ts';

const counted: FigureShown = {
  id: 'hotline.orders',
  status: 'computed',
  value: 3,
  unit: { zh: '件次', en: 'order-times' },
  records: '/api/v1/figures/hotline.orders/records?year=2021&asOf=2021-12-31',
  title: { zh: '办理12345工单', en: '12345 orders handled' },
  counts: { zh: '办结工单件次', en: 'Orders handled' },
  section: '1.5.3',
  text: { zh: '3件次', en: '3' },
  exact: { zh: '3件次', en: '3' },
  of: null,
  from: '2021-01-01',
  to: '2021-12-31',
};
const missing: FigureShown = {
  ...counted,
  id: 'norms.issued',
  status: 'absent',
  value: null,
  records: null,
  text: { zh: '（尚无记录）', en: '(no records yet)' },
  exact: { zh: '—', en: '—' },
  from: null,
  to: null,
};

const view = (more: Partial<ReportView> = {}): ReportView => ({
  title: { zh: '报告', en: 'Report' },
  year: 2021,
  chapters: [
    {
      heading: { zh: '一、举措', en: 'I. Measures' },
      sections: [
        {
          id: '1.5',
          heading: { zh: '（五）监督', en: '5. Checks' },
          paragraphs: [
            [
              { zh: '办理', en: 'Handled: ' },
              { figure: 'hotline.orders' },
              { zh: '，制定', en: '; issued: ' },
              { figure: 'norms.issued' },
            ],
          ],
          claims: [
            {
              number: 'SX20211201-AAAAA',
              statement: { zh: '<b>首家</b>', en: '<script>alert(1)</script>' },
              evidence: ['通知 "A" & B'],
            },
          ],
        },
      ],
    },
  ],
  figures: { 'hotline.orders': counted, 'norms.issued': missing },
  computed: 1,
  absent: 1,
  generatedAt: '2022-01-05T09:00:00+08:00',
  asOf: '2022-01-05',
  frozen: null,
  demo: true,
  ...more,
});

test('a computed figure links to its records and an absent one says so without a link', () => {
  const page = renderReportHtml(view(), 'zh');
  assert.match(
    page,
    /<a href="\/api\/v1\/figures\/hotline\.orders\/records\?year&#61;2021&#38;asOf&#61;2021-12-31"[^>]*>3件次<\/a>/,
  );
  assert.match(page, /<span class="none"[^>]*>（尚无记录）<\/span>/);
  assert.doesNotMatch(page, /href="[^"]*norms\.issued/);
});

test('what people typed is escaped', () => {
  const page = renderReportHtml(view(), 'en');
  assert.doesNotMatch(page, /<script>|<b>/);
  assert.match(page, /&#60;script&#62;alert\(1\)/);
});

test('a demonstration says so on the page and stays out of search engines; a real report does not', () => {
  const shown = renderReportHtml(view(), 'zh');
  assert.match(shown, /演示系统/);
  assert.match(shown, /noindex/);
  const real = renderReportHtml(view({ demo: false }), 'zh');
  assert.doesNotMatch(real, /演示系统|noindex/);
});

test('the page is whole in both languages', () => {
  assert.match(renderReportHtml(view(), 'zh'), /<html lang="zh-CN">[\s\S]*一、举措[\s\S]*附：指标一览/);
  const english = renderReportHtml(view(), 'en');
  assert.match(english, /<html lang="en">[\s\S]*I\. Measures[\s\S]*Annex: the figures/);
  assert.doesNotMatch(english.replace(/通知/g, '').replace(/<style>[\s\S]*<\/style>/, ''), /\p{Script=Han}/u);
});

test('figures that moved after freezing are told beside the frozen version', () => {
  const frozen = {
    number: 'FZ20220105-AAAAA',
    version: 2,
    on: '2022-01-05',
    digest: 'a'.repeat(64),
    moved: ['hotline.orders'],
    history: [{ what: { zh: '审议通过', en: 'Adopted' }, on: '2022-01-06', number: '纪要〔2022〕1号' }],
    index: [
      { label: { zh: '索引号', en: 'Index number' }, value: '000000000/2022-00001' },
      { label: { zh: '废止日期', en: 'Repealed on' }, value: '' },
    ],
    reading: { zh: '解读', en: 'A reading' },
  };
  assert.match(
    renderReportHtml(view({ frozen }), 'en'),
    /version 2, was frozen on 5 January 2022.*figures moved since: 1/,
  );
});

test('index fields stand before the title, the empty ones too', () => {
  const note = { number: 'FZ', version: 1, on: '2022-01-05', digest: 'a'.repeat(64), moved: [], history: [] };
  const index = [{ label: { zh: '废止日期', en: 'Repealed on' }, value: '' }];
  const page = renderReportHtml(
    view({ frozen: { ...note, index, reading: { zh: '解读文字', en: 'A reading' } } }),
    'zh',
  );
  assert.match(page, /废止日期<\/th><td><\/td>[\s\S]*<h1>[\s\S]*解读文字/);
});

test('a portal may open figures on pages of its own', () => {
  const page = renderReportHtml(view(), 'zh', {
    link: ({ id, records }) => (records === null ? null : `/figures/${id}`),
  });
  assert.match(page, /href="\/figures\/hotline\.orders"/);
});
