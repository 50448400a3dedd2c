// Writes docs/domains.md from the declarations themselves, so that the page cannot say anything else than what runs.
// `node tools/domains-doc.mjs` writes it, `--check` only tells whether it is up to date. A test asks the same.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, runAndExit } from './ensure.mjs';

/**
 * @typedef {import('#kernel').Domain} Domain
 * @typedef {import('#kernel').AnyProcedure} AnyProcedure
 * @typedef {import('#kernel').AnyStep} AnyStep
 * @typedef {import('#kernel').Label} Label
 * @typedef {import('#kernel').Post} Post
 */

const page = join(root, 'docs', 'domains.md');
const chapters = ['governance', 'service', 'decision', 'enforcement', 'supervision', 'disputes', 'digital'];

/** @param {Label} label */
const both = ({ zh, en }) => `${zh} ${en}`;
/** @param {string} text */
const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
/** @param {readonly string[]} cells */
const row = (cells) => `| ${cells.map(cell).join(' | ')} |`;
/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
const table = (head, rows) => (rows.length === 0 ? [] : [row(head), row(head.map(() => '---')), ...rows.map(row), '']);
/** @param {string | readonly string[]} names */
const states = (names) => [names].flat().join(', ');
/** @param {readonly Post[]} posts */
const ids = (posts) => posts.map(({ id }) => id).join(', ');

/** @param {AnyStep} step */
const way = (step) => {
  const from = step.opens === true ? (step.adopts === true ? '(taken over)' : '(new)') : states(step.from);
  return `${from} → ${states(step.to)}`;
};

/** @param {AnyProcedure} procedure @param {typeof import('#kernel')} kernel */
const stepTable = (procedure, { citationLabel, stepOf }) =>
  table(
    ['step', 'name', 'from → to', 'by', 'signed by', 'basis'],
    Object.keys(procedure.steps).map((id) => {
      const step = /** @type {AnyStep} */ (stepOf(procedure, id));
      const basis = step.basis.map((each) => citationLabel(each).zh).join('；');
      return [`\`${id}\``, both(step.title), way(step), ids(step.by), ids(step.approvals ?? []), basis];
    }),
  );

/** @param {AnyProcedure} procedure */
const periodTable = (procedure) =>
  table(
    ['period', 'name', 'rule'],
    Object.entries(procedure.periods ?? {}).map(([key, { title, rule, dueOn }]) => [
      `\`${key}\``,
      both(title),
      rule === undefined
        ? dueOn === undefined
          ? ''
          : 'a day set for the case'
        : typeof rule === 'string'
          ? rule
          : 'by the facts',
    ]),
  );

/** @param {AnyProcedure} procedure @param {typeof import('#kernel')} kernel */
const procedureText = (procedure, kernel) => [
  `### \`${procedure.id}\` ${both(procedure.title)}`,
  '',
  `Numbers begin with ${procedure.prefix}. Kept: ${both(procedure.retention.title)}.`,
  '',
  `States: ${Object.entries(procedure.states)
    .map(([id, { title, end }]) => `\`${id}\` ${title.zh}${end === true ? ' (end)' : ''}`)
    .join(' · ')}`,
  '',
  ...stepTable(procedure, kernel),
  ...periodTable(procedure),
];

/** @param {Domain} domain @param {typeof import('#kernel')} kernel */
const domainText = (domain, kernel) => [
  `## ${domain.chapter}/${domain.id}: ${both(domain.title)}`,
  '',
  domain.about.zh,
  '',
  domain.about.en,
  '',
  ...table(
    ['post', 'name'],
    domain.posts.map((post) => [`\`${post.id}\``, both(post.title)]),
  ),
  ...domain.procedures.flatMap((procedure) => procedureText(procedure, kernel)),
  ...(domain.figures.length === 0 ? [] : ['### Figures', '']),
  ...table(
    ['figure', 'name', 'unit', 'counts'],
    domain.figures.map(({ id, title, unit, counts }) => [`\`${id}\``, both(title), both(unit), counts.en]),
  ),
  ...((domain.rules ?? []).length === 0 ? [] : ['### Own settings', '']),
  ...table(
    ['rule', 'name', 'limit', 'from', 'confidence'],
    (domain.rules ?? []).map(({ id, title, limit, unit, from, confidence }) => [
      `\`${id}\``,
      both(title),
      limit === null ? '' : `${String(limit)} ${unit}`,
      from,
      confidence,
    ]),
  ),
  ...((domain.outside ?? []).length === 0 ? [] : ['### Outside systems', '']),
  ...table(
    ['system', 'name', 'comes in', 'goes back', 'decides'],
    (domain.outside ?? []).map(({ id, title, comesIn, goesBack, decides }) => [
      `\`${id}\``,
      both(title),
      comesIn.en,
      goesBack.en,
      decides.en,
    ]),
  ),
];

/**
 * The whole page, in the order of the report's chapters.
 * @param {readonly Domain[]} domains
 */
export const domainsDoc = async (domains) => {
  const kernel = await import('#kernel');
  const ordered = [...domains].sort((a, b) => chapters.indexOf(a.chapter) - chapters.indexOf(b.chapter));
  const procedures = ordered.reduce((sum, { procedures: own }) => sum + own.length, 0);
  return [
    '# Business lines',
    '',
    'Generated from `src/domains/index.ts` by `node tools/domains-doc.mjs`; edit the declarations, not this page.',
    '',
    `${ordered.length} lines, ${procedures} procedures.`,
    '',
    ...ordered.flatMap((domain) => domainText(domain, kernel)),
  ]
    .join('\n')
    .replace(/\n+$/, '\n');
};

const main = async () => {
  const { domains } = await import('#domains');
  const text = await domainsDoc(domains);
  if (!process.argv.includes('--check')) {
    writeFileSync(page, text);
    return;
  }
  if (readFileSync(page, 'utf8') === text) return;
  console.error('docs/domains.md is out of date: run node tools/domains-doc.mjs');
  process.exitCode = 1;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // The declarations are TypeScript, so another Node hands over to the right one.
  if (Number(process.versions.node.split('.')[0]) >= 24) await main();
  else await runAndExit('tools/domains-doc.mjs', process.argv.slice(2), { dev: true });
}
