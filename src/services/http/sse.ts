// Server-sent events on the bare response: what the framework would buffer must leave at once, and a reader that
// does not keep up is never allowed to fill our memory.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Metrics } from './metrics.ts';

export interface Events {
  /** False when the reader is behind: keep what you have and try later. */
  send(event: string, data: unknown): boolean;
  close(): void;
  readonly closed: boolean;
}

const HEARTBEAT = 20_000;

const open = new Set<Events>();

/** At shutdown, so that waiting readers do not hold it up. */
export function closeAllEvents(): void {
  for (const events of open) events.close();
}

export function openEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  metrics: Metrics,
  ended: () => void,
  beat: () => void = () => undefined,
): Events {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  raw.write('retry: 3000\n\n');
  metrics.gauge('plumbline_live_listeners', 1);
  let closed = false;
  const timer = setInterval(() => {
    if (!raw.writableNeedDrain) raw.write(': here\n\n');
    beat();
  }, HEARTBEAT);
  const finish = () => {
    if (closed) return;
    closed = true;
    clearInterval(timer);
    open.delete(events);
    metrics.gauge('plumbline_live_listeners', -1);
    ended();
  };
  const events: Events = {
    send(event, data) {
      if (closed || raw.writableNeedDrain) return false;
      raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      return true;
    },
    close() {
      if (!closed) raw.end();
      finish();
    },
    get closed() {
      return closed;
    },
  };
  open.add(events);
  raw.on('close', finish);
  raw.on('error', finish);
  request.raw.on('close', () => {
    if (request.raw.destroyed) finish();
  });
  return events;
}
