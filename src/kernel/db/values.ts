// One reading of PostgreSQL's types for both drivers: instants as RFC 3339 +08:00, dates as text, bigint as number.
// Both engines run with TimeZone 'Asia/Shanghai'.
export const OID = { bytea: 17, int8: 20, date: 1082, timestamptz: 1184, numeric: 1700 } as const;

export const parsers = {
  [OID.int8]: (text: string): number => Number(text),
  [OID.numeric]: (text: string): number => Number(text),
  [OID.date]: (text: string): string => text,
  [OID.timestamptz]: (text: string): string => `${text.slice(0, 10)}T${trimFraction(text.slice(11, -3))}+08:00`,
  [OID.bytea]: (text: string): Buffer => Buffer.from(text.slice(2), 'hex'),
} as const;

/** PostgreSQL drops trailing zeros of a fraction; ours has none or three digits. */
function trimFraction(clock: string): string {
  return clock.length <= 8 ? clock : `${clock.slice(0, 9)}${clock.slice(9, 12).padEnd(3, '0')}`;
}

/** A value in COPY's text format. */
export function copyValue(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value !== 'string') return String(value);
  return /[\\\t\n\r]/.test(value) ? value.replace(/[\\\t\n\r]/g, (char) => ESCAPES[char] ?? char) : value;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A text[] literal. */
export function arrayLiteral(items: readonly string[]): string {
  return `{${items.map((item) => `"${item.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`;
}
