// A real server on a fresh folder with a small demonstration year, and a real Chromium in front of it. One of each for a
// test file; nothing leaves the machine.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { Kernel } from '#kernel';
import { type Running, startServer } from '../src/server.ts';

export interface Site {
  readonly base: string;
  readonly kernel: Kernel;
  readonly browser: Browser;
  /** A new visitor with no cookies. */
  visitor(options?: VisitorOptions): Promise<{ context: BrowserContext; page: Page }>;
  close(): Promise<void>;
}

export interface VisitorOptions {
  readonly lang?: 'zh' | 'en';
  readonly width?: number;
  readonly dark?: boolean;
  readonly care?: boolean;
  readonly javaScript?: boolean;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const quiet = [
  '--headless',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function browserArguments(): readonly string[] {
  const given = process.env['PLUMBLINE_CHROMIUM_ARGS'];
  const extra: readonly string[] = given === undefined ? ['--no-sandbox'] : JSON.parse(given);
  return [...extra, ...quiet];
}

/** Pages may be asked for while the year still comes in; figures are compared only once it has. */
export async function yearLoaded(base: string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const answer = await fetch(`${base}/api/v1/demo/progress`);
    const { phase } = (await answer.json()) as { phase: string };
    if (phase === 'done') return;
    if (phase === 'failed') throw new Error('The demonstration year did not load.');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('The demonstration year did not finish in five minutes.');
}

export async function openSite(scale = 0.002): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-e2e-'));
  process.env['PLUMBLINE_DATA'] = join(folder, 'data');
  const port = await freePort();
  const server: Running = await startServer({ demo: true, scale, port, logLevel: 'error', print: () => {} });
  const browser = await chromium.launch({
    executablePath: process.env['PLUMBLINE_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [...browserArguments()],
  });
  const base = `http://127.0.0.1:${port}`;
  return {
    base,
    kernel: server.kernel,
    browser,
    async visitor({ lang = 'zh', width = 1440, dark = false, care = false, javaScript = true } = {}) {
      const context = await browser.newContext({
        baseURL: base,
        viewport: { width, height: width < 600 ? 844 : 900 },
        colorScheme: dark ? 'dark' : 'light',
        javaScriptEnabled: javaScript,
      });
      context.setDefaultTimeout(30_000);
      const kept = { plumbline_lang: lang, plumbline_care: care ? '1' : '0' };
      await context.addCookies(Object.entries(kept).map(([name, value]) => ({ name, value, url: base })));
      return { context, page: await context.newPage() };
    },
    async close() {
      await browser.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface Flaw {
  readonly id: string;
  readonly where: readonly string[];
}

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe finds against WCAG 2.2 A and AA and its own best practices. */
export async function flawsOf(page: Page): Promise<readonly Flaw[]> {
  await page.evaluate(await readFile(axeFile, 'utf8'));
  return page.evaluate(async () => {
    interface Found {
      readonly violations: readonly {
        id: string;
        nodes: readonly { target: readonly string[]; failureSummary?: string }[];
      }[];
    }
    const { axe } = globalThis as unknown as { axe: { run(): Promise<Found> } };
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => ({
      id,
      where: nodes.slice(0, 3).map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary ?? ''}`),
    }));
  });
}
