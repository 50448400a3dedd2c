// In which post does this actor act, and at what legal time? Nothing declared, nothing allowed.
import { sightOf, openingPosts, type Sight } from '../access/access.ts';
import type { Acting, AnyProcedure, AnyStep, Given } from '../procedure/types.ts';
import type { InstantText } from '../time/index.ts';
import { dateOf, epochOf, parseInstant, TimeError } from '../time/index.ts';
import { badInput, notAllowed, notFound, Problem, type Refusal } from './problem.ts';
import type { Loaded, Surroundings } from './effect.ts';

export interface StepCommand {
  readonly step: string;
  readonly input: unknown;
  readonly happenedAt?: string | undefined;
  readonly as?: { readonly post: string; readonly unit: string } | undefined;
  /** Set for an opening: the new case's id. */
  readonly caseId?: string | undefined;
}

export const refused = (refusals: readonly Refusal[]): Problem =>
  new Problem('refused', refusals[0]?.reason ?? { zh: '不能办理。', en: 'Refused.' }, { refusals });

export const unknownStep = (): Problem =>
  new Problem('not-found', { zh: '没有这个步骤。', en: 'There is no such step.' });

/** Legal time: now, or earlier by the power of late recording, never later. */
export function legalTime(
  procedure: AnyProcedure,
  command: StepCommand,
  surroundings: Surroundings,
  acting: readonly { post: string }[],
) {
  if (command.happenedAt === undefined) return { at: surroundings.recordedAt, flags: [] as string[] };
  let at: InstantText;
  try {
    at = parseInstant(command.happenedAt);
  } catch (error) {
    if (!(error instanceof TimeError)) throw error;
    throw badInput({ zh: '发生时间无法识别。', en: error.message }, [
      { pointer: '/happenedAt', message: { zh: '时间有误。', en: error.message } },
    ]);
  }
  if (epochOf(at) > epochOf(surroundings.recordedAt)) {
    throw badInput({ zh: '发生时间不能晚于现在。', en: 'An act cannot have happened later than now.' });
  }
  if (at === surroundings.recordedAt) return { at, flags: [] as string[] };
  if (!acting.some((held) => procedure.lateRecording?.some((post) => post.id === held.post))) {
    throw notAllowed({ zh: '您没有补录的权限。', en: 'You do not have the power of late recording.' });
  }
  return { at, flags: ['late-recorded'] };
}

function pick<Held extends { readonly post: string; readonly unit: string }>(
  held: readonly Held[],
  as: StepCommand['as'],
): Held | undefined {
  return as === undefined ? held[0] : held.find((one) => one.post === as.post && one.unit === as.unit);
}

export function sightFor(procedure: AnyProcedure, loaded: Loaded): Sight {
  if (loaded.state === null) throw notFound();
  const sight =
    loaded.subject.kind === 'system'
      ? {
          acting: [{ post: 'system', unit: loaded.state.home }],
          sees: () => true,
          seesAll: true,
          reveals: () => false,
          exports: true,
        }
      : sightOf(procedure, loaded.subject, loaded.state, loaded.reach);
  if (sight === null) throw notFound();
  return sight;
}

/** The post in which this actor takes the step; 403 when the case is seen but no post serves. */
export function actingFor(procedure: AnyProcedure, step: AnyStep, loaded: Loaded, as: StepCommand['as']): Acting {
  if (step.opens === true) {
    const held =
      loaded.subject.kind === 'system'
        ? step.by.some((post) => post.id === 'system')
          ? [{ post: 'system', unit: loaded.home }]
          : []
        : openingPosts(step, loaded.subject);
    const use = pick(held, as);
    if (use === undefined) throw notAllowed();
    return { id: loaded.subject.id, post: use.post, unit: use.unit === '' ? loaded.home : use.unit };
  }
  const sight = sightFor(procedure, loaded);
  const use = pick(
    sight.acting.filter((held) => step.by.some((post) => post.id === held.post)),
    as,
  );
  if (use === undefined) throw notAllowed();
  return { id: loaded.subject.id, post: use.post, unit: use.unit };
}

export function givenFor(
  loaded: Loaded,
  surroundings: Surroundings,
  caseId: string,
  acting: Acting,
  happenedAt: InstantText,
): Given {
  return {
    caseId,
    recordedAt: surroundings.recordedAt,
    happenedAt,
    today: dateOf(happenedAt),
    actor: acting,
    home: loaded.home,
    law: surroundings.law,
    isUnit: (id) => surroundings.isUnit(id, dateOf(happenedAt)),
    reads: loaded.reads,
    periods: loaded.state?.periods ?? [],
    numbers: loaded.numbers,
  };
}
