// The server door: the kernel with a database behind it.
export { openDatabase } from './db/open.ts';
export type { Database } from './db/types.ts';
export { raiseWalls, SERVING_ROLE } from './db/grants.ts';
export { migrate } from './db/migrate.ts';
export { openKernel } from './case/kernel.ts';
export type { KernelOptions } from './case/kernel.ts';
export { openKeyring } from './record/keys.ts';
export { systemClock, scriptedClock } from './time/clock.ts';
export { verifyChains } from './record/verify.ts';
export { rebuild } from './record/rebuild.ts';
