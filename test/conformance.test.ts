// Every business line keeps the same promises; so does the toy line on which the kernel is tested. A line whose grounds
// ask for more than a made-up input can meet gives one that they take.
import { describe } from 'node:test';
import { domains } from '#domains';
import { conformance, toy } from '#kernel/testing';
import { registration } from '#domains/supervision/hotline/builders.ts';

const claim = {
  year: 2021,
  kind: 'first',
  section: '1.1.4',
  statement: { zh: '建成宪法主题广场（示例）', en: 'A constitution square opened (example)' },
  evidence: [{ name: '启用通知（示例）', source: '示例街道', on: '2021-06-01' }],
};

/** Made at a topic that was met. */
const promise = (opened: Readonly<Record<string, readonly string[]>>) => ({
  topic: opened['hotline.topic']?.at(-1) ?? '',
  unit: 'office',
  promise: '三月底前更换线路（示例）',
  until: '2021-03-31',
});

describe('the business lines conform', () => {
  conformance(domains, {
    inputs: {
      hotline: { register: registration() },
      'hotline.promise': { make: promise },
      'annual-report.claim': { propose: claim },
    },
  });
});
describe('the toy line conforms', () => {
  conformance([toy]);
});
