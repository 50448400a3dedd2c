// What can be said of a line without running it: its graph, its articles, its words in both languages, its time limits.
import assert from 'node:assert/strict';
import {
  type AnyProcedure,
  type AnyStep,
  citationLabel,
  type Domain,
  fromStates,
  inputSchema,
  type Label,
  type Law,
  nextStates,
  type Registry,
  stepOf,
} from '../inside.ts';
import { addDays } from './days.ts';

export const stepsOf = (procedure: AnyProcedure): readonly (readonly [string, AnyStep])[] =>
  Object.keys(procedure.steps).map((id) => [id, stepOf(procedure, id) as AnyStep] as const);

export function statesAreReachedAndLeft(procedure: AnyProcedure): void {
  const steps = stepsOf(procedure);
  const reached = new Set<string>();
  const waiting = steps.flatMap(([, step]) => (step.opens === true ? [step.to].flat() : []));
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    if (reached.has(state)) continue;
    reached.add(state);
    const at = state;
    for (const [, step] of steps) if (fromStates(step).includes(at)) waiting.push(...nextStates(step, at));
  }
  assert.deepEqual([...reached].sort(), Object.keys(procedure.states).sort(), 'every state is reached from an opening');
  const ends = new Set(Object.keys(procedure.states).filter((id) => procedure.states[id]?.end === true));
  const leads = (from: string): boolean => {
    const seen = new Set<string>([from]);
    for (const state of seen)
      for (const [, step] of steps)
        if (fromStates(step).includes(state)) for (const to of nextStates(step, state)) seen.add(to);
    return [...seen].some((state) => ends.has(state));
  };
  for (const id of Object.keys(procedure.states)) assert.ok(leads(id), `from state ${id} an end can be reached`);
}

export function stepsNameArticleAndPost({ posts }: Registry, procedure: AnyProcedure): void {
  for (const [id, step] of stepsOf(procedure)) {
    assert.ok(step.basis.length > 0, `step ${id} names its basis`);
    for (const citation of step.basis) labelled(`basis of ${id}`, citationLabel(citation));
    for (const ground of step.needs ?? []) labelled(`article of ground ${ground.id}`, citationLabel(ground.law));
    assert.ok(step.by.length > 0, `somebody may take step ${id}`);
    for (const post of [...step.by, ...(step.approvals ?? [])])
      assert.ok(posts.has(post.id), `post ${post.id} is declared`);
  }
}

/** Every version of the law on the day it begins, the day before and the day it ends: always exactly one. */
export function periodsHaveRules(law: Law, procedure: AnyProcedure): void {
  for (const [id, period] of Object.entries(procedure.periods ?? {})) {
    if (typeof period.rule !== 'string' || law.find(period.rule) !== undefined) continue;
    const lineage = law.lineages.find((one) => one.id === period.rule);
    assert.ok(lineage !== undefined, `period ${id} has a rule`);
    const versions = lineage.rules.map((rule) => law.rule(rule));
    const first = versions.map(({ from }) => from).sort()[0] ?? '';
    const days = versions.flatMap(({ from, to }) => [
      addDays(from, -1),
      from,
      ...(to === null ? [] : [to, addDays(to, 1)]),
    ]);
    for (const day of days)
      if (day >= first && day >= '2018-01-01')
        assert.ok(law.ruleOn(lineage.id, day) !== undefined, `period ${id} (${lineage.id}) has a rule on ${day}`);
  }
}

export function labelled(what: string, label: Label | undefined): void {
  assert.ok(label !== undefined, `${what} has a label`);
  assert.notEqual(label.zh.trim(), '', `${what} is named in Chinese`);
  assert.notEqual(label.en.trim(), '', `${what} is named in English`);
}

export function everythingIsLabelled(domain: Domain): void {
  labelled(`domain ${domain.id}`, domain.title);
  labelled(`what domain ${domain.id} is about`, domain.about);
  for (const post of domain.posts) labelled(`post ${post.id}`, post.title);
  for (const figure of domain.figures) {
    labelled(`figure ${figure.id}`, figure.title);
    labelled(`unit of figure ${figure.id}`, figure.unit);
    labelled(`definition of figure ${figure.id}`, figure.counts);
  }
  for (const outside of domain.outside ?? [])
    for (const label of [outside.title, outside.comesIn, outside.goesBack, outside.decides])
      labelled(`outside system ${outside.id}`, label);
  for (const procedure of domain.procedures) {
    const of = (what: string) => `${what} of ${procedure.id}`;
    labelled(of('title'), procedure.title);
    labelled(of('retention class'), procedure.retention.title);
    for (const [id, state] of Object.entries(procedure.states)) {
      labelled(of(`state ${id}`), state.title);
      if (state.awaits !== undefined) labelled(of(`what state ${id} awaits`), state.awaits);
    }
    for (const [id, step] of stepsOf(procedure)) {
      labelled(of(`step ${id}`), step.title);
      if (step.help !== undefined) labelled(of(`help of step ${id}`), step.help);
      for (const ground of step.needs ?? []) labelled(of(`ground ${ground.id}`), ground.title);
    }
    for (const [id, label] of Object.entries(procedure.retired ?? {})) labelled(of(`retired step ${id}`), label);
    for (const [id, period] of Object.entries(procedure.periods ?? {})) labelled(of(`period ${id}`), period.title);
    for (const [id, facet] of Object.entries(procedure.facets)) {
      labelled(of(`facet ${id}`), facet.title);
      for (const [value, label] of Object.entries(facet.values ?? {}))
        labelled(of(`value ${value} of facet ${id}`), label);
    }
  }
}

export function inputsHaveSchemas(procedure: AnyProcedure): void {
  for (const [id, step] of stepsOf(procedure)) {
    const schema = inputSchema(step.input) as {
      readonly type?: string;
      readonly anyOf?: unknown;
      readonly oneOf?: unknown;
    };
    assert.ok(
      schema.type === 'object' || schema.anyOf !== undefined || schema.oneOf !== undefined,
      `the input of step ${id} is described as an object`,
    );
    assert.doesNotThrow(() => JSON.stringify(schema), `the schema of step ${id} is JSON`);
  }
}
