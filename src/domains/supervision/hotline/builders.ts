// Orders in one line, for tests and demonstrations: what a step needs, with anything changed that the story is about; and
// an office with everyone a story needs, on any kernel whose clock the story may set.
import assert from 'node:assert/strict';
import { type ActorRef, type CaseView, type Kernel, Problem, type StepResult } from '#kernel';
import type { Typed } from './facts.ts';

export const registration = (more: Partial<Typed['register']> = {}): Typed['register'] => ({
  channel: 'call',
  kind: 'help',
  class: 'city-lighting',
  place: 'street',
  text: '路灯（示例）坏了三天，请尽快修好。',
  caller: { name: '甲示例', phone: '10000000001' },
  ...more,
});

export const outsideOrder = (more: Partial<Typed['adopt']> = {}): Typed['adopt'] => ({
  system: 'city-12345',
  number: 'NJ-2021-0001',
  state: 'closed',
  dates: { opened: '2021-02-01T10:00:00+08:00', ended: '2021-02-03T16:00:00+08:00' },
  class: 'city-litter',
  kind: 'complaint',
  ...more,
});

export const solved: Typed['reply'] = { result: 'solved', words: '已派人修复并现场确认（示例）。' };
export const satisfied: Typed['close'] = { reached: true, solved: true, rating: 'satisfied' };
export const unheard: Typed['close'] = { reached: false, tries: 2 };

/** A kernel to tell stories on: units and people can be made, and the clock set. */
export interface Stage {
  readonly kernel: Kernel;
  at(instant: string): void;
  unit(id: string, parent?: string | null): Promise<string>;
  person(id: string, posts: readonly { readonly post: string; readonly unit: string }[]): Promise<ActorRef>;
  citizen(id: string): Promise<ActorRef>;
}

const officials = {
  operator: ['hotline.operator', 'centre'],
  dispatcher: ['hotline.dispatcher', 'centre'],
  revisitor: ['hotline.revisitor', 'centre'],
  analyst: ['hotline.analyst', 'centre'],
  lamp: ['hotline.handler', 'lamps'],
  street: ['hotline.handler', 'street'],
  bureau: ['hotline.handler', 'bureau'],
  head: ['head', 'lamps'],
  centreHead: ['head', 'centre'],
  supervisor: ['supervisor', 'justice'],
} as const;
type Who = keyof typeof officials | 'citizen' | 'other';
type Of = { readonly id: string };
type To = { unit: string; helpers?: string[] };
type Registration = Partial<Typed['register']>;

export const refused = (doing: Promise<unknown>, ground: string) =>
  assert.rejects(doing, (error: unknown) => {
    assert.ok(error instanceof Problem, String(error));
    const refusal = error.refusals.find((one) => one.ground === ground);
    assert.ok(refusal, `expected ${ground}, got ${error.kind} ${error.refusals.map((one) => one.ground).join(' ')}`);
    assert.ok(refusal.reason.zh !== '' && refusal.reason.en !== '' && refusal.law.zh !== '');
    return true;
  });
export const problem = (doing: Promise<unknown>, kind: Problem['kind']) =>
  assert.rejects(doing, (error: unknown) => error instanceof Problem && error.kind === kind);

/** The centre answers for the line; lamps, street and bureau handle; justice supervises. */
export async function openOffice(t: Stage) {
  for (const unit of ['centre', 'lamps', 'street', 'bureau', 'justice']) await t.unit(unit);
  const who = { citizen: await t.citizen('citizen'), other: await t.citizen('other') } as Record<Who, ActorRef>;
  for (const [id, [post, unit]] of Object.entries(officials)) who[id as Who] = await t.person(id, [{ post, unit }]);
  const actor = (by: Who | ActorRef) => (typeof by === 'string' ? who[by] : by);

  const office = {
    who,
    at: (instant: string) => t.at(`${instant}:00+08:00`),
    open: (by: Who | ActorRef, step: string, input: unknown, procedure = 'hotline') =>
      t.kernel.perform(actor(by), { procedure, step, input }),
    act: (by: Who | ActorRef, of: Of, step: string, input: unknown = {}, procedure = 'hotline'): Promise<StepResult> =>
      t.kernel.perform(actor(by), { procedure, case: of.id, step, input }),
    see: (by: Who | ActorRef, of: Of, procedure = 'hotline'): Promise<CaseView> =>
      t.kernel.get(actor(by), procedure, of.id),
    sign: (by: Who, of: Of, proposal = 1, procedure = 'hotline') =>
      t.kernel.decideProposal(who[by], { procedure, case: of.id, proposal, act: 'sign', opinion: '同意' }),
    async assigned(more: Registration = {}, to: To = { unit: 'lamps' }) {
      const order = await office.open('operator', 'register', registration(more));
      await office.act('dispatcher', order, 'assign', { reason: '按职责交办', ...to });
      return order;
    },
    async inHand(more: Registration = {}, to?: To) {
      const order = await office.assigned(more, to);
      await office.act('lamp', order, 'sign');
      return order;
    },
    async answered(more: Registration = {}) {
      const order = await office.inHand(more);
      await office.act('lamp', order, 'reply', solved);
      return order;
    },
  };
  return office;
}
