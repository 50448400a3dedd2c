// Each grant shows what it grants and nothing else, through whatever door. The values of a case that a reader may not
// see are looked for in everything that reader is told.
import assert from 'node:assert/strict';
import {
  type ActorRef,
  anyone,
  type Branch,
  branchesOf,
  type CaseState,
  type CaseView,
  covers,
  fieldSeen,
  type Grant,
  party,
  type Subject,
} from '../inside.ts';
import { answers } from './doors.ts';
import { type Office, type Seeded, userOf } from './office.ts';

/** Values distinctive enough that meeting one means that its field was shown. */
function leaves(value: unknown): string[] {
  if (typeof value === 'string') return value.length >= 5 && !/^[\d:T+.-]+$/.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(leaves);
}

interface Reader {
  readonly actor: ActorRef;
  readonly subject: Subject;
}

const subject = (id: string, kind: Subject['kind'], posts: Subject['posts'] = [], caseId?: string): Subject => ({
  id,
  kind,
  nameZh: '',
  nameEn: '',
  posts,
  ...(caseId === undefined ? {} : { caseId }),
});

function readersOf(office: Office, seeded: Seeded, grant: Grant): Reader[] {
  if (grant.post.id === anyone.id) return [{ actor: { anyone: true }, subject: subject('anyone', 'anyone') }];
  if (grant.post.id === party.id) {
    const code = seeded.code;
    return [
      { actor: office.citizen, subject: subject('somebody', 'citizen') },
      ...(code === undefined ? [] : [{ actor: code, subject: subject(`code:${code.number}`, 'code', [], seeded.id) }]),
    ];
  }
  const id = userOf(grant.post.id);
  return [{ actor: { user: id }, subject: subject(id, 'official', [{ post: grant.post.id, unit: office.home }]) }];
}

const GOVERNED = ['handler', 'helpers', 'periods', 'parties', 'links', 'proposals'] as const;

async function checkReader(office: Office, seeded: Seeded, whole: CaseView, reader: Reader): Promise<number> {
  const reach = Object.fromEntries(
    [whole.unit, ...whole.helpers].map((unit) => [unit, { same: [unit], above: [unit] }]),
  );
  const covering: readonly Branch[] = branchesOf(seeded.procedure, reader.subject).filter((branch) =>
    covers(branch, reader.subject, whole as unknown as CaseState, reach),
  );
  const sees = (field: string) => covering.some(({ grant }) => fieldSeen(grant, field));
  const told = await answers(office.t, reader.actor, whole);
  const who = `${seeded.procedure.id} at ${whole.state}: ${JSON.stringify(reader.actor)}`;
  if (covering.length === 0) {
    assert.equal(told.view, null, `${who} is told nothing by get`);
    for (const door of ['steps', 'record', 'listed', 'inbox', 'found', 'exported'] as const)
      assert.deepEqual(told[door], [], `${who} is told nothing by ${door}`);
    return 0;
  }
  assert.ok(told.view !== null, `${who} gets the case`);
  assert.equal(told.listed.length, 1, `${who} finds it in the list`);
  for (const field of GOVERNED) {
    const value = told.view[field];
    if (!sees(field))
      assert.ok(value === null || (Array.isArray(value) && value.length === 0), `${who} is shown ${field}`);
  }
  if (!sees('record')) assert.deepEqual(told.record, [], `${who} is shown the record`);
  const items = [told.view, ...told.listed, ...told.inbox, ...told.found, ...told.exported];
  for (const item of items) {
    if (!sees('title')) assert.equal(item.title, '', `${who} is shown the title`);
    if (!sees('handler')) assert.equal(item.handler, null, `${who} is shown the handler`);
    for (const [name, value] of Object.entries(item.facets))
      if (!sees(name)) assert.equal(value, null, `${who} is shown the facet ${name}`);
    if (!sees('periods') && 'dueAt' in item)
      assert.equal(item.dueAt, null, `${who} is shown a date of its time limits`);
  }
  const [hidden, shown] = [new Set<string>(), new Set<string>()];
  for (const [name, value] of Object.entries(whole.facts))
    for (const leaf of leaves(value)) (sees(name) ? shown : hidden).add(leaf);
  const allowed = [...shown, ...(sees('title') ? [whole.title] : [])].join('\n');
  const { steps: _steps, record, ...rest } = told;
  const text = JSON.stringify({ ...rest, record: record.map(({ actor: _actor, ...item }) => item) });
  let looked = 0;
  for (const leaf of hidden) {
    if (allowed.includes(leaf)) continue;
    looked += 1;
    assert.ok(!text.includes(JSON.stringify(leaf).slice(1, -1)), `${who} meets the hidden value ${leaf}`);
  }
  for (const secret of office.samples.secrets) assert.ok(!text.includes(secret), `${who} meets a sensitive value`);
  return looked;
}

/** Gives how many hidden values were looked for. */
export async function grantsShowOnlyWhatTheyGrant(office: Office, cases: readonly Seeded[]): Promise<number> {
  let looked = 0;
  for (const seeded of cases) {
    const whole = await office.t.kernel.get({ system: 'conformance' }, seeded.procedure.id, seeded.id);
    const readers = new Map(
      seeded.procedure.access
        .flatMap((grant) => readersOf(office, seeded, grant))
        .map((reader) => [JSON.stringify(reader.actor), reader] as const),
    );
    for (const reader of readers.values()) looked += await checkReader(office, seeded, whole, reader);
  }
  return looked;
}
