// A day so many days later, on plain dates.
import { dateFromDay, type DateText, dayNumber } from '../inside.ts';

export const addDays = (day: DateText, by: number): DateText => dateFromDay(dayNumber(day) + by);
