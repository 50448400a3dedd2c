// 年度报告: the district's yearly account of building a law-based government, written by its own records.
import { defineDomain } from '#kernel';
import { reportClaim } from './claims.ts';
import { annualReport, drafter, legalReviewer } from './procedure.ts';

export const annualReportDomain = defineDomain({
  id: 'annual-report',
  chapter: 'governance',
  title: { zh: '法治政府建设年度报告', en: 'Annual report' },
  about: {
    zh: '由各条线办件记录直接计算指标，汇编、固化、审核、审议、听取，3月1日前报送，4月1日前公开。',
    en: 'Figures come straight from the records of every line; assembled, frozen, reviewed, adopted, heard, submitted by 1 March and published by 1 April.',
  },
  posts: [drafter, legalReviewer],
  procedures: [annualReport, reportClaim],
  figures: [],
});
