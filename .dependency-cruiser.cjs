// The six boundaries of the architecture, as rules that fail the build. Every one of them has a planted violation under
// test/boundaries/fixtures, and a test that proves this file catches it. Paths are relative to the folder examined, so
// the same rules judge the real tree and the planted ones.
const { builtinModules } = require('node:module');

// dependency-cruiser drops the prefix "node:"; patterns avoid repetition, which it would refuse as unsafe.
const builtIn = `^(${builtinModules.filter((name) => !name.startsWith('_')).join('|')})$`;
/** @param {string[]} names a name that ends in "-" or "/" stands for all that begin with it */
const packages = (...names) => {
  const exact = names.filter((name) => !/[-/]$/.test(name)).flatMap((name) => [`${name}/`, `${name}$`]);
  return `(^|node_modules/)(${[...exact, ...names.filter((name) => /[-/]$/.test(name))].join('|')})`;
};
const database = packages('pg', 'pg-', '@electric-sql/', 'kysely', '@types/pg');
const http = packages('fastify', 'fastify-', '@fastify/', 'autocannon', 'ws');
const react = packages('react', 'react-', 'antd', 'echarts', '@types/react');
const anyPackage = '(^|/)node_modules/';

const tests = '\\.test\\.tsx?$';
const doors = '^src/kernel/(index|server)\\.ts$';
const testingDoor = '^src/kernel/testing/index\\.ts$';
// Files of a domain that may touch the world; everything else in its folder is pure.
const worldly = ['/(routes\\.ts|panel\\.tsx|builders\\.ts)$', tests];
const browser = '^src/workbench/|^src/domains/panels\\.tsx$|/panel\\.tsx$';

module.exports = {
  forbidden: [
    {
      name: '1-kernel-stands-alone',
      comment: 'The kernel knows no service, domain, region, portal, workbench or entry point.',
      severity: 'error',
      from: { path: '^src/kernel/' },
      to: { path: '^src/(services|domains|region|portal|workbench|cli)/|^src/[^/]+\\.tsx?$' },
    },
    {
      name: '1-services-stand-on-kernel',
      comment: 'A service knows the kernel and other services, never what is built on them.',
      severity: 'error',
      from: { path: '^src/services/' },
      to: { path: '^src/(domains|region|portal|workbench|cli)/|^src/[^/]+\\.tsx?$' },
    },
    {
      name: '1-services-use-doors',
      comment: 'Services enter the kernel by its doors: #kernel, #kernel/server; their tests also #kernel/testing.',
      severity: 'error',
      from: { path: '^src/services/' },
      to: { path: '^src/kernel/', pathNot: [doors, testingDoor] },
    },
    {
      name: '2-domains-meet-by-contract',
      comment: 'A domain sees of another only its contract.ts.',
      severity: 'error',
      from: { path: '^src/domains/([^/]+)/([^/]+)/' },
      to: { path: '^src/domains/[^/]+/[^/]+/', pathNot: ['^src/domains/$1/$2/', '/contract\\.ts$'] },
    },
    {
      name: '3-domains-use-doors',
      comment: 'Domains, and all else outside, enter the kernel by its doors.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(kernel|services)/' },
      to: { path: '^src/kernel/', pathNot: [doors, testingDoor] },
    },
    {
      name: '3-testing-is-for-tests',
      comment: 'Only tests use #kernel/testing.',
      severity: 'error',
      from: { path: '^src/', pathNot: [tests, '^src/kernel/testing/'] },
      to: { path: '^src/kernel/testing/' },
    },
    {
      name: '4-domain-files-are-pure',
      comment: 'Law, facts, procedure, contract, documents and figures compute; they never touch the world.',
      severity: 'error',
      from: { path: '^src/domains/[^/]+/[^/]+/', pathNot: worldly },
      to: { path: [builtIn, anyPackage, database, http, react, '^src/kernel/server\\.ts$'], pathNot: packages('zod') },
    },
    {
      name: '4-pure-through-and-through',
      comment: 'Nor does anything reached from law, facts or contract, or from the front door of the kernel.',
      severity: 'error',
      from: { path: ['^src/domains/[^/]+/[^/]+/(law|facts|contract)\\.ts$', '^src/kernel/index\\.ts$'] },
      to: { path: [builtIn, database, http, react, '^src/kernel/server\\.ts$'], reachable: true },
    },
    {
      name: '5-server-without-workbench',
      comment: 'Server code never imports the app of the browser.',
      severity: 'error',
      from: { path: '^src/', pathNot: browser },
      to: { path: browser },
    },
    {
      name: '5-workbench-without-server',
      comment: 'The app of the browser reaches no routes, no server door, no database, no built-in module.',
      severity: 'error',
      from: { path: browser },
      to: {
        path: [
          '^src/(server\\.ts|cli\\.ts|cli/)',
          '^src/kernel/(server\\.ts$|db/)',
          '^src/services/http/',
          '^src/domains/.*routes\\.ts$',
          builtIn,
          database,
          http,
        ],
        reachable: true,
      },
    },
    {
      name: '6-no-cycles',
      comment: 'No file leads back to itself, not even by types alone.',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true },
    },
    {
      name: 'tests-are-leaves',
      comment: 'Nothing imports a test.',
      severity: 'error',
      from: {},
      to: { path: tests },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere would escape every rule above.',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      mainFields: ['main', 'types'],
    },
  },
};
