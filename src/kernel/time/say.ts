// Says a sentence in both languages at once, and the one error of broken dates, times and periods.
import type { Label } from './types.ts';

type Values = Readonly<Record<string, string | number | Label | undefined>>;

export function say(sentence: Label, values: Values = {}): Label {
  const fill = (language: 'zh' | 'en'): string =>
    sentence[language].replace(/\{(\w+)\}/g, (_, key: string) => {
      const value = values[key] ?? '';
      return typeof value === 'object' ? value[language] : String(value);
    });
  return { zh: fill('zh'), en: fill('en') };
}

export class TimeError extends Error {
  readonly label: Label;
  constructor(sentence: Label, values?: Values) {
    const label = say(sentence, values);
    super(label.en);
    this.name = 'TimeError';
    this.label = label;
  }
}
