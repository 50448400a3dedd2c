// Tells how a due date came about, one sentence at a time, so that an officer, a party or a court can follow the count
// without trusting the program: the start, the rule, holidays and make-up days on the way, what stopped or lengthened
// the time, where the last day moved, and what is uncertain.

import { articleWords } from '../law/citation.ts';
import { isSetting } from '../law/rule.ts';
import type { Law, Rule, TimeUnit } from '../law/types.ts';
import { holidayOn, isMakeUpDay, isWorkdayNumber } from './calendar.ts';
import { type Counted, count } from './counting.ts';
import { dateFromDay, dateOf, dayNumber, dayOf, type InstantText, isDate, parseInstant, weekdayOfDay } from './date.ts';
import { computeDue, ruleOf } from './due.ts';
import { isExcluded, type Run, readPeriod } from './period.ts';
import type { Calendar, Due, Holiday, Label, PeriodState } from './types.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const WEEKDAYS_ZH = ['日', '一', '二', '三', '四', '五', '六'];

const say = (zh: string, en: string): Label => ({ zh, en });

/** 8 Oct 2021 (Fri), 2021年10月8日（周五） */
export function dayLabel(date: string): Label {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const name = weekdayOfDay(dayNumber(date));
  return say(
    `${year}年${month}月${day}日（周${WEEKDAYS_ZH[name]}）`,
    `${day} ${MONTHS[month - 1]} ${year} (${WEEKDAYS[name]})`,
  );
}

function momentLabel(instant: InstantText): Label {
  const day = dayLabel(dateOf(instant));
  const clock = parseInstant(instant).slice(11, 16);
  return say(`${day.zh}${clock}`, `${day.en} ${clock}`);
}

const rangeLabel = (first: number, last: number): Label => {
  const [from, to] = [dayLabel(dateFromDay(first)), dayLabel(dateFromDay(last))];
  return first === last ? from : say(`${from.zh}至${to.zh}`, `${from.en} to ${to.en}`);
};

const UNITS: Record<TimeUnit, readonly [zh: string, one: string, many: string]> = {
  working_day: ['个工作日', 'working day', 'working days'],
  calendar_day: ['日', 'calendar day', 'calendar days'],
  hour: ['小时', 'hour', 'hours'],
  month: ['个月', 'month', 'months'],
  year: ['年', 'year', 'years'],
};

export const amountLabel = (amount: number, unit: TimeUnit): Label =>
  say(`${amount}${UNITS[unit][0]}`, `${amount} ${amount === 1 ? UNITS[unit][1] : UNITS[unit][2]}`);

function basisLine(rule: Rule): Label {
  const place = articleWords(rule.article);
  const source = say(`${rule.law.zh}${place.zh}`, place.en === '' ? rule.law.en : `${rule.law.en}, ${place.en}`);
  const name = say(`${rule.title.zh}（${source.zh}）`, `${rule.title.en} (${source.en})`);
  if (rule.bound === 'fixed_date') return say(`${name.zh}：法律指定的日期。`, `${name.en}: a date that the law names.`);
  const amount = amountLabel(rule.limit ?? 0, rule.unit as TimeUnit);
  const zh = { at_most: '不超过', at_least: '不少于', not_before: '须满', none: '', fixed_date: '' }[rule.bound];
  const en = {
    at_most: 'at most',
    at_least: 'at least',
    not_before: 'not before the end of',
    none: '',
    fixed_date: '',
  };
  return say(`${name.zh}：${zh}${amount.zh}。`, `${name.en}: ${en[rule.bound]} ${amount.en}.`);
}

function firstCountedDay(rule: Rule, run: Run, calendar: Calendar): number {
  let day = dayNumber(dayOf(run.start)) + 1;
  const counts = (): boolean =>
    !isExcluded(run.excluded, day) && (rule.unit !== 'working_day' || isWorkdayNumber(calendar, day));
  while (!counts()) day++;
  return day;
}

function startLines(rule: Rule, run: Run, calendar: Calendar): Label[] {
  const day = dayLabel(dayOf(run.start));
  if (rule.bound === 'fixed_date') return [say(`自${day.zh}起看下一次到期日。`, `Looked up from ${day.en}.`)];
  if (rule.unit === 'hour') {
    const moment = isDate(run.start) ? momentLabel(`${run.start}T00:00:00+08:00`) : momentLabel(run.start);
    const assumed = say('（未注明时刻，按零时起算）', ' (no time of day given, so 00:00 is taken)');
    const note = isDate(run.start) ? assumed : say('', '');
    return rule.direction === 'backward'
      ? [say(`自${moment.zh}${note.zh}倒计。`, `Counted back from ${moment.en}${note.en}.`)]
      : [say(`自${moment.zh}${note.zh}即时起算。`, `Runs at once from ${moment.en}${note.en}.`)];
  }
  if (rule.direction === 'backward') {
    return [
      say(
        `事项定于${day.zh}，自前一日倒计。`,
        `The event is on ${day.en}; the count goes back from the day before it.`,
      ),
    ];
  }
  const first = dayLabel(dateFromDay(firstCountedDay(rule, run, calendar)));
  const again = run.restarted ? say('重新', ' afresh') : say('', '');
  return [
    say(`${day.zh}${again.zh}起算，当日不计入。`, `Starts${again.en} on ${day.en}, which is not counted.`),
    say(`第1日为${first.zh}。`, `Day 1 is ${first.en}.`),
  ];
}

/** Named holidays and worked weekends between two days, each told once. */
function calendarLines(calendar: Calendar, first: number, last: number): Label[] {
  const lines: Label[] = [say('周末和节假日不计入。', 'Weekends and holidays are not counted.')];
  const told = new Set<Holiday>();
  for (let day = first; day <= last; day++) {
    const holiday = holidayOn(calendar, day);
    if (holiday && !told.has(holiday)) {
      told.add(holiday);
      const range = rangeLabel(dayNumber(holiday.from), dayNumber(holiday.to));
      lines.push(say(`${range.zh}为${holiday.name.zh}放假，不计入。`, `${range.en}: ${holiday.name.en}, not counted.`));
    }
    if (isMakeUpDay(calendar, day)) {
      const label = dayLabel(dateFromDay(day));
      lines.push(say(`${label.zh}为调休上班日，计入。`, `${label.en} is a make-up working day and counts.`));
    }
  }
  return lines;
}

function eventLines(rule: Rule, run: Run): Label[] {
  const stops = run.excluded.map(({ first, last, reason }) => {
    const range = rangeLabel(first, last);
    const because = reason === '' ? say('', '') : say(`（${reason}）`, ` (${reason})`);
    return say(
      `${range.zh}中止${because.zh}，不计入。`,
      `Suspended ${range.en}${because.en}: these days are not counted.`,
    );
  });
  const unit = rule.extension?.unit ?? (rule.unit as TimeUnit);
  const more = run.extensions.map(({ by, approvedBy }) => {
    const amount = amountLabel(by, unit);
    const who = approvedBy ? say(`，${approvedBy}批准`, `, approved by ${approvedBy}`) : say('', '');
    return say(`延长${amount.zh}${who.zh}。`, `Extended by ${amount.en}${who.en}.`);
  });
  const unnamed = stops.length > 0 && rule.suspensions.length === 0;
  const warning = say('该规则未列明可以中止的事由。', 'The rule itself names no ground for suspension.');
  return [...stops, ...more, ...(unnamed ? [warning] : [])];
}

function rolloverLines(rule: Rule, counted: Counted, calendar: Calendar): Label[] {
  if (counted.reached === counted.lands || counted.moment !== undefined) return [];
  const from = dayLabel(dateFromDay(counted.reached));
  const to = dayLabel(dateFromDay(counted.lands));
  const holiday = holidayOn(calendar, counted.reached);
  const why = holiday ? say(holiday.name.zh, holiday.name.en) : say('休息日', 'a rest day');
  if (rule.direction === 'backward') {
    return [
      say(
        `最迟为${from.zh}，逢${why.zh}，提前至${to.zh}；当日办理仍属及时。`,
        `The latest day is ${from.en}, ${why.en}: plan for ${to.en}; an act on the day itself is still in time.`,
      ),
    ];
  }
  return [
    say(
      `最后一日${from.zh}逢${why.zh}，顺延至${to.zh}。`,
      `The last day, ${from.en}, is ${why.en}; it moves to ${to.en}.`,
    ),
  ];
}

function endLine(rule: Rule, due: Due): Label {
  if (due.suspendedSince !== undefined) {
    const day = dayLabel(due.suspendedSince);
    return say(
      `自${day.zh}起中止，恢复后另计到期日。`,
      `Suspended since ${day.en}; the due date follows when it resumes.`,
    );
  }
  if (due.earliestOn !== undefined) {
    const day = dayLabel(due.earliestOn);
    return say(
      `${day.zh}24:00期满，此后方可办理。`,
      `The time has passed at 24:00 on ${day.en}; the act is open after that.`,
    );
  }
  if (due.dueAt !== undefined) {
    const moment = momentLabel(due.dueAt);
    return say(`${moment.zh}到期。`, `Due by ${moment.en}.`);
  }
  const day = dayLabel(due.dueOn ?? dayOf(due.start));
  const last = rule.direction === 'backward' ? say('最迟', 'Last day to act: ') : say('', 'Due ');
  return say(`${last.zh}${day.zh}24:00到期。`, `${last.en}${day.en}, 24:00.`);
}

function doubtLines(rule: Rule, due: Due): Label[] {
  const lines: Label[] = [];
  if (rule.lastDay === 'stands' && due.dueOn !== undefined && rule.direction === 'forward') {
    lines.push(say('强制措施到期日不因节假日顺延。', 'The end of a coercive measure does not move for holidays.'));
  }
  if (!due.inForce) {
    const until = rule.to === null ? '' : ` to ${rule.to}`;
    lines.push(
      say(
        `起算日该规则未施行（${rule.from}起${rule.to === null ? '' : `至${rule.to}`}）。`,
        `The rule was not in force on the starting day (in force from ${rule.from}${until}).`,
      ),
    );
  }
  if (rule.setting) {
    const { limit, setBy, from } = rule.setting;
    lines.push(
      say(`期限${limit}由${setBy}自${from}起设定。`, `The limit of ${limit} was set by ${setBy} from ${from}.`),
    );
  } else if (isSetting(rule)) {
    lines.push(
      say(
        '该期限为系统默认值，未见条文，应由本地区确定。',
        'This limit is a default; no text was found, and the region should set it.',
      ),
    );
  }
  if (due.provisional) {
    lines.push(
      say(
        '所涉年份放假安排尚未掌握，日期为暂定。',
        'Holidays of a year involved are not known; the date is provisional.',
      ),
    );
  }
  return lines;
}

function countingLines(rule: Rule, run: Run, counted: Counted, calendar: Calendar): Label[] {
  if (!counted.legs.some(({ unit }) => unit === 'working_day')) return [];
  const start = dayNumber(dayOf(run.start));
  return rule.direction === 'backward'
    ? calendarLines(calendar, counted.lands, start - 1)
    : calendarLines(calendar, start + 1, counted.lands);
}

export function traceDue(state: PeriodState, law: Law, calendar: Calendar): Label[] {
  const run = readPeriod(state);
  const rule = ruleOf(law, state, run.start);
  const due = computeDue(state, law, calendar);
  const counted = run.status === 'suspended' ? undefined : count(rule, run, calendar);
  const moved = run.announcements.map(({ on, oldDue = '—', newDue = '—' }) =>
    say(
      `${on}公布放假安排后，到期日由${oldDue}改为${newDue}。`,
      `Holidays announced on ${on} moved the date from ${oldDue} to ${newDue}.`,
    ),
  );
  return [
    basisLine(rule),
    ...startLines(rule, run, calendar),
    ...(counted ? countingLines(rule, run, counted, calendar) : []),
    ...eventLines(rule, run),
    ...(counted ? rolloverLines(rule, counted, calendar) : []),
    ...moved,
    endLine(rule, due),
    ...doubtLines(rule, due),
  ];
}
