// Numbers in words. A share is shown as a percentage with the decimals it was rounded to, never rounded again;
// a figure that the report gives as "more than" is cut down, never up, and keeps its exact value for the tables.
import type { DateText, Label } from '#kernel';
import type { CatalogueEntry, ComputedFigure } from './compute.ts';

export const NO_RECORDS: Label = { zh: '（尚无记录）', en: '(no records yet)' };
const NOT_RATED: Label = { zh: '（尚无可计算的记录）', en: '(nothing to compute from yet)' };

/** 0.9495 with 4 decimals → 94.95%; 1 → 100%. */
export function percent(value: number, decimals: number): string {
  const places = Math.max(0, decimals - 2);
  const [whole = '0', part = ''] = (value * 100).toFixed(places).split('.');
  const kept = part.replace(/0+$/, '');
  return kept === '' ? `${whole}%` : `${whole}.${kept}%`;
}

const digits = (value: number): string => String(value);

const grouped = (value: number): string => {
  const [whole = '0', part] = String(value).split('.');
  const spaced = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return part === undefined ? spaced : `${spaced}.${part}`;
};

/** Cut down to two leading digits: 173 → 170, 21340 → 21000. */
export function floorToTwo(value: number): number {
  if (value < 100) return value;
  const step = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Math.floor(value / step) * step;
}

const isRatio = (entry: CatalogueEntry): boolean => entry.unit.zh === '比率';

/** 21000 → 2.1万; below ten thousand the digits. */
const inWan = (value: number): string => (value >= 10_000 ? `${value / 10_000}万` : digits(value));

// English text names what is counted before the number ("Cold stores inspected: 84"), so only money keeps its unit.
const english = (entry: CatalogueEntry, value: number): string =>
  entry.unit.en === 'CNY' ? `CNY ${grouped(value)}` : grouped(value);

/** Whole tens of thousands of yuan are written 9000万元. */
const inTenThousands = (entry: CatalogueEntry, value: number): boolean =>
  entry.unit.zh === '元' && value >= 10_000 && value % 10_000 === 0;

const amount = (entry: CatalogueEntry, value: number): Label => ({
  zh: inTenThousands(entry, value) ? `${value / 10_000}万元` : `${digits(value)}${entry.unit.zh}`,
  en: english(entry, value),
});

/** 21340 → 2.1万余 / more than 21,000; a number that is round as it is stays bare. */
function moreThan(entry: CatalogueEntry, value: number): Label {
  const cut = floorToTwo(value);
  if (cut === value) return amount(entry, value);
  const zh = inTenThousands(entry, cut) ? `${cut / 10_000}余万元` : `${inWan(cut)}余${entry.unit.zh}`;
  return { zh, en: `more than ${english(entry, cut)}` };
}

function plain(entry: CatalogueEntry, value: number, decimals: number): Label {
  if (isRatio(entry)) {
    const share = percent(value, decimals);
    return { zh: share, en: share };
  }
  return entry.cmp === '>=' ? moreThan(entry, value) : amount(entry, value);
}

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October'];
MONTHS.push('November', 'December');

export function dayWords(date: DateText): Label {
  const [year = '', month = '1', day = '1'] = date.split('-');
  const name = MONTHS[Number(month) - 1] ?? month;
  return { zh: `${Number(year)}年${Number(month)}月${Number(day)}日`, en: `${Number(day)} ${name} ${year}` };
}

/** Told only where the figure does not count the whole year. */
function cutOff(to: DateText): Label {
  if (to.endsWith('-12-31')) return { zh: '', en: '' };
  const { zh, en } = dayWords(to);
  return { zh: `（截至${zh.slice(zh.indexOf('年') + 1)}）`, en: ` (up to ${en.replace(/ \d+$/, '')})` };
}

const decimalsOf = (figure: ComputedFigure): number => figure.definition?.decimals ?? 4;

/** For running text. */
export function inWords(entry: CatalogueEntry, figure: ComputedFigure): Label {
  if (figure.status === 'absent' || figure.query === null) return NO_RECORDS;
  if (figure.value === null) return NOT_RATED;
  const said = plain(entry, figure.value, decimalsOf(figure));
  const until = cutOff(figure.query.to);
  return { zh: said.zh + until.zh, en: said.en + until.en };
}

/** For tables. */
export function inFull(entry: CatalogueEntry, figure: ComputedFigure): Label {
  if (figure.value === null) return { zh: '—', en: '—' };
  return isRatio(entry) ? plain(entry, figure.value, decimalsOf(figure)) : amount(entry, figure.value);
}
