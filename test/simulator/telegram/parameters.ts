import type { FastifyRequest } from 'fastify';
import { isUpload, readMultipart, type UploadedFile } from '../core/read-multipart.js';
import { badRequest } from './api-error.js';

/** What a method was called with: query, JSON, form or multipart alike, as the Bot API takes them. */
export class Parameters {
  readonly values: Readonly<Record<string, unknown>>;

  constructor(values: Readonly<Record<string, unknown>>) {
    this.values = values;
  }

  text(name: string): string | undefined {
    const value = this.values[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    throw badRequest(`field "${name}" must be of type String`);
  }

  integer(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined || value === '') return undefined;
    if (!/^-?\d+$/.test(value)) throw badRequest(`field "${name}" must be a valid Number`);
    return Number(value);
  }

  flag(name: string): boolean {
    const value = this.text(name)?.toLowerCase();
    return value === 'true' || value === '1' || value === 'yes';
  }

  /** An object or array, which forms carry as JSON text. */
  structure(name: string): unknown {
    const value = this.values[name];
    if (typeof value !== 'string') return value ?? undefined;
    if (value === '') return undefined;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      throw badRequest(`can't parse ${name.replaceAll('_', ' ')} JSON object`);
    }
  }

  object(name: string): Readonly<Record<string, unknown>> | undefined {
    const value = this.structure(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw badRequest('object expected');
    return value as Readonly<Record<string, unknown>>;
  }

  list(name: string): readonly unknown[] | undefined {
    const value = this.structure(name);
    if (value === undefined) return undefined;
    if (!Array.isArray(value))
      throw badRequest(`can't parse ${name.replaceAll('_', ' ')}: expected an Array`);
    return value as readonly unknown[];
  }

  /** A file id, an address or an upload. */
  file(name: string): UploadedFile | string | undefined {
    const value = this.values[name];
    if (isUpload(value)) return value;
    return this.text(name);
  }
}

export function readParameters(request: FastifyRequest): Parameters {
  const query = request.query as Record<string, unknown>;
  return new Parameters({ ...query, ...readBody(request) });
}

function readBody(request: FastifyRequest): Record<string, unknown> {
  const body = request.body;
  if (!Buffer.isBuffer(body) || body.length === 0) return {};
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/json')) return readJson(body);
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(body.toString('utf8')));
  }
  if (type.startsWith('multipart/form-data')) return readMultipart(body, type);
  return {};
}

function readJson(body: Buffer): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    throw badRequest("can't parse JSON object");
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw badRequest('object expected');
  return value as Record<string, unknown>;
}
