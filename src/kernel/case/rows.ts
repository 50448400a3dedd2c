// A decision as rows: what the one write statement and the batch both store, so that neither knows more than the other.
import { facetsOf } from '../facets/tables.ts';
import { stepOf } from '../procedure/define.ts';
import type { AnyProcedure, FacetValue } from '../procedure/types.ts';
import type { Keyring } from '../record/keys.ts';
import { epochOf, type InstantText } from '../time/index.ts';
import type { Decision } from './effect.ts';
import type { CaseState } from './fold.ts';
import { nearest } from './periods.ts';

export type Cell = string | number | boolean | null;

/** Columns of `cases` that an act writes, in the order of `caseCells`. */
export const WRITTEN_CASE_COLUMNS = [
  'id',
  'procedure',
  'number',
  'title',
  'state',
  'ended',
  'version',
  'unit',
  'home',
  'handler',
  'helpers',
  'waiting_unit',
  'waiting_post',
  'opened_at',
  'ended_at',
  'due_at',
  'warn_at',
  'alarm_at',
  'adopted',
  'outside_system',
  'outside_number',
  'outside_hash',
  'code_digest',
  'facts',
  'facts_version',
  'parties',
  'periods',
  'proposals',
  'head',
] as const;

/** Types for casting, column by column. */
export const CASE_TYPES: Readonly<Record<(typeof WRITTEN_CASE_COLUMNS)[number], string>> = {
  id: 'uuid',
  procedure: 'text',
  number: 'text',
  title: 'text',
  state: 'text',
  ended: 'boolean',
  version: 'integer',
  unit: 'text',
  home: 'text',
  handler: 'text',
  helpers: 'text[]',
  waiting_unit: 'text',
  waiting_post: 'text',
  opened_at: 'timestamptz',
  ended_at: 'timestamptz',
  due_at: 'timestamptz',
  warn_at: 'timestamptz',
  alarm_at: 'timestamptz',
  adopted: 'boolean',
  outside_system: 'text',
  outside_number: 'text',
  outside_hash: 'text',
  code_digest: 'text',
  facts: 'json',
  facts_version: 'integer',
  parties: 'json',
  periods: 'json',
  proposals: 'json',
  head: 'text',
};

/** Whose queue the case stands in: a signer's while a proposal is open, else the post its state waits for. */
function waiting(procedure: AnyProcedure, state: CaseState): { unit: string | null; post: string | null } {
  const open = state.proposals.find((proposal) => proposal.status === 'open');
  if (open !== undefined) {
    // Signers are found by their post wherever they sit; what they may sign is the access declaration's to say.
    return { unit: '*', post: stepOf(procedure, open.step)?.approvals?.[open.stage]?.id ?? null };
  }
  const waits = procedure.states[state.state]?.waits;
  return waits === undefined
    ? { unit: null, post: null }
    : { unit: waits.at === 'home' ? state.home : state.unit, post: waits.post.id };
}

const list = (items: readonly string[]) =>
  items.length === 0 ? '{}' : `{${items.map((item) => JSON.stringify(item)).join(',')}}`;
const json = (items: readonly unknown[]) => (items.length === 0 ? '[]' : JSON.stringify(items));

export function caseCells(procedure: AnyProcedure, state: CaseState, now: InstantText, code: string | null): Cell[] {
  const wait = waiting(procedure, state);
  const due = nearest(state.periods);
  const alarm =
    state.ended || due.dueAt === null
      ? null
      : due.warnAt !== null && epochOf(due.warnAt) > epochOf(now)
        ? due.warnAt
        : due.dueAt;
  return [
    state.id,
    state.procedure,
    state.number,
    state.title,
    state.state,
    state.ended,
    state.version,
    state.unit,
    state.home,
    state.handler,
    list(state.helpers),
    wait.unit,
    wait.post,
    state.openedAt,
    state.endedAt,
    state.ended ? null : due.dueAt,
    state.ended ? null : due.warnAt,
    alarm,
    state.adopted,
    state.outside?.system ?? null,
    state.outside?.number ?? null,
    state.outside?.hash ?? null,
    code,
    JSON.stringify(state.facts),
    state.factsVersion,
    json(state.parties),
    json(state.periods),
    json(state.proposals),
    state.head,
  ];
}

export interface MilestoneRow {
  readonly part: number;
  readonly milestone: string;
  readonly happenedAt: InstantText;
}

export interface Derived {
  /** Worked out when asked: a batch needs them only where a milestone is reached. */
  readonly facets: readonly FacetValue[];
  readonly milestones: readonly MilestoneRow[];
  readonly involved: readonly (readonly [subject: string, role: string])[];
  readonly left: readonly (readonly [subject: string, role: string])[];
  readonly linked: readonly (readonly [rel: string, to: string])[];
  readonly unlinked: readonly (readonly [rel: string, to: string])[];
}

/** Which milestones an entry reached: its own step when that is counted, or the real dates an adoption names. */
export function milestonesOf(procedure: AnyProcedure, decision: Pick<Decision, 'body'>): MilestoneRow[] {
  const { body } = decision;
  const rows: MilestoneRow[] = (body.change.reached ?? []).map((reached, index) => ({
    part: index + 1,
    milestone: reached.milestone,
    happenedAt: reached.at,
  }));
  const effective =
    body.kind === 'step' ||
    body.kind === 'adoption' ||
    (body.kind === 'signature' && body.change.proposal?.status === 'effective');
  if (effective && stepOf(procedure, body.step)?.milestone === true)
    rows.unshift({ part: 0, milestone: body.step, happenedAt: body.happenedAt });
  return rows;
}

/** Whom a case involves: units that help, and parties with an account. */
export const subjectsOf = (state: CaseState | null): (readonly [string, string])[] =>
  state === null
    ? []
    : [
        ...state.helpers.map((unit) => [`unit:${unit}`, 'helper'] as const),
        ...state.parties.flatMap((party) =>
          party.person === undefined ? [] : [[`person:${party.person}`, party.role] as const],
        ),
      ];

export function derive(procedure: AnyProcedure, before: CaseState | null, decision: Decision): Derived {
  const { body, next } = decision;
  const touched = body.change.helpers !== undefined || body.change.parties !== undefined;
  const had = touched ? subjectsOf(before) : [];
  const has = touched ? subjectsOf(next) : [];
  const missing = (from: readonly (readonly [string, string])[], among: readonly (readonly [string, string])[]) =>
    from.filter(([subject, role]) => !among.some(([other, otherRole]) => other === subject && otherRole === role));
  const links = body.change.links ?? [];
  return {
    get facets() {
      return facetsOf(procedure, next.facts);
    },
    milestones: milestonesOf(procedure, decision),
    involved: missing(has, had),
    left: missing(had, has),
    linked: links.filter((link) => link.removed !== true).map((link) => [link.rel, link.to] as const),
    unlinked: links.filter((link) => link.removed === true).map((link) => [link.rel, link.to] as const),
  };
}

/** What opens tracking: a keyed digest of number and query code. */
export function codeDigestOf(keys: Keyring, number: string, caseId: string): string {
  return keys.codeDigest(`${number} ${keys.queryCode(caseId)}`);
}
