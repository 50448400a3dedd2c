// Units, accounts, posts, sessions and tokens. Units carry two chains worked out when they are put: `same` (itself and
// the bodies that succeeded it) and `above` (every body whose "unit and below" reaches it).
import { hash, verify } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';
import { arrayLiteral } from '../db/values.ts';
import { type DateText, instantFromEpoch } from '../time/index.ts';
import { whoIs } from './actor.ts';
import type { AccountRow, HeldPost, People, PostRow, UnitRow, Who } from './api.ts';
import type { Core } from './core.ts';
import { UNITS_CHANGED } from './in-force.ts';
import { badInput } from './problem.ts';

const SESSION_HOURS = 12;
/** Verified for unknown names too, so that the time taken tells nothing. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

function chains(units: readonly UnitRow[]): Map<string, { same: string[]; above: string[] }> {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const follow = (id: string, next: (unit: UnitRow) => readonly (string | null | undefined)[]): string[] => {
    const found = new Set<string>();
    const queue = [id];
    for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
      if (found.has(at)) continue;
      found.add(at);
      const unit = byId.get(at);
      if (unit !== undefined) queue.push(...next(unit).filter((other): other is string => typeof other === 'string'));
    }
    return [...found];
  };
  return new Map(
    units.map((unit) => [
      unit.id,
      {
        same: follow(unit.id, (one) => [one.successor]),
        above: follow(unit.id, (one) => [one.successor, one.parent]),
      },
    ]),
  );
}

export function peopleOf(core: Core): People {
  const { db, region } = core;

  async function readUnits(): Promise<UnitRow[]> {
    const rows = await db.query<{
      id: string;
      title_zh: string;
      title_en: string;
      kind: string;
      parent: string | null;
      successor: string | null;
      from_on: DateText;
      to_on: DateText | null;
    }>(
      {
        text: 'select id, title_zh, title_en, kind, parent, successor, from_on, to_on from unit where region = $1 order by id',
      },
      [region],
    );
    return rows.map((row) => ({
      id: row.id,
      title: { zh: row.title_zh, en: row.title_en },
      kind: row.kind,
      parent: row.parent,
      successor: row.successor,
      from: row.from_on,
      to: row.to_on,
    }));
  }

  return {
    async putUnits(units) {
      const all = new Map([...(await readUnits()), ...units].map((unit) => [unit.id, unit]));
      for (const unit of units) {
        for (const other of [unit.parent, unit.successor]) {
          if (other !== null && other !== undefined && !all.has(other))
            throw badInput({
              zh: `单位“${unit.id}”的上级或承接单位“${other}”不存在。`,
              en: `Unit "${unit.id}" names "${other}", which does not exist.`,
            });
        }
      }
      const reach = chains([...all.values()]);
      const rows = [...all.values()].map((unit) => ({
        id: unit.id,
        title_zh: unit.title.zh,
        title_en: unit.title.en,
        kind: unit.kind,
        parent: unit.parent,
        successor: unit.successor ?? null,
        from_on: unit.from,
        to_on: unit.to ?? null,
        same: arrayLiteral(reach.get(unit.id)?.same ?? [unit.id]),
        above: arrayLiteral(reach.get(unit.id)?.above ?? [unit.id]),
      }));
      await db.query(
        {
          text: `insert into unit (region, id, title_zh, title_en, kind, parent, successor, from_on, to_on, same, above)
        select $1, x.id, x.title_zh, x.title_en, x.kind, x.parent, x.successor, x.from_on, x.to_on, x.same::text[], x.above::text[]
        from json_to_recordset($2::json) x(id text, title_zh text, title_en text, kind text, parent text, successor text, from_on date, to_on date, same text, above text)
        on conflict (region, id) do update set title_zh = excluded.title_zh, title_en = excluded.title_en, kind = excluded.kind, parent = excluded.parent,
          successor = excluded.successor, from_on = excluded.from_on, to_on = excluded.to_on, same = excluded.same, above = excluded.above`,
        },
        [region, JSON.stringify(rows)],
      );
      await db.query(
        {
          text: `insert into setting (region, name, value) values ($1, '${UNITS_CHANGED}', '1')
            on conflict (region, name) do update set value = to_json((setting.value #>> '{}')::int + 1)`,
        },
        [region],
      );
    },

    async units(on) {
      const units = await readUnits();
      return on === undefined
        ? units
        : units.filter((unit) => unit.from <= on && (unit.to === null || unit.to === undefined || unit.to >= on));
    },

    async putAccounts(accounts: readonly AccountRow[]) {
      // One hash per password, not per account: demonstration accounts share theirs.
      const hashes = new Map<string, string>();
      for (const account of accounts) {
        if (account.password !== undefined && !hashes.has(account.password))
          hashes.set(account.password, await hash(account.password));
      }
      const rows = accounts.map((account) => ({
        id: account.id,
        kind: account.kind,
        name_zh: account.name.zh,
        name_en: account.name.en,
        password: account.password === undefined ? null : hashes.get(account.password),
        demo: account.demo === true,
      }));
      await db.query(
        {
          text: `insert into account (region, id, kind, name_zh, name_en, password, demo) select $1, x.* from json_to_recordset($2::json)
        x(id text, kind text, name_zh text, name_en text, password text, demo boolean)
        on conflict (region, id) do update set kind = excluded.kind, name_zh = excluded.name_zh, name_en = excluded.name_en, password = excluded.password, demo = excluded.demo`,
        },
        [region, JSON.stringify(rows)],
      );
    },

    async demoAccounts() {
      const rows = await db.query<{
        id: string;
        kind: AccountRow['kind'];
        name_zh: string;
        name_en: string;
        posts: { post: string; unit: string; from: DateText; to: DateText | null }[];
      }>(
        {
          text: `select a.id, a.kind, a.name_zh, a.name_en, (select coalesce(json_agg(json_build_object('post', h.post, 'unit', h.unit, 'from', h.from_on, 'to', h.to_on)), '[]'::json)
          from post_holder h where h.region = a.region and h.account = a.id) as posts from account a where a.region = $1 and a.demo and a.password is not null order by a.id`,
        },
        [region],
      );
      return rows.map((row) => ({
        id: row.id,
        kind: row.kind,
        name: { zh: row.name_zh, en: row.name_en },
        demo: true,
        posts: row.posts as HeldPost[],
      }));
    },

    async putPosts(posts: readonly PostRow[]) {
      const unknown = posts.find((held) => !core.registry.posts.has(held.post));
      if (unknown !== undefined)
        throw badInput({ zh: `没有“${unknown.post}”这个岗位。`, en: `There is no post "${unknown.post}".` });
      const rows = posts.map((held) => ({
        account: held.user,
        post: held.post,
        unit: held.unit,
        from_on: held.from,
        to_on: held.to ?? null,
      }));
      await db.query(
        {
          text: `insert into post_holder (region, account, post, unit, from_on, to_on) select $1, x.* from json_to_recordset($2::json)
        x(account text, post text, unit text, from_on date, to_on date) on conflict (region, account, post, unit, from_on) do update set to_on = excluded.to_on`,
        },
        [region, JSON.stringify(rows)],
      );
    },

    async endPost(user, post, unit, to) {
      await db.query(
        {
          text: 'update post_holder set to_on = $5 where region = $1 and account = $2 and post = $3 and unit = $4 and (to_on is null or to_on > $5)',
        },
        [region, user, post, unit, to],
      );
    },

    async login(id, password) {
      const rows = await db.query<{ password: string | null }>(
        { name: 'login', text: 'select password from account where region = $1 and id = $2' },
        [region, id],
      );
      const stored = rows[0]?.password ?? null;
      const right = await verify(stored ?? NOBODY, password).catch(() => false);
      if (!right || stored === null) return null;
      const session = randomBytes(24).toString('base64url');
      const expires = instantFromEpoch(core.clock.epoch() + SESSION_HOURS * 3_600_000);
      await db.query(
        { name: 'session', text: 'insert into session (region, digest, account, expires_at) values ($1, $2, $3, $4)' },
        [region, core.keys.codeDigest(session), id, expires],
      );
      return { session, who: (await whoOf(core, { session })) as Who };
    },

    async logout(session) {
      await db.query({ name: 'logout', text: 'delete from session where region = $1 and digest = $2' }, [
        region,
        core.keys.codeDigest(session),
      ]);
    },

    async createToken({ title, post, unit, days }) {
      if (!core.registry.posts.has(post))
        throw badInput({ zh: `没有“${post}”这个岗位。`, en: `There is no post "${post}".` });
      if (!(await readUnits()).some((one) => one.id === unit))
        throw badInput({ zh: `没有“${unit}”这个单位。`, en: `There is no unit "${unit}".` });
      const token = `plt_${randomBytes(30).toString('base64url')}`;
      const expires = instantFromEpoch(core.clock.epoch() + days * 86_400_000);
      await db.query(
        { text: 'insert into token (region, digest, title, post, unit, expires_at) values ($1, $2, $3, $4, $5, $6)' },
        [region, core.keys.codeDigest(token), title, post, unit, expires],
      );
      return token;
    },
  };
}

export async function whoOf(core: Core, actor: Parameters<typeof whoIs>[1]): Promise<Who | null> {
  const subject = await whoIs(core, actor);
  if (subject === null) return null;
  return {
    id: subject.id,
    kind: subject.kind,
    name: { zh: subject.nameZh, en: subject.nameEn },
    posts: subject.posts,
  };
}
