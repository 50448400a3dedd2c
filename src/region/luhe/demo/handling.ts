// Which bodies the demonstration's matters go to, derived from the matters themselves.
import { places } from '../units.ts';
import { matters } from './texts/matters.ts';

export const placeIds: readonly string[] = places.map(({ id }) => id);

/** The body that takes complaints about conduct: never the one complained about. */
export const supervisingUnit = 'government-office';

export const bodyIds: readonly string[] = [
  ...new Set(matters.flatMap(({ to }) => to.map((id) => (id === 'supervising' ? supervisingUnit : id)))),
].filter((id) => id !== 'place');

export const handlingUnits: ReadonlySet<string> = new Set([...placeIds, ...bodyIds]);
