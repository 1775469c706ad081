import type { Preferences } from '../preferences.js';

export interface PreferenceStore {
  /** `NO_PREFERENCES` for a chat that has chosen nothing. */
  find(chatKey: string): Promise<Preferences>;
  /**
   * Changes what is named, and returns what holds then. What the chat is owed is looked at anew, so that quiet hours
   * that are over hold nothing back; a digest comes at the next of its occasions.
   */
  change(chatKey: string, change: Partial<Preferences>, now: Date): Promise<Preferences>;
}
