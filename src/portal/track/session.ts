// Which case a browser follows: number and query code, sealed in a cookie for half an hour. The code is never part of an
// address, and "leave" forgets it, for shared computers.
import type { ActorRef, CaseItem, Kernel } from '#kernel';
import type { Sealer } from '../seal.ts';

export interface Tracked {
  readonly number: string;
  readonly code: string;
}

export function openTracked(sealer: Sealer, cookie: string | undefined): Tracked | null {
  const value = sealer.open(cookie) as Partial<Record<keyof Tracked, unknown>> | null | undefined;
  if (typeof value?.number !== 'string' || typeof value.code !== 'string') return null;
  return { number: value.number, code: value.code };
}

/** The one case that this number and code open; null for any mistake, always the same. */
export async function caseOf(kernel: Kernel, tracked: Tracked): Promise<{ actor: ActorRef; item: CaseItem } | null> {
  const actor: ActorRef = { code: tracked.code, number: tracked.number };
  const who = await kernel.whoIs(actor).catch(() => null);
  if (who === null || who.kind !== 'code') return null;
  for (const procedure of kernel.registry.procedures.values()) {
    if (!procedure.tracked) continue;
    const page = await kernel.list(actor, procedure.id, { limit: 2 }).catch(() => null);
    const item = page?.items.find(({ number }) => number === tracked.number);
    if (item !== undefined) return { actor, item };
  }
  return null;
}
