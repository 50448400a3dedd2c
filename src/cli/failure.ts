// From whatever was thrown to one sentence and an exit status. What nobody foresaw is told as such, without a stack.
import { CommanderError } from 'commander';
import { type Label, LawError, Problem, TimeError } from '#kernel';
import { CliError, type Failure } from './output.ts';

const MISUSE = new Set(['bad-input', 'not-found', 'version-required']);

const labelled = (error: unknown): Label | undefined => {
  const label = (error as { label?: Partial<Label> } | null)?.label;
  return typeof label?.zh === 'string' && typeof label.en === 'string' ? { zh: label.zh, en: label.en } : undefined;
};

function systemSentence(error: Error & { code?: string; path?: string }): Label | undefined {
  const where = error.path === undefined ? '' : `：${error.path}`;
  const place = error.path === undefined ? '' : `: ${error.path}`;
  switch (error.code) {
    case 'ENOENT':
      return { zh: `找不到文件${where}。`, en: `There is no such file${place}.` };
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return { zh: `没有权限读写${where}。`, en: `Not allowed to read or write${place}.` };
    case 'EISDIR':
      return { zh: `这是文件夹，不是文件${where}。`, en: `This is a folder, not a file${place}.` };
    case 'ENOSPC':
      return { zh: '磁盘已满。', en: 'The disk is full.' };
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case 'ETIMEDOUT':
      return { zh: '连不上 DATABASE_URL 所指的数据库。', en: 'The database of DATABASE_URL cannot be reached.' };
    case '28P01':
    case '28000':
    case '3D000':
      return { zh: `数据库拒绝连接：${error.message}`, en: `The database refuses the connection: ${error.message}` };
    case '42P01':
      return {
        zh: '数据库尚未建表，请先运行 plumbline migrate。',
        en: 'The database has no tables yet: run plumbline migrate first.',
      };
    default:
      return undefined;
  }
}

export function explain(error: unknown): { readonly label: Label; readonly exit: Failure } {
  if (error instanceof CliError) return { label: error.label, exit: error.exit };
  if (error instanceof CommanderError) {
    const text = error.message.replace(/^error: /, '');
    return { label: { zh: `用法有误：${text}。`, en: `Wrong usage: ${text}.` }, exit: 2 };
  }
  if (error instanceof LawError || error instanceof TimeError) return { label: error.label, exit: 2 };
  if (error instanceof Problem) {
    const more = error.errors.map(({ pointer, message }) => `${pointer} ${message.zh} ${message.en}`).join(' ');
    const { zh, en } = error.detail;
    return { label: { zh, en: more === '' ? en : `${en} (${more})` }, exit: MISUSE.has(error.kind) ? 2 : 1 };
  }
  const known = error instanceof AggregateError ? error.errors[0] : error;
  if (known instanceof Error) {
    if (known.name === 'ExchangeError') {
      return {
        label: labelled(known) ?? { zh: known.message, en: known.message },
        exit: 'of' in known && known.of === 'map' ? 2 : 1,
      };
    }
    const label = labelled(known) ?? systemSentence(known);
    if (label !== undefined) return { label, exit: 1 };
    if (known.constructor.name === 'Locked') return { label: lockedSentence(known.message), exit: 1 };
    return { label: { zh: `未能完成：${known.message}`, en: 'That did not work.' }, exit: 1 };
  }
  return { label: { zh: `未能完成：${String(known)}`, en: 'That did not work.' }, exit: 1 };
}

/** The lock says both languages in one text, with the holder's process in it. */
const lockedSentence = (message: string): Label => {
  const cut = message.search(/[A-Z][a-z]/);
  return cut > 0
    ? { zh: message.slice(0, cut).trim(), en: message.slice(cut) }
    : { zh: '数据目录正被使用。', en: message };
};
