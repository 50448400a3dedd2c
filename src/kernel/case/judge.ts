// May this step be taken now, by this actor, on this case? Used before typing (GET …/steps), on typed input (?check=1),
// at the act itself and at every signature: one function, so the four cannot disagree.
import { citationLabel } from '../law/index.ts';
import * as z from 'zod';
import type { Citation } from '../law/index.ts';
import { fromStates } from '../procedure/check.ts';
import type { AnyProcedure, AnyStep, Facts, Given, Label } from '../procedure/types.ts';
import type { CaseState } from './fold.ts';
import type { FieldError, Refusal } from './problem.ts';
import { badInput } from './problem.ts';

export function refusalOf(ground: string, reason: Label, citation: Citation): Refusal {
  return { ground, reason, law: citationLabel(citation), article: citation.article };
}

export function stateRefusal(procedure: AnyProcedure, step: AnyStep, state: CaseState): Refusal | null {
  if (step.opens === true || fromStates(step).includes(state.state)) return null;
  const now = procedure.states[state.state];
  const awaits = now?.awaits;
  const basis = step.basis[0] as Citation;
  if (awaits !== undefined) {
    return refusalOf('awaits-outside', { zh: `正等待${awaits.zh}。`, en: `Awaiting ${awaits.en}.` }, basis);
  }
  const allowed = fromStates(step).map((id) => procedure.states[id]?.title ?? { zh: id, en: id });
  return refusalOf(
    'state',
    {
      zh: `现处于“${now?.title.zh ?? state.state}”，须在“${allowed.map((title) => title.zh).join('”或“')}”时办理“${step.title.zh}”。`,
      en: `The case is at "${now?.title.en ?? state.state}"; "${step.title.en}" is taken at "${allowed.map((title) => title.en).join('" or "')}".`,
    },
    basis,
  );
}

export function groundRefusals(
  step: AnyStep,
  state: CaseState | null,
  facts: Facts,
  input: unknown,
  given: Given,
  which: 'case' | 'all',
): readonly Refusal[] {
  const refusals: Refusal[] = [];
  for (const ground of step.needs ?? []) {
    if (which === 'case' && ground.when === 'input') continue;
    const reason = ground.refuses({ facts, input, case: state, given });
    if (reason !== null) refusals.push(refusalOf(ground.id, reason, ground.law));
  }
  return refusals;
}

const MASKED: Label = {
  zh: '掩码值不能回写；不改就不要提交此项。',
  en: 'A masked value cannot be written back; leave the field out to keep what is stored.',
};

function masked(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'masked' in value;
}

function at(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    input,
  );
}

/** zod's own words are for programmers; these are for the person at the form. */
function issueText(issue: { code?: string | undefined; message: string }): Label {
  switch (issue.code) {
    case 'invalid_type':
      return { zh: '缺少此项，或类型不对。', en: `Missing or of the wrong type (${issue.message}).` };
    case 'too_small':
      return { zh: '太短、太小或太少。', en: `Too short, too small or too few (${issue.message}).` };
    case 'too_big':
      return { zh: '太长、太大或太多。', en: `Too long, too large or too many (${issue.message}).` };
    case 'unrecognized_keys':
      return { zh: '有不认识的项。', en: issue.message };
    case 'invalid_value':
      return { zh: '不在可选的值之中。', en: issue.message };
    default:
      return { zh: /\p{Script=Han}/u.test(issue.message) ? issue.message : '填写不合要求。', en: issue.message };
  }
}

/** Parses typed input or throws a problem with a pointer to each wrong field. */
export function parseInput(step: AnyStep, input: unknown): unknown {
  const parsed = z.safeParse(step.input, input);
  if (parsed.success) return parsed.data;
  const errors: FieldError[] = parsed.error.issues.flatMap((issue) =>
    (issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]).map((path) => ({
      pointer: path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
      message: masked(at(input, path)) ? MASKED : issueText(issue),
    })),
  );
  throw badInput(
    { zh: '填写的内容有误，请按提示更正。', en: 'Some of what was entered is not acceptable; see the errors.' },
    errors,
  );
}
