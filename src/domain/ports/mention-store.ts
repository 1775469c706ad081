import type { Callee } from '../called.js';

/** Who is mentioned in which group: of their own will, and as whom of their linked accounts. */
export interface MentionStore {
  /** Those of the group with all its topics, by name. */
  listOf(chatId: string): Promise<readonly Callee[]>;
  /** Titles of the groups in which a person is mentioned. */
  groupsOf(personId: string): Promise<readonly { readonly chatId: string; readonly title: string | null }[]>;
  begin(mention: {
    readonly chatId: string;
    readonly personId: string;
    readonly accountId: string;
    readonly now: Date;
  }): Promise<void>;
  /** False where the person was not mentioned there. */
  end(chatId: string, personId: string): Promise<boolean>;
}
