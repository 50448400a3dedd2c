// How an order comes in: spoken, written, sent from the portal, or taken over from another system in the state it has
// there. What an outside table does not tell stays missing.
import {
  anyone,
  carry,
  type Given,
  type Opening,
  parseInstant,
  party,
  type Sealed,
  type Secret,
  stepsOf,
  system,
} from '#kernel';
import type { ClassTable } from './classes.ts';
import { kinds } from './codes.ts';
import { type Inputs, inputs, type Order } from './facts.ts';
import * as law from './law.ts';
import { dispatcher, operator } from './posts.ts';
import { steps as of } from './texts.ts';

const { opening, step } = stepsOf<Order>();

const sealedCaller = (
  caller: { name?: Secret | undefined; phone?: Secret | undefined; address?: Secret | undefined } | undefined,
) => caller as { name?: Sealed; phone?: Sealed; address?: Sealed } | undefined;

/** The caller as party: on the portal by account, otherwise nameless. */
const callerParty = ({ actor }: Given) => [
  { id: 'caller', role: 'caller', ...(actor.post === 'party' ? { person: actor.id } : {}) },
];

function titled(table: ClassTable, kind: string | undefined, code: string, name?: string): string {
  const kindName = kinds[kind as keyof typeof kinds]?.zh;
  const matter = name ?? table.classes[code]?.zh ?? code;
  return kindName === undefined ? matter : `${kindName}·${matter}`;
}

function opened(table: ClassTable, input: Inputs['register'], given: Given): Opening<Order> {
  const caller = sealedCaller(input.caller);
  return {
    title: titled(table, input.kind, input.class),
    parties: callerParty(given),
    facts: {
      channel: input.channel,
      kind: input.kind,
      class: input.class,
      urgent: input.urgent ?? false,
      place: input.place,
      spot: input.spot?.clean,
      caller,
      confidential: input.confidential ?? false,
      original: carry(input.text.whole),
      content: input.forward ?? input.text.clean,
      accused: input.accused,
      contactPhone: input.showPhone === true ? caller?.phone : undefined,
      mayPublish: input.publish ?? false,
      reworks: 0,
    },
  };
}

const ENDED_BY: Readonly<Record<string, string>> = { closed: 'close', elsewhere: 'elsewhere', withdrawn: 'withdraw' };

function adopted(table: ClassTable, input: Inputs['adopt'], given: Given): Opening<Order> {
  const { dates } = input;
  const dated = { register: dates.opened, assign: dates.assign, sign: dates.sign, reply: dates.reply };
  const end = ENDED_BY[input.state];
  const reached = Object.entries(end === undefined ? dated : { ...dated, [end]: dates.ended });
  const code = input.class ?? 'other';
  return {
    to: input.state,
    title: titled(table, input.kind, code, input.className),
    ...(input.unit === undefined ? {} : { unit: input.unit }),
    parties: callerParty(given),
    openedAt: parseInstant(dates.opened),
    ...(dates.ended === undefined ? {} : { endedAt: parseInstant(dates.ended) }),
    outside: { system: input.system, number: input.number, ...(input.hash === undefined ? {} : { hash: input.hash }) },
    reached: reached.flatMap(([milestone, at]) => (at === undefined ? [] : [{ milestone, at: parseInstant(at) }])),
    facts: {
      channel: input.channel ?? 'platform',
      kind: input.kind,
      class: code,
      className: input.className,
      urgent: input.urgent ?? false,
      place: input.place,
      placeName: input.placeName,
      spot: input.spot?.clean,
      caller: sealedCaller(input.caller),
      confidential: false,
      original: input.text === undefined ? undefined : carry(input.text.whole),
      content: input.text?.clean ?? input.className ?? table.classes[code]?.zh ?? code,
      accused: input.accused,
      mayPublish: false,
      reworks: 0,
      reply:
        input.result === undefined && input.reply === undefined
          ? undefined
          : { result: input.result, words: input.reply?.clean, at: dates.reply },
      rating: input.rating === undefined ? undefined : { rating: input.rating, counted: true },
      elsewhere: input.competent === undefined ? undefined : { competent: input.competent, reason: input.reason },
      reason: input.reason,
      origin: input.system,
      dates,
      source: input.source,
      row: input.row,
    },
  };
}

export const openings = (table: ClassTable) => ({
  register: opening({
    ...of.register,
    by: [operator, party, anyone],
    to: 'registered',
    input: inputs.register,
    needs: [law.publicForm, law.knownClass(table), law.knownUnits(), law.cleanForward],
    starts: ['dispatch'],
    milestone: true,
    effect: (input, given) => opened(table, input, given),
  }),
  adopt: opening({
    ...of.adopt,
    adopts: true,
    by: [operator, dispatcher, system],
    to: ['registered', 'assigned', 'handling', 'replied', 'closed', 'elsewhere', 'referred', 'withdrawn', 'cancelled'],
    input: inputs.adopt,
    needs: [law.knownClass(table), law.knownUnits(), law.datesInOrder],
    milestone: true,
    effect: (input, given) => adopted(table, input, given),
  }),
  takeOver: opening({
    ...of.takeOver,
    adopts: true,
    by: [operator, dispatcher, system],
    to: 'registered',
    input: inputs.takeOver,
    needs: [law.knownClass(table), law.knownUnits(), law.datesInOrder],
    starts: ['dispatch'],
    milestone: true,
    effect: (input, given) => adopted(table, { ...input, state: 'registered' }, given),
  }),
  edit: step({
    ...of.edit,
    from: ['registered', 'returned'],
    to: 'same',
    by: [operator, dispatcher],
    input: inputs.edit,
    needs: [law.knownClass(table), law.knownUnits(), law.cleanEdit],
    inPlace: true,
    effect: (facts, input) => ({
      title: titled(table, input.kind ?? facts.kind, input.class ?? facts.class),
      facts: input,
    }),
  }),
});
