// The steps of the citizen's story that several tests tell: handing in a demand in the browser, and what officials do with
// it meanwhile through the kernel, each with an own account of the demonstration.
import type { Page } from 'playwright-core';
import type { Kernel } from '#kernel';

export interface Receipt {
  readonly number: string;
  readonly code: string;
}

export async function answerQuestions(page: Page, text: string, kind = 'help'): Promise<void> {
  await page.goto('/demand');
  await page.check(`input[name=kind][value=${kind}]`);
  await page.selectOption('select[name=place]', 'xiongzhou');
  await page.fill('input[name=spot]', '某小区北门外');
  await page.fill('textarea[name=text]', text);
  await page.click('button[value=help]');
}

export async function readReceipt(page: Page): Promise<Receipt> {
  await page.waitForURL('**/demand/received');
  const [number = '', code = ''] = await page.locator('.ticket dd').allTextContents();
  return { number, code };
}

export async function handIn(page: Page, text: string): Promise<Receipt> {
  await answerQuestions(page, text);
  await page.click('button[value=send]');
  return readReceipt(page);
}

export async function follow(page: Page, { number, code }: Receipt): Promise<void> {
  await page.goto('/track');
  await page.fill('input[name=number]', number);
  await page.fill('input[name=code]', code);
  await page.click('main button.main');
  await page.waitForURL('**/track/case');
}

/** What the hotline centre and the unit do: assigned, signed for, replied. */
export async function officialsReply(kernel: Kernel, { number, code }: Receipt, words: string): Promise<void> {
  const found = await kernel.list({ number, code }, 'hotline', { limit: 1 });
  const id = found.items[0]?.id ?? '';
  const take = (user: string, step: string, input: unknown) =>
    kernel.perform({ user }, { procedure: 'hotline', case: id, step, input });
  await take('demo-dispatcher', 'assign', { unit: 'xiongzhou', reason: '事发地在该街道' });
  await take('demo-handler-xiongzhou', 'sign', {});
  await take('demo-handler-xiongzhou', 'reply', { result: 'solved', words });
}
