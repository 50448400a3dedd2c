// Freezing a report. A drafter asks for it by a step; the figures are then computed here and entered by the system itself,
// because no post of any person may take the step that carries them. Asking twice, or two servers at once, freezes once.
import { dateOf, type Kernel } from '#kernel';
import { computeReport, type ComputedFigure, recordCount } from './compute.ts';
import { digestOf, type FrozenFigure, type FrozenReport, selectionOf } from './digest.ts';
import { reporter } from './range.ts';
import { confirmedClaims, REPORT } from './report.ts';

async function frozenFigure(kernel: Kernel, figure: ComputedFigure): Promise<FrozenFigure> {
  const { id, status, value, query, definition } = figure;
  const selection = definition && query ? selectionOf(definition, query) : null;
  return { id, status, value, records: await recordCount(kernel, figure), selection };
}

export async function freezable(kernel: Kernel, year: number, version: number): Promise<FrozenReport> {
  const computedAt = kernel.clock.now();
  const figures: FrozenFigure[] = [];
  for (const figure of await computeReport(kernel, { year })) figures.push(await frozenFigure(kernel, figure));
  const claims = (await confirmedClaims(kernel, year)).map((claim) => ({
    id: claim.id,
    number: claim.number,
    version: claim.version,
    section: claim.section,
    statement: claim.statement,
  }));
  const frozen = { version, year, asOf: dateOf(computedAt), computedAt, figures, claims };
  return { ...frozen, digest: await digestOf(frozen) };
}

/** Freezes one report that waits for it. Nothing happens when it does not (any more). */
export async function freezeReport(kernel: Kernel, id: string): Promise<void> {
  const waiting = await kernel.get(reporter, REPORT, id);
  if (waiting.state !== 'freezing') return;
  const { year, version } = waiting.facts as { readonly year: number; readonly version: number };
  const input = await freezable(kernel, year, version);
  const request = `freeze:${id}:${waiting.version}`;
  await kernel.perform(reporter, {
    procedure: REPORT,
    case: id,
    step: 'freeze',
    input,
    request,
    version: waiting.version,
  });
}

async function freezeWaiting(kernel: Kernel): Promise<void> {
  const page = await kernel.list(reporter, REPORT, { state: 'freezing', limit: 200 });
  for (const { id } of page.items) await freezeReport(kernel, id);
}

/** For a running server: freezes what waits now and whatever is asked for later. Gives the function that stops it. */
export function serveFreezing(kernel: Kernel, onError: (error: unknown) => void): () => void {
  if (!kernel.registry.procedures.has(REPORT)) return () => {};
  let last: Promise<void> = freezeWaiting(kernel).catch(onError);
  const stop = kernel.subscribe((notice) => {
    if (notice.procedure !== REPORT || notice.step !== 'askFreeze') return;
    last = last.then(() => freezeReport(kernel, notice.case)).catch(onError);
  });
  return stop;
}
