// `plumbline verify` and `plumbline rebuild`: is the record what it was, and do the cases say what their entries say.
// Chains find what was changed, taken out or moved within a case; the end of a case can only be guarded by a checkpoint
// held outside the database, which this version does not have yet.
import { rebuild, verifyChains } from '#kernel/server';
import { mustBeDeclared, REGION, withStore } from './open.ts';
import { type Output, wrong } from './output.ts';

/** More than a person reads; --json has them all. */
const SHOWN = 20;

function shown<T>(found: readonly T[], line: (each: T) => string): string[] {
  const more = found.length - SHOWN;
  return [...found.slice(0, SHOWN).map(line), ...(more > 0 ? [`… 另有 ${more} 处 and ${more} more`] : [])];
}

/** Entries are written by us alone, so that one which is no JSON was changed by somebody else. */
function unreadable(error: unknown): never {
  if (!(error instanceof SyntaxError)) throw error;
  throw wrong(`有的记录已不能读出：${error.message}。`, `An entry can no longer be read: ${error.message}.`);
}

const NOTHING = '没有任何记录，无可校验。There are no entries at all: nothing could be checked.';
const soundness = (entries: number): string => (entries === 0 ? NOTHING : '记录完好。The record is sound.');
const sameness = (entries: number): string =>
  entries === 0 ? NOTHING : '与记录一致。The cases are what their entries say.';

export async function verifyCommand(output: Output): Promise<number> {
  return withStore(async ({ db }) => {
    const found = await verifyChains(db, REGION);
    const sound = found.faults.length === 0;
    output.result({ ok: sound, ...found }, () => [
      `${found.cases} 件 cases, ${found.entries} 条记录 entries`,
      ...shown(found.faults, ({ case: id, seq, what }) => `✗ ${id} #${seq}: ${what}`),
      sound ? soundness(found.entries) : `发现 ${found.faults.length} 处问题。${found.faults.length} faults found.`,
    ]);
    return sound ? 0 : 1;
  });
}

export async function rebuildCommand(output: Output, _: unknown, procedure?: string): Promise<number> {
  if (procedure !== undefined) mustBeDeclared(procedure);
  return withStore(async ({ db, registry }) => {
    const found = await rebuild(db, REGION, registry, procedure).catch(unreadable);
    const same = found.differences.length === 0;
    output.result({ ok: same, ...found }, () => [
      `${found.cases} 件 cases, ${found.entries} 条记录 entries`,
      ...shown(found.differences, ({ case: id, what }) => `✗ ${id}: ${what}`),
      same
        ? sameness(found.entries)
        : `发现 ${found.differences.length} 处不同。${found.differences.length} differences found.`,
    ]);
    return same ? 0 : 1;
  });
}
