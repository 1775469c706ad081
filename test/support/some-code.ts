import type { CommitNote } from '../../src/domain/subjects/commit-note.js';
import type { Push } from '../../src/domain/subjects/push.js';
import type { Release } from '../../src/domain/subjects/release.js';
import type { Tag } from '../../src/domain/subjects/tag.js';
import { at, BOB } from './builders.js';

/** Bob's, with one file. */
export function aRelease(over: Partial<Release> = {}): Release {
  return {
    kind: 'release',
    id: '7:v1.2.0',
    projectId: '7',
    tag: 'v1.2.0',
    title: 'The spring release',
    notes: 'The basket remembers its content.',
    author: BOB,
    state: 'published',
    isPrerelease: false,
    assets: ['shop.zip'],
    assetCount: 1,
    url: 'https://gitlab.example.com/acme/shop/-/releases/v1.2.0',
    createdAt: at(0),
    updatedAt: at(0),
    ...over,
  };
}

export function aTag(over: Partial<Tag> = {}): Tag {
  return {
    kind: 'tag',
    id: '7:v1.2.0',
    projectId: '7',
    name: 'v1.2.0',
    sha: 'a'.repeat(40),
    movedFrom: null,
    author: BOB,
    url: 'https://gitlab.example.com/acme/shop/-/tags/v1.2.0',
    createdAt: at(0),
    updatedAt: at(0),
    ...over,
  };
}

/** Bob's two commits on main. */
export function aPush(over: Partial<Push> = {}): Push {
  return {
    kind: 'push',
    id: '9001',
    projectId: '7',
    action: 'pushed',
    branch: 'main',
    isForced: false,
    commitCount: 2,
    title: 'Round the totals',
    commits: [{ sha: 'b'.repeat(40), title: 'Round the totals', author: 'Bob Baker' }],
    author: BOB,
    url: 'https://gitlab.example.com/acme/shop/-/compare/aaaa...bbbb',
    createdAt: at(0),
    updatedAt: at(0),
    ...over,
  };
}

/** Bob's message, which names Alice. */
export function aCommitNote(over: Partial<CommitNote> = {}): CommitNote {
  return {
    kind: 'commit-note',
    id: `7:${'a'.repeat(40)}`,
    projectId: '7',
    sha: 'a'.repeat(40),
    title: 'Round the totals',
    author: BOB,
    body: 'Round the totals\n\nAs @alice asked.',
    isComment: false,
    mentions: ['alice'],
    url: `https://gitlab.example.com/acme/shop/-/commit/${'a'.repeat(40)}`,
    createdAt: at(0),
    updatedAt: at(0),
    ...over,
  };
}
