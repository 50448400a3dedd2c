// Start-up checks. An ill-formed procedure stops the program with a sentence that says what is wrong:
// better no government office today than one whose case can never end.
import { createLaw, lawTitles, rules } from '../law/index.ts';
import type { Law, Setting } from '../law/index.ts';
import { administrator, anyone, headOfUnit, party, stepOf, supervisor, system } from './define.ts';
import type { Registry } from './registry.ts';
import type { AnyProcedure, AnyStep, Domain, Figure, Label, PeriodMove, Post } from './types.ts';

export class IllFormed extends Error {}

const PROCEDURE_ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*(\.[a-z][a-z0-9]*(-[a-z0-9]+)*)?$/;
const NAME = /^[a-z][a-zA-Z0-9]*$/;
/** Query parameters and columns that facets would hide. */
const RESERVED = new Set([
  'state',
  'unit',
  'handler',
  'light',
  'q',
  'from',
  'to',
  'sort',
  'cursor',
  'limit',
  'id',
  'number',
  'month',
]);

const standardPosts: readonly Post[] = [headOfUnit, supervisor, administrator, party, anyone, system];

const list = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value);

export function nextStates(step: AnyStep, from: string): readonly string[] {
  return list(step.to).map((to) => (to === 'same' ? from : to));
}

export const fromStates = (step: AnyStep): readonly string[] => (step.opens === true ? [] : list(step.from));

function complain(where: string, what: string): never {
  throw new IllFormed(`${where}: ${what}`);
}

function checkLabel(where: string, label: Label | undefined): void {
  if (label === undefined || label.zh.trim() === '' || label.en.trim() === '')
    complain(where, 'a label is missing in Chinese or English.');
}

function checkReach(procedure: AnyProcedure, steps: readonly (readonly [string, AnyStep])[]): void {
  const reached = new Set(steps.flatMap(([, step]) => (step.opens === true ? list(step.to) : [])));
  const leads = (from: ReadonlySet<string>) => {
    const next = new Set(from);
    for (const [, step] of steps) {
      for (const state of fromStates(step)) if (next.has(state)) for (const to of nextStates(step, state)) next.add(to);
    }
    return next;
  };
  let before = -1;
  let now = reached;
  while (now.size !== before) {
    before = now.size;
    now = leads(now);
  }
  for (const [id, state] of Object.entries(procedure.states)) {
    if (!now.has(id)) complain(`Procedure ${procedure.id}, state ${id}`, 'no step leads here.');
    const leaves = steps.some(
      ([, step]) => fromStates(step).includes(id) && nextStates(step, id).some((to) => to !== id),
    );
    if (state.end !== true && state.awaits === undefined && !leaves) {
      complain(`Procedure ${procedure.id}, state ${id}`, 'no step leads away and it is not an end.');
    }
  }
  if (!Object.values(procedure.states).some((state) => state.end === true))
    complain(`Procedure ${procedure.id}`, 'no state is an end.');
}

function checkStep(procedure: AnyProcedure, id: string, step: AnyStep, posts: ReadonlyMap<string, Post>): void {
  const where = `Procedure ${procedure.id}, step ${id}`;
  if (!NAME.test(id)) complain(where, 'a step id is one camelCase word.');
  checkLabel(where, step.title);
  if (step.by.length === 0) complain(where, 'no post may take it.');
  if (step.basis.length === 0) complain(where, 'it names no article as its basis.');
  for (const citation of step.basis)
    if (!lawTitles.has(citation.law)) complain(where, `cites the unknown law "${citation.law}".`);
  for (const post of [...step.by, ...(step.approvals ?? [])]) {
    if (posts.get(post.id) === undefined) complain(where, `the post "${post.id}" is not declared.`);
  }
  if (step.opens === true && (step.approvals?.length ?? 0) > 0)
    complain(where, 'an opening step cannot wait for approvals; open first, then propose.');
  if (step.opens === true && step.numbers !== undefined)
    complain(where, 'an opening step cannot claim an official number; the case has none to claim it for yet.');
  const states = [...fromStates(step), ...list(step.to).filter((to) => to !== 'same')];
  for (const state of states)
    if (procedure.states[state] === undefined) complain(where, `names the unknown state "${state}".`);
  const moves: readonly (PeriodMove<never> | undefined)[] = [
    ...(step.starts ?? []),
    ...(step.meets ?? []),
    ...(step.suspends ?? []),
    ...(step.resumes ?? []),
    ...(step.restarts ?? []),
    ...(step.cancels ?? []),
    ...Object.keys(step.extends ?? {}),
  ] as PeriodMove<never>[];
  for (const move of moves) {
    const key = typeof move === 'string' ? move : move?.period;
    if (key === undefined || procedure.periods?.[key] === undefined)
      complain(where, `moves the unknown period "${key}".`);
  }
  const grounds = new Set<string>();
  for (const ground of step.needs ?? []) {
    checkLabel(`${where}, ground ${ground.id}`, ground.title);
    if (grounds.has(ground.id)) complain(where, `ground ${ground.id} is asked twice.`);
    grounds.add(ground.id);
    if (!lawTitles.has(ground.law.law))
      complain(where, `ground ${ground.id} cites the unknown law "${ground.law.law}".`);
  }
  const granted = new Set(procedure.access.map((grant) => grant.post.id));
  if (step.opens !== true) {
    for (const post of [...step.by, ...(step.approvals ?? [])]) {
      if (post.id !== system.id && !granted.has(post.id))
        complain(where, `the post "${post.id}" may take it but sees no case: the access declaration lacks a grant.`);
    }
  }
}

function checkProcedure(procedure: AnyProcedure, posts: ReadonlyMap<string, Post>): void {
  const where = `Procedure ${procedure.id}`;
  if (!PROCEDURE_ID.test(procedure.id)) complain(where, 'the id is `domain` or `domain.part`, in small letters.');
  if (!/^[A-Z]{1,6}$/.test(procedure.prefix)) complain(where, 'the number prefix is one to six capital letters.');
  checkLabel(where, procedure.title);
  for (const [id, state] of Object.entries(procedure.states)) {
    checkLabel(`${where}, state ${id}`, state.title);
    if (state.end === true && state.waits !== undefined) complain(`${where}, state ${id}`, 'an end waits for nobody.');
    if (state.waits !== undefined && posts.get(state.waits.post.id) === undefined)
      complain(`${where}, state ${id}`, `waits for the undeclared post "${state.waits.post.id}".`);
  }
  const steps = Object.keys(procedure.steps).map((id) => [id, stepOf(procedure, id) as AnyStep] as const);
  for (const [id, step] of steps) checkStep(procedure, id, step, posts);
  if (!steps.some(([, step]) => step.opens === true)) complain(where, 'no step opens a case.');
  checkReach(procedure, steps);
  for (const [id, facet] of Object.entries(procedure.facets)) {
    if (!NAME.test(id) || RESERVED.has(id))
      complain(`${where}, facet ${id}`, 'the name is taken or not one camelCase word.');
    checkLabel(`${where}, facet ${id}`, facet.title);
  }
  for (const [id, period] of Object.entries(procedure.periods ?? {})) {
    checkLabel(`${where}, period ${id}`, period.title);
    if ((period.rule === undefined) === (period.dueOn === undefined))
      complain(`${where}, period ${id}`, 'a period has either a rule or a day of its own.');
  }
  for (const grant of procedure.access) {
    if (posts.get(grant.post.id) === undefined)
      complain(where, `a grant names the undeclared post "${grant.post.id}".`);
    if ((grant.scope === 'public') !== (grant.post.id === anyone.id))
      complain(where, 'scope "public" goes with the post "anyone", and with no other.');
    if (grant.scope === 'public' && grant.states === undefined)
      complain(where, 'what the public may see is limited to named states.');
    if (grant.scope === 'party' && grant.post.id !== party.id)
      complain(where, 'scope "party" goes with the post "party".');
    for (const state of grant.states ?? [])
      if (procedure.states[state] === undefined) complain(where, `a grant names the unknown state "${state}".`);
    for (const facet of Object.keys(grant.where ?? {}))
      if (procedure.facets[facet] === undefined) complain(where, `a grant names the unknown facet "${facet}".`);
  }
  for (let version = 1; version < procedure.factsVersion; version += 1) {
    if (procedure.upgrades?.[version] === undefined) complain(where, `facts version ${version} has no upgrade.`);
  }
}

function checkRules(procedure: AnyProcedure, law: Law): void {
  for (const [key, period] of Object.entries(procedure.periods ?? {})) {
    if (typeof period.rule !== 'string') continue;
    const known = law.find(period.rule) !== undefined || law.lineages.some((lineage) => lineage.id === period.rule);
    if (!known) complain(`Procedure ${procedure.id}, period ${key}`, `there is no rule or lineage "${period.rule}".`);
  }
}

function checkFigure(figure: Figure, procedures: ReadonlyMap<string, AnyProcedure>): void {
  const where = `Figure ${figure.id}`;
  const procedure = procedures.get(figure.procedure);
  if (procedure === undefined) complain(where, `counts the unknown procedure "${figure.procedure}".`);
  const step = stepOf(procedure, figure.milestone);
  if (step?.milestone !== true) complain(where, `counts "${figure.milestone}", which is no milestone.`);
  const facets = [...Object.keys(figure.where ?? {}), ...Object.keys(figure.counted ?? {})];
  if (typeof figure.count === 'object')
    facets.push('distinct' in figure.count ? figure.count.distinct : figure.count.sum);
  for (const facet of facets)
    if (procedure.facets[facet] === undefined) complain(where, `uses the unknown facet "${facet}".`);
  checkLabel(where, figure.title);
  checkLabel(where, figure.counts);
}

function unique<Item>(what: string, items: readonly Item[], key: (item: Item) => string): Map<string, Item> {
  const found = new Map<string, Item>();
  for (const item of items) {
    const id = key(item);
    if (found.has(id)) throw new IllFormed(`Two ${what} have the id "${id}".`);
    found.set(id, item);
  }
  return found;
}

/** Checks everything once and gives the registry that a kernel runs on; throws IllFormed with a sentence. */
export function buildRegistry(domains: readonly Domain[], limits: readonly Setting[] = []): Registry {
  unique('domains', domains, (domain) => domain.id);
  const posts = unique('posts', [...standardPosts, ...domains.flatMap((domain) => domain.posts)], (post) => post.id);
  const procedures = unique(
    'procedures',
    domains.flatMap((domain) => domain.procedures),
    (procedure) => procedure.id,
  );
  const figures = unique(
    'figures',
    domains.flatMap((domain) => domain.figures),
    (figure) => figure.id,
  );
  const law = createLaw([...rules, ...domains.flatMap((domain) => domain.rules ?? [])], limits);
  for (const domain of domains) {
    checkLabel(`Domain ${domain.id}`, domain.title);
    for (const procedure of domain.procedures) {
      if (procedure.id !== domain.id && !procedure.id.startsWith(`${domain.id}.`))
        complain(`Procedure ${procedure.id}`, `its id does not begin with its domain, "${domain.id}".`);
      checkProcedure(procedure, posts);
      checkRules(procedure, law);
      for (const id of Object.keys(procedure.steps)) {
        for (const read of Object.values(stepOf(procedure, id)?.reads ?? {})) {
          const from = procedures.get(read.procedure);
          if (from === undefined)
            complain(`Procedure ${procedure.id}, step ${id}`, `reads the unknown procedure "${read.procedure}".`);
          for (const facet of [...read.gives, ...Object.keys(read.match)]) {
            if (facet !== 'id' && facet !== 'number' && from.facets[facet] === undefined)
              complain(`Procedure ${procedure.id}, step ${id}`, `reads the unknown facet "${facet}" of ${from.id}.`);
          }
        }
      }
    }
  }
  for (const figure of figures.values()) checkFigure(figure, procedures);
  return { domains, procedures, figures, posts, law };
}
