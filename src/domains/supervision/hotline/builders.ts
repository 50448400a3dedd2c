// Orders in one line, for tests and demonstrations: what a step needs, with anything changed that the story is about.
import type { Typed } from './facts.ts';

export const registration = (more: Partial<Typed['register']> = {}): Typed['register'] => ({
  channel: 'call',
  kind: 'help',
  class: 'city-lighting',
  place: 'street',
  text: '路灯(示例)坏了三天,请尽快修好。',
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

export const solved: Typed['reply'] = { result: 'solved', words: '已派人修复并现场确认(示例)。' };
export const satisfied: Typed['close'] = { reached: true, solved: true, rating: 'satisfied' };
export const unheard: Typed['close'] = { reached: false, tries: 2 };
