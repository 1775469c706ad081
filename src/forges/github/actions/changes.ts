import type { ChangedFile, ChangesPage } from '../../../domain/ports/forge-actions.js';
import { cutText } from '../../cut-text.js';
import { parseList } from '../lenient-parse.js';
import { changedFileSchema, type GithubChangedFile } from '../schema.js';
import type { Site } from './site.js';

/** As many as a person leafs through at a time. */
const PAGE_SIZE = 20;

/** Of one file: about what a chat message holds. */
const MAX_DIFF_LENGTH = 3_000;

/** https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files; GitHub shows 3,000 files at most. */
export async function readChanges(site: Site, number: string, page: number): Promise<ChangesPage> {
  const answer = await site.read('/pulls/{pull_number}/files', {
    pull_number: number,
    per_page: PAGE_SIZE,
    page,
  });
  const { items } = parseList(changedFileSchema, answer.data);
  return { files: items.map(toChangedFile), hasMore: /rel="next"/.test(answer.header('link') ?? '') };
}

const CHANGES: Readonly<Record<string, ChangedFile['change']>> = {
  added: 'added',
  copied: 'added',
  removed: 'removed',
  renamed: 'renamed',
};

export function toChangedFile(file: GithubChangedFile): ChangedFile {
  const change = CHANGES[file.status] ?? 'changed';
  const { additions, deletions } = file;
  const patch = file.patch ?? null;
  // What it does not count has no lines: nothing but a rename changes none.
  const isCounted = patch !== null || change === 'renamed' || additions + deletions > 0;
  return {
    path: file.filename,
    oldPath: change === 'renamed' ? (file.previous_filename ?? null) : null,
    change,
    additions: isCounted ? additions : null,
    deletions: isCounted ? deletions : null,
    diff: patch === null ? null : cutText(patch, MAX_DIFF_LENGTH),
  };
}
