// The figures of the annual report: computed live from the records, each opening to exactly the records it counts.
export type * from './view.ts';
