// docs/domains.md is generated; whoever changes a declaration also renews the page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { domains } from '#domains';
import { domainsDoc } from '../tools/domains-doc.mjs';
import { root, textOf } from './source.ts';

test('the page of business lines says what is declared', async () => {
  const renewed = await domainsDoc(domains);
  assert.ok(textOf(root, 'docs/domains.md') === renewed, 'renew it by node tools/domains-doc.mjs');
});

test('the page names every procedure, step, figure and setting', async () => {
  const page = await domainsDoc(domains);
  for (const { procedures, figures, rules = [] } of domains) {
    for (const { id, steps } of procedures) {
      assert.ok(page.includes(`### \`${id}\` `), id);
      for (const step of Object.keys(steps)) assert.ok(page.includes(`| \`${step}\` | `), `${id}: ${step}`);
    }
    for (const { id } of [...figures, ...rules]) assert.ok(page.includes(`| \`${id}\` | `), id);
  }
});
