import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';

export type Schema = Record<string, unknown>;

const ROOT = 'github';

/**
 * Where the published schema promises more than GitHub keeps: a check suite in the inbox has no address.
 * Nothing else is exempted.
 */
const KNOWN_NULLS = { thread: ['url', 'latest_comment_url'] } as const;

/** Compiles schemas of an OpenAPI 3.0 document, references and all. */
export function createCompiler(schemas: Schema): (schema: unknown) => ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true, formats: { 'repo.nwo': true, timestamp: true } });
  formats.default(ajv);
  const adapted = adapt(schemas) as Record<string, Schema>;
  allowKnownNulls(adapted);
  ajv.addSchema({ $id: ROOT, components: { schemas: adapted } });
  return (schema) => ajv.compile(absolute(adapt(schema)));
}

export function explain(errors: readonly ErrorObject[] | null | undefined): string {
  return (errors ?? [])
    .slice(0, 5)
    .map(({ instancePath, message }) => `${instancePath || '/'} ${message ?? ''}`)
    .join('; ');
}

/** OpenAPI 3.0 says `nullable` where JSON Schema lists `null` among the types. */
function adapt(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(adapt);
  if (typeof value !== 'object' || value === null) return value;
  const schema: Schema = Object.fromEntries(Object.entries(value).map(([key, child]) => [key, adapt(child)]));
  if (typeof schema.discriminator === 'object' && Array.isArray(schema.oneOf)) {
    schema.anyOf = schema.oneOf;
    delete schema.oneOf;
    delete schema.discriminator;
  }
  if (schema.nullable !== true) return schema;
  delete schema.nullable;
  if (typeof schema.type !== 'string') return { anyOf: [{ type: 'null' }, schema] };
  schema.type = [schema.type, 'null'];
  if (Array.isArray(schema.enum)) schema.enum = [...(schema.enum as unknown[]), null];
  return schema;
}

/** References of a schema that stands outside the document. */
function absolute(value: unknown): Schema {
  const text = JSON.stringify(value).replaceAll('"$ref":"#/', `"$ref":"${ROOT}#/`);
  return JSON.parse(text) as Schema;
}

function allowKnownNulls(schemas: Record<string, Schema>): void {
  for (const [name, fields] of Object.entries(KNOWN_NULLS)) {
    const subject = (schemas[name]?.properties as Record<string, Schema>).subject;
    const properties = subject?.properties as Record<string, Schema>;
    for (const field of fields) properties[field] = { type: ['string', 'null'] };
  }
}
