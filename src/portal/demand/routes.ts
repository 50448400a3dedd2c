// Handing in a demand: the form, the help in between, the opening step, and the receipt. The same form sent twice opens
// one order: the key made with the form is the command's request id, and the query code, which the kernel gives out only
// once, is remembered here for a few minutes for the second of two impatient presses.
import { randomUUID } from 'node:crypto';
import { Problem, type StepResult } from '#kernel';
import type { Answer as Reply, Door, Visit } from '../door.ts';
import {
  bodies,
  byTitle,
  hotline,
  nameOf,
  options,
  places,
  unitName,
  type Units,
  unitsOf,
  valuesOf,
} from '../labels.ts';
import { articlesNear } from '../knowledge/articles.ts';
import { ranked } from '../match.ts';
import type { Errors, Filled, Typed } from '../parts/fields.ts';
import { cookieNames } from '../view.ts';
import { helpAndContact, questions } from './form.ts';
import { contactWrong, errorsOf, inputOf, kept, type Known, mattersWrong } from './model.ts';
import { receiptPage } from './receipt.ts';

const halfAnHour = 30 * 60;

interface Context {
  readonly visit: Visit;
  readonly units: Units;
  readonly known: Known;
}

async function contextOf(visit: Visit): Promise<Context> {
  const { kernel } = visit.portal;
  const units = await unitsOf(kernel);
  const known = {
    kinds: Object.keys(valuesOf(kernel, hotline, 'kind')),
    classes: Object.keys(valuesOf(kernel, hotline, 'class')),
    places: places(units).map(({ id }) => id),
  };
  return { visit, units, known };
}

function ask({ visit, units }: Context, typed: Typed, errors: Errors = {}): Reply {
  const { kernel } = visit.portal;
  const kinds = options(visit.v, valuesOf(kernel, hotline, 'kind'));
  const page = questions(visit.v, { typed, errors }, { kinds, places: byTitle(visit.v, places(units)) });
  return { page, status: Object.keys(errors).length === 0 ? 200 : 422 };
}

function suggestedClasses({ visit }: Context, typed: Typed) {
  const values = valuesOf(visit.portal.kernel, hotline, 'class');
  const all = Object.entries(values).map(([value, label]) => ({ value, label }));
  const near = ranked(typed['text'] ?? '', all, ({ label }) => `${label.zh} ${label.en}`, 4);
  const chosen = all.filter(({ value }) => value === typed['class'] && !near.some((one) => one.value === value));
  return [...near, ...chosen].map(({ value, label }) => ({ value, text: visit.v.l(label) }));
}

async function help(context: Context, typed: Typed, errors: Errors = {}): Promise<Reply> {
  const { visit, units } = context;
  const { v, portal } = visit;
  const classes = suggestedClasses(context, typed);
  const filled: Filled = { typed: { class: classes[0]?.value ?? 'unsure', ...typed }, errors };
  const kind = nameOf(v, valuesOf(portal.kernel, hotline, 'kind'), typed['kind']);
  const where = [typed['place'] ? unitName(v, units, typed['place']) : '', typed['spot'] ?? '']
    .filter(Boolean)
    .join(' · ');
  const recap = [
    [v.t('想做', 'To'), kind],
    [v.t('地点', 'Where'), where === '' ? v.t('未注明', 'Not stated') : where],
    [v.t('内容', 'What'), typed['text'] ?? ''],
  ] as const;
  const answers = await articlesNear(portal.kernel, typed['text'] ?? '', 3);
  const page = helpAndContact(v, filled, { answers, classes, bodies: byTitle(v, bodies(units)), recap });
  return { page, status: Object.keys(errors).length === 0 ? 200 : 422 };
}

type Opened = Pick<StepResult, 'number' | 'once'>;
const recent = new Map<string, Promise<Opened>>();

/** One opening per form; both of two simultaneous submissions get the same number and code. */
function openOnce(context: Context, typed: Typed): Promise<Opened> {
  const { portal, v } = context.visit;
  const key = typed['key'] ?? randomUUID();
  const running = recent.get(key);
  if (running !== undefined) return running;
  const fallback = context.known.classes.includes('other') ? 'other' : (context.known.classes.at(-1) ?? 'other');
  const input = inputOf(typed, fallback);
  const opened = portal.kernel.perform(v.actor, { procedure: hotline, step: 'register', input, request: key });
  recent.set(key, opened);
  const forget = () => recent.delete(key);
  opened.then(() => setTimeout(forget, 10 * 60_000).unref(), forget);
  return opened;
}

async function hand(context: Context, typed: Typed): Promise<Reply> {
  const { visit } = context;
  try {
    const { number, once } = await openOnce(context, typed);
    const receipt = { number, code: once?.['queryCode'] ?? null };
    visit.keep(cookieNames.received, visit.portal.sealer.seal(receipt), halfAnHour);
    return { to: '/demand/received' };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const errors = errorsOf(visit.v, error);
    const early = ['kind', 'place', 'spot', 'text'].some((name) => errors[name] !== undefined);
    const reply = early ? ask(context, typed, errors) : await help(context, typed, errors);
    return reply;
  }
}

async function submit(visit: Visit): Promise<Reply> {
  const context = await contextOf(visit);
  const typed = kept(visit.typed);
  if (!/^[0-9a-f-]{36}$/.test(typed['key'] ?? '')) return ask(context, { ...typed, key: randomUUID() });
  const go = visit.typed['go'];
  if (go === 'back') return ask(context, typed);
  const wrong = mattersWrong(visit.v, typed, context.known);
  if (Object.keys(wrong).length > 0) return ask(context, typed, wrong);
  if (go !== 'send') return help(context, typed);
  const missing = contactWrong(visit.v, typed, context.known);
  return Object.keys(missing).length > 0 ? help(context, typed, missing) : hand(context, typed);
}

async function start(visit: Visit): Promise<Reply> {
  const { query } = visit;
  const channel = query['channel'] === 'mailbox' ? 'mailbox' : 'web';
  const text = query['text'] ?? '';
  return ask(await contextOf(visit), { channel, key: randomUUID(), ...(text === '' ? {} : { text }) });
}

export function demandRoutes(door: Door): void {
  door.get('/demand', start);
  door.post('/demand', submit, 30);
  door.get('/demand/received', receiptPage);
}
