// The pages must stay true: what they link to exists, what they tell to type exists, what the code reads from the
// environment is listed, and every name of the glossary is a name of the source.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { root, sourceFiles, textOf } from './source.ts';

const pages = globSync(['*.md', 'docs/**/*.md', 'examples/**/*.md'], { cwd: root }).sort();
const readmes = ['README.md', 'README.zh-CN.md'] as const;

/** A page without what is written to be typed or read as code. */
const prose = (text: string): string => text.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '');
const codeBlocks = (text: string): string[] =>
  [...text.matchAll(/^```\w*\n([\s\S]*?)^```/gm)].map(([, code = '']) => code);

/** The anchor that a heading gets where the repository is shown. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');
const anchors = (text: string): string[] =>
  [...prose(text).matchAll(/^#+ (.*)$/gm)].map(([, title = '']) => anchorOf(title));

const broken = (page: string): string[] =>
  [...prose(textOf(root, page)).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? page : join(dirname(page), path);
      if (!existsSync(join(root, file))) return true;
      return anchor !== undefined && !anchors(textOf(root, file)).includes(anchor);
    });

test('every link of every page leads to something', () => {
  assert.ok(pages.length > 15);
  assert.deepEqual(
    pages.flatMap((page) => broken(page).map((target) => `${page}: ${target}`)),
    [],
  );
});

test('both front pages give the same commands, pictures and links', () => {
  const [english = '', chinese = ''] = readmes.map((page) => textOf(root, page));
  const typed = (text: string) =>
    codeBlocks(text)
      .join('')
      .split('\n')
      .filter((line) => /^(npm|npx|curl|api=|id=)/.test(line))
      .map((line) => line.replace(/ +#.*$/, '').replaceAll(/[\p{Script=Han}“”]+|its place|noise|\?lang=\w+/gu, ''));
  const targets = (text: string) => [...text.matchAll(/\]\(((?!README)[^)\s]+)\)/g)].map(([, target]) => target);
  assert.ok(typed(english).includes('npm start') && typed(english).includes('npm test'));
  assert.deepEqual(typed(english), typed(chinese));
  assert.deepEqual(new Set(targets(english)), new Set(targets(chinese)));
});

// The machine's own variables, and those with which programs of ours call each other.
const ofTheMachine = /^(HOME|USERPROFILE|PATH|DEBIAN_FRONTEND|CI|npm_.*|NODE_.*|PLUMBLINE_IMPORT_CHILD)$/;

/** Names taken from the environment: members of `process.env`, and what `variable('…')` asks for. */
function variablesOf(path: string): string[] {
  const tree = ts.createSourceFile(path, textOf(root, path), ts.ScriptTarget.Latest, true);
  const isEnvironment = (node: ts.Node | undefined): boolean => node?.getText() === 'process.env';
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && isEnvironment(node.expression)) found.push(node.name.text);
    if (
      ts.isElementAccessExpression(node) &&
      isEnvironment(node.expression) &&
      ts.isStringLiteral(node.argumentExpression)
    )
      found.push(node.argumentExpression.text);
    if (ts.isCallExpression(node) && node.expression.getText() === 'variable' && node.arguments[0] !== undefined)
      found.push((node.arguments[0] as ts.StringLiteral).text);
    if (ts.isVariableDeclaration(node) && isEnvironment(node.initializer) && ts.isObjectBindingPattern(node.name)) {
      for (const { dotDotDotToken, propertyName, name } of node.name.elements)
        if (dotDotDotToken === undefined) found.push((propertyName ?? name).getText());
    }
    node.forEachChild(visit);
  };
  visit(tree);
  return found;
}

test('every variable of the environment stands in both tables of settings, and nothing else does', () => {
  const read = sourceFiles(root)
    .flatMap(variablesOf)
    .filter((name) => !ofTheMachine.test(name));
  assert.ok(read.includes('PORT') && read.includes('PLUMBLINE_TEST_POSTGRES'));
  const wanted = [...new Set(read)].sort();
  for (const page of readmes) {
    const listed = [...textOf(root, page).matchAll(/^\| `([A-Z][A-Z_]+)` \|/gm)].map(([, name = '']) => name);
    assert.deepEqual(listed.toSorted(), wanted, page);
  }
});

const helps = new Map<string, string>();
const helpOf = (...words: readonly string[]): string => {
  const key = words.join(' ');
  const known = helps.get(key);
  if (known !== undefined) return known;
  const text = execFileSync(process.execPath, [join(root, 'src/cli.ts'), ...words, '--help'], {
    encoding: 'utf8',
    cwd: root,
  });
  helps.set(key, text);
  return text;
};
const commandsIn = (help: string): string[] =>
  [...(help.split('\nCommands:\n')[1] ?? '').matchAll(/^ {2}([a-z]+)/gm)].map(([, name = '']) => name);

test('every command that a page tells to type exists, with the options it is given', () => {
  const known = commandsIn(helpOf());
  const told = pages.flatMap((page) =>
    [...textOf(root, page).matchAll(/npx plumbline ([^\n`]*)/g)].map(([, line = '']) => ({
      page,
      line: line.split('#')[0] ?? '',
    })),
  );
  assert.ok(told.length > 10);
  const wrong = told.flatMap(({ page, line }) => {
    const [first = '', second = ''] = line.trim().split(/\s+/);
    const options = [...line.matchAll(/(?<=\s|^)--[a-z-]+/g)].map(([option]) => option);
    if (first.startsWith('-') || first === '…') return [];
    if (!known.includes(first)) return [`${page}: ${first}`];
    const group = commandsIn(helpOf(first)).length > 0;
    if (group && !commandsIn(helpOf(first)).includes(second)) return [`${page}: ${first} ${second}`];
    const help = group ? helpOf(first, second) : helpOf(first);
    return options
      .filter((option) => option !== '--help' && !help.includes(option))
      .map((option) => `${page}: ${line} (${option})`);
  });
  assert.deepEqual(wrong, []);
});

test('the changes list every command', () => {
  const line = /`plumbline`: ([^.]*)\./.exec(textOf(root, 'CHANGELOG.md'))?.[1] ?? '';
  const named = line
    .replaceAll('\n', ' ')
    .split(',')
    .map((words) => words.trim().split(' ')[0] ?? '');
  assert.deepEqual(named.toSorted(), commandsIn(helpOf()).toSorted());
});

test('every code name of the glossary is a name in the source, once, in order', () => {
  const names = [...textOf(root, 'docs/GLOSSARY.md').matchAll(/^\| `([^`]+)` \|/gm)].map(([, name = '']) => name);
  assert.ok(names.length >= 70);
  const words = new Set(sourceFiles(root, 'src').flatMap((path) => textOf(root, path).match(/[A-Za-z_]\w*/g) ?? []));
  assert.deepEqual(
    names.filter((name) => !words.has(name)),
    [],
  );
  const sorted = names.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  assert.deepEqual(names, [...new Set(sorted)]);
});

test('every decision is listed, in order and without a gap', () => {
  const files = globSync('docs/adr/[0-9]*.md', { cwd: root })
    .map((path) => path.split(/[/\\]/).at(-1) ?? '')
    .sort();
  assert.deepEqual(
    files.map((name) => Number(name.slice(0, 4))),
    files.map((_, index) => index + 1),
  );
  const listed = [...textOf(root, 'docs/adr/README.md').matchAll(/\]\((\d{4}-[^)]+)\)/g)].map(([, name]) => name);
  assert.deepEqual(listed, files);
});
