import type { Person } from './forge.js';
import type { Subject, SubjectKind, SubjectOf } from './subject.js';
import type { Comment } from './subjects/comment.js';
import type { Deployment } from './subjects/deployment.js';
import { type DocumentChange, pathsOf } from './subjects/document-change.js';
import type { Issue } from './subjects/issue.js';
import type { MergeRequest } from './subjects/merge-request.js';
import type { FailedJob, Pipeline } from './subjects/pipeline.js';
import type { Push } from './subjects/push.js';
import type { ThreadList } from './subjects/thread-list.js';
import type { TouchedFiles } from './subjects/touched-files.js';
import type { FilterValues } from './watch-filter.js';

/** What comments and threads stand under. */
export type FilterTarget = MergeRequest | Issue;

type ValueReader<K extends SubjectKind> = (
  subject: SubjectOf<K>,
  target: FilterTarget | null,
) => FilterValues;

/** One for each kind: a missing one does not compile. */
const READERS: { readonly [K in SubjectKind]: ValueReader<K> } = {
  pipeline: ofPipeline,
  'merge-request': (one) => ({ ...ofMergeRequest(one), ...writtenBy(one.author) }),
  issue: (one) => ({ ...ofIssue(one), ...writtenBy(one.author) }),
  comment: ofComment,
  'thread-list': ofThreads,
  'commit-note': ({ author }) => writtenBy(author),
  release: ({ tag, author }) => ({ tag: [tag], ...writtenBy(author) }),
  tag: ({ name, author }) => ({ tag: [name], ...writtenBy(author) }),
  image: ({ name, tag }) => ({ image: [name], tag: [tag] }),
  milestone: ({ title }) => ({ milestone: [title] }),
  push: ofPush,
  deployment: ofDeployment,
  'wiki-page': ({ edit }) => writtenBy(edit?.author ?? null),
  'document-change': ofDocumentChange,
};

/** What rules can ask of a subject. `target`: what comments and threads stand under, where it is known. */
export function filterValues(subject: Subject, target: FilterTarget | null): FilterValues {
  // What a newer version kept is of a kind that this one does not know.
  if (!Object.hasOwn(READERS, subject.kind)) return {};
  return (READERS[subject.kind] as ValueReader<SubjectKind>)(subject, target);
}

/** Which files it is about besides its `path` values, where they are known: what is cut off may be what a rule asks for. */
export function touchedFilesOf(subject: Subject, target: FilterTarget | null): TouchedFiles | null {
  const bearer = subject.kind === 'comment' ? target : subject;
  return bearer?.kind === 'merge-request' || bearer?.kind === 'push' ? (bearer.touched ?? null) : null;
}

/** One whose jobs give no cause to name any says nothing of jobs, and neither does one whose jobs could not be read. */
function ofPipeline(pipeline: Pipeline): FilterValues {
  const { ref, sourceBranch = ref, name, actor } = pipeline;
  const jobs = namedJobs(pipeline);
  const stages = jobs.map(({ stage }) => stage).filter((stage) => stage !== null);
  return {
    branch: [sourceBranch],
    ...(name === null ? {} : { workflow: [name] }),
    ...(jobs.length === 0 ? {} : { job: jobs.map((job) => job.name) }),
    ...(stages.length === 0 ? {} : { stage: stages }),
    ...writtenBy(actor),
  };
}

/** Those that the message names. */
function namedJobs({
  failedJobs,
  allowedFailures = [],
  waitingJobs = [],
  failedChildren = [],
  waitingChildren = [],
}: Pipeline): readonly Pick<FailedJob, 'name' | 'stage'>[] {
  const inChildren = failedChildren.flatMap((child) => child.failedJobs);
  const heldUp = waitingChildren.flatMap((child) => child.waitingJobs);
  return [...failedJobs, ...allowedFailures, ...waitingJobs, ...inChildren, ...heldUp];
}

/** A forge that asks no teams for reviews has nothing that a rule about them could decide. */
function ofMergeRequest(mergeRequest: MergeRequest): FilterValues {
  const { reviewerTeams: teams } = mergeRequest;
  return {
    branch: [mergeRequest.sourceBranch, mergeRequest.targetBranch],
    label: mergeRequest.labels,
    reviewer: mergeRequest.reviewers.map(({ login }) => login),
    ...(teams === null ? {} : { team: teams }),
  };
}

function ofIssue({ labels }: Issue): FilterValues {
  return { label: labels };
}

/** The author is that of the comment: what a person says under a bot's merge request is no bot's doing. */
function ofComment({ author }: Comment, target: FilterTarget | null): FilterValues {
  return { ...(target === null ? {} : ofTarget(target)), ...writtenBy(author) };
}

/** As of the merge request itself: who resolved them wrote nothing. */
function ofThreads({ on }: ThreadList, target: FilterTarget | null): FilterValues {
  return { ...(target === null ? {} : ofTarget(target)), ...writtenBy(on.author) };
}

function ofTarget(target: FilterTarget): FilterValues {
  return target.kind === 'issue' ? ofIssue(target) : ofMergeRequest(target);
}

function ofPush({ branch, author }: Push): FilterValues {
  return { branch: [branch], ...writtenBy(author) };
}

function ofDeployment({ environment, ref, actor }: Deployment): FilterValues {
  return { environment: [environment], branch: [ref], ...writtenBy(actor) };
}

function ofDocumentChange({ branch, files, author }: DocumentChange): FilterValues {
  return {
    ...(branch === null ? {} : { branch: [branch] }),
    ...(files.length === 0 ? {} : { path: files.flatMap(pathsOf) }),
    ...writtenBy(author),
  };
}

function writtenBy(person: Person | null): FilterValues {
  if (person === null) return {};
  const { login } = person;
  return { author: [login], bots: isBot(person) ? [login] : [] };
}

/**
 * GitHub's apps end in `[bot]`; GitLab names the users of project and group tokens `project_123_bot_4f…`, and service
 * accounts `service_account_…`.
 */
const BOT = /\[bot\]$|[-_]bot$|^(?:project|group)_\d+_bot(?:_|\d*$)|^service_account_/i;

export function isBot({ login, isBot: isSaidToBe }: Pick<Person, 'login' | 'isBot'>): boolean {
  return isSaidToBe === true || BOT.test(login);
}
