// The door for tests: a kernel in one line, the conformance suite, and the toy line on which the kernel itself is tested.
export { conformance } from './conformance/index.ts';
export { testKernel } from './test-kernel.ts';
export type { TestKernel } from './test-kernel.ts';
export { toy } from './toy/domain.ts';
