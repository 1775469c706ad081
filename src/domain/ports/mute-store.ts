import type { Mute } from '../mute.js';

export interface MuteStore {
  /** Mutes it, or moves the end of the mute there is. */
  put(chatKey: string, mute: Mute): Promise<void>;
  /** Those that hold, the first to end first. */
  list(chatKey: string, now: Date): Promise<readonly Mute[]>;
  /** False where the chat has no such mute. */
  end(chatKey: string, target: string): Promise<boolean>;
  endAll(chatKey: string): Promise<void>;
}
