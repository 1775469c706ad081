import { existsSync, readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { isUpload } from '../core/read-multipart.js';

const SPECIFICATION = new URL('../../../../shared/contracts/telegram/openapi.json', import.meta.url);

type Json = Record<string, unknown>;

/** Telegram's own specification as two questions; each answers with the faults it found. */
export interface TelegramContract {
  faultsOfRequest(method: string, body: unknown): readonly string[];
  faultsOfReply(method: string, status: number, body: string): readonly string[];
}

/** `null` where the contracts are not at hand. */
export function loadTelegramContract(): TelegramContract | null {
  if (!existsSync(SPECIFICATION)) return null;
  const document = loosen(JSON.parse(readFileSync(SPECIFICATION, 'utf8'))) as Json;
  const ajv = new Ajv({
    strict: false,
    validateSchema: false,
    allErrors: true,
    validateFormats: false,
  });
  ajv.addSchema(document, 'telegram');
  const compiled = new Map<string, ValidateFunction>();
  const faults = (pointer: string, value: unknown): readonly string[] => {
    const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `telegram#${pointer}` });
    compiled.set(pointer, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      (error) => `${error.instancePath} ${error.message ?? ''} ${JSON.stringify(error.params)}`,
    );
  };
  const paths = document['paths'] as Record<string, Record<string, Json>>;
  return {
    faultsOfRequest: (method, body) => {
      const operation = paths[`/${method}`];
      if (operation === undefined) return [`unknown method ${method}`];
      if (operation['post']?.['requestBody'] === undefined) return [];
      return faults(
        `/paths/~1${method}/post/requestBody/content/application~1json/schema`,
        asSpecified(body),
      );
    },
    faultsOfReply: (method, status, body) => {
      const verb = paths[`/${method}`]?.['post'] === undefined ? 'get' : 'post';
      const where =
        status === 200 ? `/paths/~1${method}/${verb}/responses/200` : '/components/responses/error';
      return faults(`${where}/content/application~1json/schema`, JSON.parse(body));
    },
  };
}

/**
 * The specification knows uploads as strings, no parts beside the fields that attach them, and nothing of the method's
 * name that telegraf puts into its forms. Whatever else a form carries is text.
 */
function asSpecified(body: unknown): Json {
  const fields = Object.entries(body as Json).filter(([name]) => name !== 'method');
  if (!fields.some(([, value]) => isUpload(value))) return Object.fromEntries(fields);
  const text = JSON.stringify(Object.fromEntries(fields));
  const isAttached = (name: string): boolean => text.includes(`attach://${name}`);
  return Object.fromEntries(
    fields.filter(([name]) => !isAttached(name)).map(([name, value]) => [name, fromForm(value)]),
  );
}

function fromForm(value: unknown): unknown {
  if (isUpload(value)) return value.name;
  return typeof value === 'string' && /^(?:[[{]|-?\d+$|(?:true|false)$)/.test(value)
    ? (JSON.parse(value) as unknown)
    : value;
}

/** A union closed by `additionalProperties: false` beside it admits nothing, and plain `oneOf` cannot tell its members apart. */
function loosen(node: unknown): unknown {
  if (Array.isArray(node)) return node.map((item) => loosen(item));
  if (typeof node !== 'object' || node === null) return node;
  const copy: Json = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, loosen(value)]));
  const options = copy['oneOf'] as readonly Json[] | undefined;
  if (options === undefined || !Array.isArray(options)) return copy;
  delete copy['oneOf'];
  if (copy['properties'] === undefined) delete copy['additionalProperties'];
  const { discriminator } = node as {
    discriminator?: { propertyName: string; mapping?: Record<string, string> };
  };
  delete copy['discriminator'];
  copy['anyOf'] = tagged(discriminator) ?? options;
  return copy;
}

function tagged(
  discriminator: { propertyName: string; mapping?: Record<string, string> } | undefined,
): Json[] | null {
  if (discriminator?.mapping === undefined) return null;
  return Object.entries(discriminator.mapping).map(([tag, $ref]) => ({
    allOf: [{ properties: { [discriminator.propertyName]: { const: tag } } }, { $ref }],
  }));
}
