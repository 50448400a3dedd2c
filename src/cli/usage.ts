// How a wrong use of the command line is told. commander speaks English only; what it says is matched by its own words,
// which the tests hold still.
import { type Command, type HelpConfiguration, Option } from 'commander';
import type { Label } from '#kernel';
import { both } from './output.ts';

const SAYINGS: readonly (readonly [RegExp, (...found: string[]) => string])[] = [
  [/^unknown command '(.+)'$/, (name) => `没有命令“${name}”`],
  [/^unknown option '(.+)'$/, (name) => `没有选项“${name}”`],
  [/^required option '(.+)' not specified$/, (flags) => `缺少必填选项“${flags}”`],
  [/^missing required argument '(.+)'$/, (name) => `缺少参数“${name}”`],
  [/^option '(.+)' argument missing$/, (flags) => `选项“${flags}”后面没有写内容`],
  [
    /^too many arguments.*Expected (\d+) arguments? but got (\d+)/,
    (most, given) => `参数多了：应有 ${most} 个，给了 ${given} 个`,
  ],
];

/** The hint stands on a line of its own. */
const SUGGESTION = /\n\(Did you mean (?:one of )?(.+)\?\)/;

function inChinese(text: string): string {
  for (const [saying, zh] of SAYINGS) {
    const found = saying.exec(text);
    if (found !== null) return zh(...found.slice(1));
  }
  return `用法有误：${text}`;
}

export function usageLabel(text: string): Label {
  const plain = text.replace(/^error: /, '').trim();
  if (plain === '(outputHelp)') return { zh: '请写明命令。', en: 'Say which command.' };
  const meant = SUGGESTION.exec(plain)?.[1];
  const fault = plain.replace(SUGGESTION, '').replace(/\.$/, '');
  return {
    zh: `${inChinese(fault)}。${meant === undefined ? '' : `是不是 ${meant.replaceAll(', ', '、')}？`}`,
    en: `Wrong usage: ${fault}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
  };
}

const REQUIRED = new WeakSet<Option>();

/**
 * commander looks for its own required options before it looks for unknown ones, so that a slip in a name is told as a
 * lack. Ours are looked for last.
 */
export function required(flags: string, about: string): Option {
  const option = new Option(flags, `${about}（必填 required）`);
  REQUIRED.add(option);
  return option;
}

export function mustBeGiven(called: Command): void {
  const missing = called.options.find(
    (option) => REQUIRED.has(option) && called.getOptionValue(option.attributeName()) === undefined,
  );
  if (missing !== undefined) called.error(`error: required option '${missing.flags}' not specified`);
}

/** The English heading of a list keeps its line: whoever reads the help by program looks for it there. */
const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法 Usage:',
  'Arguments:': '参数\nArguments:',
  'Options:': '选项\nOptions:',
  'Commands:': '命令\nCommands:',
};

const helpInBoth: HelpConfiguration = { styleTitle: (title) => TITLES[title] ?? title };

/** With --json nothing is printed here: the one who called tells it as JSON. */
export const dressed = (program: Command, json: boolean): Command =>
  program
    .exitOverride()
    .showHelpAfterError()
    .showSuggestionAfterError()
    .configureHelp(helpInBoth)
    .configureOutput({
      outputError: (text, write) => write(`${both(usageLabel(text))}\n`),
      ...(json ? { writeErr: () => undefined } : {}),
    });
