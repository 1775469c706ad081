import { readStateFile, writeStateFile } from '../storage/memory/state-file.js';
import type { MemoryState } from '../storage/memory/memory-state.js';

/** Keeps what was seen and told for the next run, if that was asked for. */
export interface StateKeeper {
  /** What an earlier run left. Throws `ConfigError`. */
  load(): Promise<MemoryState>;
  /** There is something new to keep. */
  touch(): void;
  /** Keeps it now, if there is something; a failure is reported, and tried again with the next. */
  save(): Promise<void>;
}

export function createStateKeeper(
  file: string | null,
  stateOf: () => MemoryState,
  onFailure: (error: unknown) => void,
): StateKeeper {
  let isTouched = false;
  let saving: Promise<void> = Promise.resolve();

  const saveOnce = async (path: string): Promise<void> => {
    if (!isTouched) return;
    isTouched = false;
    try {
      await writeStateFile(path, stateOf());
    } catch (error) {
      isTouched = true;
      onFailure(error);
    }
  };

  return {
    load: () => (file === null ? Promise.resolve(new Map()) : readStateFile(file)),
    touch: () => {
      isTouched = true;
    },
    save: () => {
      if (file !== null) saving = saving.then(() => saveOnce(file));
      return saving;
    },
  };
}
