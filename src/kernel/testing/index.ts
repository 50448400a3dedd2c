// The testing door of the kernel: a kernel in one line, and the promises every line is held to.
export * from './conformance/index.ts';
export * from './test-kernel.ts';
