/** A tag of a container image in a project's registry. */
export interface Image {
  readonly kind: 'image';
  /** The project, the image and the tag: a tag has no number, and may come back. */
  readonly id: string;
  readonly projectId: string;
  /** As people call it: `shop/api`. */
  readonly name: string;
  readonly tag: string;
  /** `sha256:…` of what the tag stands for. */
  readonly digest: string;
  /** See `rememberMoves`. */
  readonly formerly?: readonly string[];
  /** GitHub does not tell. */
  readonly sizeBytes: number | null;
  readonly url: string;
  /** Forges do not tell when a tag was set: on GitLab it is that of the look which showed it. */
  readonly createdAt: string;
  readonly updatedAt: string;
}

/**
 * The tag of a commit, which nobody moves; digits alone would be a date, or the number of a build. PostgreSQL reads it as
 * JavaScript does.
 */
export const COMMIT_TAG = /(?:^|[-._])(?=\d*[a-f])[0-9a-f]{7,64}$/;
