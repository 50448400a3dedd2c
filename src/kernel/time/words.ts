// pure data
// The sentences of time and law in both languages: what is refused and why, and the steps of a trace. What stands in
// braces is filled in where the sentence is said.

export const refusals = {
  notADate: {
    zh: '“{text}”不是有效日期，应写作 YYYY-MM-DD，且当日确实存在。',
    en: '"{text}" is not a date: write YYYY-MM-DD, and a day that exists.',
  },
  notATime: {
    zh: '“{text}”不是有效时间，应写作 2021-09-30T08:30:00+08:00，须带时区，24:00 写作次日 00:00。',
    en: '"{text}" is not a time: write 2021-09-30T08:30:00+08:00, with the offset; 24:00 is the next day\'s 00:00.',
  },
  outOfRange: { zh: '日期超出公元1年至9999年的范围。', en: 'The date lies outside the years 1 to 9999.' },
  holidayBackwards: { zh: '假日的结束日早于开始日。', en: 'A holiday ends before it begins.' },
  holidayWorked: {
    zh: '{date} 既列为放假又列为上班。',
    en: '{date} is listed both as a day off and as a working day.',
  },
  suspensionBackwards: {
    zh: '中止的最后一日 {last} 早于第一日 {first}。',
    en: 'The suspension ends on {last}, before it begins on {first}.',
  },
  notRunning: { zh: '期限未在进行中，不能中止。', en: 'Only a period that is running can be suspended.' },
  notSuspended: { zh: '期限并未中止，不能恢复。', en: 'The period is not suspended, so it cannot resume.' },
  noSuspension: { zh: '倒计的期限不能中止。', en: 'A period counted back from an event cannot be suspended.' },
  extensionAmount: { zh: '延长的期限须为正整数。', en: 'An extension is a whole number above zero.' },
  noExtension: { zh: '法律没有规定该期限可以延长。', en: 'The law gives this period no extension.' },
  onlyShorter: {
    zh: '该期限只能依法缩短，不能延长。',
    en: 'The law lets this period only be shortened, not extended.',
  },
  extensionTooLong: {
    zh: '延长{added}超过法律允许的{allowance}（{who}批准）。',
    en: 'An extension of {added} is more than the {allowance} that the law allows (approved by {who}).',
  },
  extensionTooOften: {
    zh: '该期限最多延长{times}次，每次最多{most}。',
    en: 'This period may be extended {times} time(s), by at most {most} each.',
  },
  noTimeLimit: { zh: '“{title}”没有期限。', en: '"{title}" has no time limit.' },
  badSpan: {
    zh: '中止期间“{text}”应写作 首日..末日，且首日不晚于末日。',
    en: 'Write a suspension as first-day..last-day, the first not after the last; "{text}" is not.',
  },
  unknownRule: { zh: '没有编号为“{id}”的规则。', en: 'There is no rule "{id}".' },
  unknownLaw: { zh: '未收录的法律“{id}”。', en: 'The law "{id}" is not in the table of laws.' },
  duplicateRule: { zh: '规则编号“{id}”重复。', en: 'Two rules have the id "{id}".' },
  badId: { zh: '规则 {id}：编号不合规范。', en: 'Rule {id}: write the id in kebab-case.' },
  endsFirst: { zh: '{id}：失效日早于生效日。', en: '{id} ends before it begins.' },
  badLimit: { zh: '规则 {id}：期限须为正整数。', en: 'Rule {id}: its limit must be a whole number above zero.' },
  noUnit: { zh: '规则 {id}：期限缺少单位。', en: 'Rule {id}: its limit has no unit.' },
  noMonthDay: { zh: '规则 {id}：固定日期缺少月日。', en: 'Rule {id} names a fixed date but no month and day.' },
  noTitle: { zh: '规则 {id}：缺少名称。', en: 'Rule {id} has no title.' },
  textWasRead: {
    zh: '不能为“{title}”设定期限：其期限见于已核对的条文。',
    en: 'No setting for "{title}": its limit stands in a text that was read.',
  },
  goodSource: {
    zh: '不能为“{title}”设定期限：其期限有较可靠的来源，应先核对条文。',
    en: 'No setting for "{title}": its limit has a good source; read the text first.',
  },
  nothingToSet: {
    zh: '不能为“{title}”设定期限：该规则没有期限。',
    en: 'No setting for "{title}": the rule has no time limit.',
  },
  badSetting: {
    zh: '不能为“{title}”设定期限：期限须为正整数。',
    en: 'No setting for "{title}": a limit is a whole number above zero.',
  },
  settingNoExtension: {
    zh: '不能为“{title}”设定延长：该期限不得延长。',
    en: 'No setting for "{title}": this period cannot be extended.',
  },
  setTwice: { zh: '“{title}”在 {from} 有两项设定。', en: '"{title}" is set twice from {from}.' },
  noVersion: { zh: '参数 {id}：{date} 没有版本。', en: 'Parameter {id}: no version holds on {date}.' },
  twoVersions: { zh: '参数 {id}：{date} 有两个版本。', en: 'Parameter {id}: two versions hold on {date}.' },
} as const;

export const steps = {
  limit: { zh: '{title}（{law}{article}）：{bound}{amount}。', en: '{title} ({law}{article}): {bound} {amount}.' },
  namedDate: {
    zh: '{title}（{law}{article}）：法律指定的日期。',
    en: '{title} ({law}{article}): a date that the law names.',
  },
  lookedUp: { zh: '自{day}起看下一次到期日。', en: 'Looked up from {day}.' },
  runsAtOnce: { zh: '自{moment}即时起算。', en: 'Runs at once from {moment}.' },
  backFromMoment: { zh: '自{moment}倒计。', en: 'Counted back from {moment}.' },
  midnightTaken: { zh: '未注明时刻，按零时起算。', en: 'No time of day was given, so 00:00 is taken.' },
  backFromDay: {
    zh: '事项定于{day}，自前一日倒计。',
    en: 'The event is on {day}; the count goes back from the day before it.',
  },
  starts: { zh: '{day}起算，当日不计入。', en: 'Starts on {day}, which is not counted.' },
  startsAfresh: { zh: '{day}重新起算，当日不计入。', en: 'Starts afresh on {day}, which is not counted.' },
  dayOne: { zh: '第1日为{day}。', en: 'Day 1 is {day}.' },
  restDays: { zh: '周末和节假日不计入。', en: 'Weekends and holidays are not counted.' },
  holiday: { zh: '{range}为{name}放假，不计入。', en: '{range}: {name}, not counted.' },
  makeUpDay: { zh: '{day}为调休上班日，计入。', en: '{day} is a make-up working day and counts.' },
  suspended: { zh: '{range}中止{why}，不计入。', en: 'Suspended {range}{why}: these days are not counted.' },
  unnamedGround: { zh: '该规则未列明可以中止的事由。', en: 'The rule itself names no ground for suspension.' },
  extended: { zh: '延长{amount}{who}。', en: 'Extended by {amount}{who}.' },
  approvedBy: { zh: '，{name}批准', en: ', approved by {name}' },
  movesLater: { zh: '最后一日{from}逢{why}，顺延至{to}。', en: 'The last day, {from}, is {why}; it moves to {to}.' },
  movesEarlier: {
    zh: '最迟为{from}，逢{why}，提前至{to}；当日办理仍属及时。',
    en: 'The latest day is {from}, {why}: plan for {to}; an act on the day itself is still in time.',
  },
  restDay: { zh: '休息日', en: 'a rest day' },
  announced: {
    zh: '{on}公布放假安排后，到期日由{oldDue}改为{newDue}。',
    en: 'Holidays announced on {on} moved the date from {oldDue} to {newDue}.',
  },
  stopped: {
    zh: '自{day}起中止，恢复后另计到期日。',
    en: 'Suspended since {day}; the due date follows when it resumes.',
  },
  passed: {
    zh: '{day}24:00期满，此后方可办理。',
    en: 'The time has passed at 24:00 on {day}; the act is open after that.',
  },
  keptOpen: {
    zh: '保留到{day}24:00：期内均可提出，期满后方可往下办理。',
    en: 'It stays open until 24:00 on {day}: until then it may be used, and what follows may be done after it.',
  },
  dueAt: { zh: '{moment}到期。', en: 'Due by {moment}.' },
  dueOn: { zh: '{day}24:00到期。', en: 'Due {day}, 24:00.' },
  latestOn: { zh: '最迟{day}24:00前办理。', en: 'Last day to act: {day}, 24:00.' },
  stands: { zh: '强制措施到期日不因节假日顺延。', en: 'The end of a coercive measure does not move for holidays.' },
  notInForce: {
    zh: '起算日该规则未施行（自{from}起{until}）。',
    en: 'The rule was not in force on the starting day (in force from {from}{until}).',
  },
  until: { zh: '至{to}', en: ' to {to}' },
  set: { zh: '期限{limit}由{setBy}自{from}起设定。', en: 'The limit of {limit} was set by {setBy} from {from}.' },
  defaultLimit: {
    zh: '该期限为系统默认值，未见条文，应由本地区确定。',
    en: 'This limit is a default; no text was found, and the region should set it.',
  },
  provisional: {
    zh: '所涉年份放假安排尚未掌握，日期为暂定。',
    en: 'Holidays of a year involved are not known; the date is provisional.',
  },
} as const;

export const bounds = {
  at_most: { zh: '不超过', en: 'at most' },
  at_least: { zh: '不少于', en: 'at least' },
  not_before: { zh: '须满', en: 'not before the end of' },
} as const;

export const units = {
  working_day: { zh: '{n}个工作日', one: '{n} working day', en: '{n} working days' },
  calendar_day: { zh: '{n}日', one: '{n} calendar day', en: '{n} calendar days' },
  hour: { zh: '{n}小时', one: '{n} hour', en: '{n} hours' },
  month: { zh: '{n}个月', one: '{n} month', en: '{n} months' },
  year: { zh: '{n}年', one: '{n} year', en: '{n} years' },
} as const;

export const weekdays = [
  { zh: '周日', en: 'Sun' },
  { zh: '周一', en: 'Mon' },
  { zh: '周二', en: 'Tue' },
  { zh: '周三', en: 'Wed' },
  { zh: '周四', en: 'Thu' },
  { zh: '周五', en: 'Fri' },
  { zh: '周六', en: 'Sat' },
] as const;

export const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
