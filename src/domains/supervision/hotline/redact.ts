// Finds personal data in what callers say, before anyone outside the hotline centre reads it (PIPL 6, 51). It would rather
// hide a harmless number than show one person's. Every scan walks the text once; no pattern here can backtrack.
import { compoundSurnames, surnames } from './codes.ts';

export type PersonalKind = 'mobile' | 'landline' | 'id' | 'number' | 'account' | 'email' | 'name';
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly kind: PersonalKind;
}

const MASKS: Readonly<Record<PersonalKind, string>> = {
  mobile: '[手机号]',
  landline: '[电话号]',
  id: '[证件号]',
  number: '[号码]',
  account: '[账号]',
  email: '[邮箱]',
  name: '[姓名]',
};
const HAN_DIGITS = '零一二三四五六七八九';
const SEPARATORS = new Set(' \t-–—·.()_~/,、\u200b\u200c\u200d\ufeff\u00a0');
const SURNAMES = new Set(surnames);
const RARE_IN_NAMES = new Set(
  '人区市县镇村路街家业民主户员工学生师住在是来要想我的你他她有电手身反投咨系于从打求说报今昨现也和与就、',
);
const CLEAR = /我叫|名叫|名字叫|名字是|姓名是?|本名/g;
const MAYBE = /本人|我是|我姓|市民|来电人|诉求人|反映人|投诉人|举报人|申请人|联系人|业主/g;
const TITLES = ['先生', '女士', '小姐', '阿姨', '师傅', '大爷', '大妈', '奶奶', '爷爷'];
const ACCOUNT = /微信|wechat|weixin|vx|wx|v信|qq|抖音号|支付宝/g;
const CALLING = /电话|手机|座机|号码|联系|致电|拨打|回电|tel|phone/;

/** The same text, character by character, with wide letters narrow, Han digits in runs as digits, and small letters. */
function plainForm(text: string): string {
  return text
    .replace(/[\uff01-\uff5e\u3000]/g, (c) => (c === '\u3000' ? ' ' : String.fromCharCode(c.charCodeAt(0) - 0xfee0)))
    .replace(/[〇零一二三四五六七八九幺]{3,}/g, (run) =>
      [...run].map((c) => (c === '〇' ? '0' : c === '幺' ? '1' : String(HAN_DIGITS.indexOf(c)))).join(''),
    )
    .replace(/[A-Z]+/g, (run) => run.toLowerCase());
}

const isDigit = (code: number) => code >= 48 && code <= 57;
const isWordChar = (code: number) => isDigit(code) || (code >= 97 && code <= 122) || code === 95 || code === 45;
const isHan = (code: number) => code >= 0x4e00 && code <= 0x9fff;

interface Group {
  readonly start: number;
  readonly end: number;
  /** Joined to the group before it by at most two separators. */
  readonly joined: boolean;
}

function digitGroups(text: string): Group[] {
  const groups: Group[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (!isDigit(text.charCodeAt(at))) continue;
    const start = at;
    while (isDigit(text.charCodeAt(at + 1))) at += 1;
    const last = groups.at(-1);
    const gap = last === undefined ? '' : text.slice(last.end, Math.min(start, last.end + 3));
    groups.push({
      start,
      end: at + 1,
      joined: last !== undefined && gap.length < 3 && [...gap].every((c) => SEPARATORS.has(c)),
    });
  }
  return groups;
}

const realDate = (digits: string) => /^(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(digits);

function kindOf(
  digits: string,
  groups: number,
  endsWithX: boolean,
  first: number,
  before: string,
  after: string,
): PersonalKind | null {
  const length = digits.length;
  if (/^(?:(?:00)?86|0)?1[3-9]\d{9}$/.test(digits)) return 'mobile';
  if (length === 17 && endsWithX && realDate(digits.slice(6, 14))) return 'id';
  if (length === 18 && realDate(digits.slice(6, 14))) return 'id';
  if (length === 15 && (groups === 1 || first === 6) && realDate(`19${digits.slice(6, 12)}`)) return 'id';
  if (digits.startsWith('0') && length >= 10 && length <= 12 && (groups === 1 || first === 3 || first === 4))
    return 'landline';
  if (groups === 1 && length >= 11) return 'number';
  if (length >= 16 && length <= 19 && first === 4) return 'number';
  if (length !== 7 && length !== 8) return null;
  if (CALLING.test(before)) return groups <= 2 && !realDate(digits) ? 'landline' : null;
  return length === 8 &&
    groups === 1 &&
    /^[2-8]/.test(digits) &&
    !realDate(digits) &&
    !/^[元万千百平米人户吨度只个号]/.test(after)
    ? 'landline'
    : null;
}

function numbersIn(text: string): Span[] {
  const spans: Span[] = [];
  const groups = digitGroups(text);
  for (let i = 0; i < groups.length; i += 1) {
    let digits = '';
    let found: { span: Span; upTo: number } | null = null;
    const { start, end: firstEnd } = groups[i] as Group;
    for (let j = i; j < groups.length; j += 1) {
      const group = groups[j] as Group;
      if (j > i && !group.joined) break;
      digits += text.slice(group.start, group.end);
      if (digits.length > 20 && j > i) break;
      const endsWithX = text[group.end] === 'x' && !isWordChar(text.charCodeAt(group.end + 1));
      const kind = kindOf(
        digits,
        j - i + 1,
        endsWithX,
        firstEnd - start,
        text.slice(Math.max(0, start - 10), start),
        text.slice(group.end, group.end + 1),
      );
      if (kind !== null)
        found = { span: { start, end: group.end + (kind === 'id' && endsWithX ? 1 : 0), kind }, upTo: j };
    }
    if (found === null) continue;
    spans.push(found.span);
    i = found.upTo;
  }
  return spans;
}

function emailsIn(text: string): Span[] {
  const spans: Span[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > 0 && (isWordChar(text.charCodeAt(start - 1)) || '.+%'.includes(text[start - 1] as string)))
      start -= 1;
    let end = at + 1;
    while (isWordChar(text.charCodeAt(end)) || (text[end] === '.' && isWordChar(text.charCodeAt(end + 1)))) end += 1;
    if (start < at && text.slice(at, end).includes('.')) spans.push({ start, end, kind: 'email' });
  }
  return spans;
}

function accountsIn(text: string): Span[] {
  return [...text.matchAll(ACCOUNT)].flatMap((match) => {
    if (/^[a-z]/.test(match[0]) && match.index > 0 && /[a-z]/.test(text[match.index - 1] as string)) return [];
    let start = match.index + match[0].length;
    for (let skipped = 0; skipped < 6 && '号是为叫加:= ,,(同也'.includes(text[start] ?? '|'); skipped += 1) start += 1;
    let end = start;
    while (isWordChar(text.charCodeAt(end))) end += 1;
    return end - start >= 5 && end - start <= 30 ? [{ start, end, kind: 'account' as const }] : [];
  });
}

/** How long the name is that begins here, by its surname and where the sentence goes on; 0: no name. */
function nameLength(text: string, at: number, sure: boolean): number {
  const compound = compoundSurnames.includes(text.slice(at, at + 2));
  const surname = compound ? 2 : SURNAMES.has(text[at] ?? '') || sure ? 1 : 0;
  if (surname === 0 || !isHan(text.charCodeAt(at))) return 0;
  if (TITLES.includes(text.slice(at + surname, at + surname + 2))) return surname;
  let given = 0;
  while (
    given < 2 &&
    isHan(text.charCodeAt(at + surname + given)) &&
    !RARE_IN_NAMES.has(text[at + surname + given] as string)
  )
    given += 1;
  if (given === 0) return 0;
  const next = at + surname + given;
  const ends =
    !isHan(text.charCodeAt(next)) ||
    RARE_IN_NAMES.has(text[next] as string) ||
    TITLES.includes(text.slice(next, next + 2));
  const placeLike = '人区市县镇村路街家业民主户员工学生师'.includes(text[next] ?? '|');
  return sure || (ends && !placeLike) ? surname + given : 0;
}

function namesIn(text: string): Span[] {
  const after = (pattern: RegExp, sure: boolean) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      let start = match.index + match[0].length;
      for (let skipped = 0; skipped < 3 && ': 是为叫姓'.includes(text[start] ?? '|'); skipped += 1) start += 1;
      const length = nameLength(text, start, sure);
      return length === 0 ? [] : [{ start, end: start + length, kind: 'name' as const }];
    });
  return [...after(CLEAR, true), ...after(MAYBE, false)];
}

/** A letter and eight digits, as on the passports of the country. */
const passportsIn = (text: string): Span[] =>
  [...text.matchAll(/(?<![a-z0-9])e[a-z]?\d{7,8}(?![a-z0-9])|(?<![a-z0-9])g\d{8}(?![a-z0-9])/g)].map(
    ({ index, 0: found }) => ({
      start: index,
      end: index + found.length,
      kind: 'id',
    }),
  );

/** Where personal data stands in the text, in order and without overlap. */
export function findPersonal(text: string): readonly Span[] {
  const plain = plainForm(text);
  const spans = [
    ...numbersIn(plain),
    ...emailsIn(plain),
    ...accountsIn(plain),
    ...passportsIn(plain),
    ...namesIn(plain),
  ];
  if (spans.length < 2) return spans;
  spans.sort((a, b) => a.start - b.start || b.end - a.end);
  let reached = 0;
  return spans.filter(({ start, end }) => {
    if (start < reached) return false;
    reached = end;
    return true;
  });
}

export function redact(text: string): string {
  let out = '';
  let from = 0;
  for (const { start, end, kind } of findPersonal(text)) {
    out += text.slice(from, start) + MASKS[kind];
    from = end;
  }
  return out + text.slice(from);
}

/** Shorter ones would take too much of the text with them. */
const LEAST = { name: 2, address: 4 } as const;

/** A name or an address that we know is taken out wherever it stands. */
export function withoutCaller(
  text: string,
  known: { readonly name?: string | undefined; readonly address?: string | undefined },
): string {
  const { name = '', address = '' } = known;
  const placeless = address.length >= LEAST.address ? text.replaceAll(address, '[住址]') : text;
  return name.length >= LEAST.name ? placeless.replaceAll(name, MASKS.name) : placeless;
}

/** Reply and forwarded text name offices and their telephones; they may not carry a private number or account. */
export const carriesPrivateNumber = (text: string): boolean =>
  findPersonal(text).some(({ kind }) => kind === 'mobile' || kind === 'id' || kind === 'account');

export const carriesPersonalData = (text: string): boolean =>
  findPersonal(text).some(({ kind }) => kind !== 'landline');
