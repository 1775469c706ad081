import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ValidateFunction } from 'ajv';
import { type Schema, createCompiler, explain } from './openapi-schema.js';
import { ADDED_PATHS, ADDED_SCHEMAS } from './openapi-additions.js';
import type { GithubExchange } from './start-github.js';

/** GitHub's published description of its API; each check returns what is wrong, nothing when all is well. */
export interface GithubContract {
  checkRequest(method: string, url: string, body?: unknown): readonly string[];
  checkReply(exchange: GithubExchange): readonly string[];
  /** `GET /repos/{owner}/{repo}`, or `null` for what GitHub does not have. */
  operationName(method: string, url: string): string | null;
}

interface Document {
  readonly paths: Record<string, Record<string, Operation | undefined>>;
  readonly components: {
    readonly schemas: Schema;
    readonly parameters: Record<string, Parameter>;
    readonly responses: Record<string, Response>;
  };
}

interface Operation {
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly requestBody?: Response;
  readonly responses: Record<string, Response | Reference>;
}

interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path' | 'header';
  readonly schema: { readonly type?: string; readonly enum?: readonly unknown[]; readonly format?: string };
}

interface Response {
  readonly content?: { readonly 'application/json'?: { readonly schema: unknown } };
}

interface Reference {
  readonly $ref: string;
}

interface Found {
  readonly name: string;
  readonly operation: Operation;
}

const DESCRIPTION = resolve('../shared/contracts/github/openapi-subset.json');
const ERROR = { $ref: '#/components/schemas/basic-error' };
const ERROR_STATUSES = new Set([301, 307, 400, 401, 403, 404, 422, 429]);

export function hasGithubContract(): boolean {
  return existsSync(DESCRIPTION);
}

let loaded: GithubContract | null = null;

/** Read and compiled once; `null` where the description is not to be had. */
export function loadGithubContract(): GithubContract | null {
  if (hasGithubContract()) loaded ??= readContract();
  return loaded;
}

function readContract(): GithubContract {
  const document = JSON.parse(readFileSync(DESCRIPTION, 'utf8')) as Document;
  Object.assign(document.paths, ADDED_PATHS);
  Object.assign(document.components.schemas, ADDED_SCHEMAS);
  const compile = createCompiler(document.components.schemas);
  const validators = new Map<unknown, ValidateFunction>();
  const validate = (schema: unknown, value: unknown): readonly string[] => {
    const validator = validators.get(schema) ?? compile(schema);
    validators.set(schema, validator);
    return validator(value) ? [] : [explain(validator.errors)];
  };
  const find = (method: string, url: string) => findOperation(document, method, url);
  return {
    operationName: (method, url) => find(method, url)?.name ?? null,
    checkRequest: (method, url, body) => {
      const found = find(method, url);
      if (found === null) return [`${method} ${url}: no such operation`];
      const schema = found.operation.requestBody?.content?.['application/json']?.schema;
      const wrong = [
        ...checkQuery(document, found.operation, url),
        ...(schema === undefined || body === undefined ? [] : validate(schema, body)),
      ];
      return wrong.map((text) => `${found.name}: ${text}`);
    },
    checkReply: (exchange) => {
      const found = find(exchange.method, exchange.url);
      if (found === null) return [`${exchange.method} ${exchange.url}: no such operation`];
      return checkBody(document, found.operation, exchange, validate).map(
        (text) => `${found.name} ${exchange.status}: ${text}`,
      );
    },
  };
}

/** The same as the contract's method, for one request. */
export function checkRequest(method: string, url: string, body?: unknown): readonly string[] {
  const contract = loadGithubContract();
  if (contract === null) throw new Error('The description of the GitHub API is missing.');
  return contract.checkRequest(method, url, body);
}

function findOperation(document: Document, method: string, url: string): Found | null {
  const path = (url.split('?')[0] ?? '')
    .replace(/^https?:\/\/[^/]+/, '')
    .replace(/^\/api\/v3/, '')
    .replace(/^\/repositories\/\d+/, '/repos/owner/repo');
  const segments = path.split('/');
  const fitting = Object.keys(document.paths)
    .filter((template) => fits(template.split('/'), segments))
    .sort((one, other) => one.split('{').length - other.split('{').length);
  for (const template of fitting) {
    const operation = document.paths[template]?.[method.toLowerCase()];
    if (operation !== undefined) return { name: `${method} ${template}`, operation };
  }
  return null;
}

function fits(template: readonly string[], segments: readonly string[]): boolean {
  if (template.length !== segments.length) return false;
  return template.every((part, index) => {
    const segment = segments[index] ?? '';
    if (!part.startsWith('{')) return part === segment;
    return /_(id|number)}$/.test(part) && part !== '{workflow_id}' ? /^\d+$/.test(segment) : segment !== '';
  });
}

function checkQuery(document: Document, operation: Operation, url: string): readonly string[] {
  const known = new Map(
    (operation.parameters ?? [])
      .map((parameter) => dereference(document.components.parameters, parameter))
      .filter((parameter) => parameter.in === 'query')
      .map((parameter) => [parameter.name, parameter]),
  );
  const query = new URLSearchParams(url.split('?')[1] ?? '');
  return [...query].flatMap(([name, value]) => {
    const parameter = known.get(name);
    if (parameter === undefined) return [`unknown query parameter ${name}`];
    return isAllowed(parameter.schema, value) ? [] : [`${name}=${value} is not allowed`];
  });
}

function isAllowed(schema: Parameter['schema'], value: string): boolean {
  if (schema.enum !== undefined) return schema.enum.includes(value);
  if (schema.type === 'integer') return /^\d+$/.test(value);
  if (schema.type === 'boolean') return value === 'true' || value === 'false';
  return schema.format !== 'date-time' || !Number.isNaN(Date.parse(value));
}

function checkBody(
  document: Document,
  operation: Operation,
  exchange: GithubExchange,
  validate: (schema: unknown, value: unknown) => readonly string[],
): readonly string[] {
  const { status, body } = exchange;
  const declared = operation.responses[String(status)];
  const response = declared && dereference(document.components.responses, declared);
  const schema = response?.content?.['application/json']?.schema;
  if (schema !== undefined) return validate(schema, body);
  if (ERROR_STATUSES.has(status)) return validate(ERROR, body);
  if (declared === undefined && status !== 304) return ['status is not declared'];
  return body === null ? [] : ['has a body where none is declared'];
}

function dereference<Value extends object>(
  definitions: Record<string, Value>,
  value: Value | Reference,
): Value {
  if (!('$ref' in value)) return value;
  const definition = definitions[value.$ref.split('/').at(-1) ?? ''];
  if (definition === undefined) throw new Error(`${value.$ref} is not defined.`);
  return definition;
}
