// What the annual report and its statements hold, and what each step asks for. Figures are never typed: they enter with
// `freeze`, which only the system takes. Members that are not there yet are simply absent.
import * as z from 'zod';
import { isDate, isInstant, type Label } from '#kernel';

const words = (max: number) => z.string().trim().min(1).max(max);
const label = (max: number) => z.strictObject({ zh: words(max), en: words(max) });
const date = z.string().refine(isDate, 'write YYYY-MM-DD').meta({ format: 'date' });
const instant = z.string().refine(isInstant, 'write 2022-01-05T09:00:00+08:00').meta({ format: 'date-time' });
const digest = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 digest in small hexadecimal letters');
const year = z.int().min(2019).max(2100);
const section = z.string().regex(/^\d(\.\d){0,2}$/, 'a place in the report: chapter, part, item');
const coded = <K extends string>(table: Readonly<Record<K, Label>>) => z.enum(Object.keys(table) as [K, ...K[]]);

/** 文号 as GB/T 9704 writes it: hexagonal brackets, no leading zero. */
const documentNumber = z.string().regex(/^\p{Script=Han}{1,12}〔\d{4}〕[1-9]\d*号$/u, '写作“某政发〔2022〕3号”');
/** 索引号: code of the body, year, running number of the site. */
const indexNumber = z.string().regex(/^[0-9A-Z]{9}\/\d{4}-\d{5}$/, 'written 000000000/2022-00001');

const where = z.record(z.string(), z.unknown());
const selection = z.strictObject({
  procedure: words(80),
  milestone: words(80),
  where,
  count: z.unknown(),
  counted: where.nullable(),
  decimals: z.int().nullable(),
  adopted: z.enum(['counted', 'left out']),
  from: date,
  to: date,
});
const frozen = z.strictObject({
  version: z.int().min(1),
  year,
  /** The records are read as they stood when this day's figures were computed. */
  asOf: date,
  computedAt: instant,
  figures: z.array(
    z.strictObject({
      id: words(80),
      status: z.enum(['computed', 'absent']),
      value: z.number().nullable(),
      records: z.int().min(0).nullable(),
      selection: selection.nullable(),
    }),
  ),
  claims: z.array(
    z.strictObject({ id: z.uuid(), number: words(40), version: z.int(), section, statement: label(500) }),
  ),
  digest,
});

const paragraphs = z.array(words(2000)).min(1).max(20);
const text = z.strictObject({ zh: paragraphs, en: paragraphs });

const meeting = z.strictObject({ on: date, number: words(60) });

/** The disclosure catalogue's fields. An empty one is kept and shown empty. */
const publication = z.strictObject({
  indexNumber,
  title: words(200),
  /** 主题分类, 组配分类, 体裁分类. */
  topic: words(40),
  combination: words(40),
  genre: words(40),
  publisher: words(60),
  madeOn: date,
  effectiveOn: z.union([date, z.literal('')]),
  repealedOn: z.union([date, z.literal('')]),
  keywords: z.array(words(20)).max(12),
  summary: z.string().trim().max(1000),
  link: z.union([z.url(), z.literal('')]),
  download: z.union([z.url(), z.literal('')]),
  /** 政策解读: published with the report, in plain words. */
  reading: label(5000),
});

export const reportFacts = z.strictObject({
  year,
  version: z.int().min(1),
  texts: z.record(section, text),
  frozen: frozen.optional(),
  review: z.strictObject({ on: date, opinion: words(2000) }).optional(),
  adoption: meeting.optional(),
  partyHearing: meeting.optional(),
  congressHearing: meeting.optional(),
  submission: z.strictObject({ on: date, documentNumber }).optional(),
  publication: publication.optional(),
  /** Versions that were frozen once and given up, with the reason. */
  earlier: z.array(z.strictObject({ version: z.int(), digest: digest.optional(), on: date, reason: words(500) })),
});
export type ReportFacts = z.infer<typeof reportFacts>;

export const hearers = {
  party: { zh: '区委常委会', en: 'Standing Committee of the district Party committee' },
  congress: { zh: '区人大常委会', en: "Standing Committee of the district people's congress" },
} satisfies Record<string, Label>;

/** Every signature names the digest of the paper it is under. */
const paper = { digest };

export const reportInputs = {
  open: z.strictObject({ year }),
  write: z.strictObject({ section, ...text.shape }),
  askFreeze: z.strictObject({}),
  freeze: frozen,
  withdrawFreeze: z.strictObject({ reason: words(500) }),
  review: z.strictObject({ ...paper, passed: z.boolean(), opinion: words(2000) }),
  adopt: z.strictObject({ ...paper, number: words(60) }),
  hear: z.strictObject({ ...paper, body: coded(hearers), number: words(60) }),
  submit: z.strictObject({ ...paper, documentNumber }),
  publish: z.strictObject({ ...paper, ...publication.shape }),
  renew: z.strictObject({ reason: words(500) }),
};
export type ReportInputs = { [K in keyof typeof reportInputs]: z.infer<(typeof reportInputs)[K]> };

export const claimKinds = {
  honour: { zh: '荣誉称号', en: 'Honour' },
  first: { zh: '首创首家', en: 'First of its kind' },
  plan: { zh: '规划计划', en: 'Plan' },
  hearing: { zh: '听取报告', en: 'Hearing' },
  inspection: { zh: '专项督察', en: 'Special supervision' },
  coverage: { zh: '全面覆盖', en: 'Full coverage' },
  site: { zh: '建成启用', en: 'Taken into use' },
  media: { zh: '经验刊登', en: 'Reported or taken up' },
  system: { zh: '制度文件', en: 'Rules issued' },
  cleanup: { zh: '文件清理', en: 'Clean-up' },
  audit: { zh: '专项审计', en: 'Special audit' },
  rank: { zh: '考核位次', en: 'Rank' },
  reform: { zh: '改革举措', en: 'Reform' },
} satisfies Record<string, Label>;

const evidence = z
  .array(
    z.strictObject({
      /** What the paper is called, as a reader may ask for it. */
      name: words(200),
      /** Who issued it. */
      source: words(200),
      on: date,
      /** SHA-256 of the file, where it is kept here. */
      hash: digest.optional(),
    }),
  )
  .min(1)
  .max(10);

const claim = { year, kind: coded(claimKinds), section, statement: label(500), evidence };

export const claimFacts = z.strictObject({
  ...claim,
  proposedBy: z.string(),
  confirmedBy: z.string().optional(),
  ended: z.string().optional(),
});
export type ClaimFacts = z.infer<typeof claimFacts>;

export const claimInputs = {
  propose: z.strictObject(claim),
  confirm: z.strictObject({ seen: words(500) }),
  refuse: z.strictObject({ reason: words(500) }),
  withdraw: z.strictObject({ reason: words(500) }),
  use: z.strictObject({ report: z.uuid() }),
};
export type ClaimInputs = { [K in keyof typeof claimInputs]: z.infer<(typeof claimInputs)[K]> };
