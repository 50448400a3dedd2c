// People of the toy office and its loans in one line each, for stories about the kernel.
import type { ActorRef, StepResult } from '../inside.ts';
import { type TestKernel, testKernel } from '../test-kernel.ts';
import { toy } from './domain.ts';

export type Someone =
  | 'clerk'
  | 'other'
  | 'keeper'
  | 'reviewer'
  | 'head'
  | 'inspector'
  | 'registrar'
  | 'supervisor'
  | 'stranger'
  | 'citizen'
  | 'neighbour';

export interface ToyOffice extends TestKernel {
  readonly who: Readonly<Record<Someone, { readonly user: string }>>;
  open(by: Someone | ActorRef, step: string, input: unknown, procedure?: string): Promise<StepResult>;
  act(
    by: Someone | ActorRef,
    of: { readonly id: string },
    step: string,
    input?: unknown,
    more?: {
      readonly procedure?: string;
      readonly version?: number;
      readonly happenedAt?: string;
      readonly request?: string;
    },
  ): Promise<StepResult>;
  sign(by: Someone, of: { readonly id: string }, proposal?: number, act?: 'sign' | 'return'): Promise<StepResult>;
  /** The two officers' credentials, issued at the start. */
  readonly credentials: readonly StepResult[];
  /** A loan brought to this state, as the office would bring it there. */
  loan(state: 'asked' | 'accepted' | 'granted' | 'lent' | 'back', more?: object): Promise<StepResult>;
}

export const asked = (more: object = {}) => ({
  what: '电钻（示例）',
  kind: 'hand',
  pieces: 3,
  place: '东门（示例）',
  ...more,
});
export const officers = ['甲示例', '乙示例'];

/** Offices `office` and `branch` under `district`; every post once, clerks in both. */
export async function toyOffice(at?: string): Promise<ToyOffice> {
  const t = await testKernel({ domains: [toy], ...(at === undefined ? {} : { at }) });
  await t.unit('office', null);
  await t.unit('district', null);
  await t.unit('office', 'district');
  await t.unit('branch', 'district');
  const person = (id: Someone, post: string, unit: string) => t.person(id, [{ post, unit }]);
  const who = {
    clerk: await person('clerk', 'toy.clerk', 'office'),
    other: await person('other', 'toy.clerk', 'branch'),
    keeper: await person('keeper', 'toy.keeper', 'district'),
    reviewer: await person('reviewer', 'toy.reviewer', 'office'),
    head: await person('head', 'head', 'office'),
    inspector: await person('inspector', 'toy.inspector', 'district'),
    registrar: await person('registrar', 'toy.registrar', 'district'),
    supervisor: await person('supervisor', 'supervisor', 'district'),
    stranger: await t.person('stranger', []),
    citizen: await t.citizen('citizen'),
    neighbour: await t.citizen('neighbour'),
  };
  const issued: StepResult[] = [];
  for (const holder of officers)
    issued.push(
      await t.kernel.perform(who.registrar, {
        procedure: 'toy.credential',
        step: 'issue',
        input: { holder, until: '2030-12-31' },
      }),
    );
  const actor = (by: Someone | ActorRef): ActorRef => (typeof by === 'string' ? who[by] : by);
  const office: ToyOffice = {
    ...t,
    who,
    credentials: issued,
    open: (by, step, input, procedure = 'toy') => t.kernel.perform(actor(by), { procedure, step, input }),
    act: (by, { id }, step, input = {}, { procedure = 'toy', ...more } = {}) =>
      t.kernel.perform(actor(by), { procedure, case: id, step, input, ...more }),
    sign: (by, { id }, proposal = 1, act = 'sign') =>
      t.kernel.decideProposal(who[by], { procedure: 'toy', case: id, proposal, act, opinion: '同意' }),
    async loan(state, more) {
      const opened = await office.open('clerk', 'ask', asked(more));
      if (state === 'asked') return opened;
      await office.act('clerk', opened, 'accept', { officers });
      if (state === 'accepted') return { ...opened, version: 2 };
      await office.act('clerk', opened, 'decide', { grant: true, words: '同意出借' });
      await office.sign('reviewer', opened);
      const granted = await office.sign('head', opened);
      if (state === 'granted') return granted;
      const lent = await office.act('keeper', opened, 'lend');
      if (state === 'lent') return lent;
      return office.act('keeper', opened, 'giveBack', { good: true });
    },
  };
  return office;
}
