// Puts the parts of one region's kernel together.
import { keepPromises } from '../db/migrate.ts';
import { refreshStatistics } from '../db/statistics.ts';
import type { Database } from '../db/types.ts';
import { figureReader } from '../facets/figures.ts';
import { leaderOf } from '../jobs/leader.ts';
import type { Registry } from '../procedure/registry.ts';
import type { Keyring } from '../record/keys.ts';
import { type Clock, systemClock } from '../time/clock.ts';
import type { Kernel } from './api.ts';
import { loadPlans, openCore } from './core.ts';
import { type IdSource, newId, randomIds } from './ids.ts';
import { lister } from './list.ts';
import { manyPerformer } from './many.ts';
import { noticesOf } from './notices.ts';
import { peopleOf, whoOf } from './people.ts';
import { performer } from './perform.ts';
import { settingsOf } from './settings.ts';
import { viewer } from './view.ts';

export interface KernelOptions {
  readonly db: Database;
  readonly region: string;
  readonly registry: Registry;
  readonly keys: Keyring;
  readonly clock?: Clock;
  readonly ids?: IdSource;
  /** Marks every entry as made for a demonstration. */
  readonly demonstration?: boolean;
  /** Told of faults of the background work; never with personal values. */
  readonly onFault?: (error: unknown) => void;
}

export async function openKernel(options: KernelOptions): Promise<Kernel> {
  const core = openCore({
    db: options.db,
    region: options.region,
    registry: options.registry,
    keys: options.keys,
    clock: options.clock ?? systemClock,
    ids: options.ids ?? randomIds(),
    demonstration: options.demonstration === true,
  });
  await keepPromises(core.db, core.region, core.registry);
  // PostgreSQL looks after its own numbers; a load into the embedded engine that was killed left none.
  if (core.db.engine === 'embedded') await refreshStatistics(core.db, core.registry);
  const plans = loadPlans(core);
  const acts = performer(core, plans);
  const views = viewer(core, plans);
  const leader = leaderOf(core, acts.perform, options.onFault ?? ((error) => console.error(error)));
  const { law } = await core.current();
  return {
    region: core.region,
    registry: core.registry,
    law,
    clock: core.clock,
    people: peopleOf(core),
    settings: settingsOf(core),
    whoIs: (actor) => whoOf(core, actor),
    ...acts,
    ...manyPerformer(core, plans),
    get: views.get,
    openings: views.openings,
    steps: views.steps,
    record: views.record,
    reveal: views.reveal,
    ...lister(core),
    ...figureReader(core),
    ...noticesOf(core),
    ...leader,
    newId: () => newId(core.ids, core.clock.epoch()),
  };
}
