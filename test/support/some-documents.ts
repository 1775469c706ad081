import type { ChangedFile, DocumentChange } from '../../src/domain/subjects/document-change.js';
import { at, BOB } from './builders.js';

export function aChangedFile(path: string, over: Partial<ChangedFile> = {}): ChangedFile {
  return { path, oldPath: null, fate: 'changed', additions: 12, deletions: 3, ...over };
}

/** Bob's change of these files on main, of the README where none is named. */
export function aDocumentChange(
  files: readonly ChangedFile[] = [aChangedFile('README.md')],
  over: Partial<DocumentChange> = {},
): DocumentChange {
  return {
    kind: 'document-change',
    id: '7:aaaa..bbbb',
    projectId: '7',
    branch: 'main',
    files,
    hasMoreFiles: false,
    isRewritten: false,
    excerpt: null,
    mentions: [],
    author: BOB,
    authorNames: [BOB.name],
    mergeRequest: { number: '7', url: 'https://gitlab.example.com/acme/shop/-/merge_requests/7' },
    url: 'https://gitlab.example.com/acme/shop/-/compare/aaaa...bbbb',
    createdAt: at(0),
    updatedAt: at(0),
    ...over,
  };
}
