// The figures of the annual report: computed live from the records, each opening to exactly the records it counts.
export {
  type CatalogueEntry,
  type ComputedFigure,
  computeReport,
  figureBreakdown,
  type Group,
  reportFigures,
  reportJson,
  type ReportQuery,
} from './compute.ts';
export { digestOf, type FrozenClaim, type FrozenFigure, type FrozenReport, type FrozenSelection } from './digest.ts';
export { freezeReport, serveFreezing } from './freeze.ts';
export { renderReportHtml } from './html.ts';
export { figureQuery, recordsLink, reporter } from './range.ts';
export { reportChapters, reportView, type ViewOptions } from './report.ts';
export type * from './view.ts';
export { figuresNamed, paragraphOf, type WordingFault, wordingFaults } from './wording.ts';
