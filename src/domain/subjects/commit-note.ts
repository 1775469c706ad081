import type { Person } from '../forge.js';

/** Words at a commit that are addressed to the reader: its message, or a comment on it. */
export interface CommitNote {
  readonly kind: 'commit-note';
  /** The project and the commit, or the comment. */
  readonly id: string;
  readonly projectId: string;
  readonly sha: string;
  /** First line of the commit's message. */
  readonly title: string;
  readonly author: Person;
  /** As written, cut to `MAX_COMMENT_LENGTH`. */
  readonly body: string;
  readonly isComment: boolean;
  readonly mentions: readonly string[];
  readonly url: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}
