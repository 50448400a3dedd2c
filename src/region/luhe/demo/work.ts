// What the hotline makes of the year's orders: clusters, meetings face to face with their promises, and the monthly
// papers. Counts are asked of the kernel once the orders are there; none is invented.
import { createHash } from 'node:crypto';
import type { ActorRef, BatchCommand, Kernel } from '#kernel';
import type { MonthFigures } from '#domains/supervision/hotline/facts.ts';
import { addDays } from '#kernel';
import { analyst, dispatcher, handlerOf, headOf } from '../accounts.ts';
import { centre } from '../units.ts';
import { clusters, type ClusterText, topics, type TopicText } from './texts/year.ts';

const user = (id: string): ActorRef => ({ user: id });
const two = (n: number): string => String(n).padStart(2, '0');
const at = (day: string, clock: string): string => `${day}T${clock}:00+08:00`;

export async function yearWork(kernel: Kernel, year: number): Promise<BatchCommand[]> {
  const found: BatchCommand[] = [];
  for (const [i, text] of clusters.entries()) found.push(...(await clusterCommands(kernel, year, text, `c${i}`)));
  for (const [i, text] of topics.entries()) found.push(...topicCommands(year, text, `t${i}`));
  for (let month = 1; month <= 12; month++) found.push(...(await paperCommands(kernel, year, month)));
  return found;
}

/** What would come after the year is still to come. */
const withinYear = (year: number, commands: readonly BatchCommand[]): BatchCommand[] =>
  commands.filter((command) => (command.at ?? '') < `${year + 1}`);

async function clusterCommands(kernel: Kernel, year: number, text: ClusterText, ref: string): Promise<BatchCommand[]> {
  const { class: code, place, unit, finding, cure } = text;
  const from = `${year}-${two(text.month)}-01`;
  const to = addDays(from, 24);
  const seen = { from, to, facets: { class: code, place } };
  const { count } = await kernel.count(user(analyst), 'hotline', seen);
  if (count < 2) return [];
  const orders = await kernel.list(user(analyst), 'hotline', { ...seen, limit: 50 });
  const after = { from: addDays(from, 31), to: addDays(to, 31), facets: seen.facets };
  const { count: later } = await kernel.count(user(analyst), 'hotline', after);
  const cluster = { procedure: 'hotline.cluster', caseRef: ref };
  return withinYear(year, [
    {
      procedure: 'hotline.cluster',
      ref,
      step: 'open',
      at: at(addDays(to, 1), '10:00'),
      actor: user(analyst),
      input: { class: code, place, from, to, count, matter: finding, orders: orders.items.map(({ id }) => id) },
    },
    {
      ...cluster,
      step: 'verify',
      at: at(addDays(to, 1), '15:00'),
      actor: user(dispatcher),
      input: { finding, cause: '同一时段、同一区域反复出现，需从源头治理。' },
    },
    {
      ...cluster,
      step: 'hand',
      at: at(addDays(to, 2), '09:30'),
      actor: user(dispatcher),
      input: { unit, words: cure, until: addDays(to, 25) },
    },
    {
      ...cluster,
      step: 'cure',
      at: at(addDays(to, 20), '16:00'),
      actor: user(handlerOf(unit)),
      input: { words: `${cure}已完成。` },
    },
    {
      ...cluster,
      step: 'close',
      at: at(addDays(to, 33), '10:00'),
      actor: user(analyst),
      input: { after: later, words: '与治理后同期数量比较后办结。' },
    },
  ]);
}

function topicCommands(year: number, text: TopicText, ref: string): BatchCommand[] {
  const month = `${year}-${two(text.month)}`;
  const meeting = `${month}-18`;
  const answered = addDays(meeting, 1);
  const units = [...new Set([text.place, ...text.promises.map(({ unit }) => unit)])];
  const topic = { procedure: 'hotline.topic', caseRef: ref };
  const by = user(dispatcher);
  const account = `街镇居民代表、有关单位到会，围绕“${text.title}”逐条回应。`;
  return withinYear(year, [
    {
      procedure: 'hotline.topic',
      ref,
      step: 'propose',
      at: at(`${month}-06`, '09:30'),
      actor: user(analyst),
      input: { question: text.title, reason: text.why },
    },
    {
      ...topic,
      step: 'schedule',
      at: at(`${month}-08`, '10:00'),
      actor: by,
      input: { on: meeting, venue: '街镇会议室（示例）', units },
    },
    { ...topic, step: 'hold', at: at(meeting, '17:30'), actor: by, input: { account } },
    {
      ...topic,
      step: 'answer',
      at: at(answered, '09:00'),
      actor: by,
      input: { answers: units.map((unit) => ({ unit, words: text.answer })) },
    },
    ...text.promises.flatMap((promise, i) => promiseCommands(promise, answered, ref, `${ref}p${i}`)),
  ]);
}

function promiseCommands(
  promise: TopicText['promises'][number],
  day: string,
  topic: string,
  ref: string,
): BatchCommand[] {
  const until = addDays(day, promise.days);
  const made = { procedure: 'hotline.promise', caseRef: ref };
  const handler = user(handlerOf(promise.unit));
  const open: BatchCommand = {
    procedure: 'hotline.promise',
    ref,
    step: 'make',
    at: at(day, '11:00'),
    actor: user(dispatcher),
    input: { topic: '', unit: promise.unit, promise: promise.text, until },
    numbers: { topic },
  };
  const remind: BatchCommand = {
    ...made,
    step: 'remind',
    at: at(addDays(until, -7), '09:00'),
    actor: user(dispatcher),
    input: { words: '承诺期限将至，请按时兑现。' },
  };
  const kept = (on: string): BatchCommand => ({
    ...made,
    step: 'keep',
    at: at(on, '16:00'),
    actor: handler,
    input: { words: `${promise.text}已完成。`, evidence: [evidenceOf(promise.text)] },
  });
  if (promise.end === 'kept') return [open, remind, kept(addDays(until, -2))];
  if (promise.end === 'broken') {
    return [
      open,
      remind,
      {
        ...made,
        step: 'break',
        at: at(addDays(until, 2), '10:00'),
        actor: handler,
        input: { words: '设备到货推迟，未能按期完成，已向居民说明。' },
      },
    ];
  }
  const input = { until: addDays(until, 45), reason: '施工受天气影响，申请顺延。' };
  return [
    open,
    remind,
    { ...made, step: 'renegotiate', at: at(addDays(until, -4), '09:00'), actor: handler, input },
    {
      ...made,
      step: 'renegotiate',
      at: at(addDays(until, -4), '15:00'),
      actor: user(dispatcher),
      input: {},
      sign: { opinion: '同意顺延一次。' },
    },
    kept(addDays(until, 40)),
  ];
}

/** The digest of a sentence that stands in for a photograph; no file of this demonstration lies behind it. */
const evidenceOf = (text: string) => ({
  hash: createHash('sha256').update(`示例佐证：${text}`).digest('hex'),
  name: '示例佐证.txt',
});

async function paperCommands(kernel: Kernel, year: number, month: number): Promise<BatchCommand[]> {
  const from = `${year}-${two(month)}-01`;
  const next = month === 12 ? `${year + 1}-01` : `${year}-${two(month + 1)}`;
  const figures = await figuresOf(kernel, from, addDays(`${next}-01`, -1));
  const ref = `m${month}`;
  const paper = { procedure: 'hotline.monthly', caseRef: ref };
  const remarks = `本月办结${figures.orders}件次，按区域、类别、承办单位分列；本文为演示。`;
  return [
    {
      procedure: 'hotline.monthly',
      ref,
      step: 'assemble',
      at: at(`${next}-04`, '10:00'),
      actor: user(analyst),
      input: { month: from.slice(0, 7), figures, remarks },
    },
    { ...paper, step: 'sign', at: at(`${next}-04`, '11:00'), actor: user(analyst), input: {} },
    {
      ...paper,
      step: 'sign',
      at: at(`${next}-04`, '16:00'),
      actor: user(headOf(centre)),
      input: {},
      sign: { opinion: '同意印发。' },
    },
    { ...paper, step: 'issue', at: at(`${next}-05`, '09:00'), actor: user(analyst), input: {} },
  ];
}

/** The same counts that `monthFigures` makes of single rows, grouped by the database: 8,000 rows a month are too many to page through. */
async function figuresOf(kernel: Kernel, from: string, to: string): Promise<MonthFigures> {
  const groups = async (by: string) => {
    const rows = await kernel.figureGroups({ user: analyst }, 'hotline.orders', { from, to }, by);
    return Object.fromEntries(rows.map(({ key, all }) => [key, all]));
  };
  const [byClass, byPlace, byUnit] = [await groups('class'), await groups('place'), await groups('unit')];
  const [rated, satisfied, late] = [await groups('rated'), await groups('satisfied'), await groups('late')];
  const [returned, firstContact, reworks] = [
    await groups('returned'),
    await groups('firstContact'),
    await groups('reworks'),
  ];
  const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, count) => all + count, 0);
  const yes = (counts: Record<string, number>) => counts['true'] ?? 0;
  return {
    orders: sum(byUnit),
    byClass,
    byPlace,
    byUnit,
    rated: yes(rated),
    satisfied: yes(satisfied),
    timed: sum(late) - (late[''] ?? 0),
    onTime: late['false'] ?? 0,
    returned: yes(returned),
    firstContact: yes(firstContact),
    reworked: sum(reworks) - (reworks['0'] ?? 0),
  };
}
