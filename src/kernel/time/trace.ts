// Tells how a due date came about, one sentence at a time, so that an officer, a party or a court can follow the count
// without trusting the program: the start, the rule, holidays and make-up days on the way, what stopped or lengthened
// the time, where the last day moved, and what is uncertain.
import { articleWords } from '../law/citation.ts';
import { isSetting } from '../law/rule.ts';
import type { Law, Rule, TimeUnit } from '../law/types.ts';
import { holidayOn, isMakeUpDay, isWorkdayNumber } from './calendar.ts';
import { type Counted, count } from './counting.ts';
import { beginOf, dateFromDay, dayNumber, dayOf, instantFromEpoch, isDate, type Moment, weekday } from './date.ts';
import { computeDue, ruleOf } from './due.ts';
import { isExcluded, type Run, readPeriod } from './period.ts';
import { say } from './say.ts';
import type { Calendar, Due, Holiday, Label, PeriodState } from './types.ts';
import { bounds, months, steps, units, weekdays } from './words.ts';

const nothing: Label = { zh: '', en: '' };

/** 8 Oct 2021 (Fri), 2021年10月8日（周五） */
export function dayLabel(date: string): Label {
  const [year, month, day] = date.split('-').map(Number);
  const month3 = months[(month ?? 1) - 1];
  const form = { zh: '{year}年{month}月{day}日（{name}）', en: '{day} {month3} {year} ({name})' };
  return say(form, { year, month, month3, day, name: weekdays[weekday(date)] });
}

function momentLabel(moment: Moment): Label {
  const instant = instantFromEpoch(beginOf(moment));
  return say(
    { zh: '{day}{clock}', en: '{day} {clock}' },
    { day: dayLabel(dayOf(instant)), clock: instant.slice(11, 16) },
  );
}

function rangeLabel(first: number, last: number): Label {
  const [from, to] = [dayLabel(dateFromDay(first)), dayLabel(dateFromDay(last))];
  return first === last ? from : say({ zh: '{from}至{to}', en: '{from} to {to}' }, { from, to });
}

export function amountLabel(amount: number, unit: TimeUnit): Label {
  const { zh, one, en } = units[unit];
  return say({ zh, en: amount === 1 ? one : en }, { n: amount });
}

function basisLine(rule: Rule): Label {
  const { zh, en } = articleWords(rule.article);
  const named = { title: rule.title, law: rule.law, article: { zh, en: en === '' ? '' : `, ${en}` } };
  if (rule.bound === 'fixed_date' || rule.bound === 'none') return say(steps.namedDate, named);
  return say(steps.limit, {
    ...named,
    bound: bounds[rule.bound],
    amount: amountLabel(rule.limit ?? 0, rule.unit as TimeUnit),
  });
}

function firstCountedDay(rule: Rule, run: Run, calendar: Calendar): string {
  let day = dayNumber(dayOf(run.start)) + 1;
  while (isExcluded(run.excluded, day) || (rule.unit === 'working_day' && !isWorkdayNumber(calendar, day))) day++;
  return dateFromDay(day);
}

function startLines(rule: Rule, run: Run, calendar: Calendar): Label[] {
  const day = dayLabel(dayOf(run.start));
  const backward = rule.direction === 'backward';
  if (rule.bound === 'fixed_date') return [say(steps.lookedUp, { day })];
  if (rule.unit === 'hour') {
    const from = say(backward ? steps.backFromMoment : steps.runsAtOnce, { moment: momentLabel(run.start) });
    return isDate(run.start) ? [from, steps.midnightTaken] : [from];
  }
  if (backward) return [say(steps.backFromDay, { day })];
  return [
    say(run.restarted ? steps.startsAfresh : steps.starts, { day }),
    say(steps.dayOne, { day: dayLabel(firstCountedDay(rule, run, calendar)) }),
  ];
}

/** Named holidays and worked weekends between two days, each told once. */
function calendarLines(rule: Rule, run: Run, counted: Counted, calendar: Calendar): Label[] {
  if (!counted.legs.some(({ unit }) => unit === 'working_day')) return [];
  const start = dayNumber(dayOf(run.start));
  const [first, last] = rule.direction === 'backward' ? [counted.lands, start - 1] : [start + 1, counted.lands];
  const lines: Label[] = [steps.restDays];
  const told = new Set<Holiday>();
  for (let day = first; day <= last; day++) {
    const holiday = holidayOn(calendar, day);
    if (holiday && !told.has(holiday)) {
      told.add(holiday);
      const range = rangeLabel(dayNumber(holiday.from), dayNumber(holiday.to));
      lines.push(say(steps.holiday, { range, name: holiday.name }));
    }
    if (isMakeUpDay(calendar, day)) lines.push(say(steps.makeUpDay, { day: dayLabel(dateFromDay(day)) }));
  }
  return lines;
}

function eventLines(rule: Rule, run: Run): Label[] {
  const stops = run.excluded.map(({ first, last, reason }) => {
    const why = reason === '' ? nothing : { zh: `（${reason}）`, en: ` (${reason})` };
    return say(steps.suspended, { range: rangeLabel(first, last), why });
  });
  const unit = rule.extension?.unit ?? (rule.unit as TimeUnit);
  const more = run.extensions.map(({ by, approvedBy }) =>
    say(steps.extended, {
      amount: amountLabel(by, unit),
      who: approvedBy ? say(steps.approvedBy, { name: approvedBy }) : nothing,
    }),
  );
  const unnamed = stops.length > 0 && rule.suspensions.length === 0;
  return [...stops, ...(unnamed ? [steps.unnamedGround] : []), ...more];
}

function rolloverLines(rule: Rule, counted: Counted, calendar: Calendar): Label[] {
  if (counted.reached === counted.lands || counted.moment !== undefined) return [];
  const [from, to] = [dayLabel(dateFromDay(counted.reached)), dayLabel(dateFromDay(counted.lands))];
  const why = holidayOn(calendar, counted.reached)?.name ?? steps.restDay;
  return [say(rule.direction === 'backward' ? steps.movesEarlier : steps.movesLater, { from, to, why })];
}

function endLine(rule: Rule, due: Due): Label {
  if (due.suspendedSince !== undefined) return say(steps.stopped, { day: dayLabel(due.suspendedSince) });
  if (due.earliestOn !== undefined)
    return say(rule.bound === 'at_least' ? steps.keptOpen : steps.passed, { day: dayLabel(due.earliestOn) });
  if (due.dueAt !== undefined) return say(steps.dueAt, { moment: momentLabel(due.dueAt) });
  const day = dayLabel(due.dueOn ?? dayOf(due.start));
  return say(rule.direction === 'backward' ? steps.latestOn : steps.dueOn, { day });
}

function doubtLines(rule: Rule, due: Due): Label[] {
  const lines: Label[] = [];
  if (rule.lastDay === 'stands' && due.dueOn !== undefined) lines.push(steps.stands);
  if (!due.inForce) {
    const until = rule.to === null ? nothing : say(steps.until, { to: rule.to });
    lines.push(say(steps.notInForce, { from: rule.from, until }));
  }
  if (rule.setting) lines.push(say(steps.set, rule.setting));
  else if (isSetting(rule)) lines.push(steps.defaultLimit);
  if (due.provisional) lines.push(steps.provisional);
  return lines;
}

export function traceDue(state: PeriodState, law: Law, calendar: Calendar): Label[] {
  const run = readPeriod(state);
  const rule = ruleOf(law, run);
  const due = computeDue(state, law, calendar);
  const counted = run.status === 'suspended' ? undefined : count(rule, run, calendar);
  return [
    basisLine(rule),
    ...startLines(rule, run, calendar),
    ...(counted ? calendarLines(rule, run, counted, calendar) : []),
    ...eventLines(rule, run),
    ...(counted ? rolloverLines(rule, counted, calendar) : []),
    ...run.announcements.map((event) => say(steps.announced, event)),
    endLine(rule, due),
    ...doubtLines(rule, due),
  ];
}
