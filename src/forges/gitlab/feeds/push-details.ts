import { Commits } from '@gitbeaker/rest';
import type { Project } from '../../../domain/project.js';
import type { Push } from '../../../domain/subjects/push.js';
import type { TouchedFiles } from '../../../domain/subjects/touched-files.js';
import { extractMentions } from '../../mentions.js';
import { MAX_COMMITS, type WrittenCommit } from '../../pushed-commits.js';
import { touchedBy } from '../../touched-files.js';
import { parseList } from '../parse.js';
import { commitSchema, type RawCommit, type RawPush } from '../schema.js';
import { toChangedFile } from '../transform/document-change.js';
import { compare } from './compare.js';
import { askForDetail } from './detail.js';
import type { FeedRead } from './feed-read.js';

/** Pushes that one read looks into. */
const MAX_LOOKS = 10;

export interface PushDetails {
  /** Oldest first; the last one alone where the event is all that is known. */
  readonly commits: readonly WrittenCommit[];
  /** Where they are kept, and there is something to compare with. */
  readonly touched?: TouchedFiles;
}

export type ReadPushDetails = (
  project: Project,
  raw: RawPush,
  push: Pick<Push, 'author'>,
) => Promise<PushDetails>;

/** Looks into what others brought, and into all of it where it is kept. */
export function pushDetailsReader(read: FeedRead): ReadPushDetails {
  const { viewer, keepsFiles } = read.request;
  let looks = 0;
  return async (project, raw, { author }) => {
    const { commit_from: from, commit_to: to, commit_count: count } = raw;
    const told = { commits: lastCommit(raw) };
    if (to === null || count === 0 || looks === MAX_LOOKS) return told;
    const isKept = keepsFiles?.('pushes', project.id) === true;
    const name = `${project.url} ${from ?? ''}..${to}`;
    if (!isKept && (author.id === viewer.id || read.quietPushes.has(name))) return told;
    looks += 1;
    if (from !== null && isKept) return { ...told, ...(await readComparison(read, project, { from, to })) };
    const commits = await readCommits(read, project, { from, to, count });
    if (commits.length === 0) return told;
    if (commits.every(({ message }) => extractMentions(message ?? '').length === 0))
      read.quietPushes.add(name);
    return { commits };
  };
}

async function readComparison(
  read: FeedRead,
  project: Project,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<Partial<PushDetails>> {
  const found = await compare(read, project, from, to);
  if (found === 'gone' || found === 'broken') return { touched: touchedBy(null, false) };
  const touched = touchedBy(found.diffs.map(toChangedFile), found.compare_timeout === true);
  return found.commits.length === 0 ? { touched } : { touched, commits: found.commits.map(toWritten) };
}

interface Range {
  /** `null`: the branch is new. */
  readonly from: string | null;
  readonly to: string;
  readonly count: number | null;
}

/**
 * The newest of them; none where the server shows another history.
 * https://docs.gitlab.com/api/commits/#list-repository-commits
 */
async function readCommits(
  { client, drops }: FeedRead,
  { id }: Project,
  { from, to, count }: Range,
): Promise<readonly WrittenCommit[]> {
  const refName = from === null ? to : `${from}..${to}`;
  const perPage = Math.min(count ?? 1, MAX_COMMITS);
  const reply = await askForDetail(() =>
    client.ask(Commits, (commits) => commits.all(id, { refName, perPage, page: 1 })),
  );
  if (reply === null) return [];
  const found = parseList(commitSchema, reply.body, drops).slice(0, perPage);
  if (found[0]?.id !== to || found.some((commit) => commit.id === from)) return [];
  return found.map(toWritten).reverse();
}

function toWritten({ id, title, message, author_name: author }: RawCommit): WrittenCommit {
  return { sha: id, message: message ?? title, author };
}

/** All that the event tells; who wrote it need not be who pushed it. */
function lastCommit({
  commit_to: sha,
  commit_title: message,
  commit_count: count,
}: RawPush): WrittenCommit[] {
  return sha === null || count === 0 ? [] : [{ sha, message, author: null }];
}
