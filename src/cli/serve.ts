// `plumbline serve`: hands over to the server, which runs until it is told to stop.
import { startServer } from '../server.ts';
import type { Output } from './output.ts';
import { host, logLevel, portOf, scaleOf } from './settings.ts';

interface ServeOptions {
  readonly demo?: boolean;
  readonly port?: string;
  readonly host?: string;
  readonly scale?: string;
}

export async function serve(_: Output, options: ServeOptions): Promise<void> {
  const address = options.host ?? host();
  const level = logLevel();
  await startServer({
    demo: options.demo === true,
    port: portOf(options.port),
    ...(address === undefined ? {} : { host: address }),
    ...(level === undefined ? {} : { logLevel: level }),
    ...(options.scale === undefined ? {} : { scale: scaleOf(options.scale) }),
  });
}
