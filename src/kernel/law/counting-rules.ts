// Whether so many days are working days or calendar days is a property of each law, and in some laws of the number
// itself (Administrative Penalty Law art. 85, Administrative Compulsion Law art. 69, Reconsideration Law art. 88).
// Rules already carry their unit; this reads it from the counting rule of the law, for domains that add rules of their
// own and for the test that compares both.

import type { Rule, Threshold } from './types.ts';

const includes = (list: Threshold | undefined, days: number): boolean => Array.isArray(list) && list.includes(days);

/** The unit of a period of so many days under a day-counting rule. */
export function unitOfDays(countRule: Rule, days: number): 'working_day' | 'calendar_day' {
  const facts = countRule.thresholds ?? {};
  const atMost = facts.working_day_if_days_lte;
  const working =
    facts.all_agency_periods_working_days === true ||
    facts.all_periods_working_days === true ||
    facts.explicit_in_text === true ||
    includes(facts.working_day_numbers, days) ||
    (typeof atMost === 'number' && days <= atMost);
  return working ? 'working_day' : 'calendar_day';
}
