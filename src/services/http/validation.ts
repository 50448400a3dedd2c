// The shape of a request, checked by zod before a handler sees it. What does not fit is a 422 with a pointer; an
// address that does not fit is a 404, the same answer as for what is absent.
import type { FastifySchemaCompiler } from 'fastify';
import * as z from 'zod';
import { isDate, type Label, notFound } from '#kernel';
import { httpProblem, type Place, type PlacedError, unfitValues } from './problem.ts';

type Issue = z.core.$ZodIssue;

const typeNames: Readonly<Record<string, Label>> = {
  string: { zh: '文字', en: 'a text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: '是或否', en: 'true or false' },
  object: { zh: '对象', en: 'an object' },
  array: { zh: '列表', en: 'a list' },
};

const unfit: Label = { zh: '内容不符合要求。', en: 'Does not fit what is asked here.' };

function messageOf(issue: Issue): Label {
  switch (issue.code) {
    case 'unrecognized_keys':
      return { zh: '没有这一项。', en: 'There is no such member.' };
    case 'invalid_type': {
      const name = typeNames[issue.expected] ?? { zh: issue.expected, en: issue.expected };
      return { zh: `须为${name.zh}。`, en: `Must be ${name.en}.` };
    }
    case 'invalid_value':
      return {
        zh: `只能取：${issue.values.map(String).join('、')}。`,
        en: `Must be one of: ${issue.values.map(String).join(', ')}.`,
      };
    case 'too_small':
      return { zh: `不得小于 ${issue.minimum}。`, en: `Must be at least ${issue.minimum}.` };
    case 'too_big':
      return { zh: `不得大于 ${issue.maximum}。`, en: `Must be at most ${issue.maximum}.` };
    case 'custom':
      return (issue.params?.['label'] as Label | undefined) ?? unfit;
    default:
      return unfit;
  }
}

const pointer = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

function errorsOf(issue: Issue, place: Place): PlacedError[] {
  const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
  return paths.slice(0, 20).map((path) => ({ pointer: pointer(path), message: messageOf(issue), in: place }));
}

const places: Readonly<Record<string, Place>> = {
  body: 'body',
  querystring: 'query',
  params: 'path',
  headers: 'header',
};

const none: PlacedError[] = [];
const heldNul = (value: unknown): boolean => typeof value === 'string' && value.includes('\0');

function oddErrors(query: unknown): PlacedError[] {
  // zod passes over this name; here it is a parameter like any other that nobody declared.
  if (Object.hasOwn(query as object, '__proto__')) {
    const message = { zh: '没有这个参数。', en: 'There is no such parameter.' };
    return [{ pointer: '/__proto__', message, in: 'query' }];
  }
  let any = false;
  for (const key in query as object) any ||= heldNul(key) || heldNul((query as Record<string, unknown>)[key]);
  if (!any) return none;
  const message = { zh: '含有不能识别的字符。', en: 'Holds a NUL character.' };
  return Object.entries(query as Record<string, unknown>)
    .filter(([key, value]) => heldNul(key) || heldNul(value))
    .map(([key]) => ({ pointer: `/${key.replaceAll('\0', '')}`, message, in: 'query' as const }));
}

/** Only zod schemas stand in our routes. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  // Headers are read one by one where they mean something; their schema is there for the description.
  if (httpPart === 'headers') return () => true;
  const place = places[httpPart ?? 'body'] ?? 'body';
  return (value: unknown) => {
    const result = schema.safeParse(value);
    if (result.success) {
      const errors = place === 'query' ? oddErrors(value) : [];
      return errors.length === 0 ? { value: result.data } : { error: unfitValues(errors) };
    }
    if (place === 'path') return { error: notFound() };
    if (place === 'body' && value === undefined) return { error: httpProblem('malformed') };
    return { error: unfitValues(result.error.issues.flatMap((issue) => errorsOf(issue, place)).slice(0, 50)) };
  };
};

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const lang = z.enum(['zh', 'en']).optional().describe('Language of titles and details in problems.');

/** Every address takes `lang`; a parameter that is not declared is an error, not silence. */
export const query = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => z.strictObject({ ...shape, lang });

export const procedureId = z
  .string()
  .max(80)
  .regex(/^[a-z][a-z0-9.-]*$/);
export const caseId = z.string().regex(uuid).meta({ format: 'uuid' });
export const stepId = z
  .string()
  .max(80)
  .regex(/^[A-Za-z][A-Za-z0-9-]*$/);

const wanted = (label: Label) => ({ params: { label } });

export const date = z
  .string()
  .refine(isDate, wanted({ zh: '须为日期，如 2021-03-01。', en: 'Must be a date such as 2021-03-01.' }))
  .meta({ format: 'date' });

export const yearText = z
  .string()
  .regex(/^(?:19|20|21)\d\d$/)
  .describe('A calendar year, e.g. 2021.');

const countUpTo = (most: number) => (text: string) =>
  /^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= most;

export const limit = z
  .string()
  .refine(countUpTo(200), wanted({ zh: '须为 1 至 200 的整数。', en: 'Must be a whole number from 1 to 200.' }))
  .transform(Number)
  .optional()
  .meta({ description: 'How many, 50 unless told.', type: 'integer', minimum: 1, maximum: 200 });

/** A number in the address, e.g. of a proposal. */
export const number = z
  .string()
  .regex(/^\d{1,4}$/)
  .transform(Number)
  .meta({ type: 'integer' });

export const cursor = z.string().min(1).max(2000).optional().describe('The `next` of the page before.');
