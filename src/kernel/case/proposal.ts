// 承办 → 审核 → 签批: a step that needs approvals is proposed, signed or returned with opinions, and takes effect with the
// last signature. The grounds are judged at the proposal and again at every signature.
import { stepOf } from '../procedure/define.ts';
import type { Acting, AnyProcedure, AnyStep } from '../procedure/types.ts';
import { type Proposal } from '../record/entry.ts';
import type { InstantText } from '../time/index.ts';
import { dateOf } from '../time/index.ts';
import { type CaseState } from './fold.ts';
import { groundRefusals, refusalOf, stateRefusal } from './judge.ts';
import { notAllowed, notFound } from './problem.ts';
import { givenFor, refused, sightFor } from './acting.ts';
import { type Decision, draft, finish, type Loaded, readsOf, type Surroundings, takeEffect } from './effect.ts';

export function propose(
  procedure: AnyProcedure,
  stepId: string,
  loaded: Loaded & { readonly state: CaseState },
  surroundings: Surroundings,
  acting: Acting,
  input: unknown,
  time: { readonly at: InstantText; readonly flags: readonly string[] },
): Decision {
  const open = loaded.state.proposals.find((proposal) => proposal.status === 'open');
  if (open !== undefined) {
    throw refused([
      refusalOf(
        'proposal-open',
        {
          zh: '此件已有一项待签批，先办结或退回。',
          en: 'Another proposal on this case awaits signature; finish or return it first.',
        },
        { law: '', article: '' },
      ),
    ]);
  }
  const proposal: Proposal = {
    n: loaded.state.proposals.length + 1,
    step: stepId,
    input: input,
    by: acting,
    at: time.at,
    status: 'open',
    stage: 0,
    opinions: [],
  };
  return finish(loaded.state, {
    ...draft('proposal', loaded, surroundings, procedure, stepId, loaded.state.id),
    happenedAt: time.at,
    actor: acting,
    input: input,
    change: { proposal },
    law: { on: dateOf(time.at), rules: [] },
    ...readsOf(loaded.reads),
    flags: [...surroundings.flags, ...time.flags],
  });
}

export interface SignCommand {
  readonly proposal: number;
  readonly act: 'sign' | 'return';
  readonly opinion: string;
}

/** 审核、签批. The grounds are judged again at each signature; the last one takes effect in the same entry. */
export function decideSignature(
  procedure: AnyProcedure,
  command: SignCommand,
  loaded: Loaded,
  surroundings: Surroundings,
): Decision {
  const sight = sightFor(procedure, loaded);
  const state = loaded.state as CaseState;
  const proposal = state.proposals.find((one) => one.n === command.proposal);
  if (proposal === undefined) throw notFound();
  const step = stepOf(procedure, proposal.step) as AnyStep;
  const basis = step.basis[0] ?? { law: '', article: '' };
  if (proposal.status !== 'open') {
    throw refused([
      refusalOf('proposal-closed', { zh: '此项签批已办结。', en: 'This proposal has already been decided.' }, basis),
    ]);
  }
  const post = step.approvals?.[proposal.stage];
  const acting = sight.acting.find((held) => held.post === post?.id);
  if (post === undefined || acting === undefined) throw notAllowed();
  const actor: Acting = { id: loaded.subject.id, post: acting.post, unit: acting.unit };
  const signers = [
    proposal.by.id,
    ...proposal.opinions.filter((opinion) => opinion.act === 'sign').map((opinion) => opinion.by.id),
  ];
  if (command.act === 'sign' && signers.includes(actor.id)) {
    throw refused([
      refusalOf(
        'own-proposal',
        { zh: '承办、审核、签批不能是同一人。', en: 'Whoever proposed or reviewed it cannot sign it.' },
        basis,
      ),
    ]);
  }
  const at = surroundings.recordedAt;
  const opinions = [...proposal.opinions, { by: actor, act: command.act, opinion: command.opinion, at }];
  const common = {
    happenedAt: at,
    actor,
    input: { proposal: command.proposal, opinion: command.opinion },
    law: { on: dateOf(at), rules: [] as readonly string[] },
    ...readsOf(loaded.reads),
    flags: surroundings.flags,
  };
  if (command.act === 'return') {
    return finish(state, {
      ...draft('return', loaded, surroundings, procedure, proposal.step, state.id),
      ...common,
      change: { proposal: { ...proposal, status: 'returned', opinions } },
    });
  }
  const given = givenFor(loaded, surroundings, state.id, proposal.by, at);
  const wrongState = stateRefusal(procedure, step, state);
  const refusals =
    wrongState === null ? groundRefusals(step, state, state.facts, proposal.input, given, 'all') : [wrongState];
  if (refusals.length > 0) throw refused(refusals);
  const last = proposal.stage + 1 === step.approvals?.length;
  if (!last) {
    return finish(state, {
      ...draft('signature', loaded, surroundings, procedure, proposal.step, state.id),
      ...common,
      change: { proposal: { ...proposal, stage: proposal.stage + 1, opinions } },
    });
  }
  const effective = takeEffect(procedure, step, loaded, surroundings, proposal.input, given);
  return finish(state, {
    ...draft('signature', loaded, surroundings, procedure, proposal.step, state.id),
    ...common,
    change: {
      ...effective.change,
      proposal: { ...proposal, status: 'effective', stage: proposal.stage + 1, opinions },
    },
    law: { on: given.today, rules: effective.rules },
    flags: [...surroundings.flags, ...(effective.late ? ['late'] : [])],
  });
}
