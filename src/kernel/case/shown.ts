// How values look to a reader: masks for what is sealed, labels for entries, JSON Schema for inputs.
import { facetNames } from '../facets/tables.ts';
import { stepOf } from '../procedure/define.ts';
import { isSealed, type Masked, maskOf } from '../procedure/sensitive.ts';
import type { KeyObject } from 'node:crypto';
import type { AnyProcedure, FacetValue, Label } from '../procedure/types.ts';
import type { EntryBody } from '../record/entry.ts';
import { unseal } from '../record/keys.ts';
import * as z from 'zod';

const FORGOTTEN: Masked = { masked: '[已删除 erased]' };

/** Replaces every sealed value by its mask; erased ones say so. */
export function maskAll(value: unknown, caseId: string, key: KeyObject | null): unknown {
  if (isSealed(value)) {
    if (key === null) return FORGOTTEN;
    return { masked: maskOf(value.kind, unseal(key, caseId, value)) };
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => maskAll(item, caseId, key));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, maskAll(member, caseId, key)]));
}

export const facetRecord = (
  procedure: AnyProcedure,
  values: readonly FacetValue[],
  sees: (facet: string) => boolean,
): Record<string, FacetValue> =>
  Object.fromEntries(facetNames(procedure).map((name, index) => [name, sees(name) ? (values[index] ?? null) : null]));

const schemas = new WeakMap<object, unknown>();

/** JSON Schema of a step's input, made once. */
export function inputSchema(schema: z.core.$ZodType): unknown {
  let made = schemas.get(schema);
  if (made === undefined) {
    made = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
    schemas.set(schema, made);
  }
  return made;
}

export function titleOf(procedure: AnyProcedure, entry: EntryBody): Label {
  const own = stepOf(procedure, entry.step)?.title ?? procedure.retired?.[entry.step];
  const step = own ?? { zh: entry.step, en: entry.step };
  switch (entry.kind) {
    case 'proposal':
      return { zh: `提请：${step.zh}`, en: `Proposed: ${step.en}` };
    case 'signature':
      return { zh: `签批：${step.zh}`, en: `Signed: ${step.en}` };
    case 'return':
      return { zh: `退回：${step.zh}`, en: `Sent back: ${step.en}` };
    case 'correction':
      return { zh: '更正', en: 'Correction' };
    case 'period':
      return { zh: '期限重算', en: 'Time limits recomputed' };
    default:
      return step;
  }
}
