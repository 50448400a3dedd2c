// Pure data: what the hotline's states, steps, periods, facets and grounds are called, which paper each step and refusal
// rests on, and what a refusal says. Numbers of days stand in limits.ts; where no law fixes one, the text says so.

export const states = {
  registered: { zh: '待交办', en: 'Waiting for assignment' },
  assigned: { zh: '待签收', en: 'Assigned, waiting for signature' },
  handling: { zh: '办理中', en: 'In hand' },
  returned: { zh: '被退回，待改派', en: 'Returned, to be reassigned' },
  joined: { zh: '已并入主单', en: 'Joined to a lead order' },
  answered: { zh: '已当场解答', en: 'Answered at once' },
  replied: { zh: '已答复，待回访', en: 'Replied, waiting for call-back' },
  dissatisfied: { zh: '回访不满意，待处理', en: 'Caller dissatisfied, to be settled' },
  closed: { zh: '已办结', en: 'Closed' },
  elsewhere: { zh: '已告知其他渠道', en: 'Told where to go' },
  referred: { zh: '已转其他机构', en: 'Referred to another body' },
  withdrawn: { zh: '诉求人撤回', en: 'Withdrawn by the caller' },
  cancelled: { zh: '原系统已撤销', en: 'Cancelled where it came from' },
} as const;

export const steps = {
  register: {
    title: { zh: '登记', en: 'Register' },
    help: {
      zh: '来电、来信、网上诉求和区长信箱来信。电话、姓名、住址加密保存，承办单位看不到。',
      en: 'Calls, letters, web demands and letters to the district head. Phone, name and address are kept sealed; handling units never see them.',
    },
    basis: [
      { law: 'state-council-2020-53', article: '' },
      { law: 'personal-information-law', article: '6' },
    ],
  },
  adopt: {
    title: { zh: '接转历史工单', en: 'Take over as history' },
    help: {
      zh: '按原号码、原状态接转；缺少的环节如实空缺。',
      en: 'Under its own number and in its own state; steps it lacks stay missing.',
    },
    basis: [{ law: 'state-council-2020-53', article: '' }],
  },
  takeOver: {
    title: { zh: '接收平台工单', en: 'Take over for handling' },
    help: {
      zh: '上级平台转来的工单，沿用原号码，自接收起计交办时限。',
      en: 'An order handed down by another platform keeps its number; the time to assign it runs from now.',
    },
    basis: [{ law: 'state-council-2020-53', article: '' }],
  },
  edit: {
    title: { zh: '修改转办内容', en: 'Edit what is forwarded' },
    basis: [
      { law: 'state-council-2020-53', article: '' },
      { law: 'personal-information-law', article: '6' },
    ],
  },
  elsewhere: {
    title: { zh: '告知其他渠道', en: 'Tell where to go' },
    help: {
      zh: '不属于热线受理范围的，说明理由并告知有权机关。',
      en: 'Outside the scope: say why and who is competent.',
    },
    basis: [
      { law: 'state-council-2020-53', article: '' },
      { law: 'petition-work-regulation', article: '23' },
    ],
  },
  answer: { title: { zh: '当场解答', en: 'Answer at once' }, basis: [{ law: 'state-council-2020-53', article: '' }] },
  join: {
    title: { zh: '并入主单', en: 'Join to a lead order' },
    help: {
      zh: '重复诉求并入在办主单；主单答复时逐一答复每位诉求人。',
      en: 'A duplicate goes with the order in hand; each caller is answered when it is.',
    },
    basis: [{ law: 'state-council-2020-53', article: '' }],
  },
  answerJoined: {
    title: { zh: '随主单答复', en: 'Answer with the lead order' },
    basis: [{ law: 'state-council-2020-53', article: '' }],
  },
  release: {
    title: { zh: '恢复单独办理', en: 'Handle on its own again' },
    basis: [{ law: 'state-council-2020-53', article: '' }],
  },
  assign: {
    title: { zh: '交办', en: 'Assign' },
    help: {
      zh: '写明理由；可指定协办单位。不得交办给被投诉、举报的单位。',
      en: 'With a reason, and co-handlers where needed. Never to the body complained about.',
    },
    basis: [
      { law: 'state-council-2020-53', article: '' },
      { law: 'petition-work-regulation', article: '30' },
    ],
  },
  sign: { title: { zh: '签收', en: 'Sign for' }, basis: [{ law: 'state-council-2020-53', article: '' }] },
  return: {
    title: { zh: '退回', en: 'Return' },
    help: { zh: '只能依所列理由、在时限内退回一次。', en: 'Once only, in time, and on a listed ground.' },
    basis: [
      { law: 'state-council-2020-53', article: '' },
      { law: 'petition-work-regulation', article: '23' },
    ],
  },
  contact: {
    title: { zh: '联系诉求人', en: 'Contact the caller' },
    basis: [{ law: 'state-council-2020-53', article: '' }],
  },
  consent: {
    title: { zh: '登记本人同意', en: 'Record consent' },
    basis: [{ law: 'personal-information-law', article: '14' }],
  },
  opinion: {
    title: { zh: '提交协办意见', en: "Give the co-handler's opinion" },
    basis: [{ law: 'state-council-2020-53', article: '' }],
  },
  extend: {
    title: { zh: '申请延期', en: 'Apply for more time' },
    help: { zh: '由热线中心批准后生效。', en: 'Takes effect once the hotline centre signs.' },
    basis: [{ law: 'state-council-2020-53', article: '' }],
  },
  reply: { title: { zh: '答复', en: 'Reply' }, basis: [{ law: 'state-council-2020-53', article: '' }] },
  replySigned: {
    title: { zh: '答复（负责人签发）', en: 'Reply signed by the head' },
    help: {
      zh: '区长信箱来信由承办单位负责人签发答复。',
      en: "A letter to the district head is answered over the signature of the handling unit's head.",
    },
    basis: [{ law: 'state-council-2020-53', article: '' }],
  },
  tried: {
    title: { zh: '回访未接通', en: 'Call-back: nobody reached' },
    basis: [{ law: 'state-council-2020-53', article: '' }],
  },
  callback: {
    title: { zh: '回访不满意', en: 'Call-back: dissatisfied' },
    help: {
      zh: '记录后由中心决定重办；承办单位可在时限内申诉评价。',
      en: 'The centre then decides on a rework; the unit may appeal the rating in time.',
    },
    basis: [{ law: 'state-council-2020-53', article: '' }],
  },
  close: {
    title: { zh: '回访办结', en: 'Call back and close' },
    basis: [{ law: 'state-council-2020-53', article: '' }],
  },
  rate: { title: { zh: '评价', en: 'Rate' }, basis: [{ law: 'state-council-2020-53', article: '' }] },
  askRework: {
    title: { zh: '要求重办', en: 'Ask for a rework' },
    basis: [{ law: 'state-council-2020-53', article: '' }],
  },
  rework: {
    title: { zh: '重办', en: 'Send back for a rework' },
    basis: [{ law: 'state-council-2020-53', article: '' }],
  },
  reopen: { title: { zh: '办结后重办', en: 'Reopen' }, basis: [{ law: 'state-council-2020-53', article: '' }] },
  appeal: {
    title: { zh: '申诉评价', en: 'Appeal the rating' },
    basis: [{ law: 'state-council-2020-53', article: '' }],
  },
  judge: { title: { zh: '审核申诉', en: 'Decide the appeal' }, basis: [{ law: 'state-council-2020-53', article: '' }] },
  addInfo: { title: { zh: '补充信息', en: 'Add information' }, basis: [{ law: 'state-council-2020-53', article: '' }] },
  urge: { title: { zh: '催办', en: 'Urge' }, basis: [{ law: 'state-council-2020-53', article: '' }] },
  supervise: { title: { zh: '督办', en: 'Supervise' }, basis: [{ law: 'state-council-2020-53', article: '' }] },
  withdraw: { title: { zh: '撤回', en: 'Withdraw' }, basis: [{ law: 'state-council-2020-53', article: '' }] },
  publish: {
    title: { zh: '公开来信和答复', en: 'Publish letter and reply' },
    help: { zh: '须经本人同意，并去除个人信息。', en: 'With consent and without personal data.' },
    basis: [{ law: 'personal-information-law', article: '25' }],
  },
} as const;

export const periods = {
  dispatch: { zh: '交办时限', en: 'Time to assign' },
  signFor: { zh: '签收时限', en: 'Time to sign for' },
  handle: { zh: '办理时限', en: 'Time to handle' },
  returning: { zh: '可退回期', en: 'Time in which it may be returned' },
  callBack: { zh: '回访时限', en: 'Time to call back' },
  settle: { zh: '不满意处理时限', en: 'Time to settle dissatisfaction' },
  appealing: { zh: '可申诉期', en: 'Time in which the rating may be appealed' },
  supervised: { zh: '督办期限', en: 'Supervised until' },
  reopening: { zh: '可要求重办期', en: 'Time in which a rework may be asked for' },
} as const;

export const facets = {
  channel: { zh: '渠道', en: 'Channel' },
  kind: { zh: '诉求类型', en: 'Kind of demand' },
  class: { zh: '事项类别', en: 'Matter' },
  place: { zh: '属地', en: 'Place' },
  urgent: { zh: '紧急', en: 'Urgent' },
  result: { zh: '办理结果', en: 'Result' },
  rating: { zh: '评价', en: 'Rating' },
  satisfied: { zh: '满意', en: 'Satisfied' },
  rated: { zh: '已评价', en: 'Rated' },
  reworks: { zh: '重办次数', en: 'Reworks' },
  late: { zh: '逾期答复', en: 'Replied late' },
  returned: { zh: '曾被退回', en: 'Was returned' },
  firstContact: { zh: '当场解答', en: 'Answered at once' },
  confidential: { zh: '要求保密', en: 'To be kept confidential' },
  origin: { zh: '来源系统', en: 'Taken over from' },
  supervisedUntil: { zh: '督办期限', en: 'Supervised until' },
  published: { zh: '已公开', en: 'Published' },
} as const;

/** A condition, the paper it rests on, and what is said when it does not hold. */
export const grounds = {
  'public-form': {
    law: { law: 'state-council-2020-53', article: '' },
    title: { zh: '公众提交的诉求', en: 'What the public submits' },
    reason: {
      zh: '网上提交的诉求只能选网上或区长信箱渠道，紧急程度和转办内容由话务员填写。',
      en: "A demand from the public comes by web or mailbox; urgency and the forwarded text are the operator's.",
    },
  },
  'known-class': {
    law: { law: 'state-council-2020-53', article: '' },
    title: { zh: '事项类别在表内', en: 'The matter is in the table' },
    reason: { zh: '没有这个事项类别。', en: 'The table of matters has no such class.' },
  },
  'known-unit': {
    law: { law: 'state-council-2020-53', article: '' },
    title: { zh: '单位在单位表内', en: 'The unit is in the table' },
    reason: { zh: '没有这个单位，或它已撤并。', en: 'There is no such unit, or it is no more.' },
  },
  'clean-text': {
    law: { law: 'personal-information-law', article: '6' },
    title: { zh: '转办内容不含个人信息', en: 'The forwarded text is free of personal data' },
    reason: {
      zh: '内容中仍有电话、证件号、账号或姓名，请先去除。',
      en: 'It still holds a phone number, identity number, account or name; take it out first.',
    },
  },
  'dates-in-order': {
    law: { law: 'state-council-2020-53', article: '' },
    title: { zh: '日期前后相合', en: 'The dates agree' },
    reason: {
      zh: '原工单日期有误：早于登记、晚于现在，或未结却有办结日期。',
      en: 'The dates do not agree: before the opening, in the future, or an end on an open order.',
    },
  },
  joinable: {
    law: { law: 'state-council-2020-53', article: '' },
    title: { zh: '主单在办', en: 'The lead order is in hand' },
    reason: {
      zh: '没有可并入的在办主单；主单已答复的，请直接依其答复解答。',
      en: 'There is no such order in hand to join; if it was replied to already, answer from its reply.',
    },
  },
  'article-in-force': {
    law: { law: 'state-council-2020-53', article: '' },
    title: { zh: '知识条目有效', en: 'The article is in force' },
    reason: {
      zh: '该知识条目不存在、未生效或已过期。',
      en: 'That knowledge article does not exist, is not in force or has expired.',
    },
  },
  'not-accused': {
    law: { law: 'petition-work-regulation', article: '30' },
    title: { zh: '不交给被投诉单位', en: 'Not to the body complained about' },
    reason: {
      zh: '投诉、举报不得转给被投诉、举报的单位，请交其主管或监督单位办理。',
      en: 'A complaint or report never goes to the body it is about; assign its supervising unit.',
    },
  },
  'helpers-differ': {
    law: { law: 'state-council-2020-53', article: '' },
    title: { zh: '主协办不同', en: 'Lead and co-handlers differ' },
    reason: {
      zh: '协办单位不能与主办单位相同，也不能重复。',
      en: 'A co-handler is neither the lead unit nor named twice.',
    },
  },
  'lead-unit': {
    law: { law: 'state-council-2020-53', article: '' },
    title: { zh: '由主办单位办理', en: 'By the lead unit' },
    reason: {
      zh: '此事由主办单位办理，协办单位请提交协办意见。',
      en: 'This is for the lead unit; a co-handler gives its opinion.',
    },
  },
  'co-handler': {
    law: { law: 'state-council-2020-53', article: '' },
    title: { zh: '协办单位各提一次', en: 'Once by each co-handler' },
    reason: { zh: '只有协办单位可提交协办意见，且各提一次。', en: 'Only a co-handler gives an opinion, and once.' },
  },
  'return-in-time': {
    law: { law: 'nanjing-hotline-measures', article: '' },
    title: { zh: '在退回时限内', en: 'Within the time to return' },
    reason: {
      zh: '已过退回时限（该时限为可调整的设定），应继续办理。',
      en: 'The time to return has passed (it is a setting); the unit goes on handling.',
    },
  },
  'one-return': {
    law: { law: 'state-council-2020-53', article: '' },
    title: { zh: '同一单位只退一次', en: 'One return by a unit' },
    reason: {
      zh: '本单位已退回过此单，热线中心仍交办的，不得再次退回。',
      en: 'This unit has returned the order before; assigned again, it cannot return it a second time.',
    },
  },
  'phone-by-consent': {
    law: { law: 'personal-information-law', article: '14' },
    title: { zh: '经同意才用电话', en: 'The phone only by consent' },
    reason: {
      zh: '诉求人未同意向承办单位提供电话，请经热线中转联系。',
      en: "The caller did not consent to showing the phone; use the hotline's relay.",
    },
  },
  'phone-known': {
    law: { law: 'personal-information-law', article: '14' },
    title: { zh: '留有电话', en: 'A phone is on file' },
    reason: { zh: '此单没有留下电话。', en: 'No phone number was left with this order.' },
  },
  'clean-words': {
    law: { law: 'personal-information-law', article: '6' },
    title: { zh: '不写入个人号码', en: 'No private number' },
    reason: {
      zh: '文字中含有手机号、证件号或个人账号，请去除后提交。',
      en: 'The text holds a mobile number, identity number or private account; take it out.',
    },
  },
  extendable: {
    law: { law: 'nanjing-hotline-measures', article: '' },
    title: { zh: '可以延期', en: 'May be extended' },
    reason: {
      zh: '此类诉求不得延期、已延过期、已超期，或超过可延天数（均为可调整的设定）。',
      en: 'This kind cannot be extended, was extended before, is overdue, or the days exceed what the setting allows.',
    },
  },
  'opinions-in': {
    law: { law: 'state-council-2020-53', article: '' },
    title: { zh: '协办意见齐全', en: 'All opinions are in' },
    reason: { zh: '还有协办单位未提交意见。', en: 'A co-handler has not given its opinion yet.' },
  },
  'reason-given': {
    law: { law: 'state-council-2020-53', article: '' },
    title: { zh: '未解决须说明', en: 'Unsolved needs a reason' },
    reason: { zh: '未能全部解决的，须说明原因。', en: 'Where the demand is not solved in full, the reply says why.' },
  },
  'ordinary-reply': {
    law: { law: 'state-council-2020-53', article: '' },
    title: { zh: '非区长信箱', en: "Not the district head's mailbox" },
    reason: {
      zh: '区长信箱来信须由承办单位负责人签发答复。',
      en: "A letter to the district head needs the signature of the handling unit's head.",
    },
  },
  'mailbox-reply': {
    law: { law: 'state-council-2020-53', article: '' },
    title: { zh: '区长信箱来信', en: 'A letter to the district head' },
    reason: {
      zh: '只有区长信箱来信需要负责人签发。',
      en: 'Only a letter to the district head is replied to over a signature.',
    },
  },
  'call-back-first': {
    law: { law: 'state-council-2020-53', article: '' },
    title: { zh: '不满意先登记', en: 'Dissatisfaction is recorded first' },
    reason: {
      zh: '回访不满意的，先登记“回访不满意”，由中心决定重办或听取申诉后再办结。',
      en: 'Record the dissatisfied call-back first; the centre decides on a rework or hears an appeal before closing.',
    },
  },
  'tried-enough': {
    law: { law: 'nanjing-hotline-measures', article: '' },
    title: { zh: '至少联系两次', en: 'Tried at least twice' },
    reason: {
      zh: '未联系上的，至少尝试两次方可办结（次数为设定）；未联系上不能有评价。',
      en: 'Nobody reached: at least two tries before closing (a setting), and no rating.',
    },
  },
  'appeal-over': {
    law: { law: 'nanjing-hotline-measures', article: '' },
    title: { zh: '申诉期已过', en: 'The time to appeal is over' },
    reason: {
      zh: '承办单位仍可申诉评价，或申诉尚未审定。',
      en: 'The unit may still appeal the rating, or its appeal is undecided.',
    },
  },
  'not-yet-rated': {
    law: { law: 'state-council-2020-53', article: '' },
    title: { zh: '只评价一次', en: 'Rated once' },
    reason: { zh: '本次答复已评价。', en: 'This reply has been rated already.' },
  },
  'operator-closes': {
    law: { law: 'state-council-2020-53', article: '' },
    title: { zh: '由回访员办结', en: 'Closed by the call-back desk' },
    reason: { zh: '话务员只能办结当场解答的工单。', en: 'An operator closes only what was answered at once.' },
  },
  'reopen-in-time': {
    law: { law: 'nanjing-hotline-measures', article: '' },
    title: { zh: '在重办期内', en: 'Within the time to reopen' },
    reason: {
      zh: '已过办结后要求重办的期限（该期限为设定），请重新提交诉求。',
      en: 'The time to reopen has passed (it is a setting); please submit a new demand.',
    },
  },
  'appeal-in-time': {
    law: { law: 'nanjing-hotline-measures', article: '' },
    title: { zh: '可以申诉', en: 'May be appealed' },
    reason: {
      zh: '没有不满意评价、已申诉过或已过申诉期限（该期限为设定）。',
      en: 'There is no dissatisfied rating, it was appealed before, or the time (a setting) has passed.',
    },
  },
  'appeal-open': {
    law: { law: 'state-council-2020-53', article: '' },
    title: { zh: '有待审申诉', en: 'An appeal is open' },
    reason: { zh: '没有待审定的申诉。', en: 'There is no appeal to decide.' },
  },
  'once-a-day': {
    law: { law: 'nanjing-hotline-measures', article: '' },
    title: { zh: '每日催办一次', en: 'Urged once a day' },
    reason: { zh: '今日已催办，承办单位已收到。', en: 'It was urged today already; the unit knows.' },
  },
  'due-ahead': {
    law: { law: 'state-council-2020-53', article: '' },
    title: { zh: '期限在今后', en: 'The date lies ahead' },
    reason: { zh: '期限不能早于今天。', en: 'The date cannot lie before today.' },
  },
  publishable: {
    law: { law: 'personal-information-law', article: '25' },
    title: { zh: '可以公开', en: 'May be published' },
    reason: {
      zh: '须是已答复的区长信箱来信，并经本人同意。',
      en: "Only an answered letter to the district head is published, and only with its writer's consent.",
    },
  },
  'other-person': {
    law: { law: 'state-council-2020-53', article: '' },
    title: { zh: '换人核实', en: 'By another person' },
    reason: { zh: '核实人不能是提出人。', en: 'Whoever opened it cannot verify it.' },
  },
  'span-in-order': {
    law: { law: 'state-council-2020-53', article: '' },
    title: { zh: '起止日期相合', en: 'The dates agree' },
    reason: { zh: '起日晚于止日，或止日在今后。', en: 'The first day lies after the last, or the last in the future.' },
  },
  'month-over': {
    law: { law: 'state-council-2020-53', article: '' },
    title: { zh: '当月已结束', en: 'The month is over' },
    reason: { zh: '月报须在当月结束后编制。', en: 'The paper is assembled once the month is over.' },
  },
  'sums-agree': {
    law: { law: 'state-council-2020-53', article: '' },
    title: { zh: '数字相合', en: 'The numbers agree' },
    reason: {
      zh: '分类、分区域、分单位数之和与总数不符。',
      en: 'The counts by class, place and unit do not add up to the total.',
    },
  },
  'met-topic': {
    law: { law: 'state-council-2020-53', article: '' },
    title: { zh: '话题已面对面', en: 'The topic was met on' },
    reason: { zh: '没有这个话题，或见面会尚未召开。', en: 'There is no such topic, or its meeting has not been held.' },
  },
} as const;
