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
      zh: `端口 ${port} 已被占用。请停止占用它的程序，或用 PORT=其他端口 再启动。`,
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

/** Another address for the same routes. */
function alsoOn(app: FastifyInstance, port: number, host: string): Promise<Server> {
  const server = createServer((request, response) => app.routing(request, response));
  server.requestTimeout = app.server.requestTimeout;
  server.keepAliveTimeout = app.server.keepAliveTimeout;
  for (const listener of app.server.listeners('clientError')) {
    server.on('clientError', listener as (error: Error, socket: Duplex) => void);
  }
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, ipv6Only: true }, () => resolve(server));
  });
}

const IPV4 = '127.0.0.1';
const IPV6 = '::1';

/** The address to open first, and those it does not cover. A wildcard covers the loopback of its family, `::` both. */
function addresses(host: string | undefined): { readonly first: string; readonly others: readonly string[] } {
  if (host === '::') return { first: host, others: [] };
  if (host === '0.0.0.0') return { first: host, others: [IPV6] };
  const own = host === undefined || host === IPV4 || host === IPV6 || host === 'localhost';
  return { first: IPV4, others: own ? [IPV6] : [IPV6, host] };
}

const shown = (host: string, port: number): string => `http://${host.includes(':') ? `[${host}]` : host}:${port}`;

/** Opens both loopbacks, and `host` beside them. Port 0 takes any that is free. */
export async function listenOn(app: FastifyInstance, port: number, host?: string): Promise<Listening> {
  const { first, others } = addresses(host);
  const servers: Server[] = [];
  const close = async () => {
    const ended = servers.map((server) => new Promise((resolve) => server.close(resolve)));
    for (const server of servers) server.closeIdleConnections();
    await app.close();
    for (const server of servers) server.closeAllConnections();
    await Promise.all(ended);
  };
  try {
    await app.listen({ port, host: first });
    const bound = (app.server.address() as AddressInfo).port;
    for (const other of others) {
      try {
        servers.push(await alsoOn(app, bound, other));
      } catch (error) {
        // Machines without IPv6 have no ::1; one loopback is enough there.
        if (other !== IPV6 || codeOf(error) === 'EADDRINUSE') throw error;
      }
    }
    const more = others.filter((other) => other !== IPV6);
    return { urls: ['localhost', ...more].map((name) => shown(name, bound)), port: bound, close };
  } catch (error) {
    await close();
    if (codeOf(error) === 'EADDRINUSE') throw new PortTaken(port);
    throw error;
  }
}
