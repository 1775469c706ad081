import type { User } from './model.js';

export interface Release {
  readonly tag: string;
  name: string;
  readonly description: string;
  readonly author: User;
  readonly sha: string;
  readonly createdAt: number;
  readonly releasedAt: number;
  readonly links: readonly ReleaseLink[];
}

export interface ReleaseLink {
  readonly id: number;
  readonly name: string;
}
