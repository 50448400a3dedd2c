// The door to the kernel's law: the rules, their versions and settings, dated parameters, citations and statute texts.
export * from './citation.ts';
export * from './due-command.ts';
export { LawError } from './law-error.ts';
export { laws } from './laws.ts';
export * from './library.ts';
export { lineages } from './lineages.ts';
export * from './parameters.ts';
export * from './rule.ts';
export * from './statutes.ts';
export { additionalFine } from './surcharge.ts';
export type * from './types.ts';
