// From whatever was thrown to one sentence and an exit status. What nobody foresaw is told as such, without a stack. Only a
// command that looked and found something wrong gives 1; whatever kept it from looking gives 2.
import { type Label, Problem } from '#kernel';
import { CliError, type Failure } from './output.ts';

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
    case 'ERR_INVALID_URL':
      return { zh: 'DATABASE_URL 不是数据库地址。', en: 'DATABASE_URL is not the address of a database.' };
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EAI_AGAIN':
    case 'ENOTFOUND':
    case 'ETIMEDOUT':
      return { zh: '连不上 DATABASE_URL 所指的数据库。', en: 'The database of DATABASE_URL cannot be reached.' };
    case '28P01':
    case '28000':
    case '3D000':
      return { zh: `数据库拒绝连接：${error.message}`, en: `The database refuses the connection: ${error.message}` };
    case '42P01':
    case '42703':
      return {
        zh: '数据库的表不全或是旧版的，请先运行 plumbline migrate。',
        en: 'The database lacks tables of this version: run plumbline migrate first.',
      };
    default:
      return undefined;
  }
}

/** A fault that only repeats the sentence is not told twice. */
function problemLabel({ detail: { zh, en }, errors }: Problem): Label {
  const more = errors.filter(({ message }) => message.en !== en);
  const listed = (lang: 'zh' | 'en'): string =>
    more.map(({ pointer, message }) => `${pointer} ${message[lang]}`).join(' ');
  return more.length === 0 ? { zh, en } : { zh: `${zh}（${listed('zh')}）`, en: `${en} (${listed('en')})` };
}

function labelOf(error: unknown): Label {
  if (error instanceof Problem) return problemLabel(error);
  if (!(error instanceof Error)) return unforeseen(String(error));
  if (error.constructor.name === 'Locked') return lockedSentence(error.message);
  return labelled(error) ?? systemSentence(error) ?? unforeseen(error.message);
}

export function explain(error: unknown): { readonly label: Label; readonly exit: Failure } {
  if (error instanceof CliError) return { label: error.label, exit: error.exit };
  return { label: labelOf(error instanceof AggregateError ? error.errors[0] : error), exit: 2 };
}

const unforeseen = (message: string): Label => ({ zh: `未能完成：${message}`, en: `That did not work: ${message}` });

/** The lock says both languages in one text, with the holder's process in it. */
const lockedSentence = (message: string): Label => {
  const cut = message.search(/[A-Z][a-z]/);
  return cut > 0
    ? { zh: message.slice(0, cut).trim(), en: message.slice(cut) }
    : { zh: '数据目录正被使用。', en: message };
};
