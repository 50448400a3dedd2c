// Everything one actor can learn of one case, through every door that shows cases.
import { type ActorRef, type CaseItem, type CaseView, Problem, type RecordItem, type StepView } from '../inside.ts';
import type { TestKernel } from '../test-kernel.ts';

export interface Answers {
  readonly view: CaseView | null;
  readonly steps: readonly StepView[];
  readonly record: readonly RecordItem[];
  readonly listed: readonly CaseItem[];
  readonly counted: number;
  readonly inbox: readonly CaseItem[];
  readonly found: readonly CaseItem[];
  readonly exported: readonly CaseItem[];
}

async function or<T>(instead: T, asking: () => Promise<T>): Promise<T> {
  try {
    return await asking();
  } catch (error) {
    if (error instanceof Problem && ['not-found', 'not-allowed', 'unknown-actor'].includes(error.kind)) return instead;
    throw error;
  }
}

async function all<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const row of rows) found.push(row);
  return found;
}

const ALL = { limit: 200 } as const;

export async function answers({ kernel }: TestKernel, actor: ActorRef, of: CaseView): Promise<Answers> {
  const mine = <Item extends { readonly id: string }>(items: readonly Item[]) => items.filter(({ id }) => id === of.id);
  const { procedure, id } = of;
  return {
    view: await or(null, () => kernel.get(actor, procedure, id)),
    steps: await or([], async () => kernel.steps(actor, procedure, id)),
    record: await or([], async () => kernel.record(actor, procedure, id)),
    listed: mine(await or([], async () => (await kernel.list(actor, procedure, ALL)).items)),
    counted: await or(0, async () => (await kernel.count(actor, procedure, {})).count),
    inbox: mine(await or([], async () => (await kernel.inbox(actor, ALL)).items)),
    found: mine([
      ...(await or([], () => kernel.search(actor, of.number))),
      ...(of.title === '' ? [] : await or([], () => kernel.search(actor, of.title, 200))),
    ]),
    exported: mine(await or([], () => all(kernel.exportRows(actor, procedure, {})))),
  };
}
