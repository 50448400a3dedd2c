// Every public page under the eyes of axe: light, dark and easy view, wide and narrow, both languages. Also its weight,
// that it never scrolls sideways, that it says it is a demonstration, and that English pages speak English.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { flawsOf, openSite, type Site, type VisitorOptions, yearLoaded } from './support.ts';
import { follow, handIn } from './story.ts';

let site: Site;
before(async () => {
  site = await openSite();
  await yearLoaded(site.base);
});
after(() => site.close());

const open = [
  '/',
  '/find?q=路灯',
  '/find',
  '/demand',
  '/demand?channel=mailbox',
  '/track',
  '/knowledge',
  '/knowledge?q=没有这种事呀',
  '/replies',
  '/report/2021',
  '/figures/hotline.orders?year=2021',
  '/figures/hotline.orders?year=2021&by=class',
  '/figures/hotline.satisfaction?year=2021&by=place',
  '/figures/hotline.satisfaction?year=2021&by=unit',
  '/login',
  '/help',
  '/about',
  '/accessibility',
  '/privacy',
  '/officials',
  '/no-such-page',
];

const looks: readonly (VisitorOptions & { readonly name: string })[] = [
  { name: 'light, wide, Chinese', lang: 'zh' },
  { name: 'dark, narrow, English', lang: 'en', dark: true, width: 390 },
  { name: 'easy view, narrow, Chinese', lang: 'zh', care: true, width: 390 },
];

for (const { name, ...look } of looks) {
  test(`axe finds nothing on any page (${name})`, async () => {
    const { page, context } = await site.visitor(look);
    const article = await site.kernel.list({ anyone: true }, 'hotline.knowledge', { limit: 1 });
    const paths = [...open, `/knowledge/${article.items[0]?.id ?? ''}`];
    const flaws: string[] = [];
    for (const path of paths) {
      await page.goto(path);
      for (const { id, where } of await flawsOf(page)) flaws.push(`${path} ${id}\n${where.join('\n')}`);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (beyond > 0) flaws.push(`${path} scrolls sideways by ${beyond} px`);
    }
    await follow(page, await handIn(page, '路灯不亮，请来修。'));
    await page.click('#act-addInfo summary');
    for (const { id, where } of await flawsOf(page)) flaws.push(`a tracked case: ${id}\n${where.join('\n')}`);
    await page.goto('/demand');
    await page.click('button[value=help]');
    for (const { id, where } of await flawsOf(page)) flaws.push(`a form with errors: ${id}\n${where.join('\n')}`);
    assert.deepEqual(flaws, []);
    await context.close();
  });
}

test('every page is lighter than 50 kB and names the demonstration in head, band and headers', async () => {
  const faults: string[] = [];
  for (const path of open) {
    const answer = await fetch(`${site.base}${path}`);
    const text = await answer.text();
    const bytes = Buffer.byteLength(text);
    if (bytes >= 50_000) faults.push(`${path} weighs ${bytes} bytes`);
    if (!/<title>[^<]*演示系统/.test(text) || !/class="band"/.test(text))
      faults.push(`${path} hides the demonstration`);
    if (!/noindex/.test(answer.headers.get('x-robots-tag') ?? '')) faults.push(`${path} may be indexed`);
    if (!/noindex/.test(text)) faults.push(`${path} has no noindex`);
    if (/ style="|<script(?! src)|\son\w+="/.test(text)) faults.push(`${path} has inline code`);
  }
  assert.deepEqual(faults, []);
});

test('style and script come under the hash of their content and may be kept for a year', async () => {
  const home = await (await fetch(site.base)).text();
  const links = [...home.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '');
  assert.equal(links.length, 3);
  for (const link of links) {
    const answer = await fetch(`${site.base}${link}`);
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('cache-control') ?? '', /max-age=31536000, immutable/);
    assert.ok((await answer.text()).length < 40_000);
  }
});

test('the pages of the portal itself speak English when asked to', async () => {
  const { page, context } = await site.visitor({ lang: 'en' });
  const faults: string[] = [];
  for (const path of [
    '/',
    '/demand',
    '/track',
    '/login',
    '/help',
    '/about',
    '/accessibility',
    '/privacy',
    '/officials',
    '/report/2021',
    '/figures/hotline.orders?by=class',
    '/figures/hotline.satisfaction?by=unit',
    '/nowhere',
  ]) {
    await page.goto(path);
    const left = await page.evaluate(() => {
      for (const own of document.querySelectorAll('[lang="zh-CN"], .ledger')) own.remove();
      return /\p{Script=Han}.{0,20}/u.exec(document.body.innerText)?.[0] ?? null;
    });
    if (left !== null) faults.push(`${path}: ${left}`);
  }
  assert.deepEqual(faults, []);
  await context.close();
});

test('the number on the home page opens to exactly its records', async () => {
  const { page, context } = await site.visitor();
  await page.goto('/');
  const shown = Number((await page.locator('.account .sum').innerText()).replaceAll(',', ''));
  await page.click('.account .sum');
  const numbers: string[] = [];
  for (;;) {
    numbers.push(...(await page.locator('.records tbody th').allInnerTexts()));
    const next = page.locator('.pages a[href*=cursor]');
    if ((await next.count()) === 0) break;
    await next.click();
  }
  assert.ok(shown > 0);
  assert.equal(numbers.length, shown);
  await context.close();
});

test('another language shows the same figure, grouped the same way', async () => {
  const { page, context } = await site.visitor({ javaScript: false });
  await page.goto('/figures/hotline.satisfaction?year=2021&by=class');
  await page.click('ul.tools a[href*="lang=en"]');
  assert.match(page.url(), /year=2021&by=class/);
  assert.equal(await page.locator('.tabs a[aria-current]').innerText(), 'By matter');
  await page.goto('/find?q=street');
  await page.click('ul.tools a[href*="care=1"]');
  assert.equal(await page.inputValue('#q'), 'street');
  await context.close();
});

test('articles carry the names of their classes, not their codes', async () => {
  const { page, context } = await site.visitor({ lang: 'en' });
  await page.goto('/knowledge');
  const tags = await page.locator('.ledger .tag').allInnerTexts();
  assert.ok(tags.length > 0);
  assert.deepEqual(
    tags.filter((tag) => /^[a-z]+(-[a-z]+)*$/.test(tag)),
    [],
  );
  await context.close();
});

test('published replies stand newest first', async () => {
  const { page, context } = await site.visitor({ lang: 'en' });
  await page.goto('/replies');
  const dates = (await page.locator('.ledger .line .muted').allInnerTexts()).map((text) => Date.parse(text));
  assert.deepEqual(
    dates,
    dates.toSorted((a, b) => b - a),
  );
  await context.close();
});

test('too many tries with a query code get a page that says to wait', async () => {
  const { page, context } = await site.visitor();
  let status = 0;
  for (let tries = 0; tries < 12 && status !== 429; tries += 1) {
    await page.goto('/track');
    await page.fill('input[name=number]', 'LH20210101-AAAAAA');
    await page.fill('input[name=code]', 'AAAAAAAAAA');
    const [answer] = await Promise.all([page.waitForNavigation(), page.click('main button.main')]);
    status = answer?.status() ?? 0;
  }
  assert.equal(status, 429);
  assert.match(await page.locator('h1').innerText(), /请稍等/);
  assert.match(await page.locator('.lede').innerText(), /请在 \d+ (秒|分钟)后再试/);
  assert.deepEqual(await flawsOf(page), []);
  await context.close();
});
