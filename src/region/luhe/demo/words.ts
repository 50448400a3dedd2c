// The words and persons of demonstration orders. Callers are called 示例 and have numbers that begin with 000: 00 opens
// an international call and no country code begins with 0 (ITU-T E.164), so such a number cannot belong to anybody.
// There are no identity numbers anywhere.
import type { Life } from './life.ts';
import type { Random } from './random.ts';
import { articles } from './texts/articles.ts';
import { elsewhere, matters } from './texts/matters.ts';
import { compile, fill, type Template } from './texts/slots.ts';

const stems = [...'甲乙丙丁戊己庚辛壬癸'];

export const callerName = (random: Random): string => `示例${random.pick(stems)}${random.pick(['女士', '先生'])}`;

export function impossiblePhone(random: Random): string {
  return `000${String(random.below(100_000_000)).padStart(8, '0')}`;
}

interface Wording {
  readonly texts: readonly Template[];
  readonly replies: readonly Template[];
}

const compiled = (list: readonly string[]): Template[] => list.map(compile);

const ofMatter = new Map<object, Wording>([
  ...matters.map((matter) => [matter, { texts: compiled(matter.texts), replies: compiled(matter.replies) }] as const),
  ...elsewhere.map((other) => [other, { texts: compiled(other.texts), replies: [] }] as const),
]);

const answersOf = new Map<string, string[]>();
for (const { class: code, answer } of articles) answersOf.set(code, [...(answersOf.get(code) ?? []), answer]);

function wordingOf(life: Life): Wording {
  const wording = ofMatter.get(life.matter ?? life.other ?? matters);
  if (!wording) throw new Error('An order has neither a matter nor a competent body.');
  return wording;
}

export const demandText = (life: Life, random: Random): string => fill(random.pick(wordingOf(life).texts), random);
/** A letter in the words in which it may be published. */
export const letterQuestion = (life: Life, random: Random): string => `来信反映:${demandText(life, random)}`;
export const replyText = (life: Life, random: Random): string => fill(random.pick(wordingOf(life).replies), random);

/** What the operator reads out: from the knowledge base where it has the class, else the matter's own reply. */
export function answerText(life: Life, random: Random): string {
  if (life.kind === 'praise') return '感谢您的肯定,已转达有关单位。';
  const answers = answersOf.get(life.matter?.class ?? '');
  return answers && life.kind === 'consult' ? random.pick(answers) : replyText(life, random);
}

export const repeatText: readonly string[] = [
  '来电人再次反映同一问题,希望尽快答复。',
  '来电人催问办理进度。',
  '来电人表示情况仍未改善。',
];
export const contactText: readonly string[] = [
  '已联系诉求人,了解具体情况并约定处理时间。',
  '已电话沟通,诉求人补充了现场情况。',
];
export const opinionText: readonly string[] = [
  '我单位已派人配合现场核查,意见已报主办单位。',
  '涉及我单位事项已处理完毕,无其他意见。',
];
export const extendText: readonly string[] = [
  '需协调多家单位,现场条件暂不具备,申请延长。',
  '设备采购需要时间,申请延长办理。',
];
export const returnText: readonly string[] = [
  '经核实,该事项由其他单位负责,请改派。',
  '事发地点不在本辖区,附现场核实说明。',
];
export const assignReasons: readonly string[] = ['按职责分工交办。', '按事发地属地交办。', '属本单位日常管理事项。'];
export const reworkReasons: readonly string[] = [
  '诉求人对结果不满意,请重新核实办理。',
  '问题未完全解决,请继续办理并答复。',
];
export const reopenText: readonly string[] = ['办结后问题再次出现,要求继续处理。', '答复的措施没有落实,请重新办理。'];
export const addText: readonly string[] = ['补充:晚上更严重。', '补充:同楼住户也反映。', '补充:已与物业沟通过。'];
export const withdrawText: readonly string[] = ['问题已自行解决,撤回诉求。', '已与对方协商好,不需要再办理。'];
export const appealText: readonly string[] = [
  '已依规定办理到位,诉求人的期望超出规定范围,申请复核评价。',
  '评价针对的事项不属本单位职责,申请复核。',
];
export const reasonText: readonly string[] = [
  '涉及合同争议,需依法定途径解决。',
  '受现场条件限制,分步实施。',
  '资金安排需列入下一年度。',
];
