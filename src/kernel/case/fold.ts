// A case is the fold of its entries. This is the only place where a change becomes state, for a live step as for a
// rebuild, so the two cannot differ.
import type { Change, EntryBody, Proposal } from '../record/entry.ts';
import { mergePatch } from '../record/entry.ts';
import type { CaseHead, Facts, PartyChange, PeriodView } from '../procedure/types.ts';
import type { InstantText } from '../time/index.ts';

export interface CaseState extends CaseHead {
  readonly region: string;
  readonly title: string;
  readonly ended: boolean;
  readonly endedAt: InstantText | null;
  readonly facts: Facts;
  readonly factsVersion: number;
  /** The facts are stored in an older version than shown here. */
  readonly upgraded?: true;
  readonly parties: readonly PartyChange[];
  readonly periods: readonly PeriodView[];
  readonly proposals: readonly Proposal[];
  readonly outside: { readonly system: string; readonly number: string; readonly hash?: string } | null;
  /** Hash of the latest entry. */
  readonly head: string;
}

const nothing: Omit<CaseState, 'id' | 'region' | 'procedure' | 'openedAt'> = {
  number: '',
  title: '',
  state: '',
  ended: false,
  endedAt: null,
  version: 0,
  unit: '',
  home: '',
  handler: null,
  helpers: [],
  adopted: false,
  facts: {},
  factsVersion: 1,
  parties: [],
  periods: [],
  proposals: [],
  outside: null,
  head: '',
};

function replaceBy<Item>(
  list: readonly Item[],
  changed: readonly Item[] | undefined,
  key: (item: Item) => string,
): readonly Item[] {
  if (changed === undefined || changed.length === 0) return list;
  const keys = new Set(changed.map(key));
  return [...list.filter((item) => !keys.has(key(item))), ...changed];
}

const periodKey = (period: PeriodView) => `${period.key} ${period.party ?? ''}`;

export function fold(before: CaseState | null, body: EntryBody, hash: string): CaseState {
  const { upgraded: _upgraded, ...base } = before ?? {
    upgraded: undefined,
    ...nothing,
    id: body.case,
    region: body.region,
    procedure: body.procedure,
    openedAt: body.happenedAt,
  };
  const change: Change = body.change;
  const ended = change.ended ?? base.ended;
  return {
    ...base,
    version: body.seq,
    head: hash,
    number: change.number ?? base.number,
    title: change.title ?? base.title,
    state: change.state ?? base.state,
    ended,
    endedAt: ended ? (base.ended && change.ended === undefined ? base.endedAt : endOf(body)) : null,
    unit: change.unit ?? base.unit,
    home: change.home ?? base.home,
    handler: change.handler === undefined ? base.handler : change.handler,
    helpers: change.helpers ?? base.helpers,
    openedAt: change.openedAt ?? base.openedAt,
    adopted: base.adopted || body.kind === 'adoption',
    facts: factsOf(base.facts, change, before !== null),
    factsVersion: change.factsVersion ?? base.factsVersion,
    parties: replaceBy(base.parties, change.parties, (party) => party.id).filter((party) => party.removed !== true),
    periods: replaceBy(base.periods, change.periods, periodKey),
    proposals: replaceBy(base.proposals, change.proposal === undefined ? undefined : [change.proposal], (proposal) =>
      String(proposal.n),
    ),
    outside: change.outside ?? base.outside,
  };
}

function factsOf(facts: Facts, change: Change, had: boolean): Facts {
  if (change.facts === undefined) return facts;
  // A new version of the facts replaces the old one whole.
  if (had && change.factsVersion !== undefined) return change.facts as Facts;
  return mergePatch(facts, change.facts) as Facts;
}

/** An adopted case ended when its source says, not when it was taken over; where nobody knows, it has no date. */
const endOf = (body: EntryBody): InstantText | null =>
  body.kind === 'adoption' ? (body.change.endedAt ?? null) : body.happenedAt;
