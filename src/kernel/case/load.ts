// The one read of a step: the case, who asks and in which posts, the unit chains that decide reach, what the step reads
// of other cases, the next free numbers, and whether this very request was answered before. Authority is read here
// every time and kept nowhere.
import type { Subject, UnitReach } from '../access/access.ts';
import { Params, statementName } from '../db/params.ts';
import type { Queryable, Statement } from '../db/types.ts';
import { facetColumn, facetTable, SQL_TYPE } from '../facets/tables.ts';
import type { Registry } from '../procedure/registry.ts';
import type { AnyProcedure, AnyStep, Facts, NumberGiven, ReadRow, ReadSpec, Source } from '../procedure/types.ts';
import type { Proposal } from '../record/entry.ts';
import type { Keyring } from '../record/keys.ts';
import { type InstantText, yearOf } from '../time/index.ts';
import type { ActorRef, StepResult } from './api.ts';
import type { Loaded } from './effect.ts';
import type { CaseState } from './fold.ts';
import { inForceVersion } from './in-force.ts';

export interface CaseRow {
  region: string;
  id: string;
  procedure: string;
  number: string;
  title: string;
  state: string;
  ended: boolean;
  version: number;
  unit: string;
  home: string;
  handler: string | null;
  helpers: string[];
  opened_at: InstantText;
  ended_at: InstantText | null;
  adopted: boolean;
  outside_system: string | null;
  outside_number: string | null;
  outside_hash: string | null;
  facts: Facts;
  facts_version: number;
  parties: CaseState['parties'];
  periods: CaseState['periods'];
  proposals: Proposal[];
  head: string;
  due_at: InstantText | null;
  warn_at: InstantText | null;
}

/** Columns of `cases` from which a CaseState is made. */
export const CASE_COLUMNS =
  'region id procedure number title state ended version unit home handler helpers opened_at ended_at adopted outside_system outside_number outside_hash facts facts_version parties periods proposals head due_at warn_at'.split(
    ' ',
  );

export interface LoadedRow {
  readonly loaded: Loaded;
  /** Wrapped data key of the case, when it has one. */
  readonly key: { readonly wrapped: Buffer; readonly version: number } | null;
  readonly request: { readonly digest: string; readonly result: StepResult } | null;
  /** Counts up with every announced calendar and every set limit. */
  readonly dataVersion: number;
}

export function stateOf(row: CaseRow, procedure: AnyProcedure): CaseState {
  return {
    region: row.region,
    id: row.id,
    procedure: row.procedure,
    number: row.number,
    title: row.title,
    state: row.state,
    ended: row.ended,
    endedAt: row.ended_at,
    version: row.version,
    unit: row.unit,
    home: row.home,
    handler: row.handler,
    helpers: row.helpers,
    openedAt: row.opened_at,
    adopted: row.adopted,
    facts: upgraded(procedure)(row.facts, row.facts_version),
    factsVersion: procedure.factsVersion,
    ...(row.facts_version < procedure.factsVersion ? { upgraded: true } : {}),
    parties: row.parties,
    periods: row.periods,
    proposals: row.proposals,
    head: row.head,
    outside:
      row.outside_number === null || row.outside_system === null
        ? null
        : {
            system: row.outside_system,
            number: row.outside_number,
            ...(row.outside_hash === null ? {} : { hash: row.outside_hash }),
          },
  };
}

/** Old facts brought to the shape of today's code; what is stored stays as it was until the next step. */
export function upgraded(procedure: AnyProcedure): (facts: Facts, version: number) => Facts {
  return (facts, version) => {
    let now: unknown = facts;
    for (let from = version; from < procedure.factsVersion; from += 1) now = procedure.upgrades?.[from]?.(now);
    return now as Facts;
  };
}

type ActorKind = 'session' | 'token' | 'user' | 'code' | 'none';

export const actorKind = (actor: ActorRef): ActorKind =>
  'session' in actor
    ? 'session'
    : 'token' in actor
      ? 'token'
      : 'code' in actor
        ? 'code'
        : 'user' in actor
          ? 'user'
          : 'none';

export function actorKey(actor: ActorRef, keys: Keyring): { key: string; number: string } {
  if ('session' in actor) return { key: keys.codeDigest(actor.session), number: '' };
  if ('token' in actor) return { key: keys.codeDigest(actor.token), number: '' };
  if ('code' in actor) return { key: keys.codeDigest(`${actor.number} ${actor.code}`), number: actor.number };
  return { key: 'user' in actor ? actor.user : '', number: '' };
}

/** A lateral select of one actor: id, kind, names, posts valid on the day, and for a query code its case. */
export function actorSelect(kind: ActorKind, p: Params): string {
  if (kind === 'none')
    return `select null::text as id, null::text as kind, '' as name_zh, '' as name_en, '[]'::json as posts, null::uuid as case_id`;
  const region = p.of('region', 'text');
  const day = () => p.of('day', 'date');
  const held = (
    account: string,
  ) => `(select coalesce(json_agg(json_build_object('post', h.post, 'unit', h.unit) order by h.post, h.unit), '[]'::json)
    from post_holder h where h.region = ${region} and h.account = ${account} and h.from_on <= ${day()} and (h.to_on is null or h.to_on >= ${day()}))`;
  const key = () => p.of('actor', 'text');
  switch (kind) {
    case 'session':
      return `select a.id, a.kind, a.name_zh, a.name_en, ${held('a.id')} as posts, null::uuid as case_id
        from session s join account a on a.region = s.region and a.id = s.account
        where s.region = ${region} and s.digest = ${key()} and s.expires_at > ${p.of('now', 'timestamptz')}`;
    case 'user':
      return `select a.id, a.kind, a.name_zh, a.name_en, ${held('a.id')} as posts, null::uuid as case_id
        from account a where a.region = ${region} and a.id = ${key()}`;
    case 'token':
      return `select 'token:' || left(t.digest, 12) as id, 'machine' as kind, t.title as name_zh, t.title as name_en,
        json_build_array(json_build_object('post', t.post, 'unit', t.unit)) as posts, null::uuid as case_id
        from token t where t.region = ${region} and t.digest = ${key()} and t.expires_at > ${p.of('now', 'timestamptz')}`;
    case 'code':
      return `select 'code:' || q.number as id, 'code' as kind, '' as name_zh, '' as name_en, '[]'::json as posts, q.id as case_id
        from cases q where q.region = ${region} and q.number = ${p.of('codeNumber', 'text')} and q.code_digest = ${key()}`;
  }
}

export interface ActorRow {
  actor_id: string | null;
  actor_kind: string | null;
  name_zh: string | null;
  name_en: string | null;
  posts: { post: string; unit: string }[] | null;
  code_case: string | null;
}

export const ACTOR_COLUMNS =
  'a.id as actor_id, a.kind as actor_kind, a.name_zh, a.name_en, a.posts, a.case_id as code_case';

export function subjectOf(actor: ActorRef, row: ActorRow | undefined): Subject | null {
  if ('system' in actor) {
    return {
      id: `system:${actor.system}`,
      kind: 'system',
      nameZh: '系统',
      nameEn: 'System',
      posts: [{ post: 'system', unit: '' }],
    };
  }
  if ('anyone' in actor) return { id: 'anyone', kind: 'anyone', nameZh: '公众', nameEn: 'Anyone', posts: [] };
  if (row?.actor_id === null || row?.actor_id === undefined) return null;
  return {
    id: row.actor_id,
    kind: row.actor_kind as Subject['kind'],
    nameZh: row.name_zh ?? '',
    nameEn: row.name_en ?? '',
    posts: row.posts ?? [],
    ...(row.code_case === null || row.code_case === undefined ? {} : { caseId: row.code_case }),
  };
}

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** A path into JSON as text values: one value or a list of them. */
function values(json: string, path: readonly string[], type: string): string {
  const at = `(${json} #> ${quote(`{${path.join(',')}}`)})`;
  return `(select v::${type} from json_array_elements_text(case json_typeof(${at}) when 'array' then ${at} when 'object' then '[]'::json
    else json_build_array(${at}) end) v where v is not null)`;
}

function readSelect(name: string, read: ReadSpec, registry: Registry, p: Params, input: string): string {
  const procedure = registry.procedures.get(read.procedure) as AnyProcedure;
  const region = p.of('region', 'text');
  const gives = read.gives
    .filter((facet) => facet !== 'id' && facet !== 'number')
    .map((facet) => `${quote(facet)}, f.${facetColumn(facet)}`)
    .join(', ');
  const conditions = Object.entries(read.match).map(([facet, source]: [string, Source]) => {
    const column = facet === 'id' || facet === 'number' ? `r.${facet}` : `f.${facetColumn(facet)}`;
    const type =
      facet === 'id' ? 'uuid' : facet === 'number' ? 'text' : SQL_TYPE[procedure.facets[facet]?.type ?? 'text'];
    if (source.from === 'value') return `${column} = ${quote(source.value)}::${type}`;
    return `${column} in ${values(source.from === 'fact' ? 'c.facts' : input, source.path, type)}`;
  });
  const linked =
    read.linked === undefined
      ? ''
      : read.linked.direction === 'to'
        ? `join link l on l.region = ${region} and l.from_case = c.id and l.rel = ${quote(read.linked.rel)} and l.to_case = r.id`
        : `join link l on l.region = ${region} and l.to_case = c.id and l.rel = ${quote(read.linked.rel)} and l.from_case = r.id`;
  return `(select coalesce(json_agg(x), '[]'::json) from (
    select r.id, r.number, r.version, r.state, r.unit, json_build_object(${gives}) as facets
    from cases r join ${facetTable(procedure)} f on f.region = r.region and f.case_id = r.id ${linked}
    where r.region = ${region} and r.procedure = ${quote(read.procedure)} ${conditions.map((condition) => `and ${condition}`).join(' ')}
    order by r.opened_at desc limit ${read.limit}) x) as ${JSON.stringify(`read ${name}`)}`;
}

export interface LoadPlan {
  readonly statement: Statement;
  readonly params: Params;
}

/** `step` absent: only the case and the actor. `signing`: the input is that of the proposal. */
export function planLoad(registry: Registry, step: AnyStep | null, kind: ActorKind, signing: boolean): LoadPlan {
  const p = new Params();
  const region = p.of('region', 'text');
  const reads = Object.entries(step?.reads ?? {});
  // A parameter that no text names has no type: it is only there when a read looks at the input.
  const inputUsed = reads.some(([, read]) => Object.values(read.match).some((source) => source.from === 'input'));
  const input = !inputUsed
    ? 'null::json'
    : signing
      ? `(select pr -> 'input' from json_array_elements(c.proposals) pr where (pr ->> 'n')::int = ${p.of('proposal', 'int')})`
      : p.of('input', 'json');
  const numbers = Object.entries(step?.numbers ?? {}).map(
    ([
      name,
      series,
    ]) => `(select coalesce(max(n), 0) + 1 from number_claim n where n.region = ${region} and n.unit = coalesce(c.home, h.home)
      and n.series = ${quote(series.id)} and n.year = ${p.of('year', 'int')}) as ${JSON.stringify(`number ${name}`)}`,
  );
  const columns = [
    ...CASE_COLUMNS.map((column) => `c.${column}`),
    ACTOR_COLUMNS,
    'h.home as region_home',
    'k.wrapped as key_wrapped',
    'k.version as key_version',
    `(select json_object_agg(u.id, json_build_object('same', u.same, 'above', u.above)) from unit u
      where u.region = ${region} and u.id = any(c.helpers || c.unit)) as reach`,
    `(select json_build_object('digest', q.digest, 'result', q.result) from request q
      where q.region = ${region} and q.actor = ${p.of('requester', 'text')} || coalesce(a.id, '') and q.key = ${p.of('request', 'text')}) as request`,
    `${inForceVersion(region)} as data_version`,
    ...numbers,
    ...reads.map(([name, read]) => readSelect(name, read, registry, p, input)),
  ];
  const text = `select ${columns.join(',\n')}
    from (select 1) one
    left join cases c on c.region = ${region} and c.id = ${p.of('case', 'uuid')} and c.procedure = ${p.of('procedure', 'text')}
    left join data_key k on k.region = c.region and k.case_id = c.id
    left join lateral (select value #>> '{}' as home from setting where region = ${region} and name = 'home:' || ${p.of('procedure', 'text')}) h on true
    left join lateral (${actorSelect(kind, p)}) a on true`;
  return { statement: { name: statementName(), text }, params: p };
}

type Row = CaseRow &
  ActorRow & {
    region_home: string | null;
    key_wrapped: Buffer | null;
    key_version: number | null;
    reach: Record<string, UnitReach> | null;
    request: LoadedRow['request'];
    data_version: number;
    [extra: string]: unknown;
  };

export interface LoadValues {
  readonly region: string;
  readonly case: string | null;
  readonly actor: ActorRef;
  readonly keys: Keyring;
  readonly now: InstantText;
  readonly request: string | null;
  readonly input: unknown;
  readonly proposal?: number;
}

export async function load(
  db: Queryable,
  plan: LoadPlan,
  procedure: AnyProcedure,
  step: AnyStep | null,
  values: LoadValues,
): Promise<LoadedRow & { readonly subject: Subject | null }> {
  const actor = actorKey(values.actor, values.keys);
  const day = values.now.slice(0, 10);
  const rows = await db.query<Row>(
    plan.statement,
    plan.params.pick({
      region: values.region,
      procedure: procedure.id,
      case: values.case,
      actor: actor.key,
      codeNumber: actor.number,
      day,
      now: values.now,
      requester: 'system' in values.actor ? `system:${values.actor.system}` : 'anyone' in values.actor ? 'anyone' : '',
      request: values.request,
      input: values.input === undefined ? null : JSON.stringify(values.input),
      proposal: values.proposal ?? null,
      year: yearOf(day),
    }),
  );
  const row = rows[0] as Row;
  const subject = subjectOf(values.actor, row);
  const reads: Record<string, readonly ReadRow[]> = {};
  for (const name of Object.keys(step?.reads ?? {})) reads[name] = row[`read ${name}`] as readonly ReadRow[];
  const numbers: Record<string, NumberGiven> = {};
  for (const [name, series] of Object.entries(step?.numbers ?? {})) {
    const n = Number(row[`number ${name}`]);
    numbers[name] = { year: yearOf(day), n, text: series.format(yearOf(day), n) };
  }
  return {
    subject,
    loaded: {
      state: row.id === null ? null : stateOf(row, procedure),
      subject: subject ?? { id: '', kind: 'anyone', nameZh: '', nameEn: '', posts: [] },
      reach: row.reach ?? {},
      home: row.region_home ?? '',
      reads,
      numbers,
    },
    key:
      row.key_wrapped === null || row.key_version === null
        ? null
        : { wrapped: row.key_wrapped, version: row.key_version },
    request: row.request,
    dataVersion: row.data_version,
  };
}
