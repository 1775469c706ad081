import type { Person } from '../forge.js';

/** `upcoming`: its day has not come yet, on GitLab. */
export type ReleaseState = 'draft' | 'upcoming' | 'published';

export interface Release {
  readonly kind: 'release';
  /** GitLab numbers none: there it is the project and the tag. */
  readonly id: string;
  readonly projectId: string;
  readonly tag: string;
  /** Its name, or the tag where it has none. */
  readonly title: string;
  /** Markdown as written, cut to `MAX_NOTES_LENGTH`. */
  readonly notes: string;
  /** Who drafted it, where the forge tells. */
  readonly author: Person | null;
  readonly state: ReleaseState;
  readonly isPrerelease: boolean;
  /** Names of the files that come with it, archives of the source apart; at most `MAX_ASSETS`. */
  readonly assets: readonly string[];
  readonly assetCount: number;
  readonly url: string;
  /** Since when those who may not see drafts can see it. */
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A chat wants the gist; the whole text stays on the forge. */
export const MAX_NOTES_LENGTH = 600;
export const MAX_ASSETS = 20;
