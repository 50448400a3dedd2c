// The small pure parts on which every page stands: escaping, sealed cookies, form tokens, dates, matching, the form's rules.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import type { UnitRow } from '#kernel';
import { contactWrong, inputOf, mattersWrong } from './demand/model.ts';
import { attributes, html } from './html.ts';
import { count, deadline, moment, percent, speech } from './language.ts';
import { ranked } from './match.ts';
import { columns, rows } from './parts/chart.ts';
import { waitingTime } from './errors.ts';
import { byTitle } from './labels.ts';
import { openSealer } from './seal.ts';
import { codeTyped, numberTyped } from './track/routes.ts';
import { hereWith } from './view.ts';

const newSecret = () => randomBytes(32);

test('a template escapes every string and passes on what another template made', () => {
  const typed = '<script>alert("1")</script>';
  const page = html`<p title="${typed}">${typed}${html`<b>${1}</b>`}${[html`<i></i>`, '&']}${false}${null}</p>`;
  assert.doesNotMatch(page.text, /<script/);
  assert.match(page.text, /<b>1<\/b><i><\/i>&#38;<\/p>$/);
  assert.doesNotMatch(attributes({ value: '" onfocus="x', hidden: true, id: null }).text, /" onfocus/);
});

test('a sealed cookie opens only where it was sealed and only unchanged', () => {
  const sealer = openSealer(newSecret());
  const text = sealer.seal({ number: 'LH20210301-7K3F9', code: 'secret' });
  assert.deepEqual(sealer.open(text), { number: 'LH20210301-7K3F9', code: 'secret' });
  assert.doesNotMatch(Buffer.from(text, 'base64url').toString('latin1'), /secret|LH2021/);
  const bytes = Buffer.from(text, 'base64url');
  bytes[20] = (bytes[20] ?? 0) ^ 1;
  assert.equal(sealer.open(bytes.toString('base64url')), undefined);
  assert.equal(openSealer(newSecret()).open(text), undefined);
  assert.equal(sealer.open('nonsense'), undefined);
});

test('a form token fits only the browser it was given to', () => {
  const sealer = openSealer(newSecret());
  const token = sealer.token('browser-a');
  assert.equal(sealer.tokenFits('browser-a', token), true);
  assert.equal(sealer.tokenFits('browser-b', token), false);
  assert.equal(sealer.tokenFits('browser-a', undefined), false);
  assert.equal(sealer.tokenFits('browser-a', 'x'), false);
});

test('dates, limits and numbers read as each language writes them', () => {
  assert.equal(moment('zh', '2021-03-01T09:05:00+08:00'), '2021年3月1日 09:05');
  assert.equal(moment('en', '2021-03-01T09:05:00+08:00'), '1 Mar 2021, 09:05');
  assert.equal(deadline('zh', '2021-03-02T00:00:00+08:00'), '2021年3月1日 24:00');
  assert.equal(deadline('en', '2021-01-01T00:00:00+08:00'), '31 Dec 2020 24:00');
  assert.equal(deadline('zh', '2021-03-01T14:30:00+08:00'), '2021年3月1日 14:30');
  assert.equal(count(91478), '91,478');
  assert.equal(percent(0.9495), '94.95%');
});

test('a wish finds the nearest titles in Chinese and in English, and nothing where nothing is near', () => {
  const titles = ['路灯不亮了找谁修', '停水通知在哪里看', 'Who repairs street lights'];
  assert.deepEqual(
    ranked('门口路灯不亮', titles, (title) => title, 3),
    [titles[0]],
  );
  assert.deepEqual(
    ranked('a broken street light', titles, (title) => title, 1),
    [titles[2]],
  );
  assert.deepEqual(
    ranked('？？', titles, (title) => title, 3),
    [],
  );
});

const known = { kinds: ['help'], places: ['xiongzhou'], classes: ['city-lighting', 'other'] };
const zh = speech('zh');

test('the demand form asks for kind and text only, and says beside each field what is wrong', () => {
  assert.deepEqual(Object.keys(mattersWrong(zh, {}, known)), ['kind', 'text']);
  assert.deepEqual(mattersWrong(zh, { kind: 'help', text: '路灯坏了' }, known), {});
  assert.ok(mattersWrong(zh, { kind: 'help', text: '路灯坏了', place: 'moon' }, known)['place']);
  assert.deepEqual(contactWrong(zh, { class: 'unsure' }, known), {});
  assert.ok(contactWrong(zh, { class: 'unsure', phone: '电话在家' }, known)['phone']);
  assert.ok(contactWrong(zh, { class: 'unsure', showPhone: 'yes' }, known)['phone']);
});

test('what is not typed is not sent on, and an unsure class goes to the staff', () => {
  assert.deepEqual(inputOf({ kind: 'help', class: 'unsure', text: ' 路灯坏了 ', phone: '', name: '' }, 'other'), {
    channel: 'web',
    kind: 'help',
    class: 'other',
    text: '路灯坏了',
  });
  const full = inputOf(
    {
      channel: 'mailbox',
      kind: 'help',
      class: 'city-lighting',
      text: '路灯',
      phone: '１００００００００００',
      confidential: 'yes',
    },
    'other',
  );
  assert.deepEqual(full['caller'], { phone: '10000000000' });
  assert.equal(full['channel'], 'mailbox');
  assert.equal(full['confidential'], true);
});

test('another language or view keeps everything else that the page was asked for', () => {
  assert.equal(
    hereWith('/figures/a?year=2021&by=class&lang=zh', 'lang', 'en'),
    '/figures/a?lang=en&year=2021&by=class',
  );
  assert.equal(hereWith('/find?care=1&q=%E8%B7%AF%20%26', 'care', '0'), '/find?care=0&q=%E8%B7%AF+%26');
  assert.equal(hereWith('/demand', 'lang', 'en'), '/demand?lang=en');
});

test('number and query code are read however they were copied down', () => {
  assert.equal(numberTyped(' lh20210105 - 7k3f9m '), 'LH20210105-7K3F9M');
  assert.equal(numberTyped('ＬＨ２０２１０１０５－７Ｋ３Ｆ９Ｍ'), 'LH20210105-7K3F9M');
  assert.equal(numberTyped('LH20210105–7K3F9M'), 'LH20210105-7K3F9M');
  assert.equal(codeTyped(' abcd-efgh  2345 '), 'ABCDEFGH2345');
  assert.equal(codeTyped('ａｂｃｄ—２３４５'), 'ABCD2345');
});

test('who must wait is told how long', () => {
  assert.equal(waitingTime(speech('zh'), 41), '请在 41 秒后再试。');
  assert.equal(waitingTime(speech('en'), 1), 'Try again in 1 second.');
  assert.equal(waitingTime(speech('en'), 61), 'Try again in 2 minutes.');
});

test('bodies stand in the order of the reader’s own language', () => {
  const unit = (id: string, name: string, en: string) => ({ id, title: { zh: name, en } }) as UnitRow;
  const units = [
    unit('a', '竹镇', 'Zhuzhen'),
    unit('b', '雄州', 'Xiongzhou'),
    unit('c', '财政局', 'Zoning and Finance'),
  ];
  const names = (lang: 'zh' | 'en') => byTitle(speech(lang), units).map(({ id }) => id);
  assert.deepEqual(names('zh'), ['c', 'b', 'a']);
  assert.deepEqual(names('en'), ['b', 'a', 'c']);
});

test('a chart writes numbers as the pages do', () => {
  assert.match(columns([{ label: '1', all: 6234, counted: 6234 }]).text, />6,234</);
});

test('a chart of nothing is still a chart', () => {
  assert.doesNotMatch(columns([]).text + rows([]).text, /NaN|Infinity/);
  assert.doesNotMatch(columns([{ label: '1', all: 0, counted: 0 }]).text, /NaN|Infinity/);
});
