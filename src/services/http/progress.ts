// How far the demonstration year has come in: one value, and everyone who watches it.
import type { DemoProgress, DemoState } from './options.ts';

export interface Watched extends DemoProgress {
  set(state: Partial<DemoState>): void;
}

export function watchedProgress(first: DemoState): Watched {
  let state = first;
  const listeners = new Set<(state: DemoState) => void>();
  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set(change) {
      state = { ...state, ...change };
      for (const listener of listeners) listener(state);
    },
  };
}
