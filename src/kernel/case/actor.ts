// Who asks, for questions that concern no single case: one small read, never kept.
import type { Subject } from '../access/access.ts';
import { Params, statementName } from '../db/params.ts';
import type { Statement } from '../db/types.ts';
import type { ActorRef } from './api.ts';
import type { Core } from './core.ts';
import { ACTOR_COLUMNS, actorKey, actorKind, type ActorRow, actorSelect, subjectOf } from './load.ts';
import { unknownActor } from './problem.ts';

const plans = new Map<string, { statement: Statement; params: Params }>();

export async function whoIs(core: Core, actor: ActorRef): Promise<Subject | null> {
  const kind = actorKind(actor);
  if (kind === 'none') return subjectOf(actor, undefined);
  let plan = plans.get(kind);
  if (plan === undefined) {
    const params = new Params();
    plan = {
      params,
      statement: { name: statementName(), text: `select ${ACTOR_COLUMNS} from (${actorSelect(kind, params)}) a` },
    };
    plans.set(kind, plan);
  }
  const { key, number } = actorKey(actor, core.keys);
  const now = core.clock.now();
  const rows = await core.db.query<ActorRow>(
    plan.statement,
    plan.params.pick({ region: core.region, actor: key, codeNumber: number, day: now.slice(0, 10), now }),
  );
  return subjectOf(actor, rows[0]);
}

export async function subjectFor(core: Core, actor: ActorRef): Promise<Subject> {
  const subject = await whoIs(core, actor);
  if (subject === null) throw unknownActor();
  return subject;
}
