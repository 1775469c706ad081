import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

const TIME = '2026-09-01T10:00:00Z';

/** GitLab writes `date`, `uri` and `Boolean` where JSON Schema has string and boolean. */
const SCALARS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['integer', 1],
  ['number', 1],
  ['boolean', true],
  ['Boolean', true],
  // Some times are plain strings there.
  ['string', TIME],
  ['uri', 'https://x'],
  ['date', TIME],
]);

/** The poorest value that fits a JSON Schema: required keys only, `null` where that is allowed. */
export function sampleOf(file: string): unknown {
  return sample(JSON.parse(readFileSync(file, 'utf8')) as Schema, file, true);
}

function sample(schema: Schema, file: string, isTop = false): unknown {
  if (schema.$ref !== undefined) {
    const target = resolve(dirname(file), schema.$ref);
    return sample(JSON.parse(readFileSync(target, 'utf8')) as Schema, target, true);
  }
  const types = [schema.type ?? []].flat();
  if (!isTop && types.includes('null')) return null;
  const choice = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])][0];
  if (choice !== undefined) return sample(choice, file);
  if (types[0] === 'array') return isTop ? [sample(schema.items ?? {}, file, true)] : [];
  return SCALARS.get(types[0] ?? '') ?? object(schema, file);
}

function object(schema: Schema, file: string): Record<string, unknown> {
  const keys = schema.required ?? [];
  return Object.fromEntries(keys.map((key) => [key, sample(schema.properties?.[key] ?? {}, file)]));
}
