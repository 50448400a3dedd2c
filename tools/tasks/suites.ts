// Which test file belongs to which suite. A test on a database runs on the embedded engine and again on a real
// PostgreSQL; what only makes sense there (locks, grants, concurrency) is named `*.postgres.test.ts` and runs only there.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { root } from '../ensure.mjs';

const files = (...patterns: readonly string[]): string[] =>
  globSync(patterns, { cwd: root, exclude: ['**/node_modules/**', '**/fixtures/**'] }).sort();

const aliases = (): [string, string][] => {
  const manifest: { imports: Record<string, string> } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return Object.entries(manifest.imports);
};

/** Where an import leads inside the checkout, or undefined for packages and built-ins. */
const resolveImport = (from: string, specifier: string, known: readonly [string, string][]): string | undefined => {
  if (specifier.startsWith('.')) return resolve(dirname(from), specifier);
  for (const [alias, target] of known) {
    const [before = '', after] = alias.split('*');
    if (after === undefined ? specifier === alias : specifier.startsWith(before) && specifier.endsWith(after)) {
      return join(root, target.replace('*', specifier.slice(before.length, specifier.length - (after ?? '').length)));
    }
  }
  return undefined;
};

const importsOf = (text: string): string[] =>
  [...text.matchAll(/(?:\bfrom|\bimport\(?)\s*['"]([^'"]+)['"]/g)].map((match) => match[1] ?? '');

/** True when the file, or anything it imports, asks for the PostgreSQL of the tests. */
const usesDatabase = (file: string): boolean => {
  const known = aliases();
  const seen = new Set<string>();
  const visit = (path: string): boolean => {
    if (seen.has(path) || !existsSync(path)) return false;
    seen.add(path);
    const text = readFileSync(path, 'utf8');
    if (text.includes('PLUMBLINE_TEST_POSTGRES')) return true;
    return importsOf(text).some((specifier) => {
      const target = resolveImport(path, specifier, known);
      return target !== undefined && visit(target);
    });
  };
  return visit(join(root, file));
};

const onlyPostgres = (file: string): boolean => file.endsWith('.postgres.test.ts');

export interface Suites {
  readonly unit: readonly string[];
  readonly postgres: readonly string[];
  readonly e2e: readonly string[];
}

export const allSuites = (): Suites => {
  const tests = files('src/**/*.test.ts', 'test/**/*.test.ts');
  return {
    unit: tests.filter((file) => !onlyPostgres(file)),
    postgres: tests.filter((file) => onlyPostgres(file) || usesDatabase(file)),
    e2e: files('e2e/**/*.test.ts'),
  };
};

/** Single files named by a person: each goes where it belongs; with `postgres` asked for, also there. */
export const suitesOf = (named: readonly string[], withPostgres: boolean): Suites => {
  const paths = named.map((name) => relative(root, resolve(name)));
  const missing = paths.filter((path) => !existsSync(join(root, path)));
  if (missing.length > 0) throw new Error(`There is no such test file: ${missing.join(', ')}`);
  const e2e = paths.filter((path) => path.startsWith('e2e'));
  const others = paths.filter((path) => !path.startsWith('e2e'));
  return {
    unit: withPostgres ? [] : others.filter((path) => !onlyPostgres(path)),
    postgres: withPostgres ? others : others.filter(onlyPostgres),
    e2e,
  };
};
