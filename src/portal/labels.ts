// Names for coded values: what a domain declared beside its facets, and the units of the day. Nothing is named twice.
import type { FacetValue, Kernel, Label, UnitRow } from '#kernel';
import type { Speech } from './language.ts';
import type { Option } from './parts/fields.ts';

export const hotline = 'hotline';
export const knowledge = 'hotline.knowledge';

type Values = Readonly<Record<string, Label>>;

export function valuesOf(kernel: Kernel, procedure: string, facet: string): Values {
  return kernel.registry.procedures.get(procedure)?.facets[facet]?.values ?? {};
}

/** What a facet declares; the knowledge base sorts its articles into the hotline's own classes. */
export function classesOf(kernel: Kernel): Values {
  return { ...valuesOf(kernel, hotline, 'class'), ...valuesOf(kernel, knowledge, 'class') };
}

export function options(speech: Speech, values: Values): readonly Option[] {
  return Object.entries(values).map(([value, label]) => ({ value, text: speech.l(label) }));
}

export function nameOf(speech: Speech, values: Values, value: FacetValue | undefined): string {
  if (value === null || value === undefined || value === '') return speech.t('未注明', 'Not stated');
  const label = values[String(value)];
  return label === undefined ? String(value) : speech.l(label);
}

export type Units = ReadonlyMap<string, UnitRow>;

export async function unitsOf(kernel: Kernel): Promise<Units> {
  return new Map((await kernel.people.units()).map((unit) => [unit.id, unit]));
}

export function unitName(speech: Speech, units: Units, id: string | null | undefined): string {
  if (id === null || id === undefined || id === '') return speech.t('未注明', 'Not stated');
  const unit = units.get(id);
  return unit === undefined ? id : speech.l(unit.title);
}

/** Sub-districts and towns: the places of a matter. */
export const places = (units: Units): readonly UnitRow[] =>
  [...units.values()].filter(({ kind }) => kind === 'subdistrict' || kind === 'town');

/** Bodies a demand may be about: all but the government as a whole. */
export const bodies = (units: Units): readonly UnitRow[] => [...units.values()].filter(({ parent }) => parent !== null);

const orders = { zh: new Intl.Collator('zh'), en: new Intl.Collator('en') };

/** As the names stand in a register of the reader's language. */
export const byTitle = ({ lang }: Speech, units: readonly UnitRow[]): readonly UnitRow[] =>
  units.toSorted((a, b) => orders[lang].compare(a.title[lang], b.title[lang]));
