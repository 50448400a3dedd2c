// A day so many days later, on plain dates.
import { type DateText, dateFromDay, dayNumber } from '../../time/date.ts';

export const addDays = (day: DateText, by: number): DateText => dateFromDay(dayNumber(day) + by);
