// The toy line in one value: an invented office that lends tools. Grants cover every scope, facets every type, figures
// every way of counting, so that what holds for it holds for any line.
import {
  anyone,
  defineDomain,
  defineFigure,
  defineProcedure,
  facet,
  grant,
  headOfUnit,
  party,
  supervisor,
  system,
} from '../inside.ts';
import { credentials, parts } from './credential.ts';
import { Loan, renamed } from './facts.ts';
import { clerk, inspector, keeper, licensing, registrar, reviewer } from './law.ts';
import { steps } from './loan.ts';

const SECRETS = ['phone', 'idNumber', 'parties'];

export const loans = defineProcedure<Loan>({
  id: 'toy',
  title: { zh: '工具借用（示例）', en: 'Loan of tools (demo)' },
  prefix: 'TOY',
  facts: Loan,
  factsVersion: 2,
  upgrades: { 1: renamed },
  states: {
    asked: { title: { zh: '已申请', en: 'Asked' }, waits: { post: clerk, at: 'unit' } },
    accepted: { title: { zh: '已受理', en: 'Accepted' }, waits: { post: clerk, at: 'unit' } },
    consulting: {
      title: { zh: '征求意见中', en: 'Consulting' },
      awaits: { zh: '第三方答复', en: "the third party's answer" },
    },
    granted: { title: { zh: '已同意', en: 'Granted' }, waits: { post: keeper, at: 'unit' } },
    lent: { title: { zh: '已借出', en: 'Lent' }, waits: { post: keeper, at: 'home' } },
    back: { title: { zh: '已归还', en: 'Back' }, end: true },
    refused: { title: { zh: '不予出借', en: 'Refused' }, end: true },
  },
  steps,
  retired: { lendOnPaper: { zh: '纸质借出', en: 'Lend on paper' } },
  periods: {
    answer: { title: { zh: '答复期限', en: 'Time to answer' }, rule: 'ogi-reply-20wd' },
    statement: { title: { zh: '陈述期限', en: 'Time for a statement' }, rule: 'penalty-hearing-request' },
    hearingNotice: { title: { zh: '听证通知', en: 'Hearing notice' }, rule: 'penalty-hearing-notice' },
    pickUp: {
      title: { zh: '领取期限', en: 'Time to collect' },
      rule: ({ kind }) => (kind === 'power' ? 'license-correction-5d' : 'license-delivery-10d'),
    },
    promised: { title: { zh: '约定归还日', en: 'Promised return' }, dueOn: ({ promised }) => promised ?? '' },
  },
  facets: {
    kind: facet('text', '类别', 'Kind', ({ kind }) => kind, {
      values: { hand: { zh: '手动', en: 'Hand tool' }, power: { zh: '电动', en: 'Power tool' } },
    }),
    place: facet('text', '地点', 'Place', ({ place }) => place, { indexed: true }),
    pieces: facet('int', '件数', 'Pieces', ({ pieces }) => pieces),
    deposit: facet('int', '押金（分）', 'Deposit (fen)', ({ deposit }) => deposit),
    wanted: facet('date', '希望日期', 'Wanted on', ({ wanted }) => wanted),
    lentAt: facet('instant', '借出时间', 'Handed out at', ({ lentAt }) => lentAt),
    good: facet('bool', '完好', 'In good order', ({ good }) => good),
  },
  access: [
    grant({ post: clerk, scope: 'unit', see: 'all', reveal: ['phone', 'idNumber'], export: true }),
    grant({ post: clerk, scope: 'mine', see: { except: ['idNumber'] } }),
    grant({ post: keeper, scope: 'below', see: { except: [...SECRETS, 'note'] } }),
    grant({ post: reviewer, scope: 'region', see: { except: SECRETS } }),
    grant({ post: headOfUnit, scope: 'below', see: { except: ['idNumber'] }, export: true }),
    grant({
      post: inspector,
      scope: 'region',
      see: { only: ['what', 'kind', 'title', 'record'] },
      states: ['lent', 'back'],
    }),
    grant({ post: supervisor, scope: 'region', see: { only: ['pieces', 'periods', 'handler'] } }),
    grant({ post: party, scope: 'party', see: { except: ['note', 'officers', 'handler', 'helpers'] } }),
    grant({
      post: anyone,
      scope: 'public',
      see: { only: ['what', 'kind', 'title'] },
      states: ['back'],
      where: { kind: 'hand' },
    }),
    grant({ post: system, scope: 'region', see: { except: SECRETS } }),
  ],
  lateRecording: [clerk, keeper],
  corrections: { by: [clerk], fields: ['pieces', 'place'], basis: licensing },
  reactions: [
    {
      id: 'open-part',
      on: ['lend'],
      then: (_entry, { id, facts }) =>
        facts.kind === 'power'
          ? [{ procedure: 'toy.part', step: 'open', input: { loan: id, what: `${facts.what} 充电器` } }]
          : [],
    },
  ],
  retention: { id: 'toy-3y', title: { zh: '保存三年', en: 'Three years' }, years: 3 },
  tracked: true,
  findable: { phone: ({ phone }) => phone },
});

const figure = (
  id: string,
  zh: string,
  en: string,
  more: Pick<Parameters<typeof defineFigure>[0], 'milestone' | 'count' | 'adopted' | 'where' | 'counted' | 'open'>,
) =>
  defineFigure({
    id: `toy.${id}`,
    procedure: 'toy',
    title: { zh, en },
    unit: { zh: '件', en: 'loans' },
    counts: { zh: `${zh}(示例)`, en: `${en} (demo)` },
    ...more,
  });

export const figures = [
  figure('asked', '申请数', 'Loans asked for', { milestone: 'ask', count: 'rows', adopted: 'counted', open: true }),
  figure('lent', '借出数', 'Loans handed out', { milestone: 'lend', count: 'rows', adopted: 'left out' }),
  figure('places', '地点数', 'Places', { milestone: 'ask', count: { distinct: 'place' }, adopted: 'left out' }),
  figure('pieces', '件数', 'Pieces', {
    milestone: 'ask',
    count: { sum: 'pieces' },
    where: { kind: ['hand', 'power'] },
    adopted: 'counted',
  }),
  figure('good', '完好率', 'Returned in good order', {
    milestone: 'giveBack',
    count: 'rows',
    where: { good: 'any' },
    counted: { good: true },
    adopted: 'left out',
  }),
];

export const toy = defineDomain({
  id: 'toy',
  chapter: 'service',
  title: { zh: '工具借用（示例）', en: 'Loans (demo)' },
  about: { zh: '测试用的小业务，机构和人都是虚构的。', en: 'A small line for tests; office and people are invented.' },
  posts: [clerk, keeper, reviewer, inspector, registrar],
  procedures: [loans, credentials, parts],
  figures,
});
