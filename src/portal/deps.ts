// What the portal is given when it is mounted.
import type { Kernel } from '#kernel';
import type { Sealer } from './seal.ts';

/** How far the demonstration year has streamed in. */
export interface DemoProgress {
  readonly phase: 'off' | 'waiting' | 'loading' | 'done' | 'failed';
  readonly done: number;
  readonly total: number | null;
}

export interface PortalDeps {
  readonly kernel: Kernel;
  readonly demo: boolean;
  readonly demoProgress?: () => DemoProgress | null;
  /** The year whose report stands on the home page. */
  readonly year?: number;
  /** Seals the portal's cookies; every process of a region must have the same. */
  readonly secret: Buffer;
}

export interface Portal {
  readonly kernel: Kernel;
  readonly demo: boolean;
  readonly year: number;
  readonly sealer: Sealer;
  readonly progress: () => DemoProgress | null;
}
