// The front door of the kernel: what a domain, a service or a browser may use. Pure; it runs anywhere.
export * from './procedure/types.ts';
export * from './procedure/define.ts';
export * from './procedure/sensitive.ts';
export type { Registry } from './procedure/registry.ts';
export { buildRegistry, IllFormed } from './procedure/check.ts';
export * from './case/problem.ts';
export type * from './case/api.ts';
export * from './law/index.ts';
export * from './time/index.ts';
export type { Clock } from './time/clock.ts';
// Names that two parts use: these are the ones meant.
export type { Label } from './procedure/types.ts';
export type { Light } from './case/api.ts';
