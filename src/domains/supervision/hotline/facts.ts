// What a hotline order and its companions hold, and what each step asks for. Whatever a caller says or is called enters
// as a sensitive value, so that the record holds it sealed only (PIPL 28–29, 51); the readable `content` is made from it
// without phone numbers, identity numbers and names.
import * as z from 'zod';
import { isDate, isInstant, type Label, Secret, sealed, sensitive } from '#kernel';
import type { ClassTable } from './classes.ts';
import * as codes from './codes.ts';
import { redact, withoutCaller } from './redact.ts';

/** A region's own table of matters, loaded in place of the example. */
export const classTable: z.ZodType<ClassTable> = z.strictObject({
  groups: z.record(z.string(), z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })),
  classes: z.record(z.string(), z.strictObject({ group: z.string(), zh: z.string().min(1), en: z.string().min(1) })),
});
export const coded = <K extends string>(table: Readonly<Record<K, Label>>) => z.enum(Object.keys(table) as [K, ...K[]]);
const words = (max = 2000) => z.string().trim().min(1).max(max);
/** A caller's own words: sealed as they are, and readable without personal data. The form takes a plain string. */
const spoken = (max = 5000) =>
  words(max)
    .meta({ sensitive: 'text' })
    .transform((text) => ({ whole: new Secret(text, 'text'), clean: redact(text) }));
const unit = z.string().min(1).max(100);
const caseId = z.uuid();
const date = z.string().refine(isDate, 'write YYYY-MM-DD').meta({ format: 'date' });
const instant = z.string().refine(isInstant, 'write 2021-09-30T08:30:00+08:00').meta({ format: 'date-time' });
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const files = z.array(z.strictObject({ hash, name: words(200) })).max(20);
type Files = z.output<typeof files>;
const classCode = z.string().regex(/^[a-z0-9-]{2,40}$/);
const count = z.int().min(0);
const helpers = z.array(unit).max(8);

const Caller = z.strictObject({
  name: sensitive('name', words(60)).optional(),
  phone: sensitive('phone', z.string().trim().min(3).max(30)).optional(),
  /** Where the caller lives; the place of the matter is `place` and `spot`. */
  address: sensitive('address', words(200)).optional(),
});
const Demand = {
  kind: coded(codes.kinds),
  class: classCode,
  urgent: z.boolean(),
  /** Sub-district or town: a unit id. */
  place: unit,
};

type Spoken = { readonly whole: Secret; readonly clean: string };
type Naming = {
  caller?: { name?: Secret | undefined; address?: Secret | undefined } | undefined;
  text?: Spoken | undefined;
  spot?: Spoken | undefined;
  forward?: string | undefined;
};
/** What the caller is called and where the caller lives is taken out of everything that is passed on. */
function nameless<I extends Naming>(input: I): I {
  const known = { name: input.caller?.name?.open(), address: input.caller?.address?.open() };
  if (known.name === undefined && known.address === undefined) return input;
  const without = (said: Spoken | undefined) => said && { ...said, clean: withoutCaller(said.clean, known) };
  const forward = input.forward === undefined ? {} : { forward: withoutCaller(input.forward, known) };
  return { ...input, text: without(input.text), spot: without(input.spot), ...forward };
}

/** An order of another system, under its number and in its state; what is not known is left out. */
const Outside = z.strictObject({
  system: words(60),
  number: words(100),
  state: coded(codes.outsideStates),
  dates: z.strictObject({
    opened: instant,
    assign: instant.optional(),
    sign: instant.optional(),
    reply: instant.optional(),
    /** When it was closed, told elsewhere, referred, withdrawn or cancelled. */
    ended: instant.optional(),
  }),
  channel: coded(codes.channels).optional(),
  kind: Demand.kind.optional(),
  class: classCode.optional(),
  /** Name of the class in the system it came from. */
  className: words(200).optional(),
  urgent: Demand.urgent.optional(),
  place: unit.optional(),
  /** Name of the place where it is none of ours. */
  placeName: words(200).optional(),
  spot: spoken(300).optional(),
  text: spoken().optional(),
  caller: Caller.optional(),
  accused: unit.optional(),
  unit: unit.optional(),
  result: coded(codes.results).optional(),
  reply: spoken().optional(),
  rating: coded(codes.ratings).optional(),
  /** Who is competent, when told elsewhere or referred. */
  competent: words(200).optional(),
  reason: words().optional(),
  /** Open columns of the row kept as they came, and the row's digest. */
  source: z.record(z.string().min(1).max(100), z.string().max(2000)).optional(),
  row: z.int().min(1).optional(),
  hash: hash.optional(),
});

/** The steps of an order, by step id. Optional members with a default may be left out. */
export const inputs = {
  /** Opens an order. The public uses channels web and mailbox only, and neither `forward` nor `urgent`. */
  register: z
    .strictObject({
      ...Demand,
      channel: z.enum(['call', 'web', 'mailbox', 'letter']),
      urgent: Demand.urgent.optional(),
      place: Demand.place.optional(),
      /** Where in the place, in the caller's words; personal data is taken out. */
      spot: spoken(200).optional(),
      /** What the caller said. */
      text: spoken(),
      /** The operator's wording for the handling unit, when the redacted words will not do. */
      forward: words(5000).optional(),
      /** Left out: anonymous. */
      caller: Caller.optional(),
      confidential: z.boolean().optional(),
      /** The handling unit may see the phone number. */
      showPhone: z.boolean().optional(),
      /** Question and reply may be published, without personal data. */
      publish: z.boolean().optional(),
      /** The body complained about: a unit id. The order never goes to it. */
      accused: unit.optional(),
    })
    .transform(nameless),
  /** History, in whatever state it has there. */
  adopt: Outside.transform(nameless),
  /** An order that another platform hands to us today: open at our door, its clock starting here. */
  takeOver: Outside.omit({
    state: true,
    result: true,
    reply: true,
    rating: true,
    competent: true,
    reason: true,
  }).transform(nameless),
  edit: z.strictObject({
    content: words(5000).optional(),
    kind: Demand.kind.optional(),
    class: classCode.optional(),
    urgent: Demand.urgent.optional(),
    place: Demand.place.optional(),
    spot: words(200).optional(),
    accused: unit.optional(),
  }),
  elsewhere: z.strictObject({ scope: coded(codes.scopes), competent: words(200), reason: words() }),
  /** Answered at once; `article` is the number of a knowledge article in force. */
  answer: z.strictObject({ words: words(5000), article: words(60).optional() }),
  /** `lead` is the number of the order that goes on. */
  join: z.strictObject({ lead: words(60), reason: words(500) }),
  answerJoined: z.strictObject({
    to: z.enum(['replied', 'elsewhere']),
    unit: unit.optional(),
    lead: caseId,
    words: words(5000),
    result: coded(codes.results).optional(),
    competent: words(200).optional(),
    scope: coded(codes.scopes).optional(),
  }),
  release: z.strictObject({ lead: caseId }),
  assign: z.strictObject({ unit, reason: words(500), helpers: helpers.optional() }),
  sign: z.strictObject({}),
  return: z.strictObject({ ground: coded(codes.returnGrounds), words: words(1000), properUnit: unit.optional() }),
  contact: z.strictObject({ way: coded(codes.contactWays), reached: z.boolean(), words: words(1000) }),
  consent: z.strictObject({ showPhone: z.boolean().optional(), publish: z.boolean().optional() }),
  opinion: z.strictObject({ words: words(2000), evidence: files.optional() }),
  /** Working days; signed by the centre before it takes effect. */
  extend: z.strictObject({ days: z.int().min(1).max(15), reason: words(500) }),
  reply: z.strictObject({
    result: coded(codes.results),
    words: words(5000),
    /** Why, where the demand is not solved in full. */
    reason: words(1000).optional(),
    evidence: files.optional(),
  }),
  /** Nobody was reached; the order stays where it is. */
  tried: z.strictObject({ tries: z.int().min(1).max(10).optional(), words: words(500).optional() }),
  /** The call-back found the caller dissatisfied. */
  callback: z.strictObject({ solved: z.boolean(), words: spoken(1000).optional() }),
  /** The call-back that closes the order; after `dissatisfied` the rating given stands. */
  close: z.strictObject({
    reached: z.boolean(),
    tries: z.int().min(1).max(10).optional(),
    solved: z.boolean().optional(),
    rating: coded(codes.ratings).optional(),
    words: spoken(1000).optional(),
  }),
  /** The caller's own rating on the portal. */
  rate: z.strictObject({
    solved: z.boolean(),
    rating: z.enum(['very-satisfied', 'satisfied', 'basically-satisfied', 'dissatisfied']),
    words: spoken(1000).optional(),
  }),
  askRework: z.strictObject({ words: spoken(1000) }),
  rework: z.strictObject({ unit, reason: words(500), helpers: helpers.optional() }),
  reopen: z.strictObject({ words: spoken(1000) }),
  appeal: z.strictObject({ words: words(1000), evidence: files.optional() }),
  judge: z.strictObject({ upheld: z.boolean(), words: words(1000) }),
  addInfo: z.strictObject({ text: spoken(2000), files: files.optional() }),
  urge: z.strictObject({ words: spoken(500).optional() }),
  supervise: z.strictObject({ words: words(1000), until: date }),
  withdraw: z.strictObject({ words: spoken(500).optional() }),
  /** Only with the caller's consent and without personal data. */
  publish: z.strictObject({ question: words(2000), answer: words(5000) }),
};

export type Inputs = { [S in keyof typeof inputs]: z.output<(typeof inputs)[S]> };
/** What a caller of the step writes: plain strings where `Inputs` has secrets. */
export type Typed = { [S in keyof typeof inputs]: z.input<(typeof inputs)[S]> };

/** What happened on an order, newest last. */
const log = <T>() => z.array(z.custom<Readonly<T & { at: string }>>()).optional();

export const Order = z.object({
  ...Outside.pick({
    kind: true,
    className: true,
    place: true,
    placeName: true,
    accused: true,
    dates: true,
    source: true,
  }).partial().shape,
  ...Outside.pick({ reason: true, row: true }).shape,
  channel: coded(codes.channels),
  class: classCode,
  urgent: z.boolean(),
  spot: z.string().optional(),
  caller: z.object({ name: sealed().optional(), phone: sealed().optional(), address: sealed().optional() }).optional(),
  confidential: z.boolean(),
  original: sealed().optional(),
  /** What handling units and the caller's page show: free of personal data. */
  content: z.string(),
  /** The caller's phone, only while the caller consents that the handling unit sees it. */
  contactPhone: sealed().optional(),
  mayPublish: z.boolean(),
  /** Whose order it is now, and why. */
  assignment: z.object({ unit, reason: z.string(), at: instant }).optional(),
  returns: log<{ unit: string; ground: string; words: string; properUnit?: string | undefined }>(),
  contacts: log<{ way: string; reached: boolean; words: string }>(),
  opinions: log<{ unit: string; words: string; evidence?: Files | undefined }>(),
  /** Working days the handling time was lengthened by. */
  extended: count.optional(),
  reply: inputs.reply
    .partial()
    .extend({ unit: unit.optional(), article: z.string().optional(), at: instant.optional() })
    .optional(),
  /** The order this one is joined to. */
  lead: caseId.optional(),
  /** Answered at once by the operator. */
  firstContact: z.boolean().optional(),
  /** The reply came after its day. */
  late: z.boolean().optional(),
  tries: count.optional(),
  /** `counted` is false once an appeal of the rating is upheld. */
  rating: z
    .object({
      solved: z.boolean().optional(),
      rating: coded(codes.ratings),
      counted: z.boolean(),
      words: z.string().optional(),
    })
    .optional(),
  appeal: z
    .object({ words: z.string(), at: instant, upheld: z.boolean().optional(), decision: z.string().optional() })
    .optional(),
  reworks: count,
  additions: log<{ text: string; files?: Files | undefined }>(),
  urges: log<{ by: string; words?: string | undefined }>(),
  supervision: log<{ words: string; until: string }>(),
  elsewhere: inputs.elsewhere.partial().optional(),
  withdrawn: z.object({ words: z.string().optional(), at: instant }).optional(),
  published: z.object({ question: z.string(), answer: z.string(), unit: unit.optional(), at: instant }).optional(),
  /** The system it came from, when taken over. */
  origin: z.string().optional(),
});
export type Order = z.output<typeof Order>;

/** hotline.knowledge */
const Text = { class: classCode, question: words(300), answer: words(5000), source: words(300), validUntil: date };
export const Article = z.object({
  ...Text,
  edition: count,
  review: z.string().optional(),
  revised: z.string().optional(),
  ended: z.string().optional(),
});
export type Article = z.output<typeof Article>;
export const knowledgeInputs = {
  propose: z.strictObject(Text),
  review: z.strictObject({ fit: z.boolean(), words: words(1000) }),
  enact: z.strictObject({}),
  revise: z.strictObject({ ...Text, reason: words(500) }),
  expire: z.strictObject({}),
  withdraw: z.strictObject({ reason: words(500) }),
};

/** hotline.cluster: a place and a matter with a count; there is no field for a person. */
const Seen = { class: classCode, place: unit, from: date, to: date, count: z.int().min(2), matter: words(1000) };
export const Cluster = z.object({
  ...Seen,
  /** Account of the analyst, so that someone else verifies. */
  openedBy: z.string(),
  finding: z.string().optional(),
  cause: z.string().optional(),
  task: z.object({ unit, words: z.string(), until: date }).optional(),
  cure: z.object({ words: z.string(), evidence: files.optional() }).optional(),
  after: count.optional(),
  reason: z.string().optional(),
});
export type Cluster = z.output<typeof Cluster>;
export const clusterInputs = {
  /** `orders` are ids of the orders counted. */
  open: z.strictObject({ ...Seen, orders: z.array(caseId).max(200).optional() }),
  verify: z.strictObject({ finding: words(1000), cause: words(1000) }),
  dismiss: z.strictObject({ reason: words(500) }),
  hand: z.strictObject({ unit, words: words(1000), until: date }),
  cure: z.strictObject({ words: words(2000), evidence: files.optional() }),
  /** `after`: how many orders came in a like time after the cure. */
  close: z.strictObject({ after: count, words: words(1000) }),
  again: z.strictObject({ reason: words(500) }),
};

/** hotline.monthly */
const tally = z.record(z.string(), count);
export const MonthFigures = z.strictObject({
  orders: count,
  byClass: tally,
  byPlace: tally,
  byUnit: tally,
  rated: count,
  satisfied: count,
  timed: count,
  onTime: count,
  returned: count,
  firstContact: count,
  reworked: count,
});
export type MonthFigures = z.output<typeof MonthFigures>;
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
export const Monthly = z.object({ month, figures: MonthFigures, remarks: z.string() });
export type Monthly = z.output<typeof Monthly>;
export const monthlyInputs = {
  assemble: z.strictObject({ month, figures: MonthFigures, remarks: words(5000) }),
  revise: z.strictObject({ figures: MonthFigures.optional(), remarks: words(5000).optional() }),
  sign: z.strictObject({}),
  issue: z.strictObject({}),
};

/** hotline.topic and hotline.promise (民声面对面) */
export const Topic = z.object({
  question: words(1000),
  reason: z.string(),
  meeting: z.object({ on: date, venue: z.string(), units: z.array(unit) }).optional(),
  account: z.string().optional(),
  answers: z.array(z.object({ unit, words: z.string() })).optional(),
  dropped: z.string().optional(),
});
export type Topic = z.output<typeof Topic>;
export const topicInputs = {
  propose: z.strictObject({ question: words(1000), reason: words(1000), clusters: z.array(caseId).max(20).optional() }),
  schedule: z.strictObject({ on: date, venue: words(200), units: z.array(unit).min(1).max(20) }),
  hold: z.strictObject({ account: words(5000) }),
  answer: z.strictObject({
    answers: z
      .array(z.strictObject({ unit, words: words(3000) }))
      .min(1)
      .max(20),
  }),
  drop: z.strictObject({ reason: words(500) }),
};
export const Promised = z.object({
  promise: z.string(),
  until: date,
  first: date,
  renegotiated: count,
  outcome: z.enum(['kept', 'broken']).optional(),
  late: z.boolean().optional(),
  words: z.string().optional(),
  evidence: files.optional(),
  reminders: count,
});
export type Promised = z.output<typeof Promised>;
export const promiseInputs = {
  /** `topic` is the number of a topic that was met on. */
  make: z.strictObject({ topic: words(60), unit, promise: words(1000), until: date }),
  keep: z.strictObject({ words: words(2000), evidence: files.min(1) }),
  break: z.strictObject({ words: words(1000) }),
  /** Signed by the centre. */
  renegotiate: z.strictObject({ until: date, reason: words(1000) }),
  remind: z.strictObject({ words: words(500) }),
};
