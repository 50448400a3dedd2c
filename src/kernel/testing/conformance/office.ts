// An office for any set of lines: one person per post, one citizen, and a walk that takes every step it can with input
// made from the schemas. What a step refuses is its right; a step that breaks is a fault of its line.
import {
  type ActorRef,
  anyone,
  type AnyProcedure,
  type AnyStep,
  type Domain,
  fromStates,
  inputSchema,
  party,
  type Post,
  Problem,
  stepOf,
  type StepResult,
  system,
} from '../inside.ts';
import { type TestKernel, testKernel } from '../test-kernel.ts';
import { type Sampler, sampler, type Schema, type Variant, VARIANTS } from './sample.ts';

export interface Seeded {
  readonly id: string;
  readonly number: string;
  readonly procedure: AnyProcedure;
  readonly opener: ActorRef;
  /** Set when whoever opened it was told a query code. */
  readonly code?: { readonly code: string; readonly number: string };
  readonly taken: readonly string[];
}

/** Numbers of the cases opened so far, by procedure. */
export type Opened = Readonly<Record<string, readonly string[]>>;

/** Input for steps whose grounds a made-up input cannot meet, by procedure and step. */
export type Inputs = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface Office {
  readonly t: TestKernel;
  readonly home: string;
  readonly citizen: ActorRef;
  readonly samples: Sampler;
  readonly seeded: Seeded[];
  holder(post: Post | string): ActorRef;
  input(procedure: AnyProcedure, stepId: string, variant?: Variant): unknown;
}

export const userOf = (post: string) => `holder-${post}`;

export async function openOffice(domains: readonly Domain[], inputs: Inputs): Promise<Office> {
  const t = await testKernel({ domains });
  const home = await t.unit('office', null);
  await t.unit('elsewhere', null);
  for (const post of t.kernel.registry.posts.keys()) await t.person(userOf(post), [{ post, unit: home }]);
  const citizen = await t.citizen('somebody');
  const seeded: Seeded[] = [];
  const samples = sampler(() => seeded.map(({ id }) => id));
  const holder = (post: Post | string): ActorRef => {
    const id = typeof post === 'string' ? post : post.id;
    if (id === system.id) return { system: 'conformance' };
    if (id === anyone.id) return { anyone: true };
    return id === party.id ? citizen : { user: userOf(id) };
  };
  return {
    t,
    home,
    citizen,
    samples,
    seeded,
    holder,
    input: (procedure, stepId, variant = { every: false, ahead: false }) => {
      const given = inputs[procedure.id]?.[stepId];
      const step = stepOf(procedure, stepId) as AnyStep;
      if (typeof given === 'function') {
        const opened: Opened = Object.fromEntries(
          [...Map.groupBy(seeded, (one) => one.procedure.id)].map(([id, cases]) => [
            id,
            cases.map(({ number }) => number),
          ]),
        );
        return (given as (opened: Opened) => unknown)(opened);
      }
      return given ?? samples.sample(inputSchema(step.input) as Schema, variant);
    },
  };
}

async function tried(taking: () => Promise<StepResult>): Promise<StepResult | null> {
  try {
    return await taking();
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}

async function signed(
  { t, holder }: Office,
  procedure: AnyProcedure,
  step: AnyStep,
  first: StepResult,
): Promise<boolean> {
  let result: StepResult | null = first;
  for (const post of step.approvals ?? []) {
    const { proposal } = result;
    if (proposal === undefined) break;
    const one = { procedure: procedure.id, case: first.id, proposal, act: 'sign', opinion: '同意' } as const;
    result = await tried(() => t.kernel.decideProposal(holder(post), one));
    if (result === null) {
      for (const signer of step.approvals ?? [])
        await tried(() => t.kernel.decideProposal(holder(signer), { ...one, act: 'return' }));
      return false;
    }
  }
  return true;
}

/** Takes every step that can be taken, each once, until nothing new can be. */
async function walk(office: Office, procedure: AnyProcedure, id: string): Promise<string[]> {
  const { t, holder } = office;
  const taken: string[] = [];
  for (let moved = true; moved; ) {
    moved = false;
    let view = await t.kernel.get({ system: 'conformance' }, procedure.id, id);
    for (const stepId of Object.keys(procedure.steps)) {
      const step = stepOf(procedure, stepId) as AnyStep;
      if (taken.includes(stepId) || !fromStates(step).includes(view.state)) continue;
      const command = { procedure: procedure.id, case: id, step: stepId, version: view.version };
      let result: StepResult | null = null;
      for (const post of step.by) {
        for (const variant of VARIANTS) {
          if (result !== null) break;
          const input = office.input(procedure, stepId, variant);
          result = await tried(() => t.kernel.perform(holder(post), { ...command, input }));
        }
      }
      if (result === null) continue;
      if (await signed(office, procedure, step, result)) {
        taken.push(stepId);
        moved = true;
      }
      view = await t.kernel.get({ system: 'conformance' }, procedure.id, id);
    }
  }
  return taken;
}

/** Opens a case of every procedure by every opening step, as each kind of person, and walks each as far as it goes. */
export async function seed(office: Office): Promise<void> {
  const { t, holder, seeded } = office;
  for (const procedure of t.kernel.registry.procedures.values()) {
    for (const stepId of Object.keys(procedure.steps)) {
      const step = stepOf(procedure, stepId) as AnyStep;
      if (step.opens !== true) continue;
      for (const post of step.by) {
        const opener = holder(post);
        let opened: StepResult | null = null;
        for (const variant of VARIANTS) {
          if (opened !== null) break;
          const input = office.input(procedure, stepId, variant);
          opened = await tried(() => t.kernel.perform(opener, { procedure: procedure.id, step: stepId, input }));
        }
        if (opened === null) continue;
        const { id, number, once } = opened;
        const before = office.seeded.length;
        seeded.push({ id, number, procedure, opener, taken: [] });
        const taken = await walk(office, procedure, id);
        const code = once?.queryCode === undefined ? {} : { code: { code: once.queryCode, number } };
        seeded[before] = { id, number, procedure, opener, taken: [stepId, ...taken], ...code };
      }
    }
  }
  await t.kernel.settle();
}
