// The hotline order: from the call to the caller's own verdict, closed only when the caller was asked (国办发〔2020〕53号).
// A plain order takes five entries: register, assign, sign, reply, close. The caller stays with the hotline centre: a
// handling unit's grant leaves out whatever tells who spoke (信访工作条例 30, PIPL 6).
import {
  anyone,
  type CaseSeen,
  defineProcedure,
  facet,
  grant,
  headOfUnit,
  type Label,
  party,
  type ReactionCommand,
  supervisor,
  system,
} from '#kernel';
import { type ClassTable, exampleClasses } from './classes.ts';
import * as codes from './codes.ts';
import { Order } from './facts.ts';
import { atTheDesk, atTheUnit } from './handling.ts';
import { hotlineOpinion, isSatisfied } from './law.ts';
import { openings } from './opening.ts';
import { analyst, dispatcher, handler, operator, revisitor } from './posts.ts';
import * as texts from './texts.ts';
import { alongTheWay, verdict } from './verdict.ts';

const state = (id: keyof typeof texts.states) => ({ title: texts.states[id] });
const period = (id: keyof typeof texts.periods, rule: string) => ({ title: texts.periods[id], rule });

/** What would tell a handling unit who spoke, and the rows of other systems. */
const CALLER = { except: ['caller', 'original', 'parties', 'source', 'row', 'lead', 'links'] };
const CALLERS_PAGE =
  'title periods record channel kind class className urgent place placeName spot content confidential caller';
const PUBLIC_SIDE =
  `${CALLERS_PAGE} reply elsewhere rating reworks additions urges withdrawn mayPublish published`.split(' ');

/** What anybody may know of a closed order: its matter, place and outcome, nothing that was said or by whom. */
const OPEN = 'title published channel kind class place urgent result satisfied rated late firstContact'.split(' ');

const handlingRules: Readonly<Record<string, string>> = {
  consult: 'hotline-consult',
  complaint: 'hotline-complaint-5wd',
  report: 'hotline-report-7wd',
};
const handlingRule = ({ urgent, kind }: Order) =>
  urgent ? 'hotline-urgent-24h' : (handlingRules[kind ?? ''] ?? 'hotline-general');

const joinedTo = (seen: CaseSeen<Order>) =>
  seen.links.filter(({ rel, to }) => rel === 'duplicate-of' && to === seen.id).map(({ from }) => from);
const toEach = (seen: CaseSeen<Order>, step: string, input: unknown): readonly ReactionCommand[] =>
  joinedTo(seen).map((id) => ({ procedure: 'hotline', case: id, step, input }));

/** Each caller of a joined order is answered when its lead order is. */
function answerEach(seen: CaseSeen<Order>): readonly ReactionCommand[] {
  const { reply, elsewhere } = seen.facts;
  const lead = seen.id;
  if (seen.state === 'elsewhere') {
    return toEach(seen, 'answerJoined', {
      to: 'elsewhere',
      lead,
      words: elsewhere?.reason,
      competent: elsewhere?.competent,
      scope: elsewhere?.scope,
    });
  }
  return reply?.words === undefined
    ? []
    : toEach(seen, 'answerJoined', { to: 'replied', lead, unit: reply.unit, words: reply.words, result: reply.result });
}

const labels = (table: Readonly<Record<string, Label>>) => ({ values: table });
const facets = (table: ClassTable) => {
  const named = (
    id: keyof typeof texts.facets,
    type: 'text' | 'int' | 'bool' | 'date',
    of: (facts: Order) => string | number | boolean | null | undefined,
    more: { indexed?: true; values?: Readonly<Record<string, Label>> } = {},
  ) => facet<Order>(type, texts.facets[id].zh, texts.facets[id].en, of, more);
  return {
    channel: named('channel', 'text', (f) => f.channel, labels(codes.channels)),
    kind: named('kind', 'text', (f) => f.kind, labels(codes.kinds)),
    class: named('class', 'text', (f) => f.class, { indexed: true, values: table.classes }),
    place: named('place', 'text', (f) => f.place, { indexed: true }),
    urgent: named('urgent', 'bool', (f) => f.urgent),
    result: named('result', 'text', (f) => f.reply?.result, labels(codes.results)),
    rating: named('rating', 'text', (f) => f.rating?.rating, labels(codes.ratings)),
    satisfied: named('satisfied', 'bool', (f) => (isRated(f) ? isSatisfied(f.rating?.rating) : null)),
    rated: named('rated', 'bool', isRated),
    reworks: named('reworks', 'int', (f) => f.reworks),
    late: named('late', 'bool', (f) => f.late),
    returned: named('returned', 'bool', (f) => f.returns !== undefined),
    firstContact: named('firstContact', 'bool', (f) => f.firstContact === true),
    confidential: named('confidential', 'bool', (f) => f.confidential),
    origin: named('origin', 'text', (f) => f.origin),
    supervisedUntil: named('supervisedUntil', 'date', (f) => f.supervision?.at(-1)?.until),
    published: named('published', 'bool', (f) => f.published !== undefined),
  };
};
const isRated = ({ rating }: Order) => rating !== undefined && rating.counted && rating.rating !== 'not-rated';

/** The procedure with a region's own table of matters. */
export const orders = (table: ClassTable = exampleClasses) =>
  defineProcedure<Order>({
    id: 'hotline',
    title: { zh: '12345热线工单', en: 'Hotline order' },
    prefix: 'LH',
    facts: Order,
    factsVersion: 1,
    states: {
      registered: { ...state('registered'), waits: { post: dispatcher, at: 'home' } },
      assigned: { ...state('assigned'), waits: { post: handler, at: 'unit' } },
      handling: { ...state('handling'), waits: { post: handler, at: 'unit' } },
      returned: { ...state('returned'), waits: { post: dispatcher, at: 'home' } },
      joined: state('joined'),
      answered: { ...state('answered'), waits: { post: operator, at: 'home' } },
      replied: { ...state('replied'), waits: { post: revisitor, at: 'home' } },
      dissatisfied: { ...state('dissatisfied'), waits: { post: dispatcher, at: 'home' } },
      closed: { ...state('closed'), end: true },
      elsewhere: { ...state('elsewhere'), end: true },
      referred: { ...state('referred'), end: true },
      withdrawn: { ...state('withdrawn'), end: true },
      cancelled: { ...state('cancelled'), end: true },
    },
    steps: { ...openings(table), ...atTheDesk, ...atTheUnit, ...verdict, ...alongTheWay },
    periods: {
      dispatch: period('dispatch', 'hotline-dispatch-1wd'),
      signFor: period('signFor', 'hotline-sign-1wd'),
      handle: { title: texts.periods.handle, rule: handlingRule },
      returning: period('returning', 'hotline-return-1wd'),
      callBack: period('callBack', 'hotline-callback-3wd'),
      settle: period('settle', 'hotline-settle-5wd'),
      appealing: period('appealing', 'hotline-appeal-3wd'),
      reopening: period('reopening', 'hotline-reopen-15wd'),
      supervised: { title: texts.periods.supervised, dueOn: (facts) => facts.supervision?.at(-1)?.until ?? '' },
    },
    facets: facets(table),
    access: [
      grant({
        post: operator,
        scope: 'region',
        see: 'all',
        reveal: ['caller.name', 'caller.phone', 'caller.address', 'original'],
      }),
      grant({ post: dispatcher, scope: 'region', see: 'all', reveal: ['original'] }),
      grant({ post: revisitor, scope: 'region', see: 'all', reveal: ['caller.name', 'caller.phone'] }),
      grant({ post: analyst, scope: 'region', see: { except: [...CALLER.except, 'contactPhone'] }, export: true }),
      grant({ post: handler, scope: 'unit', see: CALLER, reveal: ['contactPhone'] }),
      grant({ post: headOfUnit, scope: 'below', see: { except: [...CALLER.except, 'contactPhone'] } }),
      grant({ post: supervisor, scope: 'region', see: { except: [...CALLER.except, 'contactPhone'] }, export: true }),
      grant({ post: party, scope: 'party', see: { only: PUBLIC_SIDE } }),
      grant({ post: system, scope: 'region', see: CALLER }),
      // Place and time alone may tell the accused who reported in confidence.
      grant({ post: anyone, scope: 'public', states: ['closed'], where: { confidential: false }, see: { only: OPEN } }),
    ],
    lateRecording: [operator, dispatcher],
    corrections: { by: [dispatcher], fields: ['channel', 'class', 'place', 'spot'], basis: hotlineOpinion },
    reactions: [
      {
        id: 'answer-joined',
        on: ['reply', 'replySigned', 'answer', 'elsewhere', 'answerJoined'],
        then: (_, seen) => answerEach(seen),
      },
      { id: 'release-joined', on: ['withdraw'], then: (_, seen) => toEach(seen, 'release', { lead: seen.id }) },
      {
        id: 'close-rated',
        on: ['rate'],
        then: (_, seen) => {
          const { rating } = seen.facts;
          if (seen.state !== 'replied' || rating === undefined) return [];
          return [
            {
              procedure: 'hotline',
              case: seen.id,
              step: 'close',
              input: { reached: true, solved: rating.solved, rating: rating.rating },
            },
          ];
        },
      },
    ],
    retention: {
      id: 'hotline-10y',
      title: { zh: '热线工单，保存十年（设定）', en: 'Hotline orders, ten years (a setting)' },
      years: 10,
    },
    tracked: true,
  });
