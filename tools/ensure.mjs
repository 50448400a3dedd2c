// Whoever clones Plumbline has some Node, rarely the right one, and no packages. This file closes that gap before
// anything else runs: it makes node_modules agree with package-lock.json and finds a Node 24. It is plain JavaScript
// without dependencies, because it has to run on the visitor's Node (18 or later) and in an empty checkout.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {{ version?: string, integrity?: string, dev?: boolean, optional?: boolean, devOptional?: boolean,
 *   peer?: boolean, link?: boolean, os?: string | string[], cpu?: string | string[], libc?: string | string[] }} Locked
 * @typedef {{ packages: Record<string, Locked> }} Lock
 */

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const stampFile = join(modules, '.plumbline-stamp');
const wantedMajor = 24;

/** @param {string} file */
const textOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
const lockText = () => textOf(join(root, 'package-lock.json'));
// npm writes this one last of all, so an interrupted install leaves none.
const installedText = () => textOf(join(modules, '.package-lock.json'));

/** @param {boolean} dev */
const stampOf = (dev) =>
  createHash('sha256')
    .update(lockText() + installedText() + process.platform + process.arch + (dev ? 'full' : 'production'))
    .digest('hex');

/** @param {string | string[] | undefined} list @param {string} own */
const fits = (list, own) => {
  const names = list === undefined ? [] : [list].flat();
  if (names.includes(`!${own}`)) return false;
  const wanted = names.filter((name) => !name.startsWith('!'));
  return wanted.length === 0 || wanted.includes(own);
};

/** @param {Locked} entry */
const forThisMachine = (entry) => {
  const musl = process.platform === 'linux' && existsSync('/etc/alpine-release');
  const libc = process.platform === 'linux' ? (musl ? 'musl' : 'glibc') : '';
  return fits(entry.os, process.platform) && fits(entry.cpu, process.arch) && (libc === '' || fits(entry.libc, libc));
};

/**
 * True when every package that the lock file asks for on this machine is there in exactly that version.
 * @param {Lock} lock @param {Lock} installed @param {boolean} dev
 */
export const agrees = (lock, installed, dev) =>
  Object.entries(lock.packages).every(([path, entry]) => {
    if (path === '') return true;
    const present = installed.packages[path];
    if (present !== undefined) return present.version === entry.version && present.integrity === entry.integrity;
    if (!dev && (entry.dev || entry.devOptional)) return true;
    // An optional package may be left out by npm for reasons of its own, save the platform's Node and database parts.
    return entry.optional === true || entry.peer === true ? !forThisMachine(entry) || entry.os === undefined : false;
  });

/** @param {boolean} dev */
const upToDate = (dev) => {
  if (textOf(stampFile) === stampOf(dev)) return true;
  if (lockText() === '' || installedText() === '') return false;
  if (!agrees(JSON.parse(lockText()), JSON.parse(installedText()), dev)) return false;
  try {
    writeFileSync(stampFile, stampOf(dev));
  } catch {
    // A read-only checkout is compared afresh each time, which costs a few milliseconds.
  }
  return true;
};

/** @param {string} folder */
const writable = (folder) => {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

/** npm needs somewhere to keep its cache, even when HOME is empty, missing or not ours. */
export const npmEnvironment = () => {
  const home = process.env['HOME'] ?? process.env['USERPROFILE'] ?? '';
  const cache = home !== '' && writable(homedir()) ? {} : { npm_config_cache: join(root, '.cache', 'npm') };
  return { ...process.env, ...cache, npm_config_update_notifier: 'false' };
};

/**
 * Runs npm quietly, telling how long it has been at it; shows npm's own words only when it fails.
 * @param {string[]} args @param {string} what
 */
export const npm = (args, what) =>
  new Promise((resolve, reject) => {
    const began = Date.now();
    const seconds = () => Math.round((Date.now() - began) / 1000);
    console.log(`${what} …`);
    const script = process.env['npm_execpath'];
    const [command, first] = script?.endsWith('.js') ? [process.execPath, [script]] : ['npm', []];
    const child = spawn(command, [...first, ...args], {
      cwd: root,
      env: npmEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && command === 'npm',
    });
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    child.stderr.on('data', (chunk) => (said += chunk));
    const ticking = setInterval(() => console.log(`  … ${seconds()} s`), 10_000);
    child.on('error', (error) => {
      clearInterval(ticking);
      reject(new Error(`npm could not be started: ${error.message}`));
    });
    child.on('close', (code) => {
      clearInterval(ticking);
      if (code === 0) {
        console.log(`  done in ${seconds()} s`);
        resolve(undefined);
      } else reject(new Error(`npm ${args.join(' ')} ended with status ${code}:\n${said.trim()}`));
    });
  });

/** @param {number} pid */
const alive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/**
 * Removes a lock whose owner has died. Two waiters may notice at once: only the one holding the inner lock looks again
 * and acts, so a lock that a third process has taken meanwhile is never removed.
 * @param {string} file
 */
const removeIfAbandoned = (file) => {
  const inner = `${file}.takeover`;
  try {
    mkdirSync(inner);
  } catch {
    return;
  }
  try {
    const owner = Number(textOf(file));
    const age = existsSync(file) ? Date.now() - statSync(file).mtimeMs : 0;
    // An empty lock may be one that is just being written, so it gets a few seconds.
    if (owner > 0 ? !alive(owner) : age > 5_000) rmSync(file, { force: true });
  } finally {
    rmSync(inner, { recursive: true, force: true });
  }
};

/**
 * Lets one process at a time into the work; the others wait.
 * @template T @param {string} name @param {() => Promise<T>} work @returns {Promise<T>}
 */
export const oneAtATime = async (name, work) => {
  const file = join(root, '.cache', `${name}.lock`);
  mkdirSync(dirname(file), { recursive: true });
  for (let waited = 0; ; waited += 1) {
    try {
      const handle = openSync(file, 'wx');
      writeFileSync(handle, String(process.pid));
      closeSync(handle);
      break;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      removeIfAbandoned(file);
      if (waited % 100 === 10) console.log(`Waiting for process ${textOf(file)} to finish its installation …`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
};

/** @param {string} file */
const majorOf = (file) => {
  try {
    return Number(/^v(\d+)\./.exec(execFileSync(file, ['--version'], { encoding: 'utf8', stdio: 'pipe' }))?.[1] ?? 0);
  } catch {
    return 0;
  }
};

/** The Node of the platform package, else the visitor's own when it is new enough. */
const findNode = () => {
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const packaged = [join(modules, name, 'bin', binary), join(modules, name, binary)];
  const found = packaged.find((file) => existsSync(file) && majorOf(file) >= wantedMajor);
  if (found !== undefined) return found;
  if (Number(process.versions.node.split('.')[0]) >= wantedMajor) return process.execPath;
  if (majorOf('node') >= wantedMajor) return 'node';
  throw new Error(
    `Plumbline needs Node ${wantedMajor}. There is no packaged one for ${process.platform} ${process.arch}, and this ` +
      `is ${process.version}. Please install Node ${wantedMajor} (https://nodejs.org) and try again.`,
  );
};

/**
 * Makes the packages match the lock file and returns the path of a Node 24.
 * A server may live without the developers' packages (`dev: false`); whatever is missing is installed in full.
 * @param {{ dev: boolean }} options
 */
export const ensure = async ({ dev }) => {
  if (!upToDate(dev)) {
    await oneAtATime('install', async () => {
      if (upToDate(dev)) return;
      // Not `npm ci`: it refuses the lock file where a registry lacks packages that only other platforms need, and it
      // empties node_modules under whatever is running. What `ci` promises is checked afterwards, package by package.
      const args = ['install', '--no-save', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
      await npm([...args, '--loglevel=error'], 'Installing packages (once; about half a minute)');
      if (!upToDate(dev)) throw new Error('package-lock.json does not fit package.json: run npm install, commit both.');
    });
  }
  return findNode();
};

/**
 * The environment for children: Node 24 comes first on the PATH, so that `node` means the same everywhere.
 * @param {string} node
 */
export const environmentFor = (node) => ({
  ...process.env,
  ...(node === 'node' ? {} : { PATH: dirname(node) + delimiter + (process.env['PATH'] ?? '') }),
});

/** Who started this process, and who started that one (the latter on Linux only, where it can be read). */
const forebears = () => {
  const stat = textOf(`/proc/${process.ppid}/stat`);
  return `${process.ppid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? ''}`;
};

/**
 * npm runs a script through a shell that does not pass signals on: whoever ends `npm start` would leave the server
 * running, its port taken. So a child started by npm ends when npm, or the shell between, is gone.
 * @param {() => void} end
 */
const endWithNpm = (end) => {
  if (process.env['npm_lifecycle_event'] === undefined || process.platform === 'win32') return;
  const atFirst = forebears();
  const watching = setInterval(() => {
    if (forebears() === atFirst) return;
    clearInterval(watching);
    end();
  }, 500);
  watching.unref();
};

/**
 * Runs a script of the project under Node 24 in this terminal and folder, and ends this process as the script ended.
 * @param {string} script @param {string[]} args @param {{ dev: boolean, nodeOptions?: string[] }} options
 */
export const runAndExit = async (script, args, options) => {
  let node = '';
  try {
    node = await ensure(options);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    // Not 1, which says that something was found wrong.
    process.exit(2);
  }
  const all = [...(options.nodeOptions ?? []), join(root, script), ...args];
  const child = spawn(node, all, { env: environmentFor(node), stdio: 'inherit' });
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) {
    process.on(signal, () => {
      // In a terminal, Ctrl-C already reached the child, and a second one would mean "at once".
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  endWithNpm(() => child.kill('SIGTERM'));
  child.on('error', (error) => {
    console.error(`${node} could not be started: ${error.message}`);
    process.exit(2);
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    for (const each of signals) process.removeAllListeners(each);
    process.kill(process.pid, signal);
  });
};
