// Valid input made from a step's JSON Schema, for lines that bring no story of their own. Free texts are told apart by
// a running number, so that a value met where it must not be can be traced to its field.
export interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly propertyNames?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly sensitive?: string;
}

export interface Variant {
  /** Every member, or only the required ones. */
  readonly every: boolean;
  /** Days after the tests' first day; some acts look back, some ahead. */
  readonly ahead: boolean;
}

/** Tried in turn until a step takes one. */
export const VARIANTS: readonly Variant[] = [
  { every: true, ahead: false },
  { every: false, ahead: false },
  { every: true, ahead: true },
  { every: false, ahead: true },
];

export interface Sampler {
  sample(schema: Schema, variant: Variant): unknown;
  /** Plain values given to sensitive members so far. */
  readonly secrets: Set<string>;
}

/** Tried in turn where a text must match a pattern. */
const SHAPES = [
  '2021-02',
  '2021',
  '02-26',
  '2021-02-26T09:00:00+08:00',
  '10000000001',
  'abc',
  'abc-def',
  'LH20210301-ABCDEF',
  '#/abc',
  'https://example.invalid/abc',
  'a'.repeat(64),
];

export function sampler(ids: () => readonly string[]): Sampler {
  const secrets = new Set<string>();
  let n = 0;
  let day = '';

  function text(schema: Schema): string {
    n += 1;
    if (schema.sensitive !== undefined) {
      const secret = `1${String(5_550_000_000 + n)}`.padEnd(Math.min(schema.minLength ?? 11, 18), '7');
      secrets.add(secret);
      return secret;
    }
    const fits = (value: string) =>
      (schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(value)) &&
      [...value].length >= (schema.minLength ?? 0) &&
      [...value].length <= (schema.maxLength ?? Infinity);
    if (schema.format === 'uuid') return ids().at(-1) ?? '00000000-0000-7000-8000-000000000000';
    if (schema.format === 'date') return day;
    if (schema.format === 'date-time') return '2021-02-26T09:00:00+08:00';
    if (schema.format === 'uri') return 'https://example.invalid/abc';
    const free = `sample-${1000 + n}`.padEnd(schema.minLength ?? 0, 'x');
    return [free, free.slice(0, schema.maxLength), day, ...SHAPES].find(fits) ?? free;
  }

  function sample(schema: Schema, every: boolean, root: Schema = schema): unknown {
    if (schema.$ref !== undefined) return sample(root.$defs?.[schema.$ref.split('/').at(-1) ?? ''] ?? {}, every, root);
    if (schema.const !== undefined) return schema.const;
    if (schema.enum !== undefined) return schema.enum[0];
    const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0];
    if (choice !== undefined) return sample(choice, every, root);
    if (schema.allOf !== undefined)
      return Object.assign({}, ...schema.allOf.map((part) => sample(part, every, root) as object)) as unknown;
    const type = typeof schema.type === 'string' ? schema.type : schema.type?.[0];
    switch (type) {
      case 'string':
        return text(schema);
      case 'integer':
      case 'number': {
        const least = schema.minimum ?? (schema.exclusiveMinimum === undefined ? 1 : schema.exclusiveMinimum + 1);
        return Math.max(Math.min(1, schema.maximum ?? 1), least < -1e9 ? 1 : least);
      }
      case 'boolean':
        return true;
      case 'array':
        return Array.from({ length: Math.max(schema.minItems ?? 0, every ? 1 : 0) }, () =>
          sample(schema.items ?? {}, every, root),
        );
      case 'object':
        if (schema.properties === undefined && typeof schema.additionalProperties === 'object') {
          const name = String(sample(schema.propertyNames ?? { type: 'string' }, every, root));
          return { [name]: sample(schema.additionalProperties, every, root) };
        }
        return Object.fromEntries(
          Object.entries(schema.properties ?? {})
            .filter(([name]) => every || schema.required?.includes(name) === true)
            .map(([name, member]) => [name, sample(member, every, root)]),
        );
      case 'null':
        return null;
      default:
        return text(schema);
    }
  }

  return {
    sample: (schema, { every, ahead }) => {
      day = ahead ? '2021-06-30' : '2021-02-26';
      return sample(schema, every);
    },
    secrets,
  };
}
