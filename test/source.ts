// What the repository's own tests need to know about source files. Questions about code are asked of its syntax tree, so
// that a comment or a text that merely mentions a word is not mistaken for its use.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const folders = ['src', 'bench', 'e2e', 'test', 'tools'];
const generated = ['**/node_modules/**', '**/fixtures/**', '**/dist/**'];

/** Source files below a checkout, as paths relative to it with forward slashes. */
export const sourceFiles = (base: string, ...within: readonly string[]): string[] =>
  (within.length === 0 ? folders : within)
    .filter((folder) => existsSync(join(base, folder)))
    .flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx,mjs,cjs}`, { cwd: base, exclude: generated }))
    .map((path) => path.replaceAll('\\', '/'))
    .sort();

export const textOf = (base: string, path: string): string => readFileSync(join(base, path), 'utf8');

export const lineCount = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);

export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);

export interface Found {
  readonly path: string;
  readonly line: number;
  readonly what: string;
}

/** Visits every node of a file's syntax tree and collects what the question finds. */
const ask = (base: string, path: string, question: (node: ts.Node) => string | undefined): Found[] => {
  const kind = path.endsWith('.tsx') ? ts.ScriptKind.TSX : path.endsWith('.ts') ? ts.ScriptKind.TS : ts.ScriptKind.JS;
  const tree = ts.createSourceFile(path, textOf(base, path), ts.ScriptTarget.Latest, true, kind);
  const found: Found[] = [];
  const visit = (node: ts.Node): void => {
    const what = question(node);
    if (what !== undefined) {
      found.push({ path, line: tree.getLineAndCharacterOfPosition(node.getStart()).line + 1, what });
    }
    node.forEachChild(visit);
  };
  visit(tree);
  return found;
};

const askAll = (base: string, paths: readonly string[], question: (node: ts.Node) => string | undefined): Found[] =>
  paths.flatMap((path) => ask(base, path, question));

const specifierOf = (node: ts.Node): string | undefined => {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier !== undefined) {
    return ts.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : undefined;
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
    return node.argument.literal.text;
  }
  const [first] =
    ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword ? node.arguments : [];
  return first !== undefined && ts.isStringLiteral(first) ? first.text : undefined;
};

/** Imports that climb two folders or more; `#kernel` and `#domains/…` exist so that nobody has to. */
export const deepImports = (base: string, paths: readonly string[]): Found[] =>
  askAll(base, paths, (node) => {
    const specifier = specifierOf(node);
    return specifier?.startsWith('../../') === true ? specifier : undefined;
  });

const clockCalls = new Set([
  'Date.now',
  'performance.now',
  'process.hrtime',
  'process.hrtime.bigint',
  'DateTime.now',
  'DateTime.local',
  'DateTime.utc',
]);

/** Places that ask the machine for the time: calls by any of its names, and `new Date` or `Date` without a value. */
export const clockReads = (base: string, paths: readonly string[]): Found[] =>
  askAll(base, paths, (node) => {
    if (ts.isNewExpression(node) && node.expression.getText() === 'Date') {
      return (node.arguments?.length ?? 0) === 0 ? 'new Date' : undefined;
    }
    if (!ts.isCallExpression(node)) return undefined;
    const name = node.expression
      .getText()
      .replaceAll(/\s|\?/g, '')
      .replace(/^globalThis\./, '');
    if (name === 'Date') return 'Date()';
    if (name.startsWith('DateTime.')) return clockCalls.has(name) && node.arguments.length === 0 ? name : undefined;
    return clockCalls.has(name) || name.startsWith('Temporal.Now.') ? name : undefined;
  });

export const anyTypes = (base: string, paths: readonly string[]): Found[] =>
  askAll(base, paths, (node) => (node.kind === ts.SyntaxKind.AnyKeyword ? 'any' : undefined));

export const functionsIn = (base: string, path: string): Found[] =>
  ask(base, path, (node) => (ts.isFunctionLike(node) && !ts.isTypeNode(node) ? 'function' : undefined));

const runners = /^(test|it|describe|suite|t)$/;

/** Tests that are left out, or that leave out the others. */
export const leftOut = (base: string, paths: readonly string[]): Found[] =>
  askAll(base, paths, (node) => {
    if (!ts.isCallExpression(node)) return undefined;
    const { expression } = node;
    if (ts.isPropertyAccessExpression(expression) && /^(only|skip|todo)$/.test(expression.name.text)) {
      return runners.test(expression.expression.getText()) ? expression.getText() : undefined;
    }
    if (!runners.test(expression.getText())) return undefined;
    const options = node.arguments.find((argument) => ts.isObjectLiteralExpression(argument));
    const names = options?.properties.map((property) => property.name?.getText() ?? '') ?? [];
    return names.find((name) => /^(only|skip|todo)$/.test(name));
  });

/** One line for each finding, which leads the reader of a failed test straight to the place. */
export const places = (found: readonly Found[]): string[] =>
  found.map(({ path, line, what }) => `${path}:${line} ${what}`);
