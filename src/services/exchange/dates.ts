// Dates of a source: written in its own formats, in its own time zone, with its own summer time. A reading is kept for
// texts that come again (exports stamp thousands of rows with the same minute). An hour that the clock skipped in spring
// never existed and is refused; one that came twice in autumn is taken as the earlier, and no table can tell which it was.
import { type DateText, instantFromEpoch, type InstantText } from '#kernel';
import { DateTime, FixedOffsetZone, type TokenParser } from 'luxon';

export interface ReadDate {
  readonly instant: InstantText;
  /** The day as the source wrote it. */
  readonly date: DateText;
}

type Reading = ReadDate | 'broken' | 'skipped-hour';
export type DateReader = (text: string, formats?: readonly string[]) => Reading;

const KEPT = 20_000;
/** No date is longer; what is goes unremembered. */
const LONGEST = 64;

interface Format {
  readonly parser: TokenParser;
  /** The text says its own offset, so the zone of the source is not needed. */
  readonly ownOffset: boolean;
}

const utc = FixedOffsetZone.utcInstance;

function readAs(text: string, { parser, ownOffset }: Format, zone: string, locale: string): Reading {
  const wall = DateTime.fromFormatParser(text, parser, { zone: utc, setZone: true, locale });
  if (!wall.isValid || wall.year < 1 || wall.year > 9999) return 'broken';
  const date = wall.toISODate();
  if (ownOffset) return { instant: instantFromEpoch(wall.toMillis()), date };
  const local = DateTime.fromFormatParser(text, parser, { zone, locale });
  if (!local.isValid) return 'broken';
  if (local.hour !== wall.hour || local.minute !== wall.minute) return 'skipped-hour';
  const earliest = Math.min(...local.getPossibleOffsets().map((each) => each.toMillis()));
  return { instant: instantFromEpoch(earliest), date };
}

const formatOf = (format: string, locale: string): Format => ({
  parser: DateTime.buildFormatParser(format, { locale }),
  ownOffset: /z/i.test(format.replaceAll(/'[^']*'/g, '')),
});

export function dateReader(zone: string, usual: readonly string[], locale: string): DateReader {
  const parsers = new Map<string, Format>();
  const kept = new Map<string, Reading>();
  const parserOf = (format: string): Format => {
    const known = parsers.get(format) ?? formatOf(format, locale);
    parsers.set(format, known);
    return known;
  };
  const readFirst = (text: string, formats: readonly string[]): Reading => {
    let worst: 'broken' | 'skipped-hour' = 'broken';
    for (const format of formats) {
      const read = readAs(text, parserOf(format), zone, locale);
      if (typeof read !== 'string') return read;
      if (read === 'skipped-hour') worst = read;
    }
    return worst;
  };
  return (text, formats = usual) => {
    if (text.length > LONGEST) return readFirst(text, formats);
    const key = formats === usual ? text : `${formats.join('\n')}\n\n${text}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    if (kept.size >= KEPT) kept.clear();
    const read = readFirst(text, formats);
    kept.set(key, read);
    return read;
  };
}
