// From bytes to text. Public bodies here export in GBK as often as in UTF-8, and nothing in a CSV says which. A file that
// is valid UTF-8 from end to end is UTF-8 (text in GB18030 practically never is); everything else is read as GB18030,
// which contains GBK and GB2312. So the detection reads the whole file once, in bounded memory, before anything is adopted.
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import iconv from 'iconv-lite';

/** Opens the bytes afresh; an import reads them twice. */
export type Source = () => AsyncIterable<Uint8Array>;

export interface Encoding {
  readonly name: string;
  /** The whole file was seen to be valid in it, so a U+FFFD was already there at the source. */
  readonly proven: boolean;
}

export const fileSource =
  (path: string): Source =>
  () =>
    createReadStream(path, { highWaterMark: 1 << 16 });

/** Keeps an upload in a temporary file, because it cannot be read twice from the network. */
export async function spool(
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ source: Source; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-import-'));
  const path = join(folder, 'upload.csv');
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await pipeline(Readable.from(bytes), createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    await remove();
    throw error;
  }
  return { source: fileSource(path), remove };
}

async function isUtf8(source: Source): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of source()) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

async function utf16Mark(source: Source): Promise<'utf-16le' | 'utf-16be' | undefined> {
  for await (const chunk of source()) {
    if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
    if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be';
    if (chunk.length > 1) return undefined;
  }
  return undefined;
}

/** Which encoding to read with, when the map says `auto`; otherwise the one it names. */
export async function encodingOf(source: Source, wanted: string): Promise<Encoding> {
  if (wanted !== 'auto') return { name: wanted, proven: false };
  const marked = await utf16Mark(source);
  if (marked !== undefined) return { name: marked, proven: false };
  return (await isUtf8(source)) ? { name: 'utf-8', proven: true } : { name: 'gb18030', proven: false };
}

/** The text of the file piece by piece, without a byte order mark. */
export async function* decoded(source: Source, encoding: Encoding): AsyncGenerator<string> {
  if (!iconv.encodingExists(encoding.name)) throw new Error(`Unknown encoding ${String(encoding.name)}.`);
  const decoder = iconv.getDecoder(encoding.name, { stripBOM: false });
  let started = false;
  const clean = (text: string): string => {
    if (started || text.length === 0) return text;
    started = true;
    return text.startsWith('\uFEFF') ? text.slice(1) : text;
  };
  for await (const chunk of source()) {
    const text = clean(decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)));
    if (text.length > 0) yield text;
  }
  const last = clean(decoder.end() ?? '');
  if (last.length > 0) yield last;
}
