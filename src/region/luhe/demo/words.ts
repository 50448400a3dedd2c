// The words and persons of demonstration orders. Callers are called 示例 and have numbers that begin with 000: 00 opens
// an international call and no country code begins with 0 (ITU-T E.164), so such a number cannot belong to anybody.
// There are no identity numbers anywhere.
import type { Life } from './life.ts';
import type { Random } from './random.ts';
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

/** What one order says and is told, chosen together so that the answer fits the demand. */
export interface Telling {
  readonly demand: Template;
  readonly reply: Template;
}

const asks = /吗|如何|怎么|怎样|多久|什么|哪|几|请问|多少/;
const told = /告知|说明|答复|指南|指导|查询/;
const praises = /表扬/;
const suggests = /建议|希望/;

const marks: Readonly<Record<string, RegExp>> = { consult: asks, praise: praises, suggestion: suggests };

/** Those that sound like this kind of demand; all of them where none does. */
function suited(texts: readonly Template[], kind: string): number[] {
  const mark = marks[kind];
  const all = [...texts.keys()];
  const sounds = (i: number, pattern: RegExp) => pattern.test((texts[i] ?? []).join(''));
  const fit = all.filter((i) => (mark ? sounds(i, mark) : !sounds(i, praises) && !sounds(i, /请问/)));
  return fit.length > 0 ? fit : all;
}

interface Choice {
  readonly demand: Template;
  readonly replies: readonly Template[];
}

/** A demand goes with the reply at the same place of the list; an enquiry only with replies that explain. */
function choicesOf({ texts, replies }: Wording, kind: string): Choice[] {
  const explaining = kind === 'consult' ? replies.filter((reply) => told.test(reply.join(''))) : [];
  const open = explaining.length > 0 ? explaining : replies.length > 0 ? replies : [compile('')];
  return suited(texts, kind).map((i) => {
    const own = replies[i];
    return { demand: texts[i] ?? [], replies: own && open.includes(own) ? [own] : open };
  });
}

const known = new Map<object, Map<string, readonly Choice[]>>();

function choicesFor(life: Life): readonly Choice[] {
  const about = life.matter ?? life.other ?? matters;
  const wording = ofMatter.get(about);
  if (!wording) throw new Error('An order has neither a matter nor a competent body.');
  const byKind = known.get(about) ?? new Map<string, readonly Choice[]>();
  known.set(about, byKind);
  const choices = byKind.get(life.kind) ?? choicesOf(wording, life.kind);
  byKind.set(life.kind, choices);
  return choices;
}

export function tellingOf(life: Life, random: Random): Telling {
  const { demand, replies } = random.pick(choicesFor(life));
  return { demand, reply: random.pick(replies) };
}

export const demandText = ({ demand }: Telling, random: Random): string => fill(demand, random);
export const replyText = ({ reply }: Telling, random: Random): string => fill(reply, random);
/** A letter in the words in which it may be published. */
export const letterQuestion = (telling: Telling, random: Random): string => `来信反映：${demandText(telling, random)}`;

/** What the operator says at once. */
export const answerText = (life: Life, telling: Telling, random: Random): string =>
  life.kind === 'praise' ? '感谢您的肯定，已转达有关单位。' : replyText(telling, random);

export const repeatText: readonly string[] = [
  '来电人再次反映同一问题，希望尽快答复。',
  '来电人催问办理进度。',
  '来电人表示情况仍未改善。',
];
export const contactText: readonly string[] = [
  '已联系诉求人，了解具体情况并约定处理时间。',
  '已电话沟通，诉求人补充了现场情况。',
];
export const opinionText: readonly string[] = [
  '我单位已派人配合现场核查，意见已报主办单位。',
  '涉及我单位事项已处理完毕，无其他意见。',
];
export const extendText: readonly string[] = [
  '需协调多家单位，现场条件暂不具备，申请延长。',
  '设备采购需要时间，申请延长办理。',
];
export const returnText: readonly string[] = [
  '经核实，该事项由其他单位负责，请改派。',
  '事发地点不在本辖区，附现场核实说明。',
];
export const assignReasons: readonly string[] = ['按职责分工交办。', '按事发地属地交办。', '属本单位日常管理事项。'];
export const reworkReasons: readonly string[] = [
  '诉求人对结果不满意，请重新核实办理。',
  '问题未完全解决，请继续办理并答复。',
];
export const reopenText: readonly string[] = ['办结后问题再次出现，要求继续处理。', '答复的措施没有落实，请重新办理。'];
export const addText: readonly string[] = ['补充：晚上更严重。', '补充：同楼住户也反映。', '补充：已与物业沟通过。'];
export const withdrawText: readonly string[] = ['问题已自行解决，撤回诉求。', '已与对方协商好，不需要再办理。'];
export const appealText: readonly string[] = [
  '已依规定办理到位，诉求人的期望超出规定范围，申请复核评价。',
  '评价针对的事项不属本单位职责，申请复核。',
];
export const reasonText: readonly string[] = [
  '涉及合同争议，需依法定途径解决。',
  '受现场条件限制，分步实施。',
  '资金安排需列入下一年度。',
];
