// Both loopbacks at once: `localhost` means ::1 to some programs and 127.0.0.1 to others, and a browser must reach the
// server by either. The second listener shares the first one's routes.
import type { Duplex } from 'node:stream';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';

export class PortTaken extends Error {
  readonly label: { readonly zh: string; readonly en: string };
  constructor(port: number) {
    super(`Port ${port} is taken.`);
    this.name = 'PortTaken';
    this.label = {
      zh: `端口 ${port} 已被占用。请停止占用它的程序,或用 PORT=其他端口 再启动。`,
      en: `Port ${port} is in use. Stop what uses it, or start again with PORT set to another one.`,
    };
  }
}

export interface Listening {
  readonly urls: readonly string[];
  readonly port: number;
  close(): Promise<void>;
}

const codeOf = (error: unknown): string | undefined => (error as { code?: string } | null)?.code;

function secondLoopback(app: FastifyInstance, port: number): Promise<Server | null> {
  const server = createServer((request, response) => app.routing(request, response));
  server.requestTimeout = app.server.requestTimeout;
  server.keepAliveTimeout = app.server.keepAliveTimeout;
  for (const listener of app.server.listeners('clientError')) {
    server.on('clientError', listener as (error: Error, socket: Duplex) => void);
  }
  return new Promise((resolve, reject) => {
    // Machines without IPv6 have no ::1; one loopback is enough there.
    server.once('error', (error) => (codeOf(error) === 'EADDRINUSE' ? reject(error) : resolve(null)));
    server.listen({ port, host: '::1', ipv6Only: true }, () => resolve(server));
  });
}

const shown = (host: string, port: number): string =>
  host === '0.0.0.0' || host === '::'
    ? `http://localhost:${port}`
    : `http://${host.includes(':') ? `[${host}]` : host}:${port}`;

export async function listenOn(app: FastifyInstance, port: number, host?: string): Promise<Listening> {
  try {
    await app.listen({ port, host: host ?? '127.0.0.1' });
    const bound = (app.server.address() as AddressInfo).port;
    if (host !== undefined) return { urls: [shown(host, bound)], port: bound, close: () => app.close() };
    const second = await secondLoopback(app, bound);
    const close = async () => {
      const ended = second === null ? Promise.resolve() : new Promise((resolve) => second.close(resolve));
      second?.closeIdleConnections();
      await app.close();
      second?.closeAllConnections();
      await ended;
    };
    return { urls: [`http://localhost:${bound}`], port: bound, close };
  } catch (error) {
    await app.close();
    if (codeOf(error) === 'EADDRINUSE') throw new PortTaken(port);
    throw error;
  }
}
