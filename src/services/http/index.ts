// The REST door (interfaces.md): `createHttp` builds a server on any kernel; whoever calls it listens and mounts pages.
export { SESSION_COOKIE } from './actor.ts';
export { answerUnknownAddresses, createHttp } from './app.ts';
export type { HttpOptions } from './options.ts';
export { listenOn } from './listen.ts';
export { type Watched, watchedProgress } from './progress.ts';
