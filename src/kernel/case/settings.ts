// Dated settings and the working-day calendar. A late-announced arrangement recomputes every running period: each case
// that moves gets an entry that keeps the old date and the new one.
import type { Setting as LimitSetting } from '../law/index.ts';
import { createLaw, rules } from '../law/index.ts';
import { canonical } from '../record/canonical.ts';
import { recomputeAll } from '../jobs/recompute.ts';
import type { Acting } from '../procedure/types.ts';
import { withArrangement } from '../time/index.ts';
import { subjectFor } from './actor.ts';
import type { ActorRef, Settings } from './api.ts';
import type { Core } from './core.ts';
import { badInput, notAllowed } from './problem.ts';

export function settingsOf(core: Core): Settings {
  const { db, region } = core;

  async function mayGovern(actor: ActorRef): Promise<Acting> {
    const subject = await subjectFor(core, actor);
    if (subject.kind === 'system') return { id: subject.id, post: 'system', unit: '' };
    const held = subject.posts.find((one) => one.post === 'administrator');
    if (held === undefined) throw notAllowed();
    return { id: subject.id, post: held.post, unit: held.unit };
  }

  return {
    calendar: async () => (await core.current()).calendar,

    async announceArrangement(arrangement, by) {
      const acting = await mayGovern(by);
      const { calendar } = await core.current();
      // Refuses an arrangement that contradicts itself before anything is stored.
      withArrangement(calendar, arrangement);
      await db.query(
        {
          text: 'insert into calendar_year (region, version, year, arrangement, announced_at) values ($1, (select coalesce(max(version), 0) + 1 from calendar_year where region = $1), $2, $3, $4)',
        },
        [region, arrangement.year, JSON.stringify(arrangement), core.clock.now()],
      );
      const result = await recomputeAll(core, acting);
      return result;
    },

    async setLimit(setting: LimitSetting) {
      const own = core.registry.domains.flatMap((domain) => domain.rules ?? []);
      // Refuses, in the law's own words, to override a text that was read.
      createLaw([...rules, ...own], [setting]);
      await db.query(
        { text: 'insert into limit_setting (region, rule, from_on, value, set_at) values ($1, $2, $3, $4, $5)' },
        [region, setting.ruleId, setting.from, JSON.stringify(setting), core.clock.now()],
      );
    },

    async limits() {
      const rows = await db.query<{ value: LimitSetting }>(
        { text: 'select value from limit_setting where region = $1 order by from_on, set_at' },
        [region],
      );
      return rows.map((row) => row.value);
    },

    async put(name, value) {
      if (!/^[a-z][a-z0-9.:-]{0,99}$/.test(name))
        throw badInput({ zh: '设置名不合要求。', en: 'A setting name is small letters, digits, dot, colon, hyphen.' });
      await db.query(
        {
          name: 'put setting',
          text: 'insert into setting (region, name, value, set_at) values ($1, $2, $3, $4) on conflict (region, name) do update set value = excluded.value, set_at = excluded.set_at',
        },
        [region, name, canonical(value), core.clock.now()],
      );
    },

    async get(name) {
      const rows = await db.query<{ value: unknown }>(
        { name: 'get setting', text: 'select value from setting where region = $1 and name = $2' },
        [region, name],
      );
      return rows[0]?.value;
    },
  };
}
