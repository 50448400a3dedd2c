// Who may see and do what: one declaration per procedure, one function that reads it. From the same branches come the
// check on one case and the SQL filter of list, inbox, search, count, export and figures, so they cannot differ.
// What is not granted is not there: an unknown post, scope or state gives nothing.
import { anyone, party as partyPost } from '../procedure/define.ts';
import { whereHolds } from '../facets/where.ts';
import type { AnyProcedure, AnyStep, Grant } from '../procedure/types.ts';
import type { CaseState } from '../case/fold.ts';

/** The actor as the read statement brought it, posts valid on the day. */
export interface Subject {
  readonly id: string;
  readonly kind: 'official' | 'citizen' | 'machine' | 'code' | 'system' | 'anyone';
  readonly nameZh: string;
  readonly nameEn: string;
  readonly posts: readonly { readonly post: string; readonly unit: string }[];
  /** Only 'code': the one case it opens. */
  readonly caseId?: string;
}

/** One way in which this subject sees cases of a procedure. */
export interface Branch {
  readonly procedure: AnyProcedure;
  readonly grant: Grant;
  /** Units of the posts held, for unit scopes. */
  readonly units: readonly string[];
}

/** Chains that let a unit's cases be reached from another: itself and its successors; all bodies above it. */
export interface UnitReach {
  readonly same: readonly string[];
  readonly above: readonly string[];
}

export function branchesOf(procedure: AnyProcedure, subject: Subject): readonly Branch[] {
  const branches: Branch[] = [];
  for (const grant of procedure.access) {
    if (grant.post.id === anyone.id) branches.push({ procedure, grant, units: [] });
    else if (grant.post.id === partyPost.id) {
      if (subject.kind === 'citizen' || subject.kind === 'code') branches.push({ procedure, grant, units: [] });
    } else {
      const units = subject.posts.filter((held) => held.post === grant.post.id).map((held) => held.unit);
      if (units.length > 0) branches.push({ procedure, grant, units });
    }
  }
  return branches;
}

/** Does this branch cover that case? Must say the same as `conditionOf` in filter.ts. */
export function covers(
  branch: Branch,
  subject: Subject,
  state: CaseState,
  reach: Readonly<Record<string, UnitReach>>,
): boolean {
  const { procedure, grant, units } = branch;
  if (grant.states !== undefined && !grant.states.includes(state.state)) return false;
  if (grant.where !== undefined && !whereHolds(procedure, grant.where, state.facts)) return false;
  const at = (pick: (r: UnitReach) => readonly string[]) =>
    [state.unit, ...state.helpers].some((unit) => {
      const found = reach[unit];
      return found !== undefined && pick(found).some((id) => units.includes(id));
    });
  switch (grant.scope) {
    case 'region':
      return true;
    case 'mine':
      return state.handler !== null && state.handler === subject.id;
    case 'unit':
      return at((r) => r.same);
    case 'below':
      return at((r) => r.above);
    case 'party':
      return subject.kind === 'code' ? subject.caseId === state.id : state.parties.some((p) => p.person === subject.id);
    case 'public':
      return true;
  }
}

export interface Sight {
  /** Posts in which the subject may act here, with the unit held in. */
  readonly acting: readonly { readonly post: string; readonly unit: string }[];
  readonly sees: (field: string) => boolean;
  /** Sees everything there is, so also entries as they are stored. */
  readonly seesAll: boolean;
  readonly reveals: (field: string) => boolean;
  readonly exports: boolean;
}

/** A grant that covers every case of the region, whatever its state. */
export const coversAll = ({ grant }: Branch): boolean =>
  grant.scope === 'region' && grant.states === undefined && grant.where === undefined;

/** What this subject may see of this case; null: nothing, the case is as good as absent. */
export function sightOf(
  procedure: AnyProcedure,
  subject: Subject,
  state: CaseState,
  reach: Readonly<Record<string, UnitReach>>,
): Sight | null {
  const covering = branchesOf(procedure, subject).filter((branch) => covers(branch, subject, state, reach));
  if (covering.length === 0) return null;
  const reached = (pick: (r: UnitReach) => readonly string[]) =>
    new Set([state.unit, ...state.helpers].flatMap((unit) => pick(reach[unit] ?? { same: [], above: [] })));
  const acting = covering.flatMap(({ grant, units }) => {
    if (grant.scope === 'public') return [];
    if (units.length === 0) return [{ post: grant.post.id, unit: state.home }];
    const near =
      grant.scope === 'unit' ? reached((r) => r.same) : grant.scope === 'below' ? reached((r) => r.above) : null;
    return [...new Set(units)]
      .filter((unit) => near === null || near.has(unit))
      .map((unit) => ({ post: grant.post.id, unit }));
  });
  return {
    acting,
    sees: (field) => covering.some(({ grant }) => fieldSeen(grant, field)),
    seesAll: covering.some(({ grant }) => grant.see === 'all'),
    reveals: (field) => covering.some(({ grant }) => grant.reveal?.includes(field) === true),
    exports: covering.some(({ grant }) => grant.export === true),
  };
}

export function fieldSeen(grant: Grant, field: string): boolean {
  if (grant.see === 'all') return true;
  return 'only' in grant.see ? grant.see.only.includes(field) : !grant.see.except.includes(field);
}

/** Posts that may open a case by this step; parties and the public open in the name of no unit. */
export function openingPosts(
  step: AnyStep,
  subject: Subject,
): readonly { readonly post: string; readonly unit: string }[] {
  const held = subject.posts.filter((have) => step.by.some((post) => post.id === have.post));
  const open: { post: string; unit: string }[] = [...held];
  if (subject.kind === 'citizen' && step.by.some((post) => post.id === partyPost.id))
    open.push({ post: partyPost.id, unit: '' });
  // An official or a machine acts in a post held, never as one of the public.
  const outside = subject.kind === 'anyone' || subject.kind === 'citizen';
  if (outside && step.by.some((post) => post.id === anyone.id)) open.push({ post: anyone.id, unit: '' });
  return open;
}
