// What is in force in a region: calendars, limits and units. They are data, versioned by one number that every step's read
// brings along, and read again when it has grown.
import type { Queryable } from '../db/types.ts';
import { createLaw, type Law, rules, type Setting } from '../law/index.ts';
import type { Registry } from '../procedure/registry.ts';
import { type Arrangement, type Calendar, chinaCalendar, type DateText, withArrangement } from '../time/index.ts';

/** What holds in the region now. No authority is in it: posts are read with every act. */
export interface InForce {
  readonly law: Law;
  readonly calendar: Calendar;
  readonly isUnit: (id: string, on: DateText) => boolean;
  readonly version: number;
}

/** Setting that counts how often units were changed. */
export const UNITS_CHANGED = 'units-changed';

/** Grows with every arrangement, limit and change of units. */
export const inForceVersion = (
  region: string,
): string => `(select coalesce(max(version), 0) from calendar_year y where y.region = ${region})
  + (select count(*) from limit_setting s where s.region = ${region})
  + coalesce((select (value #>> '{}')::int from setting s where s.region = ${region} and s.name = '${UNITS_CHANGED}'), 0)`;

interface Where {
  readonly db: Queryable;
  readonly region: string;
  readonly registry: Registry;
}

export async function readInForce({ db, region, registry }: Where): Promise<InForce> {
  // The version first: what changes while the rest is read is read again with the next act.
  const counted = await db.query<{ version: number }>({ text: `select ${inForceVersion('$1')} as version` }, [region]);
  const years = await db.query<{ version: number; arrangement: Arrangement }>(
    { text: 'select version, arrangement from calendar_year where region = $1 order by version' },
    [region],
  );
  const limits = await db.query<{ value: Setting }>(
    { text: 'select value from limit_setting where region = $1 order by from_on, set_at' },
    [region],
  );
  const units = await db.query<{ id: string; from_on: DateText; to_on: DateText | null }>(
    { text: 'select id, from_on, to_on from unit where region = $1' },
    [region],
  );
  const known = new Map(units.map((unit) => [unit.id, unit]));
  const own = registry.domains.flatMap((domain) => domain.rules ?? []);
  return {
    calendar: years.reduce((calendar, year) => withArrangement(calendar, year.arrangement), chinaCalendar),
    law:
      limits.length === 0
        ? registry.law
        : createLaw(
            [...rules, ...own],
            limits.map((row) => row.value),
          ),
    isUnit: (id, on) => {
      const unit = known.get(id);
      return unit !== undefined && unit.from_on <= on && (unit.to_on === null || unit.to_on >= on);
    },
    version: counted[0]?.version ?? 0,
  };
}
