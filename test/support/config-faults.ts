import { ConfigError } from '../../src/domain/errors.js';

/** What is wrong with the settings that this reads; empty where nothing is. */
export function configFaults(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}
