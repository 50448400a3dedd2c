// What a person can do here today, in the words people use. Only what works is listed.
import type { Label } from '#kernel';

export interface Task {
  readonly id: string;
  readonly href: string;
  readonly title: Label;
  readonly says: Label;
  /** The same in the plainest words, for 关怀版. */
  readonly easy: Label;
  /** Words under which people look for it. */
  readonly words: string;
}

export const tasks: readonly Task[] = [
  {
    id: 'demand',
    href: '/demand',
    title: { zh: '提诉求', en: 'Ask, complain, suggest' },
    says: { zh: '三个问题就能交出去，不必写姓名。', en: 'Three questions are enough, and you need not give a name.' },
    easy: { zh: '有事说给政府听。', en: 'Tell the government about a problem.' },
    words:
      '12345 热线 投诉 举报 求助 建议 咨询 表扬 反映 问题 不亮 噪音 停水 停电 拖欠 工资 垃圾 漏水 complaint report help suggestion hotline problem noise street light broken',
  },
  {
    id: 'track',
    href: '/track',
    title: { zh: '查进度', en: 'Track a case' },
    says: {
      zh: '凭编号和查询码，看走到哪一步、何时有答复。',
      en: 'With number and query code: where it stands, and when an answer is due.',
    },
    easy: { zh: '看我的事办到哪了。', en: 'See how far my case is.' },
    words: '查询 进度 编号 查询码 办到哪 催办 答复 结果 评价 progress status number code urge rate answer',
  },
  {
    id: 'mailbox',
    href: '/demand?channel=mailbox',
    title: { zh: '区长信箱', en: "District head's mailbox" },
    says: {
      zh: '写信给区长。经您同意，回信可以公开。',
      en: 'Write to the district head. With your consent the reply is published.',
    },
    easy: { zh: '给区长写信。', en: 'Write to the head of the district.' },
    words: '区长 信箱 写信 来信 领导 邮箱 mayor mailbox letter write head district',
  },
  {
    id: 'knowledge',
    href: '/knowledge',
    title: { zh: '问答库', en: 'Answers' },
    says: {
      zh: '常见的事怎么办，答案都注明依据和有效期。',
      en: 'How common things are done, each with its source and how long it holds.',
    },
    easy: { zh: '常见问题的答案。', en: 'Answers to common questions.' },
    words: '怎么办 办理 材料 流程 常见问题 政策 知识 guide question how faq policy',
  },
  {
    id: 'replies',
    href: '/replies',
    title: { zh: '来信选登', en: 'Published replies' },
    says: {
      zh: '写信人同意公开、去掉个人信息的回信。',
      en: 'Replies whose writers agreed, without any personal data.',
    },
    easy: { zh: '看别人问过的事。', en: 'Read what others asked.' },
    words: '公开 回信 选登 来信 published replies letters',
  },
  {
    id: 'report',
    href: '/report',
    title: { zh: '法治政府建设年度报告', en: 'Annual report on rule of law' },
    says: {
      zh: '由记录自己写成，每个数字点开就是它数的那些事。',
      en: 'Written by the records: each number opens to what it counts.',
    },
    easy: { zh: '看政府一年做了什么。', en: 'See what the government did in a year.' },
    words: '年度 报告 法治 统计 数字 满意率 数据 report annual statistics figures satisfaction data',
  },
];
