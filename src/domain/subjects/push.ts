import type { Person } from '../forge.js';
import type { TouchedFiles } from './touched-files.js';

export interface PushedCommit {
  readonly sha: string;
  /** First line of the message. */
  readonly title: string | null;
  /** Name, as the commit bears it, where it is known. */
  readonly author: string | null;
}

export type PushAction = 'created' | 'pushed' | 'deleted';

/** What was done to a branch once. It never changes: the next push is another one. */
export interface Push {
  readonly kind: 'push';
  readonly id: string;
  readonly projectId: string;
  readonly action: PushAction;
  readonly branch: string;
  /** Commits were replaced; GitLab does not tell. */
  readonly isForced: boolean;
  /** `null`: it is not known. */
  readonly commitCount: number | null;
  /** First line of the last commit's message, where it is known. */
  readonly title: string | null;
  /** Newest first, at most 20. The last one alone where no more is told; missing where that is not known. */
  readonly commits?: readonly PushedCommit[];
  /** Missing where nobody hears of pushes, and where there is nothing to compare with. */
  readonly touched?: TouchedFiles;
  readonly author: Person;
  /** The comparison, or the branch itself. */
  readonly url: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}
