import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

/** Beside the repository; absent in a bare clone. */
const FOLDER = join(process.cwd(), '../shared/contracts/gitlab');

export const hasContracts = existsSync(FOLDER);
export const missingContracts = `skipped: no ${relative(process.cwd(), FOLDER)}`;

type Json = Record<string, unknown>;

export interface Operation {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly enum?: string[];
    /** Of a body. */
    readonly schema?: { readonly $ref?: string };
  }[];
}

interface Property {
  readonly enum?: readonly unknown[];
  readonly $ref?: string;
  readonly items?: { readonly $ref?: string };
}

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly definitions: Readonly<
    Record<string, { readonly properties?: Readonly<Record<string, Property>> }>
  >;
}

export function openApi(): OpenApi {
  return read('openapi-subset.json') as OpenApi;
}

/** A recorded entity; of a list the first item. */
export function recorded(name: string): Json {
  const body = read(`bodies/gitlab4j-${name}.json`);
  return (Array.isArray(body) ? body[0] : body) as Json;
}

/** Validators by the schema's path, e.g. `public_api/v4/notes.json`. */
export function validators(): (path: string) => ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false });
  addFormats.default(ajv);
  const root = join(FOLDER, 'schemas');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.json'),
  );
  for (const file of files) {
    const schema = loosened(read(`schemas/${file}`)) as Json;
    ajv.addSchema({ ...schema, $id: idOf(file) });
  }
  // Referred to but not at hand.
  ajv.addSchema({ $id: idOf('public_api/v4/runner_manager.json'), type: 'object' });
  ajv.addSchema({ $id: idOf('public_api/v4/commit_stats.json'), type: 'object' });
  ajv.addSchema({ $id: idOf('registry/tags.json'), type: 'array' });
  ajv.addSchema({ $id: idOf('status/illustration.json'), type: ['object', 'null'] });
  ajv.addSchema({ $id: idOf('status/action.json'), type: 'object' });
  return (path) => {
    const validate = ajv.getSchema(idOf(path));
    if (validate === undefined) throw new Error(`no schema ${path}`);
    return validate as ValidateFunction;
  };
}

function idOf(file: string): string {
  return `https://schemas.invalid/${file}`;
}

const TYPES: Readonly<Record<string, string>> = { date: 'string', uri: 'string', Boolean: 'boolean' };

/** The `required` lists count; closed objects and misspelt types do not. */
function loosened(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map((item) => TYPES[String(item)] ?? loosened(item));
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => key !== 'additionalProperties')
      .map(([key, value]) => [
        key,
        key === 'type' ? (TYPES[String(value)] ?? loosened(value)) : loosened(value),
      ]),
  );
}

/** Names that the definition lacks, values outside its enums, and names of it that are absent; nested ones with their path. */
export function compareNames(
  api: OpenApi,
  definition: string,
  entity: Json,
): { odd: string[]; absent: string[] } {
  const result = { odd: [] as string[], absent: [] as string[] };
  walk(api, { definition, entity, at: definition }, result);
  return { odd: [...new Set(result.odd)].sort(), absent: [...new Set(result.absent)].sort() };
}

interface Place {
  readonly definition: string;
  readonly entity: Json;
  readonly at: string;
}

function walk(api: OpenApi, place: Place, result: { odd: string[]; absent: string[] }): void {
  const properties = api.definitions[place.definition]?.properties;
  if (properties === undefined) throw new Error(`no definition ${place.definition}`);
  for (const name of Object.keys(properties)) {
    if (!(name in place.entity)) result.absent.push(`${place.at}.${name}`);
  }
  for (const [name, value] of Object.entries(place.entity)) {
    const property = properties[name];
    const at = `${place.at}.${name}`;
    if (property === undefined) result.odd.push(at);
    if (!isAllowed(property, value)) result.odd.push(`${at}=${JSON.stringify(value)}`);
    const definition = referenceOf(property);
    if (definition === null) continue;
    for (const entity of objectsIn(value)) walk(api, { definition, entity, at }, result);
  }
}

function isAllowed(property: Property | undefined, value: unknown): boolean {
  return property?.enum === undefined || value === null || property.enum.includes(value);
}

function referenceOf(property: Property | undefined): string | null {
  return (property?.$ref ?? property?.items?.$ref)?.split('/').at(-1) ?? null;
}

function objectsIn(value: unknown): Json[] {
  return (Array.isArray(value) ? value : [value]).filter(
    (item): item is Json => typeof item === 'object' && item !== null,
  );
}

function read(path: string): unknown {
  return JSON.parse(readFileSync(join(FOLDER, path), 'utf8'));
}
