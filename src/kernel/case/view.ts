// A case as one reader may see it: fields by grant, sensitive values masked, links to invisible cases left out, and the
// names behind parties' acts hidden from whoever may not see parties.
import { sightOf, type Sight, type Subject, type UnitReach } from '../access/access.ts';
import { facetsOf } from '../facets/tables.ts';
import { citationLabel } from '../law/index.ts';
import { stepOf } from '../procedure/define.ts';
import { isSealed } from '../procedure/sensitive.ts';
import type { KeyObject } from 'node:crypto';
import type { AnyProcedure } from '../procedure/types.ts';
import type { EntryBody } from '../record/entry.ts';
import { unseal } from '../record/keys.ts';
import { epochOf, traceDue } from '../time/index.ts';
import type { ActorRef, CaseView, PeriodShown, ProposalView, RecordItem, StepView } from './api.ts';
import { type Core, isUuid, type loadPlans, procedureOf, readInput, Sealer, surroundingsFor } from './core.ts';
import { actingFor, givenFor, sightFor, unknownStep } from './acting.ts';
import type { CaseState } from './fold.ts';
import { groundRefusals, parseInput, stateRefusal } from './judge.ts';
import { load, type LoadedRow } from './load.ts';
import { lightAt, SET_DAY } from './periods.ts';
import { badInput, notAllowed, notFound, Problem, unknownActor } from './problem.ts';
import { checkTexts } from './perform.ts';
import { facetRecord, inputSchema, maskAll, titleOf } from './shown.ts';
import { newId } from './ids.ts';

interface Seen {
  readonly procedure: AnyProcedure;
  readonly found: LoadedRow & { readonly subject: Subject | null };
  readonly state: CaseState;
  readonly sight: Sight;
  readonly key: KeyObject | null;
}

export function viewer(core: Core, plans: ReturnType<typeof loadPlans>) {
  async function look(
    actor: ActorRef,
    procedureId: string,
    id: string,
    stepId: string | null = null,
    input?: unknown,
  ): Promise<Seen> {
    const procedure = procedureOf(core, procedureId);
    if (!isUuid(id)) throw notFound();
    const step = stepId === null ? null : (stepOf(procedure, stepId) ?? null);
    const found = await load(core.db, plans(procedure, stepId, actor), procedure, step, {
      region: core.region,
      case: id,
      actor,
      keys: core.keys,
      now: core.clock.now(),
      request: null,
      input: readInput(step ?? undefined, input),
    });
    if (found.subject === null) throw unknownActor();
    const sight = sightFor(procedure, found.loaded);
    const state = found.loaded.state as CaseState;
    return {
      procedure,
      found,
      state,
      sight,
      key: found.key === null ? null : core.keys.unwrap(state.id, found.key.wrapped, found.key.version),
    };
  }

  async function linksOf({ state, sight, found }: Seen): Promise<CaseView['links']> {
    if (!sight.sees('links')) return [];
    const rows = await core.db.query<{ rel: string; direction: 'to' | 'from'; id: string }>(
      {
        name: 'links of',
        text: `select rel, 'to' as direction, to_case as id from link where region = $1 and from_case = $2
        union all select rel, 'from', from_case from link where region = $1 and to_case = $2 limit 200`,
      },
      [core.region, state.id],
    );
    if (rows.length === 0) return [];
    const others = await casesWithReach(rows.map((row) => row.id));
    return rows.flatMap((row) => {
      const other = others.get(row.id);
      if (other === undefined) return [];
      const subject = found.subject as Subject;
      const visible =
        subject.kind === 'system' ||
        sightOf(procedureOf(core, other.state.procedure), subject, other.state, other.reach) !== null;
      return visible
        ? [
            {
              rel: row.rel,
              direction: row.direction,
              id: row.id,
              number: other.state.number,
              procedure: other.state.procedure,
              state: other.state.state,
            },
          ]
        : [];
    });
  }

  async function casesWithReach(
    ids: readonly string[],
  ): Promise<Map<string, { state: CaseState; reach: Record<string, UnitReach> }>> {
    const rows = await core.db.query<{
      id: string;
      procedure: string;
      number: string;
      state: string;
      unit: string;
      handler: string | null;
      helpers: string[];
      parties: CaseState['parties'];
      reach: Record<string, UnitReach> | null;
    }>(
      {
        name: 'cases with reach',
        text: `select c.id, c.procedure, c.number, c.state, c.unit, c.handler, c.helpers, c.parties,
        (select json_object_agg(u.id, json_build_object('same', u.same, 'above', u.above)) from unit u where u.region = $1 and u.id = any(c.helpers || c.unit)) as reach
        from cases c where c.region = $1 and c.id = any($2::uuid[])`,
      },
      [core.region, ids],
    );
    return new Map(rows.map((row) => [row.id, { state: row as unknown as CaseState, reach: row.reach ?? {} }]));
  }

  function periodsShown(seen: Seen, law: Awaited<ReturnType<Core['current']>>): PeriodShown[] {
    const now = core.clock.epoch();
    return seen.state.periods.map((period) => ({
      ...period,
      title: seen.procedure.periods?.[period.key]?.title ?? { zh: period.key, en: period.key },
      light: period.status === 'running' && !seen.state.ended ? lightAt(now, period.dueAt, period.warnAt) : 'none',
      trace:
        period.state.rule === SET_DAY
          ? [
              {
                zh: `办理中确定的日期：${period.dueOn}，当日 24:00 前有效。`,
                en: `A day set in this case: ${period.dueOn}, to 24:00 of that day.`,
              },
            ]
          : traceDue(period.state, law.law, law.calendar),
    }));
  }

  function proposalsShown(seen: Seen): ProposalView[] {
    return seen.state.proposals.map((proposal) => ({
      n: proposal.n,
      step: proposal.step,
      input: maskAll(filtered(proposal.input, seen.sight), seen.state.id, seen.key),
      by: proposal.by,
      at: proposal.at,
      status: proposal.status,
      awaits:
        proposal.status === 'open'
          ? (stepOf(seen.procedure, proposal.step)?.approvals?.[proposal.stage]?.id ?? null)
          : null,
      opinions: proposal.opinions,
    }));
  }

  const filtered = (members: unknown, sight: Sight): unknown =>
    typeof members !== 'object' || members === null || Array.isArray(members)
      ? members
      : Object.fromEntries(Object.entries(members).filter(([name]) => sight.sees(name)));

  async function get(actor: ActorRef, procedureId: string, id: string): Promise<CaseView> {
    const seen = await look(actor, procedureId, id);
    const { state, sight, procedure, key } = seen;
    const current = await core.current(seen.found.dataVersion);
    return {
      id: state.id,
      procedure: state.procedure,
      number: state.number,
      state: state.state,
      version: state.version,
      unit: state.unit,
      home: state.home,
      handler: sight.sees('handler') ? state.handler : null,
      helpers: sight.sees('helpers') ? state.helpers : [],
      openedAt: state.openedAt,
      endedAt: state.endedAt,
      adopted: state.adopted,
      title: sight.sees('title') ? state.title : '',
      facts: maskAll(filtered(state.facts, sight), state.id, key) as CaseView['facts'],
      facets: facetRecord(procedure, facetsOf(procedure, state.facts), sight.sees),
      periods: sight.sees('periods') ? periodsShown(seen, current) : [],
      parties: sight.sees('parties') ? (maskAll(state.parties, state.id, key) as CaseView['parties']) : [],
      links: await linksOf(seen),
      documents: [],
      proposals: sight.sees('proposals') ? proposalsShown(seen) : [],
      outside: state.outside,
    };
  }

  function stepView(procedure: AnyProcedure, stepId: string, judged: StepView['refusals']): StepView | null {
    const step = stepOf(procedure, stepId);
    if (step === undefined) return null;
    return {
      id: stepId,
      title: step.title,
      ...(step.help === undefined ? {} : { help: step.help }),
      basis: step.basis.map(citationLabel),
      allowed: judged.length === 0,
      refusals: judged,
      input: inputSchema(step.input),
      needsVersion: step.inPlace === true,
      approvals: (step.approvals ?? []).map((post) => post.title),
    };
  }

  async function judge(
    seen: { procedure: AnyProcedure; found: LoadedRow },
    stepId: string,
    typed: { input: unknown } | null,
  ): Promise<StepView | null> {
    const { procedure, found } = seen;
    const step = stepOf(procedure, stepId);
    if (step === undefined) return null;
    const { loaded } = found;
    let acting: ReturnType<typeof actingFor>;
    try {
      acting = actingFor(procedure, step, loaded, undefined);
    } catch (error) {
      if (error instanceof Problem) return null;
      throw error;
    }
    const wrongState = loaded.state === null ? null : stateRefusal(procedure, step, loaded.state);
    if (wrongState !== null) return stepView(procedure, stepId, [wrongState]);
    const current = await core.current(found.dataVersion);
    const surroundings = surroundingsFor(core, current, new Sealer(core.keys), core.clock.epoch());
    const given = givenFor(loaded, surroundings, loaded.state?.id ?? '', acting, surroundings.recordedAt);
    const input = typed === null ? undefined : parseInput(step, typed.input);
    return stepView(
      procedure,
      stepId,
      groundRefusals(step, loaded.state, loaded.state?.facts ?? {}, input, given, typed === null ? 'case' : 'all'),
    );
  }

  return {
    look,
    get,

    async openings(actor: ActorRef, procedureId: string): Promise<StepView[]> {
      const procedure = procedureOf(core, procedureId);
      const found = await load(core.db, plans(procedure, null, actor), procedure, null, {
        region: core.region,
        case: null,
        actor,
        keys: core.keys,
        now: core.clock.now(),
        request: null,
        input: undefined,
      });
      if (found.subject === null) throw unknownActor();
      const views: StepView[] = [];
      for (const id of Object.keys(procedure.steps)) {
        if (stepOf(procedure, id)?.opens !== true) continue;
        const view = await judge({ procedure, found }, id, null);
        if (view !== null) views.push(view);
      }
      return views;
    },

    async steps(
      actor: ActorRef,
      procedureId: string,
      id: string,
      check?: { readonly step: string; readonly input: unknown },
    ): Promise<StepView[]> {
      if (check !== undefined) {
        checkTexts(check.input);
        const procedure = procedureOf(core, procedureId);
        if (stepOf(procedure, check.step) === undefined) throw unknownStep();
        const seen = await look(actor, procedureId, id, check.step, check.input);
        const view = await judge(seen, check.step, { input: check.input });
        if (view === null) throw notAllowed();
        return [view];
      }
      const seen = await look(actor, procedureId, id);
      const views: StepView[] = [];
      for (const stepId of Object.keys(seen.procedure.steps)) {
        const step = stepOf(seen.procedure, stepId);
        if (step?.opens === true) continue;
        // What a step reads is read for the steps that could be taken now; the others are refused by state already.
        const needs = step?.reads !== undefined && stateRefusal(seen.procedure, step, seen.state) === null;
        const view = await judge(needs ? await look(actor, procedureId, id, stepId) : seen, stepId, null);
        if (view !== null) views.push(view);
      }
      return views;
    },

    async record(actor: ActorRef, procedureId: string, id: string): Promise<RecordItem[]> {
      const { state, sight, procedure } = await look(actor, procedureId, id);
      if (!sight.sees('record')) return [];
      const rows = await core.db.query<{ body: string; hash: string }>(
        { name: 'record of', text: 'select body, hash from entry where region = $1 and case_id = $2 order by seq' },
        [core.region, state.id],
      );
      const all = sight.seesAll;
      return rows.map(({ body, hash }) => {
        const entry = JSON.parse(body) as EntryBody;
        const outsider = entry.actor.post === 'party' || entry.actor.post === 'anyone';
        return {
          id: entry.id,
          seq: entry.seq,
          kind: entry.kind,
          step: entry.step,
          title: titleOf(procedure, entry),
          actor: outsider && !sight.sees('parties') ? { ...entry.actor, id: '' } : entry.actor,
          recordedAt: entry.recordedAt,
          happenedAt: entry.happenedAt,
          flags: entry.flags,
          hash,
          prev: entry.prev,
          ...(all ? { body } : {}),
        };
      });
    },

    async reveal(
      actor: ActorRef,
      procedureId: string,
      id: string,
      fields: readonly string[],
      purpose: string,
    ): Promise<Record<string, string | null>> {
      checkTexts([...fields, purpose]);
      const seen = await look(actor, procedureId, id);
      const { state, sight, key, found } = seen;
      if (purpose.trim().length < 2)
        throw badInput({ zh: '请写明查看用途。', en: 'Say what you need it for.' }, [
          { pointer: '/purpose', message: { zh: '请写明查看用途。', en: 'Say what you need it for.' } },
        ]);
      const values: Record<string, string | null> = {};
      for (const field of fields) {
        const [root = ''] = field.split('.');
        if (!sight.reveals(field) && !sight.reveals(root))
          throw notAllowed({ zh: `您不能查看“${field}”的完整内容。`, en: `You may not see "${field}" in full.` });
        const value = field
          .split('.')
          .reduce<unknown>(
            (at, name) =>
              typeof at === 'object' && at !== null && Object.hasOwn(at, name)
                ? (at as Record<string, unknown>)[name]
                : undefined,
            state.facts,
          );
        if (!isSealed(value))
          throw badInput({ zh: `“${field}”不是掩码项。`, en: `"${field}" is not a masked field.` }, [
            { pointer: '/fields', message: { zh: '没有这一项。', en: 'No such masked field.' } },
          ]);
        values[field] = key === null ? null : unseal(key, state.id, value);
      }
      const held = sight.acting.find((one) => one.post !== 'anyone');
      const now = core.clock.now();
      await core.db.query(
        {
          name: 'log reveal',
          text: 'insert into revealed (region, id, case_id, procedure, reader, post, unit, fields, purpose, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
        },
        [
          core.region,
          newId(core.ids, epochOf(now)),
          state.id,
          state.procedure,
          (found.subject as Subject).id,
          held?.post ?? '',
          held?.unit ?? '',
          fields,
          purpose,
          now,
        ],
      );
      return values;
    },
  };
}
