// Folders that a command needs or makes. Each level is made by itself: Node's own way of making several at once never
// comes back where the file system refuses, as below /proc.
import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { misuse } from './output.ts';

type Found = 'file' | 'folder' | undefined;

/** What is there; a place that may not be looked at is a failure, not an absence. */
export async function whatIs(path: string): Promise<Found> {
  try {
    const found = await stat(path);
    return found.isDirectory() ? 'folder' : 'file';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

export async function makeFolder(path: string): Promise<void> {
  const found = await whatIs(path);
  if (found === 'folder') return;
  if (found === 'file') throw misuse(`这是文件，不是文件夹：${path}。`, `This is a file, not a folder: ${path}.`);
  const parent = dirname(path);
  if (parent !== path) await makeFolder(parent);
  await mkdir(path, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return;
    throw misuse(`不能建立文件夹：${path}（${error.code}）。`, `The folder cannot be made: ${path} (${error.code}).`);
  });
}

export async function mustBeFile(path: string): Promise<void> {
  const found = await whatIs(path);
  if (found === 'folder') throw misuse(`这是文件夹，不是文件：${path}。`, `This is a folder, not a file: ${path}.`);
  if (found === undefined) throw misuse(`找不到文件：${path}。`, `There is no such file: ${path}.`);
}

export async function mustBeFolder(path: string): Promise<void> {
  const found = await whatIs(path);
  if (found === 'file') throw misuse(`这是文件，不是文件夹：${path}。`, `This is a file, not a folder: ${path}.`);
  if (found === undefined) throw misuse(`没有文件夹：${path}。`, `There is no such folder: ${path}.`);
}
