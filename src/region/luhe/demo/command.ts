// The kernel's batch command, with the three things that cannot be known before a batch runs.
import type { BatchCommand } from '#kernel';

export interface DemoCommand extends BatchCommand {
  /** Member of the input → ref of the case whose number goes there. */
  readonly numbers?: Readonly<Record<string, string>>;
  /** The same for the case's id. */
  readonly caseIds?: Readonly<Record<string, string>>;
  /** Signs the open proposal of this step. */
  readonly sign?: { readonly opinion: string };
}
