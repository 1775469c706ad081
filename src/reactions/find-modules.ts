import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '../domain/errors.js';

export interface ReactionModule {
  /** Its file's name. */
  readonly name: string;
  readonly path: string;
}

const MODULE = /^[^._].*\.[cm]?[jt]s$/;
const NO_MODULE = /\.d\.[cm]?ts$|\.(?:test|spec)\.[cm]?[jt]s$/;

/** Modules of the directory in the order of their names. What begins with `_` or a dot is for modules to import. */
export async function findModules(directory: string): Promise<readonly ReactionModule[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory() && MODULE.test(entry.name) && !NO_MODULE.test(entry.name))
      .map(({ name }) => ({ name, path: join(directory, name) }))
      .sort((one, other) => (one.name < other.name ? -1 : 1));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new ConfigError([`REACTIONS_DIR: ${directory} cannot be read (${code})`]);
  }
}
