// What the answers look like, for /openapi.json. The tests hold every real answer against these; at run time answers
// are written as they are, since checking them again costs more than the step itself.
import * as z from 'zod';

/** Names a schema, so that the description refers to it instead of repeating it. */
function named<Schema extends z.ZodType>(id: string, schema: Schema): Schema {
  z.globalRegistry.add(schema, { id });
  return schema;
}

const instant = z.string().meta({ format: 'date-time', description: 'RFC 3339 with +08:00' });
const day = z.string().meta({ format: 'date' });
const id = z.string().meta({ format: 'uuid' });
const whole = z.number().meta({ type: 'integer' });
const anything = z.unknown();

export const Label = named('Label', z.strictObject({ zh: z.string(), en: z.string() }));

const Refusal = named(
  'Refusal',
  z.strictObject({ ground: z.string(), reason: Label, law: Label, article: z.string() }),
);

export const ProblemSchema = named(
  'Problem',
  z.strictObject({
    type: z.string(),
    title: z.string(),
    status: whole,
    detail: z.string(),
    errors: z
      .array(
        z.strictObject({
          pointer: z.string().describe('JSON pointer into the body, or the name of a parameter.'),
          message: Label,
          in: z.enum(['body', 'query', 'path', 'header']).optional(),
        }),
      )
      .optional(),
    refusals: z.array(Refusal).optional(),
  }),
);

const Post = z.strictObject({
  post: z.string(),
  unit: z.string(),
  from: day.optional(),
  to: day.nullable().optional(),
});

export const WhoSchema = named(
  'Who',
  z.strictObject({
    id: z.string(),
    kind: z.enum(['official', 'citizen', 'machine', 'code', 'system', 'anyone']),
    name: Label,
    posts: z.array(Post),
  }),
);

export const StepResultSchema = named(
  'StepResult',
  z.strictObject({
    id,
    number: z.string(),
    state: z.string(),
    version: whole,
    entry: id,
    proposal: whole.optional().describe('Set while the step waits for signatures.'),
    repeated: z.literal(true).optional().describe('This Idempotency-Key had taken effect before.'),
    once: z.record(z.string(), z.string()).optional().describe('Handed out once, e.g. the query code.'),
  }),
);

const facetValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const light = z.enum(['green', 'yellow', 'red', 'none']);
const facets = z.record(z.string(), facetValue);

const caseItem = {
  id,
  procedure: z.string(),
  number: z.string(),
  title: z.string(),
  state: z.string(),
  version: whole,
  unit: z.string(),
  handler: z.string().nullable(),
  openedAt: instant,
  dueAt: instant.nullable(),
  light,
  facets,
};
export const CaseItemSchema = named('CaseItem', z.strictObject(caseItem));
export const InboxItemSchema = named(
  'InboxItem',
  z.strictObject({ ...caseItem, why: z.enum(['mine', 'unit', 'sign']) }),
);

export const pageOf = (item: z.ZodType) =>
  z.strictObject({ items: z.array(item), next: z.string().nullable().describe('Pass as `cursor` for the next page.') });

const Acting = z.strictObject({ id: z.string(), post: z.string(), unit: z.string() });

const Proposal = z.strictObject({
  n: whole,
  step: z.string(),
  input: anything,
  by: Acting,
  at: instant,
  status: z.enum(['open', 'returned', 'effective']),
  awaits: z.string().nullable(),
  opinions: z.array(z.strictObject({ by: Acting, act: z.enum(['sign', 'return']), opinion: z.string(), at: instant })),
});

const Period = z
  .looseObject({
    key: z.string(),
    title: Label,
    light,
    status: z.enum(['running', 'suspended', 'met', 'cancelled']),
    dueOn: day.optional(),
    dueAt: instant.optional(),
    earliestOn: day.optional(),
    provisional: z.boolean().optional(),
    late: z.boolean().optional(),
    trace: z.array(Label),
  })
  .describe('A statutory time limit with the reasons for its date.');

export const CaseSchema = named(
  'Case',
  z.looseObject({
    id,
    procedure: z.string(),
    number: z.string(),
    title: z.string(),
    state: z.string(),
    version: whole,
    unit: z.string(),
    home: z.string(),
    handler: z.string().nullable(),
    helpers: z.array(z.string()),
    openedAt: instant,
    endedAt: instant.nullable(),
    adopted: z.boolean(),
    facts: z.record(z.string(), anything),
    facets,
    periods: z.array(Period),
    parties: z.array(z.record(z.string(), anything)),
    links: z.array(
      z.looseObject({
        rel: z.string(),
        direction: z.enum(['to', 'from']),
        id,
        number: z.string(),
        procedure: z.string(),
        state: z.string(),
      }),
    ),
    documents: z.array(anything),
    proposals: z.array(Proposal),
    outside: z.looseObject({ system: z.string(), number: z.string() }).nullable(),
  }),
);

export const StepSchema = named(
  'Step',
  z.looseObject({
    id: z.string(),
    title: Label,
    help: Label.optional(),
    basis: z.array(Label),
    allowed: z.boolean(),
    refusals: z.array(Refusal),
    input: anything.describe('JSON Schema of the input.'),
    needsVersion: z.boolean(),
    approvals: z.array(Label),
  }),
);

export const RecordItemSchema = named(
  'RecordItem',
  z.looseObject({
    id,
    seq: whole,
    kind: z.string(),
    step: z.string(),
    title: Label,
    actor: Acting,
    recordedAt: instant,
    happenedAt: instant,
    flags: z.array(z.string()),
    hash: z.string(),
    prev: z.string(),
    body: z.string().optional().describe('The stored text, when the reader may see all of it.'),
  }),
);

export const FigureSchema = named(
  'Figure',
  z.looseObject({
    id: z.string(),
    value: z.number().nullable(),
    unit: Label,
    of: z.strictObject({ counted: whole, all: whole }).nullable(),
    records: z.string().describe('Address of exactly the records behind the value.'),
  }),
);

export const FigureRecordSchema = named(
  'FigureRecord',
  z.looseObject({
    id,
    number: z.string(),
    seq: whole,
    happenedAt: instant,
    unit: z.string(),
    counted: z.boolean(),
    facets,
  }),
);

export const ReportSchema = named(
  'Report',
  z.looseObject({
    year: whole,
    figures: z.array(
      z.looseObject({
        id: z.string(),
        status: z.enum(['computed', 'absent']),
        value: z.number().nullable(),
        unit: Label,
        records: z.string().nullable(),
      }),
    ),
  }),
);

const stateDescription = z.strictObject({
  id: z.string(),
  title: Label,
  end: z.boolean(),
  awaits: Label.nullable(),
});

export const ProcedureSchema = named(
  'Procedure',
  z.looseObject({
    id: z.string(),
    domain: z.string(),
    chapter: z.string(),
    title: Label,
    tracked: z.boolean(),
    states: z.array(stateDescription),
    steps: z.array(
      z.looseObject({
        id: z.string(),
        title: Label,
        opens: z.boolean(),
        adopts: z.boolean(),
        by: z.array(z.strictObject({ id: z.string(), title: Label })),
        basis: z.array(Label),
        input: anything.describe('JSON Schema of the input.'),
      }),
    ),
    facets: z.array(z.looseObject({ id: z.string(), type: z.string(), title: Label })),
    periods: z.array(z.looseObject({ id: z.string(), title: Label })),
  }),
);

export const RuleSchema = named(
  'Rule',
  z.looseObject({
    id: z.string(),
    title: Label,
    article: z.string(),
    from: day,
    to: day.nullable(),
    confidence: z.string(),
  }),
);

export const DueSchema = named(
  'Due',
  z.looseObject({
    rule: z.string(),
    from: z.string(),
    dueOn: day.optional(),
    dueAt: instant.optional(),
    earliestOn: day.optional(),
    provisional: z.boolean(),
    inForce: z.boolean(),
    trace: z.array(anything),
  }),
);

export const ProgressSchema = named(
  'DemoProgress',
  z.strictObject({
    phase: z.enum(['off', 'waiting', 'loading', 'done', 'failed']),
    year: whole.nullable(),
    done: whole,
    total: whole.nullable(),
    entries: whole,
  }),
);

type Answers = Record<
  number,
  z.ZodType<unknown> | { description: string; content: Record<string, { schema: z.ZodType<unknown> }> }
>;

const problemAnswer = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: ProblemSchema } },
});

const problemTexts = {
  400: 'The request cannot be read.',
  401: 'Not known: log in or give a token.',
  403: 'Known, but none of the posts may do this.',
  404: 'Absent or invisible: the same answer.',
  409: 'Refused by a ground or by the state; `refusals` says why, with law and article.',
  412: 'The case has moved on since the version named in If-Match.',
  413: 'Larger than 1 MiB.',
  415: 'Another content type than JSON.',
  422: 'Input does not fit; `errors` has pointers.',
  428: 'This step edits in place: name the version in If-Match.',
  429: 'Too many attempts; see Retry-After.',
} as const;

/** The answers of one address: its good one, and the problems it may give (404 and 422 always may). */
export function answers(
  good: Record<number, z.ZodType<unknown>>,
  ...problems: (keyof typeof problemTexts)[]
): Record<number, z.ZodType<unknown>> {
  const all: Answers = { ...good };
  for (const status of new Set([...problems, 404, 422] as const)) all[status] = problemAnswer(problemTexts[status]);
  // The framework takes both forms; the handlers' types should see neither.
  return all as Record<number, z.ZodType<unknown>>;
}

/** An answer that is not JSON. */
export const file = (type: string, description: string): z.ZodType<unknown> =>
  // The framework takes this form beside a schema; the handlers' types should not see it.
  ({ description, content: { [type]: { schema: z.string() } } }) as unknown as z.ZodType<unknown>;

export const write = [400, 401, 403, 409, 412, 413, 415, 428] as const;
export const read = [401, 403] as const;
