// A small line for the door's tests: lending of chairs by a neighbourhood office. It has everything the door must carry:
// an opening for anyone with a query code, refusals, an edit in place, a signature, a secret, columns and an adopting step.
import {
  anyone,
  article,
  carry,
  defineDomain,
  defineFigure,
  defineProcedure,
  facet,
  grant,
  ground,
  headOfUnit,
  party,
  post,
  type Secret,
  sealed,
  sensitive,
  stepsOf,
  system,
} from '#kernel';
import * as z from 'zod';

interface Loan {
  chairs: number;
  place: string;
  phone?: unknown;
  lentTo?: string;
  hash?: string;
}

export const keeper = post('lending.keeper', '保管员', 'Keeper');
const law = article('state-council-2020-53');
const basis = [law];
const { opening, step } = stepsOf<Loan>();

const asked = z.strictObject({
  chairs: z.int().min(1).max(500),
  place: z.string().min(1).max(40),
  phone: sensitive('phone', z.string().min(3).max(30)).optional(),
});
type Asked = { chairs: number; place: string; phone?: Secret | undefined };

const adopted = z.strictObject({
  number: z.string().min(1).max(40),
  hash: z.string().optional(),
  opened: z.string(),
  state: z.enum(['asked', 'back']),
  place: z.string().min(1).max(40),
});
type Adopted = z.output<typeof adopted>;

const fewEnough = ground<Loan>('few-enough', law, { zh: '数量有限', en: 'Only so many' }, ({ facts }) =>
  facts.chairs <= 100 ? null : { zh: '一次最多借一百把。', en: 'At most a hundred chairs at a time.' },
);

const loans = defineProcedure<Loan>({
  id: 'lending',
  title: { zh: '借椅', en: 'Lending of chairs' },
  prefix: 'CH',
  facts: z.strictObject({
    chairs: z.int(),
    place: z.string(),
    phone: sealed().optional(),
    lentTo: z.string().optional(),
    hash: z.string().optional(),
  }) as z.ZodType<Loan>,
  factsVersion: 1,
  tracked: true,
  states: {
    asked: { title: { zh: '已申请', en: 'Asked' }, waits: { post: keeper, at: 'unit' } },
    lent: { title: { zh: '已借出', en: 'Lent' }, waits: { post: keeper, at: 'unit' } },
    back: { title: { zh: '已归还', en: 'Back' }, end: true },
  },
  steps: {
    ask: opening<Asked>({
      title: { zh: '申请', en: 'Ask' },
      to: 'asked',
      by: [anyone, party, keeper],
      basis,
      input: asked,
      effect: ({ chairs, place, phone }, given) => ({
        facts: { chairs, place, ...(phone === undefined ? {} : { phone: carry(phone) }) },
        title: `${chairs} 把椅子`,
        unit: given.home,
        parties: [{ id: 'asker', role: 'asker' }],
      }),
    }),
    adopt: opening<Adopted>({
      title: { zh: '接转', en: 'Adopt' },
      to: ['asked', 'back'],
      by: [keeper],
      basis,
      adopts: true,
      input: adopted,
      effect: ({ number, hash, opened, state, place }, given) => ({
        facts: { chairs: 1, place },
        to: state,
        title: number,
        unit: given.home,
        openedAt: opened,
        outside: { system: 'old-book', number, ...(hash === undefined ? {} : { hash }) },
      }),
    }),
    lend: step<{ to: string }>({
      title: { zh: '借出', en: 'Lend' },
      from: 'asked',
      to: 'lent',
      by: [keeper],
      basis,
      needs: [fewEnough],
      input: z.strictObject({ to: z.string().min(1).max(60) }),
      milestone: true,
      effect: (_facts, { to }) => ({ facts: { lentTo: to } }),
    }),
    edit: step<{ place: string }>({
      title: { zh: '改地点', en: 'Change the place' },
      from: ['asked', 'lent'],
      to: 'same',
      by: [keeper],
      basis,
      inPlace: true,
      input: z.strictObject({ place: z.string().min(1).max(40) }),
      effect: (_facts, { place }) => ({ facts: { place } }),
    }),
    giveUp: step<{ why: string }>({
      title: { zh: '核销', en: 'Write off' },
      from: 'lent',
      to: 'back',
      by: [keeper],
      approvals: [headOfUnit],
      basis,
      input: z.strictObject({ why: z.string().min(1).max(200) }),
      effect: () => ({}),
    }),
  },
  facets: {
    place: facet('text', '地点', 'Place', ({ place }) => place, { indexed: true }),
    chairs: facet('int', '数量', 'Chairs', ({ chairs }) => chairs),
  },
  access: [
    grant({ post: keeper, scope: 'unit', see: 'all', reveal: ['phone'], export: true }),
    grant({ post: headOfUnit, scope: 'below', see: 'all' }),
    grant({ post: party, scope: 'party', see: { except: ['lentTo'] } }),
    grant({ post: system, scope: 'region', see: 'all' }),
  ],
  corrections: { by: [keeper], fields: ['chairs'], basis: law },
  retention: { id: 'y3', title: { zh: '三年', en: 'Three years' }, years: 3 },
});

const chairsLent = defineFigure({
  id: 'lending.loans',
  procedure: 'lending',
  title: { zh: '借出次数', en: 'Loans' },
  unit: { zh: '次', en: 'loans' },
  milestone: 'lend',
  count: 'rows',
  adopted: 'left out',
  open: true,
  counts: { zh: '借出的次数', en: 'How often chairs were lent' },
});

export const lending = defineDomain({
  id: 'lending',
  chapter: 'service',
  title: { zh: '借椅', en: 'Lending' },
  about: { zh: '试验用的小业务', en: 'A small line for tests' },
  posts: [keeper],
  procedures: [loans],
  figures: [chairsLent],
});
