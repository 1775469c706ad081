import type { Role } from './actions/look.js';

/** A repository on a forge, keyed by the forge's numeric id because paths get renamed. */
export interface Project {
  readonly id: string;
  /** `group/sub/app` or `owner/repo`. */
  readonly path: string;
  readonly name: string;
  readonly url: string;
  readonly defaultBranch: string | null;
}

/** A project as one account sees it. */
export interface OwnProject extends Project {
  /** Missing: what was read does not tell it, or not for certain. */
  readonly role?: Role;
}
