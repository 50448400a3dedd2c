// Taking over what another system began (接转): every row of its table becomes a case through the adopting step, by the
// one path that everything takes. No row is lost and none is doubled: each is adopted, or was there already, or is
// rejected with its reason, and the three add up to the rows read. The file goes through in pieces of bounded size; a run
// that was cut off is simply run again.
import { type ActorRef, type BatchCommand, type Kernel, type OutsideCase, Problem } from '#kernel';
import { headerOf, rowConverter, type Converted, type RowConverter } from './convert.ts';
import { decoded, encodingOf, type Source } from './decode.ts';
import { ExchangeError, type ImportMap } from './map.ts';
import { type CsvRecord, type Dialect, fieldsOf, type RawRecord, RecordCutter } from './records.ts';
import * as reasons from './reasons.ts';
import type { RejectCode, RowProblem } from './reasons.ts';

export interface Reject {
  readonly line: number;
  /** Empty where the row has none that could be read. */
  readonly number: string;
  readonly problems: readonly RowProblem[];
  readonly text: string;
}

export interface RowResult {
  readonly line: number;
  readonly number: string;
  readonly result: 'adopted' | 'already there' | 'rejected';
  readonly problems: readonly RowProblem[];
}

export interface ImportSummary {
  readonly read: number;
  readonly adopted: number;
  readonly alreadyThere: number;
  readonly rejected: number;
  /** How often each reason was given. */
  readonly reasons: Readonly<Partial<Record<RejectCode, number>>>;
  readonly encoding: string;
}

export interface ImportOptions {
  readonly kernel: Kernel;
  readonly actor: ActorRef;
  readonly procedure: string;
  readonly map: ImportMap;
  readonly source: Source;
  /** The post and unit to act in, when the actor holds several. */
  readonly as?: { readonly post: string; readonly unit: string };
  readonly onReject?: (reject: Reject) => void | Promise<void>;
  readonly onRow?: (row: RowResult) => void | Promise<void>;
  readonly onProgress?: (summary: ImportSummary) => void;
  /** Rows handled together. */
  readonly batch?: number;
  /** Characters in one row. */
  readonly rowLimit?: number;
}

interface Pending {
  readonly record: CsvRecord;
  readonly converted: Converted;
}

type Outcome = { readonly record: CsvRecord; readonly number: string } & (
  | { readonly result: 'adopted' | 'already there' }
  | { readonly result: 'rejected'; readonly problems: readonly RowProblem[] }
);

const BATCH = 2000;
/** A batch of huge rows ends early, so that memory stays bounded. */
const BATCH_CHARACTERS = 2_000_000;
const ROW_LIMIT = 128_000;

async function* recordsOf(source: Source, encoding: Parameters<typeof decoded>[1], dialect: Dialect, batch: number) {
  const cutter = new RecordCutter(dialect);
  let held: RawRecord[] = [];
  let characters = 0;
  for await (const text of decoded(source, encoding)) {
    for (const record of cutter.push(text)) {
      held.push(record);
      characters += record.text.length;
      if (held.length < batch && characters < BATCH_CHARACTERS) continue;
      yield held;
      held = [];
      characters = 0;
    }
  }
  held.push(...cutter.end());
  if (held.length > 0) yield held;
}

function problemsOf(error: unknown): readonly RowProblem[] {
  if (!(error instanceof Problem)) throw error;
  if (error.errors.length > 0) return error.errors.map(({ pointer, message }) => reasons.refused(pointer, message));
  if (error.refusals.length > 0) return error.refusals.map(({ reason }) => reasons.refused('', reason));
  return [reasons.refused('', error.detail)];
}

/** Two rows of one batch with the same number: the same row once more, or a second one that contradicts it. */
function splitByNumber(pending: readonly Pending[]) {
  const first = new Map<string, Pending>();
  const again: Pending[] = [];
  const contrary: Outcome[] = [];
  for (const each of pending) {
    const { number, hash } = each.converted;
    const before = first.get(number);
    if (before === undefined) first.set(number, each);
    else if (before.converted.hash === hash) again.push(each);
    else
      contrary.push({
        record: each.record,
        number,
        result: 'rejected',
        problems: [reasons.secondRow(before.record.line)],
      });
  }
  return { first: [...first.values()], again, contrary };
}

class Importer {
  readonly #options: ImportOptions;
  readonly #counts = { read: 0, adopted: 0, alreadyThere: 0, rejected: 0 };
  readonly #reasons: Partial<Record<RejectCode, number>> = {};
  readonly #encoding: string;

  constructor(options: ImportOptions, encoding: string) {
    this.#options = options;
    this.#encoding = encoding;
  }

  get summary(): ImportSummary {
    return { ...this.#counts, reasons: { ...this.#reasons }, encoding: this.#encoding };
  }

  async take(records: readonly CsvRecord[], convert: RowConverter): Promise<void> {
    const pending: Pending[] = [];
    const outcomes: Outcome[] = [];
    for (const record of records) {
      this.#counts.read += 1;
      const row = convert(record, this.#counts.read);
      if ('problems' in row) outcomes.push({ record, number: row.number, result: 'rejected', problems: row.problems });
      else pending.push({ record, converted: row });
    }
    outcomes.push(...(await this.#adopt(pending)));
    outcomes.sort((a, b) => a.record.line - b.record.line);
    for (const outcome of outcomes) await this.#tell(outcome);
    this.#options.onProgress?.(this.summary);
  }

  async #adopt(pending: readonly Pending[]): Promise<Outcome[]> {
    if (pending.length === 0) return [];
    const { first, again, contrary } = splitByNumber(pending);
    const outcomes: Outcome[] = [];
    const there = await this.#adopted(first.map(({ converted }) => converted.number));
    const fresh: Pending[] = [];
    for (const each of first) {
      const before = there.get(each.converted.number);
      if (before === undefined) fresh.push(each);
      else outcomes.push(compared(each, before));
    }
    outcomes.push(...(await this.#perform(fresh)));
    const refused = new Map(outcomes.filter(({ result }) => result === 'rejected').map((each) => [each.number, each]));
    for (const { record, converted } of again) {
      const { number } = converted;
      const before = refused.get(number);
      outcomes.push(before === undefined ? { record, number, result: 'already there' } : { ...before, record });
    }
    return [...outcomes, ...contrary];
  }

  async #adopted(numbers: readonly string[]): Promise<ReadonlyMap<string, OutsideCase>> {
    const { kernel, actor, procedure, map } = this.#options;
    const found = await kernel.outside(actor, procedure, map.outside.system, numbers);
    return new Map(found.map((each) => [each.number, each]));
  }

  async #perform(fresh: readonly Pending[]): Promise<Outcome[]> {
    if (fresh.length === 0) return [];
    const { kernel, actor, procedure, map, as } = this.#options;
    const commands = fresh.map(
      ({ converted }): BatchCommand => ({ procedure, step: map.step, input: converted.input, ...(as ? { as } : {}) }),
    );
    const refused = new Map<number, Error>();
    const onRefused = (_: BatchCommand, error: Error, index: number) => refused.set(index, error);
    await kernel.performMany(actor, commands, { onRefused, batch: commands.length });
    if (refused.size === fresh.length) raiseIfMisused([...refused.values()]);
    // Somebody else may have adopted the very same rows meanwhile; then they are there, which is no fault of the row.
    const lost = [...refused.keys()].map((index) => fresh[index]?.converted.number ?? '');
    const there = lost.length === 0 ? new Map<string, OutsideCase>() : await this.#adopted(lost);
    return fresh.map((each, index): Outcome => {
      const { number } = each.converted;
      const error = refused.get(index);
      if (error === undefined) return { record: each.record, number, result: 'adopted' };
      const before = there.get(number);
      if (before !== undefined) return compared(each, before);
      return { record: each.record, number, result: 'rejected', problems: problemsOf(error) };
    });
  }

  async #tell(outcome: Outcome): Promise<void> {
    const { record, number } = outcome;
    const problems = outcome.result === 'rejected' ? outcome.problems : [];
    if (outcome.result === 'adopted') this.#counts.adopted += 1;
    else if (outcome.result === 'already there') this.#counts.alreadyThere += 1;
    else {
      this.#counts.rejected += 1;
      for (const { code } of problems) this.#reasons[code] = (this.#reasons[code] ?? 0) + 1;
      await this.#options.onReject?.({ line: record.line, number, problems, text: record.text });
    }
    await this.#options.onRow?.({ line: record.line, number, result: outcome.result, problems });
  }
}

function compared({ record, converted: { number, hash } }: Pending, before: OutsideCase): Outcome {
  if (before.hash === hash) return { record, number, result: 'already there' };
  return { record, number, result: 'rejected', problems: [reasons.changed()] };
}

/** Where nobody may adopt at all, the rows are not at fault and none of them belongs into a reject file. */
function raiseIfMisused(errors: readonly Error[]): void {
  const [first] = errors;
  if (first instanceof Problem && ['not-allowed', 'unknown-actor', 'not-found'].includes(first.kind)) throw first;
}

function checkTarget({ kernel, procedure, map }: ImportOptions): void {
  if (map.procedure !== procedure) {
    throw new ExchangeError(
      'map',
      `此映射用于“${map.procedure}”，不是“${procedure}”。`,
      `This map is for "${map.procedure}", not for "${procedure}".`,
    );
  }
  const target = kernel.registry.procedures.get(procedure);
  const step = target !== undefined && Object.hasOwn(target.steps, map.step) ? target.steps[map.step] : undefined;
  if (step === undefined || !('adopts' in step) || step.adopts !== true) {
    throw new ExchangeError(
      'map',
      `“${procedure}”没有名为“${map.step}”的接转步骤。`,
      `"${procedure}" has no adopting step called "${map.step}".`,
    );
  }
}

const emptyFile = () => new ExchangeError('file', '文件是空的，没有表头。', 'The file is empty: there is no header.');

/** Adopts every row of a CSV. Throws an ExchangeError, with nothing written, when map or file are not what they should be. */
export async function importCsv(options: ImportOptions): Promise<ImportSummary> {
  checkTarget(options);
  const { map, source, kernel } = options;
  const limit = options.rowLimit ?? ROW_LIMIT;
  const dialect = { delimiter: map.delimiter, quote: map.quote, limit };
  const encoding = await encodingOf(source, map.encoding);
  const importer = new Importer(options, encoding.name);
  const foreign = encoding.proven ? null : encoding.name;
  let convert: RowConverter | undefined;
  for await (const raw of recordsOf(source, encoding, dialect, options.batch ?? BATCH)) {
    let records = fieldsOf(raw, dialect);
    if (convert === undefined) {
      const at = records.findIndex(({ line }) => line >= map.headerRow);
      const head = records[at];
      if (head === undefined) continue;
      const header = map.headerRow === 0 ? head.fields.map((_, index) => String(index + 1)) : headerOf(head.fields);
      convert = rowConverter({ map, header, clock: kernel.clock, limit, foreign });
      records = records.slice(map.headerRow === 0 ? at : at + 1);
    }
    await importer.take(records, convert);
  }
  if (convert === undefined) throw emptyFile();
  return importer.summary;
}
