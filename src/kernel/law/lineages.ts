// pure data
// One matter through its versions, oldest first, so that a step can ask for "the hearing request" and get the rule of
// the day. Versions meet without gap or overlap; where they overlap in fact, the reason stands here.

import type { Lineage } from './types.ts';

export const lineages: readonly Lineage[] = [
  {
    id: 'penalty-day-counting',
    title: { zh: '行政处罚期间计算', en: 'Counting of days in penalty cases' },
    rules: ['count-apl-2017', 'count-apl-2021'],
  },
  {
    id: 'penalty-simple-procedure',
    title: { zh: '当场处罚限额', en: 'Caps of on-spot penalties' },
    rules: ['apl2017-simple', 'apl-simple-procedure'],
  },
  {
    id: 'penalty-decision',
    title: { zh: '处罚决定期限', en: 'Time to decide a penalty case' },
    rules: ['apl2017-no-90d', 'apl-decision-90d'],
  },
  {
    id: 'penalty-evidence-registration',
    title: { zh: '先行登记保存处理', en: 'Disposal of registered evidence' },
    rules: ['apl2017-registration-7d', 'apl-evidence-registration-7d'],
  },
  {
    id: 'penalty-hearing-request',
    title: { zh: '要求听证', en: 'Request for a penalty hearing' },
    rules: ['apl2017-hearing-request-3d', 'apl-hearing-request-5d'],
  },
  {
    id: 'penalty-hearing-notice',
    title: { zh: '听证通知', en: 'Notice of a penalty hearing' },
    rules: ['apl2017-hearing-notice-7d', 'apl-hearing-notice-7d'],
  },
  {
    id: 'penalty-service',
    title: { zh: '处罚决定书送达', en: 'Service of the penalty decision' },
    rules: ['apl2017-service-7d', 'apl-service-7d'],
  },
  {
    id: 'penalty-payment',
    title: { zh: '缴纳罚款', en: 'Payment of the fine' },
    rules: ['apl2017-payment-15d', 'apl-payment-15d'],
  },
  {
    id: 'penalty-onspot-collection',
    title: { zh: '当场收缴罚款', en: 'On-spot collection of a fine' },
    rules: ['apl2017-onspot-collection', 'apl-onspot-collection'],
  },
  {
    id: 'penalty-limitation',
    title: { zh: '处罚时效', en: 'Limitation of penalties' },
    rules: ['apl2017-limitation-2y', 'apl-limitation-2y'],
  },
  {
    id: 'work-safety-penalty-decision',
    title: { zh: '安全生产处罚办案期限', en: 'Time to decide a work-safety penalty' },
    rules: ['apl-safety-2015-decision', 'apl-safety-2026'],
  },
  {
    id: 'reconsideration-day-counting',
    title: { zh: '行政复议期间计算', en: 'Counting of days in reconsideration' },
    rules: ['count-reconsideration-2017', 'count-reconsideration-2023'],
  },
  {
    id: 'reconsideration-application',
    title: { zh: '申请行政复议', en: 'Application for reconsideration' },
    rules: ['arl2017-apply-60d', 'arl2023-apply-60d'],
  },
  {
    id: 'reconsideration-examination',
    title: { zh: '复议受理审查', en: 'Examination of a reconsideration application' },
    rules: ['arl2017-examine-5d', 'arl2023-examine-5d'],
  },
  {
    id: 'reconsideration-copy',
    title: { zh: '发送复议申请书副本', en: 'Copy of the application to the respondent' },
    rules: ['arl2017-send-7d', 'arl2023-send-copy-7d'],
  },
  {
    id: 'reconsideration-answer',
    title: { zh: '被申请人答复', en: "Respondent's answer" },
    rules: ['arl2017-respond-10d', 'arl2023-respond-10d'],
  },
  {
    id: 'reconsideration-decision',
    title: { zh: '行政复议决定', en: 'Reconsideration decision' },
    rules: ['arl2017-decision-60d', 'arl2023-decision-60d'],
  },
  {
    id: 'reconsideration-document-review',
    title: { zh: '规范性文件附带审查', en: 'Review of a normative document with the case' },
    rules: ['arl2017-doc-review-30d', 'arl2023-doc-review-30d'],
  },
  {
    id: 'reconsideration-opinion',
    title: { zh: '行政复议意见书', en: 'Reconsideration opinion letter' },
    rules: ['arl-ir-opinion-60d', 'arl2023-opinion-60d'],
  },
  {
    id: 'reconsideration-suit',
    title: { zh: '不服复议起诉', en: 'Suit after reconsideration' },
    rules: ['arl2017-sue-15d', 'arl2023-sue-15d'],
  },
  {
    id: 'public-notice-service',
    title: { zh: '公告送达', en: 'Service by public notice' },
    rules: ['service-public-notice-60d', 'service-public-notice-30d'],
  },
  {
    id: 'petition-notice',
    title: { zh: '信访受理告知', en: 'Notice of receipt to the petitioner' },
    rules: ['petition2005-accept-15d', 'petition-notify-15d'],
  },
  {
    id: 'petition-handling',
    title: { zh: '信访事项办结', en: 'Handling of a petition' },
    rules: ['petition2005-handle-60d', 'petition-handle-60d'],
  },
  {
    id: 'petition-review',
    title: { zh: '信访复查', en: 'Review of a petition' },
    rules: ['petition2005-review-30d', 'petition-review-30d'],
  },
  {
    id: 'petition-recheck',
    title: { zh: '信访复核', en: 'Recheck of a petition' },
    rules: ['petition2005-review-30d', 'petition-recheck-30d'],
  },
  {
    id: 'public-security-case',
    title: { zh: '治安案件办理期限', en: 'Time to handle a public-security case' },
    rules: ['ps-2012-case-30d', 'ps-2026-case-30d'],
  },
  {
    id: 'normative-document-filing',
    title: { zh: '规范性文件备案', en: 'Filing of normative documents' },
    rules: ['nd-js-2009', 'nd-js-filing-15d'],
  },
  {
    id: 'legal-aid-decision',
    title: { zh: '法律援助审查', en: 'Decision on legal aid' },
    rules: ['legalaid-old-7wd', 'legalaid-decide-7d'],
    overlaps: [
      {
        from: '2022-01-01',
        to: '2023-08-31',
        reason:
          'The Act began while the ministry rule of 2012 still stood; the Act is taken, and its 7 calendar days end first.',
      },
    ],
  },
  {
    id: 'credit-repair',
    title: { zh: '信用修复公示期', en: 'Publication terms before credit repair' },
    rules: ['credit-repair-527', 'credit-repair-58', 'credit-repair-36'],
  },
  {
    id: 'work-safety-accident-fines',
    title: { zh: '生产安全事故罚款', en: 'Fines for work accidents' },
    rules: ['ws-2014', 'ws-accident-fines'],
  },
];
