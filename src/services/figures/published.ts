// How a report came about and under which index fields it was published, read from its case.
import type { DateText, Label } from '#kernel';
import type { FrozenReport } from './digest.ts';
import type { FrozenNote } from './view.ts';

interface Publication {
  readonly indexNumber: string;
  readonly title: string;
  readonly topic: string;
  readonly combination: string;
  readonly genre: string;
  readonly publisher: string;
  readonly madeOn: DateText;
  readonly effectiveOn: string;
  readonly repealedOn: string;
  readonly keywords: readonly string[];
  readonly summary: string;
  readonly link: string;
  readonly download: string;
  readonly reading: Label;
}

interface Meeting {
  readonly on: DateText;
  readonly number: string;
}

/** The members of an annual-report case that the page needs. */
export interface ReportCase {
  readonly number: string;
  readonly state: string;
  readonly facts: {
    readonly texts?: Readonly<Record<string, { readonly zh: readonly string[]; readonly en: readonly string[] }>>;
    readonly frozen?: FrozenReport | null;
    readonly adoption?: Meeting;
    readonly partyHearing?: Meeting;
    readonly congressHearing?: Meeting;
    readonly publication?: Publication;
    readonly submission?: { readonly on: DateText; readonly documentNumber: string };
  };
}

export function historyOf({ facts }: ReportCase): FrozenNote['history'] {
  const { adoption, partyHearing, congressHearing, submission } = facts;
  const steps: readonly (readonly [Label, Meeting | undefined])[] = [
    [{ zh: '区政府常务会议审议通过', en: 'Adopted by the executive meeting' }, adoption],
    [{ zh: '区委常委会听取', en: 'Heard by the Standing Committee of the district Party committee' }, partyHearing],
    [
      { zh: '区人大常委会听取', en: "Heard by the Standing Committee of the district people's congress" },
      congressHearing,
    ],
    [
      { zh: '报送市政府', en: 'Submitted to the city' },
      submission && { on: submission.on, number: submission.documentNumber },
    ],
  ];
  return steps.flatMap(([what, at]) => (at ? [{ what, on: at.on, number: at.number }] : []));
}

/** The fields of the disclosure catalogue in their usual order; an empty one is kept, to be shown empty. */
export function indexOf({ facts }: ReportCase): Pick<FrozenNote, 'index' | 'reading'> {
  const { publication, submission } = facts;
  if (!publication) return { index: [], reading: null };
  const { keywords, reading, ...fields } = publication;
  const field = (zh: string, en: string, value: string) => ({ label: { zh, en }, value });
  const index = [
    field('索引号', 'Index number', fields.indexNumber),
    field('信息名称', 'Title', fields.title),
    field('主题分类', 'Topic', fields.topic),
    field('组配分类', 'Combined class', fields.combination),
    field('体裁分类', 'Genre', fields.genre),
    field('发布机构', 'Publisher', fields.publisher),
    field('生成日期', 'Made on', fields.madeOn),
    field('生效日期', 'In force from', fields.effectiveOn),
    field('废止日期', 'Repealed on', fields.repealedOn),
    field('文号', 'Document number', submission?.documentNumber ?? ''),
    field('关键词', 'Keywords', keywords.join('；')),
    field('内容概览', 'Summary', fields.summary),
    field('在线链接地址', 'Link', fields.link),
    field('文件下载', 'Download', fields.download),
  ];
  return { index, reading };
}
