// Fills the slots of a template. Places carry the ten heavenly stems and 示例, so that none can be taken for a real one;
// compiled once, because a year needs some 200,000 fillings.
import type { Random } from '../random.ts';

const stems = [...'甲乙丙丁戊己庚辛壬癸'];
const sample = (what: string) => stems.map((stem) => `${stem}${what}（示例）`);

const named: Readonly<Record<string, readonly string[]>> = {
  小区: sample('小区'),
  村: sample('村民小组'),
  路: sample('路'),
  店: [...sample('店铺'), ...sample('餐馆')],
  厂: sample('厂'),
  工地: sample('工地'),
  校: sample('学校'),
  景: sample('景区'),
};

const numbers: Readonly<Record<string, readonly [low: number, high: number, suffix: string]>> = {
  楼: [1, 28, '幢'],
  天: [2, 15, ''],
  次: [2, 9, ''],
  月: [1, 4, ''],
  晚: [22, 23, ''],
  早: [4, 6, ''],
  分: [20, 60, ''],
  元: [2, 90, '00'],
};

type Piece = string | ((random: Random) => string);

function pieceOf(slot: string): Piece {
  const list = named[slot];
  if (list) return (random) => random.pick(list);
  const range = numbers[slot];
  if (!range) throw new Error(`The template slot {${slot}} is not known.`);
  const [low, high, suffix] = range;
  return (random) => random.between(low, high) + suffix;
}

export type Template = readonly Piece[];

export function compile(text: string): Template {
  return text.split(/\{([^}]+)\}/).map((part, i) => (i % 2 === 0 ? part : pieceOf(part)));
}

export function fill(template: Template, random: Random): string {
  let text = '';
  for (const piece of template) text += typeof piece === 'string' ? piece : piece(random);
  return text;
}
