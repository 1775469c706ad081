import type { WikiAction } from '../../../domain/subjects/wiki-page.js';
import type { TextDiff } from '../../../domain/text-diff.js';
import { newMentions } from '../../mentions.js';
import { diffTexts } from '../../text-diff.js';
import { movesAmong, type PageMove } from './page-moves.js';
import { pageOf } from './page-name.js';
import type { WikiCommit, WikiHistory } from './wiki-repository.js';

/** Up to where a wiki was read. */
export interface WikiMark {
  /** `null`: there was none, or it could not be read. */
  readonly head: string | null;
  /** Server's time of that look. */
  readonly since: Date | null;
}

export interface PageChange {
  readonly action: WikiAction;
  readonly name: string;
  readonly formerName: string | null;
  /** The last commit that touched it, as far as it was fetched. */
  readonly commit: WikiCommit | null;
  readonly diff: TextDiff | null;
  readonly mentions: readonly string[];
}

/** What happened to pages since then, `max` at most. */
export async function changedPages(
  history: WikiHistory,
  mark: WikiMark,
  max: number,
): Promise<readonly PageChange[]> {
  const span = spanSince(history, mark);
  if (span === null) return [];
  const files = await history.compare(span.base, history.head);
  const pages = files.filter(({ path }) => pageOf(path) !== null);
  const moves = (await movesAmong(history, pages, max)).slice(0, max);
  const commits = await lastCommits(history, span.commits, new Set(moves.map(({ path }) => path)));
  const changes: PageChange[] = [];
  for (const move of moves) {
    const { action, path, formerPath } = move;
    const name = pageOf(path);
    if (name === null) continue;
    const formerName = formerPath === null ? null : pageOf(formerPath);
    const commit = commits.get(path) ?? null;
    changes.push({ action, name, formerName, commit, ...(await comparisonOf(history, move)) });
  }
  return changes;
}

interface Span {
  /** What the head is compared with; `null`: with nothing. */
  readonly base: string | null;
  /** Newest first. */
  readonly commits: readonly WikiCommit[];
}

/** `null`: all of it was rewritten, and nothing in it says what was there. */
function spanSince({ commits, isCut }: WikiHistory, { head, since }: WikiMark): Span | null {
  const known = commits.findIndex(({ sha }) => sha === head);
  // Too far back, or rewritten: what is older than the last look was there.
  const end =
    known === -1 ? commits.findIndex(({ committedAt }) => since !== null && committedAt < since) : known;
  const base = commits[end === -1 && isCut ? commits.length - 1 : end];
  if (base !== undefined) return { base: base.sha, commits: commits.slice(0, commits.indexOf(base)) };
  return head === null ? { base: null, commits } : null;
}

async function comparisonOf(
  history: WikiHistory,
  { before, after }: PageMove,
): Promise<Pick<PageChange, 'diff' | 'mentions'>> {
  if (after === null || before === after) return { diff: null, mentions: [] };
  const texts = [before === null ? '' : await history.read(before), await history.read(after)] as const;
  return { diff: diffTexts(...texts), mentions: newMentions(...texts) };
}

/** For each of these paths the newest commit that touched it. */
async function lastCommits(
  history: WikiHistory,
  commits: readonly WikiCommit[],
  paths: ReadonlySet<string>,
): Promise<ReadonlyMap<string, WikiCommit>> {
  const fetched = new Set(history.commits.map(({ sha }) => sha));
  const found = new Map<string, WikiCommit>();
  for (const commit of commits) {
    if (found.size === paths.size) break;
    if (commit.parent !== null && !fetched.has(commit.parent)) continue;
    for (const { path } of await history.compare(commit.parent, commit.sha)) {
      if (paths.has(path) && !found.has(path)) found.set(path, commit);
    }
  }
  return found;
}
