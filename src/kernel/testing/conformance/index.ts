// The conformance suite: what every line keeps for free. A line adds nothing but itself; input is made from its
// schemas, or given where its grounds ask for more than a made-up input can meet.
import * as z from 'zod';
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type ActorRef, buildRegistry, type Domain, Problem, rebuild, verifyChains } from '../inside.ts';
import * as declared from './declared.ts';
import { answers } from './doors.ts';
import { type Inputs, type Office, openOffice, seed, type Seeded } from './office.ts';
import { grantsShowOnlyWhatTheyGrant } from './shown.ts';

export interface ConformanceOptions {
  readonly inputs?: Inputs;
}

/** One case of each procedure in each state, and those that a query code opens: the others would tell nothing new. */
async function varied({ t, seeded }: Office, domain: Domain): Promise<Seeded[]> {
  const kept = new Map<string, Seeded>();
  for (const one of seeded.filter(({ procedure }) => domain.procedures.includes(procedure))) {
    const { state } = await t.kernel.get({ system: 'conformance' }, one.procedure.id, one.id);
    const key = `${one.procedure.id} ${state} ${one.code === undefined}`;
    if (!kept.has(key)) kept.set(key, one);
  }
  return [...kept.values()];
}

const YEAR = { from: '2021-01-01', to: '2021-12-31' } as const;

async function figuresRun({ t }: Office, domain: Domain): Promise<void> {
  for (const { id } of domain.figures) {
    const figure = await t.kernel.figure({ system: 'conformance' }, id, YEAR);
    const { items } = await t.kernel.figureRecords({ system: 'conformance' }, id, YEAR, { limit: 200 });
    if (figure.of === null) assert.equal(typeof figure.value, 'number', `figure ${id} gives a number`);
    if (items.length === 0)
      assert.ok(figure.value === null || figure.value === 0, `figure ${id} of nothing is nothing`);
    await t.kernel.figureGroups({ system: 'conformance' }, id, YEAR, 'month');
  }
}

async function replayChangesNothing(office: Office, domain: Domain): Promise<void> {
  const { t, holder } = office;
  for (const procedure of domain.procedures) {
    for (const [step, spec] of declared.stepsOf(procedure)) {
      const [post] = spec.by;
      if (spec.opens !== true || post === undefined) continue;
      const command = { procedure: procedure.id, step, request: `again-${procedure.id}-${step}` };
      const input = office.input(procedure, step);
      const first = await t.kernel.perform(holder(post), { ...command, input }).catch((error: unknown) => {
        if (error instanceof Problem) return null;
        throw error;
      });
      if (first === null) continue;
      const again = await t.kernel.perform(holder(post), { ...command, input });
      assert.deepEqual(again, { ...first, repeated: true }, `${procedure.id}.${step} answered again says the same`);
      const view = await t.kernel.get({ system: 'conformance' }, procedure.id, first.id);
      assert.equal(view.version, 1, `${procedure.id}.${step} taken again adds no entry`);
    }
  }
}

/** The administrator, who governs the system and no case, and a citizen who is party to nothing. */
async function outsiderIsRefused(office: Office, domain: Domain, outsider: ActorRef): Promise<void> {
  const { t } = office;
  const refused = async (what: string, asking: Promise<unknown>) =>
    assert.rejects(asking, (error: unknown) => error instanceof Problem && error.kind !== 'bad-input', what);
  for (const { id, procedure } of await varied(office, domain)) {
    const whole = await t.kernel.get({ system: 'conformance' }, procedure.id, id);
    const open = procedure.access.some(
      ({ scope, states }) => scope === 'public' && states?.includes(whole.state) === true,
    );
    const grants = procedure.access.some(({ post }) => 'user' in outsider && outsider.user === `holder-${post.id}`);
    if (grants) continue;
    for (const [step, spec] of declared.stepsOf(procedure)) {
      if (spec.opens === true) continue;
      const input = office.input(procedure, step);
      await refused(
        `${procedure.id}.${step} is refused`,
        t.kernel.perform(outsider, { procedure: procedure.id, case: id, step, input, version: whole.version }),
      );
    }
    if (open) continue;
    const told = await answers(t, outsider, whole);
    assert.equal(told.view, null);
    assert.deepEqual(
      [told.steps, told.record, told.listed, told.inbox, told.found, told.exported],
      [[], [], [], [], [], []],
      `${procedure.id}: an outsider is told nothing`,
    );
  }
}

function declaredTests(domains: readonly Domain[]): void {
  const registry = buildRegistry(domains);
  for (const domain of domains) {
    test(`${domain.id}: everything is named in Chinese and English`, () => declared.everythingIsLabelled(domain));
    for (const procedure of domain.procedures) {
      test(`${procedure.id}: every state is reached and every case can come to an end`, () =>
        declared.statesAreReachedAndLeft(procedure));
      test(`${procedure.id}: every step names its article and a post that may take it`, () =>
        declared.stepsNameArticleAndPost(registry, procedure));
      test(`${procedure.id}: time limits have a rule on every day`, () =>
        declared.periodsHaveRules(registry.law, procedure));
      test(`${procedure.id}: every input is described by a JSON Schema`, () => declared.inputsHaveSchemas(procedure));
    }
  }
}

/** Registers the suite with node:test for these lines. */
export function conformance(domains: readonly Domain[], options: ConformanceOptions = {}): void {
  describe('declared', () => declaredTests(domains));
  describe('running', () => {
    let office: Office;
    before(async () => {
      office = await openOffice(domains, options.inputs ?? {});
    });
    after(() => office.t.close());
    for (const domain of domains) {
      test(`${domain.id}: figures run on nothing`, () => figuresRun(office, domain));
    }
    test('every procedure opens a case and takes steps', async () => {
      await seed(office);
      for (const procedure of domains.flatMap((domain) => domain.procedures)) {
        const cases = office.seeded.filter((one) => one.procedure === procedure);
        assert.ok(cases.length > 0, `${procedure.id}: no opening step took the made-up input; give one that it takes`);
      }
    });
    for (const domain of domains) {
      const own = () => office.seeded.filter((one) => domain.procedures.includes(one.procedure));
      test(`${domain.id}: facts keep the shape that is declared for them`, async () => {
        for (const { id, procedure } of own()) {
          const rows = await office.t.db.query<{ facts: unknown }>(
            { text: 'select facts from cases where region = $1 and id = $2' },
            [office.t.kernel.region, id],
          );
          const parsed = z.safeParse(procedure.facts, rows[0]?.facts);
          assert.ok(parsed.success, `${procedure.id}: ${parsed.error?.message}`);
        }
      });
      test(`${domain.id}: figures run on cases`, () => figuresRun(office, domain));
      test(`${domain.id}: each grant shows what it grants and nothing else`, async () => {
        await grantsShowOnlyWhatTheyGrant(office, await varied(office, domain));
      });
      test(`${domain.id}: whoever has no declared post is refused every step and told nothing`, async () => {
        await outsiderIsRefused(office, domain, { user: 'holder-administrator' });
        await office.t.citizen('outsider');
        await outsiderIsRefused(office, domain, { user: 'outsider' });
      });
      test(`${domain.id}: the same request again changes nothing`, () => replayChangesNothing(office, domain));
    }
    test('every chain verifies, and refolding the entries gives the stored cases', async () => {
      const { db, kernel } = office.t;
      assert.deepEqual((await verifyChains(db, kernel.region)).faults, []);
      assert.deepEqual((await rebuild(db, kernel.region, kernel.registry)).differences, []);
    });
  });
}
