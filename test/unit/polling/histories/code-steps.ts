import type { Image } from '../../../../src/domain/subjects/image.js';
import type { Push } from '../../../../src/domain/subjects/push.js';
import type { Release, ReleaseState } from '../../../../src/domain/subjects/release.js';
import type { Tag } from '../../../../src/domain/subjects/tag.js';
import { aPush } from '../../../support/some-code.js';
import { CAROL } from '../../../support/builders.js';
import type { State, Step } from './history.js';

/** What is done to a release that began as a draft. */
export const RELEASE_STEPS: readonly Step<Release>[] = [
  ...(['draft', 'upcoming', 'published'] as const).map((to) => ({
    name: `become ${to}`,
    tells: to === 'published' ? ['release-published'] : [],
    change: ({ state }: { readonly state: ReleaseState }) => (state === to ? null : { state: to }),
  })),
  { name: 'edit', tells: [], change: ({ notes }) => ({ notes: `${notes}.` }) },
];

/** A tag is moved to and fro. */
export const TAG_STEPS: readonly Step<Tag>[] = ['a', 'b', 'c'].map((letter) => ({
  name: `move to ${letter}`,
  tells: ['tag-moved'],
  change: ({ sha }) => (sha.startsWith(letter) ? null : { sha: letter.repeat(40) }),
}));

/** An image is pushed anew and rolled back. */
export const IMAGE_STEPS: readonly Step<Image>[] = ['a', 'b', 'c'].map((letter) => ({
  name: `push ${letter}`,
  tells: ['image-tag-moved'],
  change: ({ digest }) =>
    digest.endsWith(letter) ? null : { digest: `sha256:${letter.repeat(64)}`, sizeBytes: 1_000 },
}));

/** Everything that was pushed so far. */
export interface Pushes extends State {
  readonly all: readonly Push[];
}

export const NO_PUSHES: Pushes = { all: [], updatedAt: aPush().updatedAt };

export const PUSH_STEPS: readonly Step<Pushes>[] = [
  ...(['created', 'pushed', 'deleted'] as const).map((action) => ({
    name: `${action} by Carol`,
    tells: [`branch-${action}`],
    change: ({ all }: Pushes) => ({
      all: [...all, aPush({ id: String(9_001 + all.length), action, author: CAROL })],
    }),
  })),
  {
    name: 'many at once',
    tells: ['branch-pushed', 'branch-pushed'],
    change: ({ all }) => ({
      all: [...all, ...[0, 1].map((more) => aPush({ id: String(9_001 + all.length + more) }))],
    }),
  },
];
