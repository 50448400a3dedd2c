// Why a row was not adopted, in words that the person who has to put it right can act on. One list, so that the reject
// file, the API and the tests speak of the same things.
import type { Label } from '#kernel';

export type RejectCode =
  | 'open-quote'
  | 'stray-quote'
  | 'too-long'
  | 'nul'
  | 'undecodable'
  | 'too-many-columns'
  | 'too-few-columns'
  | 'no-number'
  | 'no-value'
  | 'unknown-value'
  | 'unknown-state'
  | 'not-a-number'
  | 'bad-date'
  | 'skipped-hour'
  | 'no-date'
  | 'date-order'
  | 'future'
  | 'second-row'
  | 'changed'
  | 'refused';

export interface RowProblem {
  readonly code: RejectCode;
  /** JSON pointer into the step's input; empty where the row as a whole is meant. */
  readonly pointer: string;
  readonly reason: Label;
}

const problem = (code: RejectCode, pointer: string, zh: string, en: string): RowProblem => ({
  code,
  pointer,
  reason: { zh, en },
});

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

export const openQuote = () =>
  problem('open-quote', '', '引号没有闭合。', 'A quotation mark is opened and never closed.');
export const strayQuote = () =>
  problem(
    'stray-quote',
    '',
    '引号用法有误，无法分清各列。',
    'The quotation marks are misplaced, so the columns cannot be told apart.',
  );
export const tooLong = (limit: number) =>
  problem('too-long', '', `此行超过 ${limit} 个字符。`, `The row is longer than ${limit} characters.`);
export const nul = () => problem('nul', '', '含有空字符或残缺字符。', 'The row holds a NUL or half of a character.');
export const undecodable = (encoding: string) =>
  problem('undecodable', '', `含有不属于 ${encoding} 编码的字节。`, `The row holds bytes that are not ${encoding}.`);
export const tooMany = (has: number, wants: number) =>
  problem(
    'too-many-columns',
    '',
    `有 ${has} 列，表头只有 ${wants} 列。`,
    `It has ${has} columns where the header has ${wants}.`,
  );
export const tooFew = (has: number, wants: number) =>
  problem(
    'too-few-columns',
    '',
    `只有 ${has} 列，表头有 ${wants} 列。`,
    `It has only ${has} columns where the header has ${wants}.`,
  );
export const noNumber = (column: string) =>
  problem('no-number', '', `“${column}”列没有外部编号。`, `There is no outside number in column "${column}".`);
export const noValue = (pointer: string, column: string) =>
  problem('no-value', pointer, `“${column}”列为空。`, `Column "${column}" is empty.`);
export const unknownValue = (pointer: string, column: string, text: string) =>
  problem(
    'unknown-value',
    pointer,
    `“${column}”列的“${short(text)}”不在对照表中。`,
    `"${short(text)}" in column "${column}" is not in the map's table.`,
  );
export const unknownState = (pointer: string, column: string, text: string) =>
  problem(
    'unknown-state',
    pointer,
    `“${column}”列的状态“${short(text)}”未作对照。`,
    `The map does not say what state "${short(text)}" in column "${column}" is.`,
  );
export const notANumber = (pointer: string, column: string, text: string) =>
  problem(
    'not-a-number',
    pointer,
    `“${column}”列的“${short(text)}”不是所需的数或是非值。`,
    `"${short(text)}" in column "${column}" is not the number or yes/no it should be.`,
  );
export const badDate = (pointer: string, column: string, text: string) =>
  problem(
    'bad-date',
    pointer,
    `“${column}”列的“${short(text)}”不是映射所写格式的日期。`,
    `"${short(text)}" in column "${column}" is not a date in the map's formats.`,
  );
export const skippedHour = (pointer: string, column: string, text: string) =>
  problem(
    'skipped-hour',
    pointer,
    `“${column}”列的“${short(text)}”当地并无此时刻（夏令时跳过）。`,
    `"${short(text)}" in column "${column}" never happened there: the clock was put forward over it.`,
  );
export const noDate = (pointer: string, columns: readonly string[]) =>
  problem(
    'no-date',
    pointer,
    `此状态须有日期，但“${columns.join('、')}”列为空。`,
    `This state needs a date, and column ${columns.map((each) => `"${each}"`).join(', ')} is empty.`,
  );
export const dateOrder = (pointer: string) =>
  problem('date-order', pointer, '此日期早于登记时间。', 'This date lies before the opening time.');
export const future = (pointer: string) =>
  problem('future', pointer, '此日期尚未到来。', 'This date has not come yet.');
export const secondRow = (line: number) =>
  problem(
    'second-row',
    '',
    `与第 ${line} 行编号相同而内容不同。`,
    `Line ${line} has the same number and other contents.`,
  );
export const changed = () =>
  problem(
    'changed',
    '',
    '接转后有变化：此编号已接转，当时内容与此行不同；已接转的不作改动。',
    'Changed since adopted: this number was taken over from a row with other contents, which stays as it is.',
  );
export const refused = (pointer: string, reason: Label) => problem('refused', pointer, reason.zh, reason.en);
