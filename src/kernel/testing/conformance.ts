// The door to the conformance suite: `conformance(domains)` in a test file registers its tests.
export { conformance, type ConformanceOptions } from './conformance/index.ts';
