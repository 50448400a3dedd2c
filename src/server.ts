// The running system: opens the database and every declared line, answers at once on both loopbacks, does the leader's
// work, and in a demonstration lets the year stream in behind the answers. It stops without losing what was taken.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kernel, Progress } from '#kernel';
import { openKernel, openKeyring } from '#kernel/server';
import { mountPortal } from '#portal';
import { luhe } from '#region/luhe';
import { serveFreezing } from '#services/figures';
import { createHttp, type HttpOptions, listenOn, type Watched, watchedProgress } from '#services/http';
import { type Opened, openAll, REGION } from './cli/open.ts';
import { keysFolder } from './cli/settings.ts';
import { welcome } from './welcome.ts';

export interface ServerOptions {
  /** Units, accounts and the demonstration year; a database once loaded so stays marked as a demonstration. */
  readonly demo?: boolean;
  readonly port: number;
  /** Opens more than the two loopbacks. */
  readonly host?: string;
  /** Share of the demonstration year. */
  readonly scale?: number;
  readonly logLevel?: HttpOptions['logLevel'];
  /** Where the greeting goes; the terminal unless told. */
  readonly print?: (text: string) => void;
}

export interface Running {
  readonly urls: readonly string[];
  readonly kernel: Kernel;
  stop(): Promise<void>;
  /** Settles when the server has stopped. */
  readonly stopped: Promise<void>;
}

const YEAR = 2021;
const root = join(import.meta.dirname, '..');

/** Maps that come with the project, by file name: `examples/<source>/<name>.map.json`. */
async function importMap(name: string): Promise<unknown> {
  const folder = join(root, 'examples');
  const files = await readdir(folder, { recursive: true }).catch(() => []);
  const file = files.find((each) => each.split('/').at(-1) === `${name}.map.json`);
  return file === undefined ? undefined : JSON.parse(await readFile(join(folder, file), 'utf8'));
}

/**
 * The year comes in piece by piece, by a second kernel whose clock is the year's own; a load that was cut off goes on
 * where it stopped, at the scale it was begun with.
 */
async function streamYear({ db, registry }: Opened, kernel: Kernel, progress: Watched, wanted: number): Promise<void> {
  progress.set({ phase: 'loading' });
  const begun = (await kernel.settings.get(`demonstration-${YEAR}`)) as { scale?: unknown } | null | undefined;
  const scale = typeof begun?.scale === 'number' ? begun.scale : wanted;
  const keys = openKeyring(keysFolder());
  const loader = await openKernel({
    db,
    region: REGION,
    registry,
    keys,
    clock: luhe.clock(),
    ids: luhe.ids(),
    demonstration: true,
  });
  const load = {
    year: YEAR,
    scale,
    onProgress: ({ done, total, entries }: Progress) => progress.set({ done, total, entries }),
  };
  try {
    await luhe.load(loader, load);
    progress.set({ phase: 'done' });
  } catch (error) {
    progress.set({ phase: 'failed' });
    throw error;
  } finally {
    await loader.stop();
  }
}

function logLevelOf(options: ServerOptions): HttpOptions['logLevel'] {
  const level = options.logLevel ?? process.env['PLUMBLINE_LOG'];
  return level === 'silent' || level === 'error' || level === 'info' ? level : 'warn';
}

async function build(opened: Opened, options: ServerOptions, demo: boolean, progress: Watched) {
  const { kernel, db } = opened;
  const app = await createHttp({
    kernel,
    demo,
    progress,
    importMap,
    logLevel: logLevelOf(options),
    trustProxy: process.env['PLUMBLINE_PROXY'] === '1',
    ready: async () => {
      await db.query({ name: 'ready', text: 'select 1' });
    },
  });
  // The same in every process, so that a citizen's cookie opens wherever the next request lands.
  const secret = Buffer.from(openKeyring(keysFolder()).codeDigest('portal cookies'), 'hex');
  await mountPortal(app, { kernel, demo, year: YEAR, secret, demoProgress: () => progress.state() });
  return app;
}

export async function startServer(options: ServerOptions): Promise<Running> {
  const opened = await openAll();
  const { kernel } = opened;
  try {
    if (options.demo === true) await luhe.prepare(kernel, { demo: true });
    const demo = (await kernel.settings.get('demo')) === true;
    const phase = options.demo === true ? 'waiting' : 'off';
    const progress = watchedProgress({ phase, year: demo ? YEAR : null, done: 0, total: null, entries: 0 });
    const app = await build(opened, options, demo, progress);
    const listening = await listenOn(app, options.port, options.host);
    await kernel.start();
    const stopFreezing = serveFreezing(kernel, (error) => app.log.error({ err: error }, 'freezing a report'));
    const print = options.print ?? ((text: string) => void process.stdout.write(text));
    print(await welcome(kernel, { urls: listening.urls, demo, data: opened.data, engine: opened.db.engine }));
    return run({ opened, options, progress, listening, stopFreezing });
  } catch (error) {
    await opened.close();
    throw error;
  }
}

interface Parts {
  readonly opened: Opened;
  readonly options: ServerOptions;
  readonly progress: Watched;
  readonly listening: Awaited<ReturnType<typeof listenOn>>;
  readonly stopFreezing: ReturnType<typeof serveFreezing>;
}

function run({ opened, options, progress, listening, stopFreezing }: Parts): Running {
  const { kernel } = opened;
  const stopped = Promise.withResolvers<void>();
  let stopping: Promise<void> | undefined;
  let loading = Promise.resolve();
  if (options.demo === true) {
    loading = streamYear(opened, kernel, progress, options.scale ?? 1).catch((error: unknown) => {
      if (stopping === undefined)
        process.stderr.write(`示范年度未能载入完 The demonstration year did not load: ${String(error)}\n`);
    });
  }
  const close = async () => {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
    await listening.close();
    stopFreezing();
    await kernel.stop();
    await Promise.race([loading, new Promise((resolve) => setTimeout(resolve, 5000).unref())]);
    await opened.close();
  };
  const stop = (): Promise<void> => {
    stopping ??= close().then(stopped.resolve, stopped.reject);
    return stopping;
  };
  const onSignal = () => void stop();
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return { urls: listening.urls, kernel, stop, stopped: stopped.promise };
}
