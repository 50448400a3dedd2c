// The words with which a domain declares itself. Each takes a typed value and returns it;
// the input type of a step is closed over here, so that a procedure can hold steps of many input types.
import type { Citation } from '../law/index.ts';
import type * as T from './types.ts';

export function post(id: string, zh: string, en: string): T.Post {
  return { id, title: { zh, en } };
}

/** Posts that every district has; the kernel escalates to them and knows no others. */
export const headOfUnit = post('head', '单位负责人', 'Head of unit');
export const supervisor = post('supervisor', '监督机构', 'Supervising body');
export const administrator = post('administrator', '系统管理员', 'Administrator');
/** A party to the case, on the portal. */
export const party = post('party', '当事人', 'Party');
/** Anybody, not logged in. */
export const anyone = post('anyone', '公众', 'Anyone');
/** The kernel itself: reactions and timers. */
export const system = post('system', '系统', 'System');

/** The step makers of one procedure: `const { opening, step } = stepsOf<Facts>()`. */
export function stepsOf<F>() {
  return {
    opening<I>(spec: Omit<T.OpeningSpec<F, I>, 'opens'>): T.Step<F> {
      return { ...spec, opens: true } as unknown as T.Step<F>;
    },
    step<I>(spec: T.StepSpec<F, I>): T.Step<F> {
      return spec;
    },
  };
}

/** Judged before anything is typed, so that a refused step can be shown with its reason. */
export function ground<F>(
  id: string,
  law: Citation,
  title: T.Label,
  refuses: (situation: T.Situation<F, unknown>) => T.Label | null,
): T.Ground<F, unknown> {
  return { id, law, title, when: 'case', refuses };
}

/** Judged on the typed input. */
export function inputGround<F, I>(
  id: string,
  law: Citation,
  title: T.Label,
  refuses: (situation: T.Situation<F, I>) => T.Label | null,
): T.Ground<F, I> {
  return { id, law, title, when: 'input', refuses };
}

export const fromInput = (...path: string[]): T.Source => ({ from: 'input', path });
export const fromFact = (...path: string[]): T.Source => ({ from: 'fact', path });
export const literal = (value: string): T.Source => ({ from: 'value', value });

/** Cases of another procedure found by facets; `.with()` says where the step takes the values from. */
export function offeredRead(
  id: string,
  procedure: string,
  by: readonly string[],
  gives: readonly string[],
  limit = 50,
) {
  return {
    id,
    procedure,
    by,
    with(match: Readonly<Record<string, T.Source>>): T.ReadSpec {
      const missing = by.filter((facet) => !(facet in match));
      if (missing.length > 0) throw new Error(`Read ${id}: no value given for ${missing.join(', ')}.`);
      return { id, procedure, match, gives, limit };
    },
  };
}

/** Cases linked to this one, e.g. all children of a bundle. */
export function linkedRead(
  id: string,
  procedure: string,
  rel: string,
  direction: 'to' | 'from',
  gives: readonly string[],
  limit = 200,
): T.ReadSpec {
  return { id, procedure, match: {}, gives, linked: { rel, direction }, limit };
}

export function grant(spec: T.Grant): T.Grant {
  return spec;
}

export function facet<F>(
  type: T.FacetType,
  zh: string,
  en: string,
  of: (facts: F) => T.FacetValue | undefined,
  more: Pick<T.FacetSpec<F>, 'indexed' | 'values'> = {},
): T.FacetSpec<F> {
  return { type, title: { zh, en }, of, ...more };
}

export function defineProcedure<F extends object>(spec: T.Procedure<F>): T.AnyProcedure {
  return spec as unknown as T.AnyProcedure;
}

export function defineFigure(figure: T.Figure): T.Figure {
  return figure;
}

export function defineDomain(domain: T.Domain): T.Domain {
  return domain;
}

/** The kernel's own view of a step. */
export function stepOf(procedure: T.AnyProcedure, id: string): T.AnyStep | undefined {
  return Object.hasOwn(procedure.steps, id) ? (procedure.steps[id] as unknown as T.AnyStep) : undefined;
}
