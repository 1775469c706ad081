import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe } from '@jest/globals';
import { ADDED_PATHS } from '../../../simulator/github/openapi-additions.js';

/** One recorded exchange with api.github.com. */
export interface Recording {
  readonly name: string;
  readonly request: { readonly method: string; readonly url: string };
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: unknown;
}

const CONTRACTS = new URL('../../../../../shared/contracts/github/', import.meta.url);

export const hasContracts = existsSync(CONTRACTS);

/** A suite that is skipped, and says why, where the recordings are not at hand. */
export const describeContract = (name: string, tests: () => void): void => {
  if (hasContracts) describe(name, tests);
  else describe.skip(`${name} (skipped: ../shared/contracts is missing)`, tests);
};

/** Recordings whose file name matches, in the order of their names. */
export function recordings(pattern: RegExp): readonly Recording[] {
  if (!hasContracts) return [];
  const folder = new URL('bodies/', CONTRACTS);
  return readdirSync(folder)
    .filter((file) => pattern.test(file))
    .sort()
    .map((name) => ({ name, ...(readJson(new URL(name, folder)) as Omit<Recording, 'name'>) }));
}

export function readOpenApi(): OpenApi {
  const subset = readJson(new URL('openapi-subset.json', CONTRACTS)) as OpenApi;
  return { ...subset, paths: { ...subset.paths, ...ADDED_PATHS } };
}

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly parameters: Readonly<Record<string, Parameter>> };
}

export interface Operation {
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
}

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema?: { readonly enum?: readonly unknown[]; readonly maximum?: number; readonly type?: string };
}

function readJson(file: URL): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
