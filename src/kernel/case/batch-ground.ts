// What a batch must know before it can decide anything, read once at its start: calendars, limits, unit chains, posts.
import type { Subject, UnitReach } from '../access/access.ts';
import { whoIs } from './actor.ts';
import type { ActorRef, BatchCommand } from './api.ts';
import type { Core } from './core.ts';
import { type InForce, inForceVersion } from './in-force.ts';
import { unknownActor } from './problem.ts';

export type Clocked = Core['clock'] & { set?: (epoch: number) => void };

export interface Numbered {
  readonly command: BatchCommand;
  readonly index: number;
}

/** What a batch needs to know before it can decide anything, read at its start. */
export interface Ground {
  readonly current: InForce;
  readonly reach: Readonly<Record<string, UnitReach>>;
  readonly homes: ReadonlyMap<string, string>;
  readonly subject: (actor: ActorRef, day: string) => Promise<Subject> | Subject;
}

export async function readGround(core: Core, actors: readonly ActorRef[]): Promise<Ground> {
  const users = [...new Set(actors.flatMap((actor) => ('user' in actor ? [actor.user] : [])))];
  const [units, homes, held, accounts] = [
    await core.db.query<{ id: string; same: string[]; above: string[] }>(
      { name: 'all reach', text: 'select id, same, above from unit where region = $1' },
      [core.region],
    ),
    await core.db.query<{ name: string; value: string }>(
      { name: 'homes', text: `select name, value from setting where region = $1 and name like 'home:%'` },
      [core.region],
    ),
    await core.db.query<{ account: string; post: string; unit: string; from_on: string; to_on: string | null }>(
      {
        name: 'posts of',
        text: 'select account, post, unit, from_on, to_on from post_holder where region = $1 and account = any($2::text[]) order by post, unit',
      },
      [core.region, users],
    ),
    await core.db.query<{ id: string; kind: Subject['kind']; name_zh: string; name_en: string }>(
      {
        name: 'accounts of',
        text: 'select id, kind, name_zh, name_en from account where region = $1 and id = any($2::text[])',
      },
      [core.region, users],
    ),
  ];
  const byUser = new Map(accounts.map((account) => [account.id, account]));
  const posts = Map.groupBy(held, (row) => row.account);
  const known = new Map<string, Subject>();
  const other = new Map<ActorRef, Subject>();
  return {
    current: await core.current(await dataVersion(core)),
    reach: Object.fromEntries(units.map((unit) => [unit.id, { same: unit.same, above: unit.above }])),
    homes: new Map(homes.map((row) => [row.name.slice('home:'.length), row.value])),
    subject: (actor, day) => {
      if (!('user' in actor)) {
        const found = other.get(actor);
        if (found !== undefined) return found;
        return whoIs(core, actor).then((subject) => {
          if (subject === null) throw unknownActor();
          other.set(actor, subject);
          return subject;
        });
      }
      const key = `${day} ${actor.user}`;
      let subject = known.get(key);
      if (subject === undefined) {
        const account = byUser.get(actor.user);
        if (account === undefined) throw unknownActor();
        const valid = (posts.get(actor.user) ?? []).filter(
          (row) => row.from_on <= day && (row.to_on === null || row.to_on >= day),
        );
        subject = {
          id: account.id,
          kind: account.kind,
          nameZh: account.name_zh,
          nameEn: account.name_en,
          posts: valid.map((row) => ({ post: row.post, unit: row.unit })),
        };
        known.set(key, subject);
      }
      return subject;
    },
  };
}

async function dataVersion(core: Core): Promise<number> {
  const rows = await core.db.query<{ version: number }>(
    {
      name: 'data version',
      text: `select ${inForceVersion('$1')} as version`,
    },
    [core.region],
  );
  return rows[0]?.version ?? 0;
}

/** Names of cases in a call: a batch adds its own to those of the batches before it, and drops them if it is decided anew. */
export class Refs {
  readonly #earlier: ReadonlyMap<string, string>;
  readonly own = new Map<string, string>();
  constructor(earlier: ReadonlyMap<string, string>) {
    this.#earlier = earlier;
  }
  get(ref: string): string | undefined {
    return this.own.get(ref) ?? this.#earlier.get(ref);
  }
  set(ref: string, id: string): void {
    this.own.set(ref, id);
  }
}
