// The one write of a step: a single statement without BEGIN/COMMIT. It re-checks the case's version, the versions of
// everything that was read and the post acted in; when any of them moved, nothing at all is written.
import { Params, statementName } from '../db/params.ts';
import type { Queryable, Statement } from '../db/types.ts';
import { facetColumn, facetNames, facetsOf, facetTable, milestoneTable, SQL_TYPE } from '../facets/tables.ts';
import type { AnyProcedure } from '../procedure/types.ts';
import type { StepResult } from './api.ts';
import type { Decision } from './effect.ts';
import type { CaseState } from './fold.ts';
import { CASE_TYPES, caseCells, derive, WRITTEN_CASE_COLUMNS, type Derived } from './rows.ts';

export interface WriteExtras {
  /** Written as history: no pending row, nothing reacts. */
  readonly quiet?: true;
  readonly newKey: { readonly wrapped: Buffer; readonly version: number } | null;
  readonly blind: readonly { readonly field: string; readonly digest: Buffer }[];
  readonly code: string | null;
  readonly request: { readonly key: string; readonly digest: string; readonly result: StepResult } | null;
  /** The post acted in, checked again: null for the system, the public and parties. */
  readonly post: { readonly account: string; readonly post: string; readonly unit: string } | null;
}

/** Never changed by a later step. */
const FIXED = new Set([
  'id',
  'procedure',
  'number',
  'opened_at',
  'adopted',
  'outside_system',
  'outside_number',
  'outside_hash',
  'code_digest',
]);

interface Shape {
  readonly open: boolean;
  readonly post: boolean;
  readonly reads: boolean;
  readonly milestones: boolean;
  readonly correction: boolean;
  readonly involved: boolean;
  readonly left: boolean;
  readonly linked: boolean;
  readonly unlinked: boolean;
  readonly key: boolean;
  readonly blind: boolean;
  readonly numbers: boolean;
  readonly request: boolean;
  readonly quiet: boolean;
}

const shapeKey = (shape: Shape) =>
  Object.values(shape)
    .map((on) => (on ? 1 : 0))
    .join('');

interface Plan {
  readonly statement: Statement;
  readonly params: Params;
}

/** Statements by procedure and shape; a handful of shapes occur. Text only, no authority. */
const plans = new Map<string, Plan>();

function planFor(procedure: AnyProcedure, shape: Shape): Plan {
  const key = `${procedure.id} ${shapeKey(shape)}`;
  let plan = plans.get(key);
  if (plan === undefined) {
    plan = build(procedure, shape, statementName());
    plans.set(key, plan);
  }
  return plan;
}

function build(procedure: AnyProcedure, shape: Shape, name: string): Plan {
  const p = new Params();
  const region = p.of('region', 'text');
  const id = p.of('id', 'uuid');
  const facets = facetNames(procedure);
  const facetColumns = facets.map(facetColumn);
  const facetValues = facets.map((facet) => p.of(`f.${facet}`, SQL_TYPE[procedure.facets[facet]?.type ?? 'text']));
  const ctes: string[] = [];
  const guards: string[] = [];

  if (shape.reads) {
    // FOR SHARE waits for a running change of what was read and then sees its new version.
    ctes.push(`held as materialized (select r.id from cases r join unnest(${p.of('readIds', 'uuid[]')}, ${p.of('readVersions', 'int[]')}) v(id, version)
      on v.id = r.id and v.version = r.version where r.region = ${region} for share of r)`);
    guards.push(`(select count(*) from held) = ${p.of('readCount', 'bigint')}`);
  }
  if (shape.post) {
    guards.push(`exists (select 1 from post_holder h where h.region = ${region} and h.account = ${p.of('postAccount', 'text')} and h.post = ${p.of('post', 'text')}
      and h.unit = ${p.of('postUnit', 'text')} and h.from_on <= ${p.of('day', 'date')} and (h.to_on is null or h.to_on >= ${p.of('day', 'date')}))`);
  }
  const guard = guards.length === 0 ? '' : ` ${guards.join(' and ')}`;

  const cell = (column: (typeof WRITTEN_CASE_COLUMNS)[number]) => p.of(`c.${column}`, CASE_TYPES[column]);
  if (shape.open) {
    ctes.push(`up as (insert into cases (region, ${WRITTEN_CASE_COLUMNS.join(', ')})
      select ${region}, ${WRITTEN_CASE_COLUMNS.map(cell).join(', ')}${guard === '' ? '' : ` where${guard}`} returning region)`);
  } else {
    const set = WRITTEN_CASE_COLUMNS.filter((column) => !FIXED.has(column)).map(
      (column) => `${column} = ${cell(column)}`,
    );
    ctes.push(`up as (update cases set ${set.join(', ')} where region = ${region} and id = ${id} and version = ${p.of('before', 'int')}
      ${guard === '' ? '' : `and${guard}`} returning region)`);
  }
  ctes.push(`e as (insert into entry (region, case_id, seq, id, procedure, step, recorded_at, happened_at, body, hash)
    select ${region}, ${id}, ${p.of('seq', 'int')}, ${p.of('entry', 'uuid')}, ${p.of('procedure', 'text')}, ${p.of('step', 'text')}, ${p.of('recordedAt', 'timestamptz')},
      ${p.of('happenedAt', 'timestamptz')}, ${p.of('body', 'text')}, ${p.of('hash', 'text')} from up)`);
  if (!shape.quiet)
    ctes.push(
      `q as (insert into pending (region, id, case_id, from_seq, to_seq) select ${region}, ${p.of('entry', 'uuid')}, ${id}, ${p.of('seq', 'int')}, ${p.of('seq', 'int')} from up)`,
    );
  const facetSet = facetColumns.map((column) => `${column} = excluded.${column}`).join(', ');
  ctes.push(`f as (insert into ${facetTable(procedure)} (${['region', 'case_id', ...facetColumns].join(', ')}) select ${[region, id, ...facetValues].join(', ')} from up
    on conflict (region, case_id) ${facetSet === '' ? 'do nothing' : `do update set ${facetSet}`})`);
  if (shape.correction) {
    // The row keeps the facets of its moment, but for those that the correction changed.
    const changed = p.of('changed', 'text[]');
    const mended = facets.map(
      (facet, index) =>
        `case when '${facet}' = any(${changed}) then ${facetValues[index]} else old.${facetColumns[index]} end`,
    );
    ctes.push(`old as (update ${milestoneTable(procedure)} m set superseded_at = ${p.of('recordedAt', 'timestamptz')} from up
      where m.region = ${region} and m.case_id = ${id} and m.seq = ${p.of('of', 'int')} and m.superseded_at is null returning m.*)`);
    ctes.push(`mended as (insert into ${milestoneTable(procedure)} (${['region', 'case_id', 'seq', 'part', 'milestone', 'happened_at', 'recorded_at', 'unit', 'adopted', ...facetColumns].join(', ')})
      select ${['old.region', 'old.case_id', p.of('seq', 'int'), 'old.part', 'old.milestone', 'old.happened_at', p.of('recordedAt', 'timestamptz'), 'old.unit', 'old.adopted', ...mended].join(', ')} from old)`);
  }
  if (shape.milestones) {
    ctes.push(`m as (insert into ${milestoneTable(procedure)} (${['region', 'case_id', 'seq', 'part', 'milestone', 'happened_at', 'recorded_at', 'unit', 'adopted', ...facetColumns].join(', ')})
      select ${[region, id, p.of('seq', 'int'), 'v.part', 'v.milestone', 'v.happened_at', p.of('recordedAt', 'timestamptz'), p.of('c.unit', 'text'), p.of('c.adopted', 'boolean'), ...facetValues].join(', ')}
      from up, unnest(${p.of('mParts', 'int[]')}, ${p.of('mNames', 'text[]')}, ${p.of('mAts', 'timestamptz[]')}) v(part, milestone, happened_at))`);
  }
  if (shape.involved) {
    ctes.push(`i as (insert into involved (region, subject, procedure, opened_at, case_id, role)
      select ${region}, v.subject, ${p.of('procedure', 'text')}, ${p.of('c.opened_at', 'timestamptz')}, ${id}, v.role
      from up, unnest(${p.of('iSubjects', 'text[]')}, ${p.of('iRoles', 'text[]')}) v(subject, role) on conflict do nothing)`);
  }
  if (shape.left) {
    ctes.push(`g as (delete from involved d using up, unnest(${p.of('gSubjects', 'text[]')}, ${p.of('gRoles', 'text[]')}) v(subject, role)
      where d.region = ${region} and d.case_id = ${id} and d.subject = v.subject and d.role = v.role)`);
  }
  if (shape.linked) {
    ctes.push(`l as (insert into link (region, from_case, rel, to_case) select ${region}, ${id}, v.rel, v.other
      from up, unnest(${p.of('lRels', 'text[]')}, ${p.of('lTos', 'uuid[]')}) v(rel, other) on conflict do nothing)`);
  }
  if (shape.unlinked) {
    ctes.push(`u as (delete from link d using up, unnest(${p.of('uRels', 'text[]')}, ${p.of('uTos', 'uuid[]')}) v(rel, other)
      where d.region = ${region} and d.from_case = ${id} and d.rel = v.rel and d.to_case = v.other)`);
  }
  if (shape.key) {
    ctes.push(
      `k as (insert into data_key (region, case_id, wrapped, version) select ${region}, ${id}, ${p.of('wrapped', 'bytea')}, ${p.of('keyVersion', 'int')} from up)`,
    );
  }
  if (shape.blind) {
    ctes.push(`b as (insert into blind (region, procedure, field, digest, case_id) select ${region}, ${p.of('procedure', 'text')}, v.field, decode(v.digest, 'hex'), ${id}
      from up, unnest(${p.of('bFields', 'text[]')}, ${p.of('bDigests', 'text[]')}) v(field, digest) on conflict do nothing)`);
  }
  if (shape.blind) {
    ctes.push(`bd as (delete from blind d using up where d.region = ${region} and d.procedure = ${p.of('procedure', 'text')} and d.case_id = ${id}
      and d.field = any(${p.of('bFields', 'text[]')}) and encode(d.digest, 'hex') <> all(${p.of('bDigests', 'text[]')}))`);
  }
  if (shape.numbers) {
    ctes.push(`n as (insert into number_claim (region, unit, series, year, n, case_id) select ${region}, ${p.of('c.home', 'text')}, v.series, v.year, v.n, ${id}
      from up, unnest(${p.of('nSeries', 'text[]')}, ${p.of('nYears', 'int[]')}, ${p.of('nNs', 'int[]')}) v(series, year, n))`);
  }
  if (shape.request) {
    ctes.push(`r as (insert into request (region, actor, key, digest, result, at) select ${region}, ${p.of('requester', 'text')}, ${p.of('request', 'text')},
      ${p.of('requestDigest', 'text')}, ${p.of('result', 'json')}, ${p.of('recordedAt', 'timestamptz')} from up)`);
  }
  return { statement: { name, text: `with ${ctes.join(',\n')}\nselect count(*)::int as done from up` }, params: p };
}

function shapeOf(before: CaseState | null, decision: Decision, derived: Derived, extras: WriteExtras): Shape {
  const { change } = decision.body;
  return {
    open: before === null,
    post: extras.post !== null,
    reads: decision.body.reads !== undefined,
    milestones: derived.milestones.length > 0,
    correction: decision.body.kind === 'correction',
    involved: derived.involved.length > 0,
    left: derived.left.length > 0,
    linked: derived.linked.length > 0,
    unlinked: derived.unlinked.length > 0,
    key: extras.newKey !== null,
    blind: extras.blind.length > 0,
    numbers: (change.numbers?.length ?? 0) > 0,
    request: extras.request !== null,
    quiet: extras.quiet === true,
  };
}

/** Writes a decision; false when the case, a read or the post moved meanwhile. */
export async function write(
  db: Queryable,
  procedure: AnyProcedure,
  before: CaseState | null,
  decision: Decision,
  extras: WriteExtras,
): Promise<boolean> {
  const { body, next } = decision;
  const derived = derive(procedure, before, decision);
  const plan = planFor(procedure, shapeOf(before, decision, derived, extras));
  const values: Record<string, unknown> = {
    region: body.region,
    id: next.id,
    procedure: procedure.id,
    before: before?.version ?? 0,
    seq: body.seq,
    entry: body.id,
    step: body.step,
    recordedAt: body.recordedAt,
    happenedAt: body.happenedAt,
    body: decision.text,
    hash: decision.hash,
    day: body.recordedAt.slice(0, 10),
  };
  caseCells(procedure, next, body.recordedAt, extras.code).forEach((value, index) => {
    values[`c.${WRITTEN_CASE_COLUMNS[index]}`] = value;
  });
  const { facets } = derived;
  facetNames(procedure).forEach((facet, index) => {
    values[`f.${facet}`] = facets[index];
  });
  if (extras.post !== null)
    Object.assign(values, { postAccount: extras.post.account, post: extras.post.post, postUnit: extras.post.unit });
  if (body.reads !== undefined) {
    const versions = new Map(body.reads.of.map(([, caseId, version]) => [caseId, version]));
    Object.assign(values, {
      readIds: [...versions.keys()],
      readVersions: [...versions.values()],
      readCount: versions.size,
    });
  }
  if (derived.milestones.length > 0) {
    Object.assign(values, {
      mParts: derived.milestones.map((row) => row.part),
      mNames: derived.milestones.map((row) => row.milestone),
      mAts: derived.milestones.map((row) => row.happenedAt),
    });
  }
  Object.assign(values, {
    of: body.change.of,
    changed:
      before === null || body.kind !== 'correction'
        ? []
        : facetNames(procedure).filter(
            (_, index) => facetsOf(procedure, before.facts)[index] !== derived.facets[index],
          ),
    iSubjects: derived.involved.map(([subject]) => subject),
    iRoles: derived.involved.map(([, role]) => role),
    gSubjects: derived.left.map(([subject]) => subject),
    gRoles: derived.left.map(([, role]) => role),
    lRels: derived.linked.map(([rel]) => rel),
    lTos: derived.linked.map(([, to]) => to),
    uRels: derived.unlinked.map(([rel]) => rel),
    uTos: derived.unlinked.map(([, to]) => to),
    wrapped: extras.newKey?.wrapped,
    keyVersion: extras.newKey?.version,
    bFields: extras.blind.map((row) => row.field),
    bDigests: extras.blind.map((row) => row.digest.toString('hex')),
    nSeries: body.change.numbers?.map((claim) => claim.series),
    nYears: body.change.numbers?.map((claim) => claim.year),
    nNs: body.change.numbers?.map((claim) => claim.n),
    requester: body.actor.id,
    request: extras.request?.key,
    requestDigest: extras.request?.digest,
    result: extras.request === null ? null : JSON.stringify(extras.request.result),
  });
  const rows = await db.query<{ done: number }>(plan.statement, plan.params.pick(values));
  return rows[0]?.done === 1;
}
