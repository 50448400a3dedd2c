// What the lights told this reader: personally, through the unit, or through a post.
import { subjectFor } from './actor.ts';
import type { ActorRef, Notice } from './api.ts';
import type { Core } from './core.ts';
import { limitOf } from './list.ts';

export function noticesOf(core: Core) {
  return {
    /** Newest first; at most 200. */
    async notices(actor: ActorRef, limit?: number): Promise<Notice[]> {
      const subject = await subjectFor(core, actor);
      const heads = subject.posts.filter((held) => held.post === 'head').map((held) => held.unit);
      return core.db.query<Notice>(
        {
          name: 'notices',
          text: `select n.id, n.case_id as "case", n.procedure, c.number, n.period, n.light, n.to_kind as "toKind", n.to_whom as "toWhom", n.at
        from notice n join cases c on c.region = n.region and c.id = n.case_id
        where n.region = $1 and ((n.to_kind = 'person' and n.to_whom = $2) or (n.to_kind = 'unit' and n.to_whom = any($3::text[]))
          or (n.to_kind = 'head' and n.to_whom = any($4::text[])) or (n.to_kind = 'post' and n.to_whom = any($5::text[])))
        order by n.at desc, n.id desc limit $6`,
        },
        [
          core.region,
          subject.id,
          subject.posts.map((held) => held.unit),
          heads,
          subject.posts.map((held) => held.post),
          limitOf(limit),
        ],
      );
    },
  };
}
