// The reject file: one line for each row that was not adopted, with everything a person needs to put it right at the
// source and send it again. It is made only when there is something to put in it.
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';
import { BYTE_ORDER_MARK, csvLines } from './cells.ts';
import type { Reject } from './import.ts';

export const REJECT_COLUMNS = ['line', 'outside number', 'pointer', 'reason zh', 'reason en', 'raw row'] as const;

const lineOf = ({ line, number, problems, text }: Reject): (string | number)[] => [
  line,
  number,
  problems.map(({ pointer }) => pointer).join(' '),
  problems.map(({ reason }) => reason.zh).join(' '),
  problems.map(({ reason }) => reason.en).join(' '),
  text,
];

export interface RejectFile {
  write(reject: Reject): Promise<void>;
  /** Gives the path, or null when nothing was rejected. */
  close(): Promise<string | null>;
}

export function rejectFile(path: string): RejectFile {
  let stream: WriteStream | undefined;
  let failure: Error | undefined;
  const opened = async (): Promise<WriteStream> => {
    if (stream !== undefined) return stream;
    await mkdir(dirname(path), { recursive: true });
    stream = createWriteStream(path, { mode: 0o600 });
    stream.on('error', (error) => {
      failure = error;
    });
    stream.write(BYTE_ORDER_MARK + csvLines([REJECT_COLUMNS]));
    return stream;
  };
  return {
    async write(reject) {
      const to = await opened();
      if (failure !== undefined) throw failure;
      if (!to.write(csvLines([lineOf(reject)]))) {
        await new Promise<void>((resolve) => {
          to.once('drain', resolve);
          to.once('error', () => resolve());
        });
      }
    },
    async close() {
      if (stream === undefined) return null;
      stream.end();
      await finished(stream);
      return path;
    },
  };
}
