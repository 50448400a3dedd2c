// What an act does, worked out in full before anything is written: from the case as loaded, the actor's posts, what the
// step read and the typed input, to the entry that will stand and the case as it will be. No input or output here,
// so the same function serves one act and a hundred thousand.
import * as z from 'zod';
import { stepOf } from '../procedure/define.ts';
import type { AnyProcedure, Label } from '../procedure/types.ts';
import { sealAll } from '../record/keys.ts';
import { dateOf } from '../time/index.ts';
import { type CaseState } from './fold.ts';
import { groundRefusals, parseInput, stateRefusal } from './judge.ts';
import { badInput, notAllowed, Problem } from './problem.ts';
import { actingFor, givenFor, legalTime, refused, sightFor, type StepCommand, unknownStep } from './acting.ts';
import { type Decision, draft, finish, type Loaded, readsOf, type Surroundings, takeEffect } from './effect.ts';
import { propose } from './proposal.ts';

/** One step, or its proposal where it needs approvals. Throws a Problem when it may not be taken. */
export function decideStep(
  procedure: AnyProcedure,
  command: StepCommand,
  loaded: Loaded,
  surroundings: Surroundings,
): Decision {
  const step = stepOf(procedure, command.step);
  if (step === undefined) throw unknownStep();
  const acting = actingFor(procedure, step, loaded, command.as);
  const time = legalTime(procedure, command, surroundings, [acting]);
  const caseId = loaded.state?.id ?? command.caseId ?? surroundings.newId();
  if (step.opens === true && acting.unit === '') throw noHome(procedure);
  if (loaded.state !== null) {
    const wrongState = stateRefusal(procedure, step, loaded.state);
    if (wrongState !== null) throw refused([wrongState]);
  }
  const parsed = parseInput(step, command.input);
  const given = givenFor(loaded, surroundings, caseId, acting, time.at);
  const refusals = groundRefusals(step, loaded.state, loaded.state?.facts ?? {}, parsed, given, 'all');
  if (refusals.length > 0) throw refused(refusals);
  const input = sealAll(parsed, (secret) => surroundings.sealOne(caseId, secret));
  if ((step.approvals?.length ?? 0) > 0)
    return propose(procedure, command.step, loaded as Loaded & { state: CaseState }, surroundings, acting, input, time);
  const effective = takeEffect(procedure, step, loaded, surroundings, input, given);
  const adoption = step.opens === true && step.adopts === true;
  return finish(loaded.state, {
    ...draft(adoption ? 'adoption' : 'step', loaded, surroundings, procedure, command.step, caseId),
    happenedAt: effective.change.openedAt ?? time.at,
    actor: acting,
    input: input,
    change: effective.change,
    law: { on: given.today, rules: effective.rules },
    ...readsOf(loaded.reads),
    flags: [
      ...surroundings.flags,
      ...time.flags,
      ...(effective.late ? ['late'] : []),
      ...(adoption ? ['adopted'] : []),
    ],
  });
}

const noHome = (procedure: AnyProcedure): Problem =>
  new Problem('refused', {
    zh: `本区尚未指定由哪个单位负责“${procedure.title.zh}”（设置 home:${procedure.id}）。`,
    en: `No unit of this region answers for "${procedure.title.en}" yet (setting home:${procedure.id}).`,
  });

/** A clerical error mended: its own entry, named fields only, the slip stays readable. */
export function decideCorrection(
  procedure: AnyProcedure,
  command: { readonly of: number; readonly facts: Readonly<Record<string, unknown>>; readonly reason: string },
  loaded: Loaded,
  surroundings: Surroundings,
): Decision {
  const sight = sightFor(procedure, loaded);
  const state = loaded.state as CaseState;
  const rule = procedure.corrections;
  const acting = sight.acting.find((held) => rule?.by.some((post) => post.id === held.post));
  if (rule === undefined || acting === undefined) throw notAllowed();
  const label: Label = {
    zh: `只能更正：${rule.fields.join('、')}。`,
    en: `Only these may be corrected: ${rule.fields.join(', ')}.`,
  };
  const wrong = Object.keys(command.facts).filter((field) => !rule.fields.includes(field));
  if (wrong.length > 0 || Object.keys(command.facts).length === 0)
    throw badInput(
      label,
      wrong.map((field) => ({ pointer: `/facts/${field}`, message: label })),
    );
  if (command.of < 1 || command.of > state.version) {
    throw badInput({ zh: '没有这条记录。', en: 'There is no such entry.' }, [
      { pointer: '/of', message: { zh: '没有这条记录。', en: 'There is no such entry.' } },
    ]);
  }
  const merged = { ...state.facts, ...command.facts };
  const parsed = z.safeParse(procedure.facts, merged);
  if (!parsed.success) {
    throw badInput(
      label,
      parsed.error.issues.map((issue) => ({
        pointer: `/facts/${issue.path.map(String).join('/')}`,
        message: { zh: '填写不合要求。', en: issue.message },
      })),
    );
  }
  return finish(state, {
    ...draft('correction', loaded, surroundings, procedure, 'correct', state.id),
    happenedAt: surroundings.recordedAt,
    actor: { id: loaded.subject.id, post: acting.post, unit: acting.unit },
    input: { of: command.of, reason: command.reason },
    change: { of: command.of, facts: command.facts },
    law: { on: dateOf(surroundings.recordedAt), rules: [] },
    flags: surroundings.flags,
  });
}
