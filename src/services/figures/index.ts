// The figures of the annual report: computed live from the records, each opening to exactly the records it counts.
export { computeReport, figureBreakdown, type Group, reportFigures, reportJson } from './compute.ts';
export { digestOf, type FrozenReport } from './digest.ts';
export { freezeReport, serveFreezing } from './freeze.ts';
export { renderReportHtml } from './html.ts';
export { figureQuery, reporter } from './range.ts';
export { reportChapters, reportView } from './report.ts';
export type * from './view.ts';
export { figuresNamed, paragraphOf, wordingFaults } from './wording.ts';
