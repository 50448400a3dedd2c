// A citizen's account: log in, see one's own cases, log out. Officials may log in too; their work is elsewhere.
import type { Answer, Door, Visit } from '../door.ts';
import { html } from '../html.ts';
import { hotline } from '../labels.ts';
import { day, deadline } from '../language.ts';
import { errorSummary, type Filled, form, textField, unfilled } from '../parts/fields.ts';
import { cookieNames, type View } from '../view.ts';

function loginPage(v: View, filled: Filled, demo: boolean): Answer {
  const title = v.t('登录', 'Log in');
  const fields = html`${textField(v, { name: 'user', label: v.t('账户名', 'Account'), short: true, max: 100, autocomplete: 'username' }, filled)}
${textField(v, { name: 'password', label: v.t('密码', 'Password'), type: 'password', short: true, max: 200, autocomplete: 'current-password' }, filled)}
<div class="row end"><button class="button main">${title}</button></div>`;
  const note =
    demo &&
    html`<div class="note"><p>${v.t('这里用的是演示账户。启动时的窗口里印着账户名和共用密码，例如市民账户 demo-citizen。请不要输入您在别处使用的密码。', 'Demonstration accounts only. Names and their shared password are printed where the server was started, such as demo-citizen. Never type a password you use elsewhere.')}</p></div>`;
  const body = html`<h1>${title}</h1><p class="lede">${v.t('登录后能看到自己的全部诉求。不登录也能提交和查询。', 'Logged in, you see all your cases. Without it you can still submit and track.')}</p>${errorSummary(v, filled)}${form(v, '/login', fields)}${note}`;
  return { page: { title, body }, status: Object.keys(filled.errors).length > 0 ? 422 : 200 };
}

async function login(visit: Visit): Promise<Answer> {
  const { v, portal, typed } = visit;
  const user = (typed['user'] ?? '').trim();
  const found = user === '' ? null : await portal.kernel.people.login(user, typed['password'] ?? '');
  if (found === null) {
    const wrong = v.t('账户名或密码不对', 'Account or password does not match');
    return loginPage(v, { typed: { user }, errors: { user: wrong } }, portal.demo);
  }
  visit.keep(cookieNames.session, found.session);
  return { to: '/my' };
}

async function logout(visit: Visit): Promise<Answer> {
  const session = visit.cookie(cookieNames.session);
  if (session !== undefined) await visit.portal.kernel.people.logout(session);
  for (const name of [cookieNames.session, cookieNames.tracked, cookieNames.received]) visit.drop(name);
  return { to: '/' };
}

async function my({ v, portal, query }: Visit): Promise<Answer> {
  if (v.who === null) return { to: '/login' };
  const leave = form(v, '/logout', html`<button class="button">${v.t('退出登录', 'Log out')}</button>`);
  const name = v.l(v.who.name);
  if (v.who.kind !== 'citizen') {
    const body = html`<h1>${name}</h1><p class="lede">${v.t('您是以工作人员身份登录的。工作台将在后续版本提供。', 'You are logged in as an official. The workbench comes in a later version.')} <a href="/officials">${v.t('目前怎样办理', 'How to work until then')}</a></p><div class="row end">${leave}</div>`;
    return { page: { title: v.t('我的', 'My page'), body } };
  }
  const { cursor } = query;
  const page = await portal.kernel.list(v.actor, hotline, {
    mine: true,
    limit: 50,
    ...(cursor === undefined ? {} : { cursor }),
  });
  const states = portal.kernel.registry.procedures.get(hotline)?.states ?? {};
  const tone = { green: 'now', yellow: 'soon', red: 'late', none: '' };
  const items = page.items.map((item) => {
    const state = states[item.state];
    const label = state === undefined ? item.state : v.l(state.title);
    const due =
      item.dueAt !== null &&
      item.light !== 'none' &&
      html`<p>${v.t('最迟 ', 'By ')}<b class="num">${deadline(v.lang, item.dueAt)}</b>${item.light === 'red' && v.t('，已超期', ', overdue')}</p>`;
    return html`<li><div class="line"><h2><a href="/my/${item.id}">${item.title === '' ? item.number : item.title}</a></h2><span class="tag ${tone[item.light]}">${label}</span></div><p><span class="code">${item.number}</span> · ${day(v.lang, item.openedAt)}</p>${due}</li>`;
  });
  const list =
    items.length === 0
      ? html`<div class="note"><p>${v.t('您还没有用这个账户提交过诉求。', 'You have not handed in anything with this account yet.')}</p><p><a href="/demand">${v.t('提诉求', 'Ask us')}</a></p></div>`
      : html`<ul class="ledger">${items}</ul>`;
  const more =
    page.next !== null &&
    html`<p class="pages"><a href="/my?cursor=${encodeURIComponent(page.next)}">${v.t('更早的', 'Older')}</a></p>`;
  const body = html`<h1>${v.t('我的诉求', 'My cases')}</h1><p class="lede">${v.t(`${name}，这里只有您自己能看到。`, `${name}, only you can see this.`)}</p><div class="ruled">${list}</div>${more}<div class="row end">${leave}</div>`;
  return { page: { title: v.t('我的诉求', 'My cases'), section: 'my', body } };
}

export function accountRoutes(door: Door): void {
  door.get('/login', ({ v, portal }) => (v.who === null ? loginPage(v, unfilled, portal.demo) : { to: '/my' }));
  door.post('/login', login, 10);
  door.post('/logout', logout);
  door.get('/my', my);
}
