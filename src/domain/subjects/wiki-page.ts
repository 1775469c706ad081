import type { Person } from '../forge.js';
import type { TextDiff } from '../text-diff.js';

export type WikiAction = 'created' | 'edited' | 'renamed' | 'deleted';

export interface WikiPage {
  readonly kind: 'wiki-page';
  /** The project, or its group, and where the page lies in its wiki. */
  readonly id: string;
  readonly projectId: string;
  /** Path of the group whose wiki it is in, through any of whose projects it is told; missing: the project's own. */
  readonly group?: string;
  readonly title: string;
  /**
   * What the next look is compared with, where the forge keeps no former texts for us (GitLab); `null`: it does, or the
   * text is longer than `MAX_PAGE_TEXT`, or the page is gone.
   */
  readonly text: string | null;
  /** The last that was done to it; `null`: nothing since it was first seen. */
  readonly edit: WikiEdit | null;
  /** Of a page that is gone: its wiki. */
  readonly url: string;
  /** Neither forge dates a page: that of its last edit, or of the look which showed it. */
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface WikiEdit {
  readonly action: WikiAction;
  /** Tells it from any other edit of the page. */
  readonly version: string;
  /** Who did it, or the last of those who did, where it is known. */
  readonly author: Person | null;
  /** Of a page that was renamed. */
  readonly formerTitle: string | null;
  readonly diff: TextDiff | null;
  /** Whom its text names since; empty also where the former text is not known. */
  readonly mentions: readonly string[];
}

/** In characters. A page of GitLab is kept whole for the next comparison; most are much shorter. */
export const MAX_PAGE_TEXT = 8_000;
/** Changed pages of one wiki that one look tells of: a whole wiki that is moved or imported is no news page by page. */
export const MAX_TOLD_PAGES = 20;
