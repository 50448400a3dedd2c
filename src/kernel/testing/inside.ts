// What the toy and the conformance suite use of the kernel: its doors, and the few parts behind them that they look at.
export * from '../index.ts';
export { rebuild, verifyChains } from '../server.ts';
export type { Database } from '../db/types.ts';
export { type Branch, branchesOf, covers, fieldSeen, type Subject } from '../access/access.ts';
export type { CaseState } from '../case/fold.ts';
export { inputSchema } from '../case/shown.ts';
export { fromStates, nextStates } from '../procedure/check.ts';
export { dateFromDay, dayNumber } from '../time/date.ts';
