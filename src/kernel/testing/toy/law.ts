// The toy's posts and grounds. Articles are real ones, so that citations resolve; the office is invented.
import { article, ground, inputGround, post } from '../inside.ts';
import type { Loan } from './facts.ts';

export const clerk = post('toy.clerk', '借还窗口（示例）', 'Lending clerk (demo)');
export const keeper = post('toy.keeper', '保管员（示例）', 'Keeper (demo)');
export const reviewer = post('toy.reviewer', '审核员（示例）', 'Reviewer (demo)');
export const inspector = post('toy.inspector', '检查员（示例）', 'Inspector (demo)');
export const registrar = post('toy.registrar', '证件管理员（示例）', 'Registrar (demo)');

export const licensing = article('administrative-licensing-law', '42');
export const information = article('open-government-information-regulation', '33');

export const twoOfficersHoldCredentials = inputGround<Loan, { readonly officers: readonly string[] }>(
  'two-officers-hold-credentials',
  article('administrative-penalty-law', '42'),
  { zh: '两名以上持证人员', en: 'Two officers with valid credentials' },
  ({ given }) => {
    const valid = (given.reads.credentials ?? []).filter(
      ({ facets }) => facets.active === true && String(facets.until) >= given.today,
    );
    return new Set(valid.map(({ facets }) => facets.holder)).size >= 2
      ? null
      : { zh: '须有两名持有效证件的人员。', en: 'Two officers with valid credentials are needed.' };
  },
);

/** The same of the officers already named: judged again when the decision is proposed and at every signature. */
export const officersStillHoldCredentials = ground<Loan>(
  'officers-still-hold-credentials',
  article('administrative-penalty-law', '42'),
  { zh: '经办人员证件仍有效', en: 'The officers still hold their credentials' },
  ({ given, facts }) => {
    const valid = (given.reads.credentials ?? []).filter(({ facets }) => facets.active === true);
    return valid.length >= (facts.officers?.length ?? 0) && valid.length > 0
      ? null
      : { zh: '经办人员的证件已失效。', en: 'An officer no longer holds a credential.' };
  },
);

export const fewEnough = ground<Loan>('few-enough', licensing, { zh: '数量有限', en: 'Only so many' }, ({ facts }) =>
  facts.pieces <= 100 ? null : { zh: '一次最多借一百件。', en: 'At most a hundred pieces at a time.' },
);

export const allPartsConcluded = ground<Loan>(
  'all-parts-concluded',
  licensing,
  { zh: '部件均已办结', en: 'All parts are concluded' },
  ({ given }) =>
    (given.reads.parts ?? []).every(({ facets }) => facets.done === true)
      ? null
      : { zh: '还有部件未办结。', en: 'A part is not concluded yet.' },
);
