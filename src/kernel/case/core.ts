// What the parts of one kernel share: the database, the registry, the keys, the clock, and what is in force: calendars,
// limits and units, which are data and are read again whenever a step's read says that they have changed.
import type { KeyObject } from 'node:crypto';
import type { Database } from '../db/types.ts';
import type { Registry } from '../procedure/registry.ts';
import { stepOf } from '../procedure/define.ts';
import type { Secret, Sealed } from '../procedure/sensitive.ts';
import type { AnyProcedure, AnyStep, Facts } from '../procedure/types.ts';
import { type DataKey, type Keyring, seal } from '../record/keys.ts';
import type { Clock } from '../time/clock.ts';
import type { ActorRef } from './api.ts';
import type { Surroundings } from './effect.ts';
import { type IdSource, newId, newNumber } from './ids.ts';
import { type InForce, readInForce } from './in-force.ts';
import { actorKind, type LoadPlan, planLoad } from './load.ts';
import { notFound } from './problem.ts';

export interface Core {
  readonly db: Database;
  readonly region: string;
  readonly registry: Registry;
  readonly keys: Keyring;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly demonstration: boolean;
  /** History is being loaded: nothing reacts to what is written. */
  readonly quiet?: true;
  current(version?: number): Promise<InForce>;
}

export function openCore(base: Omit<Core, 'current'>): Core {
  let known: InForce | null = null;
  return {
    ...base,
    async current(version) {
      if (known === null || (version !== undefined && version !== known.version)) known = await readInForce(base);
      return known;
    },
  };
}

export function procedureOf(core: Pick<Core, 'registry'>, id: string): AnyProcedure {
  const procedure = core.registry.procedures.get(id);
  if (procedure === undefined) throw notFound();
  return procedure;
}

/** Load plans by procedure, step and kind of actor: statement texts, built once. */
export function loadPlans(core: Pick<Core, 'registry'>) {
  const plans = new Map<string, LoadPlan>();
  return (procedure: AnyProcedure, stepId: string | null, actor: ActorRef, signing = false): LoadPlan => {
    const kind = actorKind(actor);
    const key = `${procedure.id} ${stepId ?? ''} ${kind} ${signing}`;
    let plan = plans.get(key);
    if (plan === undefined) {
      plan = planLoad(core.registry, stepId === null ? null : (stepOf(procedure, stepId) ?? null), kind, signing);
      plans.set(key, plan);
    }
    return plan;
  };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
export const isUuid = (text: string): boolean => UUID.test(text);

/** The members of an input that reads look at, and no others: the rest stays in this process. */
export function readInput(step: AnyStep | undefined, input: unknown): unknown {
  if (step?.reads === undefined) return undefined;
  const kept: Record<string, unknown> = {};
  for (const read of Object.values(step.reads)) {
    for (const source of Object.values(read.match)) {
      const head = source.from === 'input' ? source.path[0] : undefined;
      if (head !== undefined && typeof input === 'object' && input !== null) kept[head] = (input as Facts)[head];
    }
  }
  return kept;
}

/** True when a step's reads would find nothing to look for: none of their sources is in this input. */
export function readsNothing(step: AnyStep, input: unknown): boolean {
  return Object.values(step.reads ?? {}).every((read) => {
    const sources = Object.values(read.match);
    return (
      sources.length > 0 && sources.every((source) => source.from === 'input' && at(input, source.path) === undefined)
    );
  });
}

const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (found, name) => (typeof found === 'object' && found !== null ? (found as Facts)[name] : undefined),
    value,
  );

/** Sealing for one case: unwraps or makes its data key at the first sensitive value, and remembers what was sealed. */
export class Sealer {
  readonly #keys: Keyring;
  readonly #known = new Map<string, KeyObject>();
  readonly made = new Map<string, DataKey>();
  readonly plain = new Map<string, Secret>();

  constructor(keys: Keyring) {
    this.#keys = keys;
  }

  knows(caseId: string, wrapped: Buffer, version: number): void {
    if (!this.#known.has(caseId)) this.#known.set(caseId, this.#keys.unwrap(caseId, wrapped, version));
  }

  seal(caseId: string, secret: Secret): Sealed {
    let key = this.#known.get(caseId);
    if (key === undefined) {
      const made = this.#keys.newDataKey(caseId);
      this.made.set(caseId, made);
      key = made.key;
      this.#known.set(caseId, key);
    }
    const sealed = seal(key, caseId, secret);
    this.plain.set(sealed.$sealed, secret);
    return sealed;
  }
}

export function surroundingsFor(core: Core, current: InForce, sealer: Sealer, epoch: number): Surroundings {
  return {
    region: core.region,
    law: current.law,
    calendar: current.calendar,
    isUnit: current.isUnit,
    recordedAt: core.clock.now(),
    newId: () => newId(core.ids, epoch),
    newNumber: (prefix, openedAt) => newNumber(core.ids, prefix, openedAt),
    sealOne: (caseId, secret) => sealer.seal(caseId, secret),
    flags: core.demonstration ? ['demonstration'] : [],
  };
}

/** Blind-index rows of values sealed just now. */
export function blindOf(
  procedure: AnyProcedure,
  facts: Facts,
  sealer: Sealer,
  keys: Keyring,
): { field: string; digest: Buffer }[] {
  const rows: { field: string; digest: Buffer }[] = [];
  for (const [field, pick] of Object.entries(procedure.findable ?? {})) {
    const value = pick(facts) as Partial<Sealed> | undefined;
    const secret = value?.$sealed === undefined ? undefined : sealer.plain.get(value.$sealed);
    if (secret !== undefined) rows.push({ field, digest: keys.blind(`${procedure.id}.${field}`, secret.open()) });
  }
  return rows;
}
