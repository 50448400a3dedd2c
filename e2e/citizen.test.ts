// The citizen's story, from a sentence typed on the front page to the rating of the reply, as a person with a browser
// lives it: in both languages, on a desk and on a phone, without JavaScript, and by keyboard alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openSite, type Site } from './support.ts';
import { answerQuestions, follow, handIn, officialsReply, readReceipt } from './story.ts';

let site: Site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const main = (page: Page) => page.locator('main').innerText();
const lamp = '小区北门外的路灯已经一个星期不亮，晚上看不清路。我的电话是13800138000。';

for (const { lang, width } of [
  { lang: 'zh', width: 1440 },
  { lang: 'en', width: 390 },
] as const) {
  test(`a citizen hands in, follows, completes and rates a demand (${lang}, ${width} px)`, async () => {
    const { page, context } = await site.visitor({ lang, width });
    await page.goto('/');
    await page.fill('#q', lang === 'zh' ? '路灯不亮' : 'street lighting');
    await page.press('#q', 'Enter');
    await page.click('main a.button.main');
    assert.match(await page.inputValue('textarea[name=text]'), lang === 'zh' ? /路灯不亮/ : /street lighting/);

    await answerQuestions(page, lamp);
    assert.ok((await page.locator('input[name=class]').count()) >= 2, 'classes are suggested from the words');
    await page.fill('input[name=phone]', '1000000 0000');
    await page.click('button[value=send]');
    const receipt = await readReceipt(page);
    assert.match(receipt.number, /^LH\d{8}-\w{5,8}$/);
    assert.ok(receipt.code.length >= 8);
    assert.match(await main(page), lang === 'zh' ? /最迟 .*24:00/ : /by .*24:00/);

    await follow(page, receipt);
    assert.doesNotMatch(page.url(), new RegExp(receipt.code));
    assert.doesNotMatch(await main(page), /13800138000/, 'a phone number in the text is covered');
    assert.ok((await page.locator('.line-of .now').count()) === 1);
    await page.click('#act-addInfo summary');
    await page.fill('#act-addInfo textarea', '第三盏灯也灭了。');
    await page.click('#act-addInfo button.main');
    await page.waitForURL('**/track/case?done=addInfo');
    assert.equal(await page.locator('[role=status]').count(), 1);

    await officialsReply(site.kernel, receipt, '已更换线缆并恢复照明。');
    await page.goto('/track/case');
    assert.match(await main(page), /已更换线缆并恢复照明/);
    await page.click('#act-rate summary');
    await page.check('#act-rate input[name=solved][value=yes]');
    await page.check('#act-rate input[name=rating][value=satisfied]');
    await page.click('#act-rate button.main');
    await page.waitForURL('**/track/case?done=rate');
    await site.kernel.settle();
    await page.goto('/track/case');
    assert.match(await main(page), lang === 'zh' ? /已办结/ : /Closed/);
    await context.close();
  });
}

test('what is not possible yet is shown with its legal reason', async () => {
  const { page, context } = await site.visitor({ lang: 'en' });
  await follow(page, await handIn(page, lamp));
  assert.equal(await page.locator('#act-rate').count(), 0);
  await page.click('.acts + details summary, details.small summary');
  const refused = await page.locator('.acts .no').allInnerTexts();
  assert.ok(
    refused.some((text) => text.startsWith('Rate it') && text.length > 20),
    refused.join('\n'),
  );
  await context.close();
});

test('a mistake on the form is named beside its field and nothing typed is lost', async () => {
  const { page, context } = await site.visitor();
  await page.goto('/demand');
  await page.fill('textarea[name=text]', '水管\n破了 <b>&"');
  await page.fill('input[name=spot]', '某路 5 号楼下');
  await page.click('button[value=help]');
  assert.equal(await page.locator('.summary a').count(), 1);
  assert.equal(await page.locator('#f-kind-error').count(), 1);
  assert.equal(await page.inputValue('textarea[name=text]'), '水管\n破了 <b>&"');
  assert.equal(await page.inputValue('input[name=spot]'), '某路 5 号楼下');
  await page.check('input[name=kind][value=help]');
  await page.click('button[value=help]');
  await page.fill('input[name=name]', '甲某');
  await page.fill('input[name=phone]', '没有');
  await page.click('button[value=send]');
  assert.equal(await page.locator('#f-phone-error').count(), 1);
  assert.equal(await page.inputValue('input[name=name]'), '甲某');
  await page.click('button[value=back]');
  assert.equal(await page.inputValue('textarea[name=text]'), '水管\n破了 <b>&"');
  await page.click('button[value=help]');
  assert.equal(await page.inputValue('input[name=name]'), '甲某');
  await context.close();
});

test('the same form submitted twice at once opens one order and both answers show its number and code', async () => {
  const { page, context } = await site.visitor();
  await answerQuestions(page, lamp);
  const fields = await page.locator('main form').evaluate((form) => {
    const pairs = [...new FormData(form as HTMLFormElement)].map(([name, value]) => [name, String(value)]);
    return new URLSearchParams(pairs).toString();
  });
  const send = () =>
    context.request.post('/demand', {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      data: `${fields}&go=send`,
    });
  const answers = await Promise.all([send(), send()]);
  const texts = await Promise.all(answers.map((answer) => answer.text()));
  const numbers = texts.map((text) => /LH\d{8}-\w{5,8}/.exec(text)?.[0]);
  assert.ok(numbers[0] !== undefined);
  assert.equal(numbers[0], numbers[1]);
  assert.ok(texts.every((text) => (text.match(/<dd>/g) ?? []).length >= 2));
  await context.close();
});

test('a wrong number and a wrong code get one and the same answer', async () => {
  const { page, context } = await site.visitor();
  const receipt = await handIn(page, lamp);
  const tried: string[] = [];
  for (const wrong of [
    { ...receipt, code: 'AAAAAAAAAA' },
    { ...receipt, number: 'LH20200101-AAAAA' },
  ]) {
    await page.goto('/track');
    await page.fill('input[name=number]', wrong.number);
    await page.fill('input[name=code]', wrong.code);
    await page.click('main button.main');
    tried.push((await main(page)).replaceAll(wrong.number, ''));
  }
  assert.equal(tried[0], tried[1]);
  await context.close();
});

test('the whole way works without JavaScript', async () => {
  const { page, context } = await site.visitor({ javaScript: false, width: 390 });
  const receipt = await handIn(page, lamp);
  await follow(page, receipt);
  await page.click('#act-urge summary');
  await page.click('#act-urge button.main');
  await page.waitForURL('**/track/case?done=urge');
  await page.goto('/?lang=en');
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  await page.goto('/');
  assert.equal(await page.locator('html').getAttribute('lang'), 'en', 'the choice is remembered');
  await page.goto('/?care=1');
  assert.equal(await page.locator('html').getAttribute('data-care'), 'on');
  await context.close();
});

/** Presses Tab until the wanted control has the focus, as a person without a mouse does. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
  }
  assert.fail(`${selector} cannot be reached with the keyboard`);
}

test('what was typed outlives a change of language and of view, and is kept nowhere', async () => {
  const { page, context } = await site.visitor({ lang: 'zh' });
  await page.goto('/demand');
  await page.check('input[name=kind][value=complaint]');
  await page.fill('textarea[name=text]', lamp);
  await page.click('ul.tools a[href*="lang=en"]');
  await page.waitForSelector('html[lang=en]');
  assert.equal(await page.inputValue('textarea[name=text]'), lamp);
  assert.ok(await page.isChecked('input[name=kind][value=complaint]'));
  await page.click('ul.tools a[href*="care=1"]');
  await page.waitForSelector('html[data-care=on]');
  assert.equal(await page.inputValue('textarea[name=text]'), lamp);
  assert.equal(await page.evaluate('sessionStorage.length'), 0);
  await context.close();
});

test('a demand can be handed in with the keyboard alone', async () => {
  const { page, context } = await site.visitor();
  await page.goto('/demand');
  await tabTo(page, 'input[name=kind]');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await tabTo(page, 'textarea[name=text]');
  await page.keyboard.type('楼道灯不亮');
  await tabTo(page, 'button[value=help]');
  await page.keyboard.press('Enter');
  await page.waitForSelector('button[value=send]');
  await tabTo(page, 'button[value=send]');
  await page.keyboard.press('Enter');
  assert.match((await readReceipt(page)).number, /^LH/);
  await context.close();
});

test('a citizen with an account sees own demands and nobody else’s', async () => {
  const { page, context } = await site.visitor();
  await page.goto('/login');
  await page.fill('input[name=user]', 'demo-citizen');
  await page.fill('input[name=password]', 'wrong');
  await page.click('main button.main');
  assert.equal(await page.locator('.summary').count(), 1);
  await page.fill('input[name=user]', 'demo-citizen');
  await page.fill('input[name=password]', 'plumbline-demo');
  await page.click('main button.main');
  await page.waitForURL('**/my');
  const receipt = await handIn(page, '楼上装修太吵');
  await page.goto('/my');
  assert.match(await main(page), new RegExp(receipt.number));
  await page.click(`.ledger li:has-text("${receipt.number}") a`);
  await page.waitForURL('**/my/*');
  const own = new URL(page.url()).pathname;
  assert.match(await main(page), /楼上装修太吵/);
  await context.close();
  const stranger = await site.visitor();
  const foreign = await handIn(stranger.page, lamp);
  assert.notEqual(foreign.number, receipt.number);
  await stranger.page.goto(own);
  assert.doesNotMatch(await main(stranger.page), /楼上装修太吵/);
  await stranger.context.close();
});

test('one’s own page holds no case of others, not even one that everybody may see', async () => {
  const { page, context } = await site.visitor();
  await page.goto('/login');
  await page.fill('input[name=user]', 'demo-citizen');
  await page.fill('input[name=password]', 'plumbline-demo');
  await page.click('main button.main');
  await page.waitForURL('**/my');
  const { number } = await handIn(page, '楼道里堆满杂物');
  await page.goto('/my');
  const own = await site.kernel.list({ user: 'demo-citizen' }, 'hotline', { mine: true, limit: 200 });
  const all = await site.kernel.list({ user: 'demo-citizen' }, 'hotline', { limit: 200 });
  const foreign = all.items.find(({ id }) => !own.items.some((item) => item.id === id));
  assert.ok(foreign !== undefined, 'there are closed cases that everybody may see');
  const shown = await page.locator('.ledger .code').allInnerTexts();
  assert.deepEqual(shown.toSorted(), own.items.map((item) => item.number).toSorted());
  const answer = await page.goto(`/my/${foreign.id}`);
  assert.equal(answer?.status(), 404);
  assert.doesNotMatch(await main(page), /您说的事/);
  await page.goto('/my');
  const row = page.locator(`.ledger li:has-text("${number}")`);
  const due = /\d+年\d+月\d+日 24:00/.exec(await row.innerText())?.[0] ?? 'no limit';
  await row.locator('a').click();
  await page.waitForURL('**/my/*');
  assert.ok((await main(page)).includes(due), `the case itself says ${due}`);
  await context.close();
});

test('number and code may be typed small, with spaces and dashes', async () => {
  const { page, context } = await site.visitor();
  const { number, code } = await handIn(page, lamp);
  const loose = `${code.slice(0, 4)}- ${code.slice(4)}`.toLowerCase();
  await follow(page, { number: number.toLowerCase(), code: loose });
  assert.match(await main(page), new RegExp(number));
  await context.close();
});

test('a form from another site, or with a foreign token, is refused', async () => {
  const { page, context } = await site.visitor();
  await page.goto('/demand');
  const fields = 'kind=help&text=%E8%B7%AF%E7%81%AF%E5%9D%8F%E4%BA%86&go=send&class=unsure';
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  const token = await page.inputValue('input[name=token]');
  const bare = await context.request.post('/demand', { headers: type, data: fields });
  const abroad = { ...type, origin: 'https://example.org', 'sec-fetch-site': 'cross-site' };
  const foreign = await context.request.post('/demand', { headers: abroad, data: `${fields}&token=${token}` });
  assert.equal(bare.status(), 403);
  assert.equal(foreign.status(), 403);
  await context.close();
});
