// Every visible word of the portal stands in both languages, side by side in the source. This reads the source itself, so
// that a text added in one language only is found wherever it is.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';

const folder = import.meta.dirname;
const han = /\p{Script=Han}/u;
/** Dates and search words are language by nature; the brand is a name. */
const exempt = new Set(['language.ts', 'match.ts', 'demand/hints.ts']);
const brand = '准绳';
/** How the switch names the other language is the one text that must not be translated. */
const switchName = '中文';

const files = globSync('**/*.ts', { cwd: folder }).filter((file) => !file.includes('.test.') && !exempt.has(file));

const textOf = (node: ts.Node): string => {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return [node.head, ...node.templateSpans.map((span) => span.literal)].map((part) => part.text).join('');
  return '';
};

const isHtml = (node: ts.Node): boolean =>
  ts.isTaggedTemplateExpression(node.parent) && node.parent.tag.getText() === 'html';

/** The English beside a Chinese text: second argument of `t`, `en` of a label, second of a pair. */
function partner(node: ts.Node): ts.Node | undefined {
  const { parent } = node;
  if (ts.isCallExpression(parent) && parent.arguments[0] === node) {
    const name = ts.isPropertyAccessExpression(parent.expression)
      ? parent.expression.name.text
      : parent.expression.getText();
    return name === 't' ? parent.arguments[1] : undefined;
  }
  if (ts.isArrayLiteralExpression(parent) && parent.elements[0] === node) return parent.elements[1];
  if (!ts.isPropertyAssignment(parent) || parent.name.getText() !== 'zh') return undefined;
  const english = parent.parent.properties.find((property) => property.name?.getText() === 'en');
  return english !== undefined && ts.isPropertyAssignment(english) ? english.initializer : undefined;
}

const lines = (source: ts.SourceFile, node: ts.Node) => source.getLineAndCharacterOfPosition(node.getStart()).line + 1;

function visit(source: ts.SourceFile, check: (node: ts.Node) => string | null): string[] {
  const faults: string[] = [];
  const walk = (node: ts.Node): void => {
    const fault = check(node);
    if (fault !== null) faults.push(`${source.fileName}:${lines(source, node)} ${fault}`);
    ts.forEachChild(node, walk);
  };
  walk(source);
  return faults;
}

const sources = files.map((file) =>
  ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.Latest, true),
);

const isText = (node: ts.Node): boolean => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);

test('every Chinese text of the portal has its English beside it', () => {
  const faults = sources.flatMap((source) =>
    visit(source, (node) => {
      const text = isText(node) ? textOf(node) : '';
      if (!han.test(text.replaceAll(brand, '')) || text === switchName) return null;
      if (isHtml(node)) return `a template says “${text.trim()}” outside v.t`;
      if (ts.isPropertyAssignment(node.parent) && node.parent.name.getText() === 'words') return null;
      const english = partner(node);
      if (english === undefined) return `“${text}” has no English beside it`;
      const other = textOf(english).replaceAll(switchName, 'Chinese');
      const empty = other === '' && !ts.isTemplateExpression(english) && !ts.isIdentifier(english);
      return empty || han.test(other) ? `“${text}” has “${textOf(english)}” as its English` : null;
    }),
  );
  assert.deepEqual(faults, []);
});

test('no template holds a visible word of its own', () => {
  const faults = sources.flatMap((source) =>
    visit(source, (node) => {
      if (!isText(node) || !isHtml(node)) return null;
      const parts = ts.isTemplateExpression(node)
        ? [node.head, ...node.templateSpans.map((span) => span.literal)].map((part) => part.text)
        : [textOf(node)];
      const attribute = /(?:aria-label|title|placeholder|alt)="[^"\0]*\p{L}/u.exec(parts.join('\0'))?.[0];
      if (attribute !== undefined) return `an attribute speaks: ${attribute}`;
      const words = parts
        .join('\0')
        .replaceAll(brand, '')
        .replace(/<script[^]*?<\/script>|<[^>]*>|&\w+;/g, '');
      return /\p{L}/u.test(words.replaceAll('\0', '')) ? `a template says “${words.trim()}”` : null;
    }),
  );
  assert.deepEqual(faults, []);
});
