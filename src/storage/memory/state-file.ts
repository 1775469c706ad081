import { open, readFile, rename, unlink } from 'node:fs/promises';
import { ConfigError } from '../../domain/errors.js';
import { codeOf } from '../error-codes.js';
import type { MemoryState } from './memory-state.js';
import { parseState, printState, type StateFault } from './state-text.js';

const OWNER_ONLY = 0o600;

const SENTENCES: Readonly<Record<StateFault, (file: string) => string>> = {
  'not-a-state': (file) =>
    `${file} is no state file of forgewatch tail, or it is damaged: name another file, or delete it to begin anew.`,
  'other-version': (file) =>
    `${file} was written by another version of Forgewatch: name another file, or delete it to begin anew.`,
};

/** Empty where there is no file yet. Throws `ConfigError`. */
export async function readStateFile(file: string): Promise<MemoryState> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return new Map();
    throw new ConfigError([
      `${file} cannot be read (${codeOf(error) ?? 'unknown'}): name a file of your own.`,
    ]);
  }
  const state = parseState(text);
  if (typeof state === 'string') throw new ConfigError([SENTENCES[state](file)]);
  return state;
}

/** Beside the file first, and then in its place: whoever reads it sees the old state or the new one. */
export async function writeStateFile(file: string, state: MemoryState): Promise<void> {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    const handle = await open(draft, 'w', OWNER_ONLY);
    try {
      await handle.chmod(OWNER_ONLY);
      await handle.writeFile(printState(state));
      await handle.datasync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } catch (error) {
    await unlink(draft).catch(() => undefined);
    throw error;
  }
}
