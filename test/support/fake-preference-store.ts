import type { PreferenceStore } from '../../src/domain/ports/preference-store.js';
import { NO_PREFERENCES, type Preferences } from '../../src/domain/preferences.js';

/** What chats chose, in memory. */
export class FakePreferenceStore implements PreferenceStore {
  readonly rows = new Map<string, Preferences>();

  find(chatKey: string): Promise<Preferences> {
    return Promise.resolve(this.rows.get(chatKey) ?? NO_PREFERENCES);
  }

  async change(chatKey: string, change: Partial<Preferences>): Promise<Preferences> {
    const after = { ...(await this.find(chatKey)), ...change };
    this.rows.set(chatKey, after);
    return after;
  }
}
