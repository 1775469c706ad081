import { isUpload, type UploadedFile } from '../../core/read-multipart.js';
import { badParameter } from './api-error.js';

/** Query and body of one request as GitLab reads them: one bag, `name[]` for lists, `a[b]` for nested names. */
export class Input {
  readonly #values: ReadonlyMap<string, readonly unknown[]>;
  /** Lists that were sent empty mean "none". */
  readonly #emptied: ReadonlySet<string>;

  constructor(url: string, body: unknown) {
    const values = new Map<string, unknown[]>();
    const emptied = new Set<string>();
    const at = url.indexOf('?');
    if (at >= 0) {
      for (const [key, value] of new URLSearchParams(url.slice(at))) push(values, key, value);
    }
    for (const [key, value] of entriesOf(body)) {
      if (!Array.isArray(value)) push(values, key, value);
      else if (value.length === 0) emptied.add(key);
      else for (const item of value as unknown[]) push(values, `${key}[]`, item);
    }
    this.#values = values;
    this.#emptied = emptied;
  }

  has(name: string): boolean {
    return this.#values.has(name) || this.#values.has(`${name}[]`) || this.#emptied.has(name);
  }

  text(name: string): string | undefined {
    const value = this.#values.get(name)?.at(-1);
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined;
  }

  required(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw badParameter(`${name} is missing`);
    return value;
  }

  file(name: string): UploadedFile {
    const value = this.#values.get(name)?.at(-1);
    if (value === undefined) throw badParameter(`${name} is missing`);
    if (!isUpload(value)) throw badParameter(`${name} is invalid`);
    return value;
  }

  integer(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined || value === '') return undefined;
    if (!/^-?\d+$/.test(value)) throw badParameter(`${name} is invalid`);
    return Number(value);
  }

  flag(name: string): boolean | undefined {
    const value = this.text(name)?.toLowerCase();
    if (value === undefined || value === '') return undefined;
    if (['true', '1', 't', 'yes', 'on'].includes(value)) return true;
    if (['false', '0', 'f', 'no', 'off'].includes(value)) return false;
    throw badParameter(`${name} is invalid`);
  }

  /** `name[]=a&name[]=b`, `name=a,b`, or a JSON list. */
  list(name: string): string[] | undefined {
    if (this.#emptied.has(name)) return [];
    const many = this.#values.get(`${name}[]`);
    if (many !== undefined) return many.map(String).filter((item) => item !== '');
    return this.text(name)
      ?.split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '');
  }

  /** Objects of a JSON list. */
  objects(name: string): Record<string, unknown>[] {
    const many = this.#values.get(`${name}[]`) ?? [];
    return many.filter((item): item is Record<string, unknown> => typeof item === 'object' && item !== null);
  }

  integers(name: string): number[] | undefined {
    return this.list(name)?.map((item) => {
      if (!/^\d+$/.test(item)) throw badParameter(`${name} is invalid`);
      return Number(item);
    });
  }

  oneOf<const T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const known = allowed.find((candidate) => candidate === value);
    if (known === undefined) throw badParameter(`${name} does not have a valid value`);
    return known;
  }

  time(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined || value === '') return undefined;
    const time = Date.parse(value);
    if (Number.isNaN(time)) throw badParameter(`${name} is invalid`);
    return time;
  }
}

function push(values: Map<string, unknown[]>, key: string, value: unknown): void {
  const known = values.get(key);
  if (known === undefined) values.set(key, [value]);
  else known.push(value);
}

function entriesOf(body: unknown): [string, unknown][] {
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? Object.entries(body) : [];
}
