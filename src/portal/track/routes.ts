// Following a case: by number and query code (sealed in a cookie), or as a logged-in citizen. Both show the same page and
// take the same steps, each with the authority of whoever asks.
import { randomUUID } from 'node:crypto';
import { type ActorRef, Problem } from '#kernel';
import type { Answer, Door, Visit } from '../door.ts';
import { html } from '../html.ts';
import { hotline, options, unitsOf, valuesOf } from '../labels.ts';
import { errorSummary, type Filled, form, textField, unfilled } from '../parts/fields.ts';
import { cookieNames, type View } from '../view.ts';
import { specOf, type Tried } from './actions.ts';
import { type Around, casePage, type Followed } from './page.ts';
import { caseOf, openTracked } from './session.ts';

const halfAnHour = 30 * 60;

function entrance(v: View, filled: Filled, status = 200): Answer {
  const body = html`<h1>${v.t('查进度', 'Track a case')}</h1>
<p class="lede">${v.t('编号和查询码在提交成功的那一页上。', 'Both were on the page you saw after submitting.')}</p>
${errorSummary(v, filled)}
${form(
  v,
  '/track',
  html`${textField(v, { name: 'number', label: v.t('编号', 'Number'), short: true, max: 60, placeholder: 'LH20210105-7K3F9M' }, filled)}
${textField(v, { name: 'code', label: v.t('查询码', 'Query code'), short: true, max: 60 }, filled)}
<div class="row end"><button class="button main">${v.t('查看', 'Show')}</button></div>`,
)}
<p class="lede small">${v.t('查询码丢了无法找回。有账户的，登录后能看到自己的全部诉求。', 'A lost code cannot be recovered. With an account, log in to see all your cases.')} <a href="/login">${v.t('登录', 'Log in')}</a></p>`;
  return { page: { title: v.t('查进度', 'Track a case'), section: 'track', body }, status };
}

/** Any spaces and dashes, also those that a Chinese keyboard or a word processor puts in. */
const loose = /[\s\p{Pd}\u2212\u30fc]+/gu;
const tidy = (text: string | undefined): string => (text ?? '').normalize('NFKC').toUpperCase();

/** As it is written on the receipt, however it was copied down. */
export const numberTyped = (text: string | undefined): string => tidy(text).replace(/\s+/g, '').replace(loose, '-');
export const codeTyped = (text: string | undefined): string => tidy(text).replace(loose, '');

async function enter(visit: Visit): Promise<Answer> {
  const { v, portal } = visit;
  const tracked = { number: numberTyped(visit.typed['number']), code: codeTyped(visit.typed['code']) };
  const found = tracked.number === '' || tracked.code === '' ? null : await caseOf(portal.kernel, tracked);
  if (found === null) {
    const wrong = v.t(
      '编号或查询码不对，请对照当时的记录再看一看',
      'Number or code does not match; please compare with what you noted',
    );
    return entrance(v, { typed: { number: visit.typed['number'] ?? '' }, errors: { number: wrong } }, 422);
  }
  visit.keep(cookieNames.tracked, portal.sealer.seal(tracked), halfAnHour);
  return { to: '/track/case' };
}

interface Target {
  readonly actor: ActorRef;
  readonly procedure: string;
  readonly id: string;
  readonly base: string;
  readonly around: Omit<Around, 'notice'>;
}

async function tracked(visit: Visit): Promise<Target | null> {
  const { v, portal } = visit;
  const kept = openTracked(portal.sealer, visit.cookie(cookieNames.tracked));
  const found = kept === null ? null : await caseOf(portal.kernel, kept);
  if (found === null) return null;
  const leave = form(
    v,
    '/track/leave',
    html`<p class="small muted">${v.t('用的是公用电脑？', 'On a shared computer?')} <button class="button">${v.t('退出查看', 'Leave this case')}</button></p>`,
  );
  return {
    actor: found.actor,
    procedure: found.item.procedure,
    id: found.item.id,
    base: '/track/case',
    around: {
      back: { href: '/track', text: v.t('查另一件', 'Track another') },
      leave: html`<div class="sheet">${leave}</div>`,
    },
  };
}

/** Whatever one may see besides one's own cases is no business of this page. */
async function isParty(visit: Visit, id: string): Promise<boolean> {
  const { kernel } = visit.portal;
  try {
    const { number } = await kernel.get(visit.v.actor, hotline, id);
    const own = await kernel.list(visit.v.actor, hotline, { mine: true, q: number, limit: 200 });
    return own.items.some((item) => item.id === id);
  } catch (error) {
    if (error instanceof Problem && (error.kind === 'not-found' || error.kind === 'not-allowed')) return false;
    throw error;
  }
}

async function mine(visit: Visit): Promise<Target | null> {
  const id = visit.params['id'] ?? '';
  if (visit.v.who === null || !/^[0-9a-f-]{36}$/.test(id)) return null;
  if (!(await isParty(visit, id))) return null;
  const back = { href: '/my', text: visit.v.t('我的诉求', 'My cases') };
  return { actor: visit.v.actor, procedure: hotline, id, base: `/my/${id}`, around: { back, leave: null } };
}

const notices: Readonly<Record<string, readonly [string, string]>> = {
  rate: ['评价已收到，谢谢。', 'Your rating was received. Thank you.'],
  addInfo: ['补充的情况已收到，会转给办理单位。', 'What you added was received and is passed on.'],
  urge: ['已替您催办。', 'The unit has been urged.'],
  askRework: ['已收到，热线中心会安排重办。', 'Received; the hotline centre will have it done again.'],
  reopen: ['已收到，会重新办理。', 'Received; it will be done again.'],
  consent: ['意愿已更改。', 'Your wishes were changed.'],
  withdraw: ['已撤回。', 'It has been withdrawn.'],
};

async function show(visit: Visit, target: Target, tried: Tried | null): Promise<Answer> {
  const { kernel } = visit.portal;
  const { actor, procedure, id } = target;
  const view = await kernel.get(actor, procedure, id);
  const [record, steps, units] = await Promise.all([
    kernel.record(actor, procedure, id).catch(() => []),
    kernel.steps(actor, procedure, id),
    unitsOf(kernel),
  ]);
  const followed: Followed = { view, record, steps, units, kernel };
  const ratings = options(visit.v, valuesOf(kernel, procedure, 'rating')).filter(({ value }) => value !== 'not-rated');
  const done = notices[visit.query['done'] ?? ''];
  const notice = tried === null && done !== undefined ? visit.v.t(...done) : null;
  const context = { base: target.base, ratings, version: view.version, tried, key: randomUUID };
  const page = casePage(visit.v, followed, context, { ...target.around, notice });
  return { page, status: tried === null ? 200 : 422 };
}

function explain(
  v: View,
  problem: Problem,
): { readonly says: string; readonly errors: Readonly<Record<string, string>> } {
  const errors: Record<string, string> = {};
  for (const { pointer, message } of problem.errors) {
    const name = pointer.split('/').at(-1);
    if (name) errors[name] = v.l(message);
  }
  const reasons = problem.refusals.map(({ reason, law }) => `${v.l(reason)} — ${v.l(law)}`);
  return { says: reasons.length > 0 ? reasons.join(' ') : v.l(problem.detail), errors };
}

async function act(visit: Visit, target: Target): Promise<Answer> {
  const spec = specOf(visit.params['step'] ?? '');
  if (spec === undefined) return { error: 404 };
  const { kernel } = visit.portal;
  const key = visit.typed['key'];
  try {
    await kernel.perform(target.actor, {
      procedure: target.procedure,
      case: target.id,
      step: spec.step,
      input: spec.input(visit.typed),
      ...(key === undefined || key.length > 64 ? {} : { request: key }),
    });
    return { to: `${target.base}?done=${spec.step}` };
  } catch (error) {
    if (!(error instanceof Problem) || error.kind === 'not-found') throw error;
    const { says, errors } = explain(visit.v, error);
    return show(visit, target, { step: spec.step, filled: { typed: visit.typed, errors }, says });
  }
}

export function trackRoutes(door: Door): void {
  const followed = (run: (visit: Visit, target: Target) => Promise<Answer>) => async (visit: Visit) => {
    const target = await tracked(visit);
    return target === null ? { to: '/track' } : run(visit, target);
  };
  const own = (run: (visit: Visit, target: Target) => Promise<Answer>) => async (visit: Visit) => {
    const target = await mine(visit);
    if (target === null) return visit.v.who === null ? { to: '/login' } : ({ error: 404 } as const);
    return run(visit, target);
  };
  door.get('/track', (visit) => entrance(visit.v, unfilled));
  door.post('/track', enter, 10);
  door.get(
    '/track/case',
    followed((visit, target) => show(visit, target, null)),
  );
  door.post('/track/case/:step', followed(act), 30);
  door.post('/track/leave', (visit) => {
    visit.drop(cookieNames.tracked);
    visit.drop(cookieNames.received);
    return { to: '/track' };
  });
  door.get(
    '/my/:id',
    own((visit, target) => show(visit, target, null)),
  );
  door.post('/my/:id/:step', own(act), 30);
}
