// The thread in which PGlite lives. It answers one message after another and knows nothing of transactions: who holds
// one is decided on the other side (embedded.ts).
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { OID, parsers } from './values.ts';

/** `n` is answered with the same `n`. */
export type Ask =
  | { readonly n: number; readonly do: 'query'; readonly text: string; readonly params: readonly unknown[] }
  | { readonly n: number; readonly do: 'script'; readonly text: string }
  | {
      readonly n: number;
      readonly do: 'copy';
      readonly text: string;
      readonly chunks: readonly Uint8Array<ArrayBuffer>[];
    }
  | { readonly n: number; readonly do: 'listen'; readonly channel: string }
  | { readonly n: number; readonly do: 'unlisten'; readonly channel: string }
  | { readonly n: number; readonly do: 'close' };

export type Reply =
  /** `bytes` names the columns that arrive as bare bytes: a Buffer does not pass between threads. */
  | { readonly n: number; readonly rows: readonly unknown[]; readonly bytes: readonly string[] }
  | { readonly n: number; readonly error: Failure }
  | { readonly channel: string; readonly payload: string };

/** What a statement's error tells, without its values. */
export interface Failure {
  readonly message: string;
  readonly code: string | undefined;
  readonly constraint: string | undefined;
}

/** Where the database lies; absent: in memory. */
export interface Place {
  readonly folder: string | undefined;
}

const port = parentPort;
if (port === null) throw new Error("This file is the embedded engine's own thread.");
const { folder } = workerData as Place;

const failure = (error: unknown): Failure => {
  const { message, code, constraint } = error as { message?: string; code?: string; constraint?: string };
  return { message: message ?? String(error), code, constraint };
};

const opened = (async () => {
  const db = new PGlite(folder);
  await db.waitReady;
  await db.exec("set TimeZone = 'Asia/Shanghai'; set jit = off");
  return db;
})();

type Answer = Pick<Extract<Reply, { rows: unknown }>, 'rows' | 'bytes'>;
const nothing: Answer = { rows: [], bytes: [] };

async function work(db: PGlite, ask: Ask): Promise<Answer> {
  switch (ask.do) {
    case 'query': {
      const { rows, fields } = await db.query(ask.text, ask.params as unknown[], { parsers });
      return { rows, bytes: fields.flatMap(({ name, dataTypeID }) => (dataTypeID === OID.bytea ? [name] : [])) };
    }
    case 'script':
      await db.exec(ask.text);
      return nothing;
    case 'copy':
      await db.query(ask.text, [], { blob: new Blob([...ask.chunks]) });
      return nothing;
    case 'listen':
      await db.listen(ask.channel, (payload) => port?.postMessage({ channel: ask.channel, payload } satisfies Reply));
      return nothing;
    case 'unlisten':
      await db.unlisten(ask.channel);
      return nothing;
    case 'close':
      await db.close();
      return nothing;
  }
}

let last: Promise<void> = Promise.resolve();
port.on('message', (ask: Ask) => {
  last = last.then(async () => {
    try {
      port.postMessage({ n: ask.n, ...(await work(await opened, ask)) } satisfies Reply);
    } catch (error) {
      port.postMessage({ n: ask.n, error: failure(error) } satisfies Reply);
    }
    if (ask.do === 'close') port.close();
  });
});
