// What the command line takes from the environment, in one place.
import { join, resolve } from 'node:path';
import { misuse } from './output.ts';

/** A variable that is set to nothing counts as not set. */
const variable = (name: string): string | undefined => {
  const value = process.env[name];
  return value === undefined || value === '' ? undefined : value;
};

export const dataFolder = (): string => resolve(variable('PLUMBLINE_DATA') ?? 'data');
export const databaseUrl = (): string | undefined => variable('DATABASE_URL');
/** Keys live beside the database, never in it and never in its backup. */
export const keysFolder = (): string => join(dataFolder(), 'keys');
export const lawFolder = (): string => join(dataFolder(), 'law');
export const rejectsFolder = (): string => join(dataFolder(), 'rejects');
export const host = (): string | undefined => variable('HOST');

const LOG_LEVELS = ['silent', 'error', 'warn', 'info'] as const;

export function logLevel(): (typeof LOG_LEVELS)[number] | undefined {
  const text = variable('PLUMBLINE_LOG');
  const level = LOG_LEVELS.find((each) => each === text);
  if (text === undefined || level !== undefined) return level;
  throw misuse(
    `PLUMBLINE_LOG 应为 ${LOG_LEVELS.join('、')} 之一，“${text}”不是。`,
    `PLUMBLINE_LOG is one of ${LOG_LEVELS.join(', ')}; "${text}" is not.`,
  );
}

export function portOf(given: string | undefined): number {
  const text = given ?? variable('PORT') ?? '8080';
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw misuse(`“${text}”不是端口号（0–65535）。`, `"${text}" is not a port number (0–65535).`);
  }
  return port;
}

export function wholeNumber(text: string, zh: string, en: string, least = 1): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least) {
    throw misuse(
      `${zh}须为不小于 ${least} 的整数，“${text}”不是。`,
      `${en} must be a whole number, ${least} or more; "${text}" is not.`,
    );
  }
  return value;
}

export function yearOf(text: string): number {
  if (!/^(19|20|21)\d{2}$/.test(text)) {
    throw misuse(`“${text}”不是年份，应写四位数字。`, `"${text}" is not a year: write four digits.`);
  }
  return Number(text);
}

/** Share of the demonstration year. */
export function scaleOf(text: string): number {
  const scale = Number(text);
  if (!/^\d*\.?\d+$/.test(text) || !(scale > 0) || scale > 100) {
    throw misuse(
      `规模“${text}”应为大于 0 的数，1 为全年。`,
      `The scale "${text}" must be a number above 0; 1 is the full year.`,
    );
  }
  return scale;
}
