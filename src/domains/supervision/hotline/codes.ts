// Pure data: the coded values of the hotline with their names. Keys are stored; labels may be reworded at any time.
import type { Label } from '#kernel';

type Codes = Readonly<Record<string, Label>>;

export const kinds = {
  consult: { zh: '咨询', en: 'Enquiry' },
  help: { zh: '求助', en: 'Request for help' },
  complaint: { zh: '投诉', en: 'Complaint' },
  report: { zh: '举报', en: 'Report of a wrong' },
  suggestion: { zh: '建议', en: 'Suggestion' },
  praise: { zh: '表扬', en: 'Praise' },
} as const satisfies Codes;

export const channels = {
  call: { zh: '来电', en: 'Call' },
  web: { zh: '网上提交', en: 'Web' },
  mailbox: { zh: '区长信箱', en: "District head's mailbox" },
  letter: { zh: '来信', en: 'Letter' },
  platform: { zh: '外部平台转来', en: 'Taken over from another platform' },
} as const satisfies Codes;

export const results = {
  solved: { zh: '已解决', en: 'Solved' },
  partly: { zh: '部分解决', en: 'Partly solved' },
  explained: { zh: '已解释说明', en: 'Explained' },
  cannot: { zh: '暂无法解决', en: 'Cannot be solved' },
} as const satisfies Codes;

export const ratings = {
  'very-satisfied': { zh: '非常满意', en: 'Very satisfied' },
  satisfied: { zh: '满意', en: 'Satisfied' },
  'basically-satisfied': { zh: '基本满意', en: 'Basically satisfied' },
  dissatisfied: { zh: '不满意', en: 'Dissatisfied' },
  'not-rated': { zh: '未评价', en: 'Not rated' },
} as const satisfies Codes;

/** Only on one of these may a unit send an order back. */
export const returnGrounds = {
  'not-our-duty': { zh: '不属于本单位职责', en: 'Not within our duties' },
  'wrong-place': { zh: '事发地不在本辖区', en: 'The place is not in our area' },
  unclear: { zh: '诉求不清，无法办理', en: 'The demand is too unclear to handle' },
  duplicate: { zh: '与在办工单重复', en: 'Duplicate of an order in hand' },
  'already-handled': { zh: '同一诉求已办结答复', en: 'The same demand was already handled and answered' },
  'legal-channel': {
    zh: '应通过诉讼、复议等法定途径办理',
    en: 'Belongs to court, reconsideration or another statutory channel',
  },
} as const satisfies Codes;

/** Why a demand lies outside the hotline's scope, and so who is competent. */
export const scopes = {
  emergency: { zh: '110、119、120等紧急事项', en: 'Emergency: 110, 119, 120' },
  court: { zh: '诉讼、仲裁等司法事项', en: 'Court or arbitration matter' },
  'statutory-channel': { zh: '复议、信访等法定途径事项', en: 'Reconsideration, petition or another statutory channel' },
  'other-level': { zh: '其他层级或地区政府职责', en: 'Duty of another level or place of government' },
  discipline: { zh: '纪检监察机关职责', en: 'Duty of the discipline and supervision bodies' },
  'not-government': { zh: '非政府职责事项', en: 'Not a matter of government' },
} as const satisfies Codes;

/** How a handling unit reached the caller; by relay it never learns the number. */
export const contactWays = {
  relay: { zh: '经热线中转通话', en: "Through the hotline's relay" },
  phone: { zh: '电话（经同意）', en: 'By phone, with consent' },
  visit: { zh: '现场见面', en: 'On the spot' },
} as const satisfies Codes;

/** States in which an order of another system may be taken over. */
export const outsideStates = {
  registered: { zh: '待交办', en: 'Open' },
  assigned: { zh: '已交办', en: 'Assigned' },
  handling: { zh: '办理中', en: 'In hand' },
  replied: { zh: '已答复', en: 'Replied' },
  closed: { zh: '已办结', en: 'Closed' },
  elsewhere: { zh: '已告知其他渠道', en: 'Told where to go' },
  referred: { zh: '已转其他机构', en: 'Referred to another body' },
  withdrawn: { zh: '诉求人已撤回', en: 'Withdrawn by the caller' },
  cancelled: { zh: '已被原系统撤销', en: 'Cancelled in the system it came from' },
} as const satisfies Codes;

/** Common surnames; those that are also everyday words (于, 和, 向, 时) count only after a clear 我叫. */
export const surnames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤葛殷施焦耿鲁庄翟柳祁乔';
export const compoundSurnames = ['欧阳', '司马', '上官', '诸葛', '司徒', '皇甫', '夏侯', '令狐', '慕容', '尉迟'];
