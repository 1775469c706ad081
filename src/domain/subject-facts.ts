import type { Json, JsonObject } from './json.js';
import type { Subject, SubjectKind, SubjectOf } from './subject.js';
import type { FailedJob, Pipeline } from './subjects/pipeline.js';
import type { PushedCommit } from './subjects/push.js';
import { pathsOf } from './subjects/document-change.js';
import type { TouchedFiles } from './subjects/touched-files.js';

export interface SubjectFacts {
  readonly title: string;
  /** What is `null` or `undefined` is not known, and is left out. */
  readonly details: Readonly<Record<string, Json | undefined>>;
}

type FactsReader<K extends SubjectKind> = (subject: SubjectOf<K>) => SubjectFacts;

/** One for each kind: a missing one does not compile. */
const READERS: { readonly [K in SubjectKind]: FactsReader<K> } = {
  pipeline: (pipeline) => ({ title: titleOf(pipeline), details: ofPipeline(pipeline) }),
  'merge-request': (one) => ({
    title: one.title,
    details: {
      number: one.number,
      state: one.state,
      isDraft: one.isDraft,
      author: one.author.login,
      labels: one.labels,
      approvals: one.reviews.filter(({ state }) => state === 'approved').map(({ person }) => person.login),
      reviewers: one.reviewers.map(({ login }) => login),
      assignees: one.assignees.map(({ login }) => login),
      sourceBranch: one.sourceBranch,
      targetBranch: one.targetBranch,
      sha: one.headSha,
      ...ofTouched(one.touched),
    },
  }),
  issue: (one) => ({
    title: one.title,
    details: {
      number: one.number,
      state: one.state,
      author: one.author.login,
      labels: one.labels,
      assignees: one.assignees.map(({ login }) => login),
      dueOn: one.dueOn,
    },
  }),
  comment: ({ on, author, body }) => ({
    title: on.title,
    details: { on: on.kind, number: on.number, author: author.login, text: body },
  }),
  'commit-note': ({ title, sha, author, body }) => ({
    title,
    details: { sha, author: author.login, text: body },
  }),
  'thread-list': ({ on }) => ({ title: on.title, details: { on: on.kind, number: on.number } }),
  release: (one) => ({
    title: one.title,
    details: {
      tag: one.tag,
      state: one.state,
      isPrerelease: one.isPrerelease,
      assets: one.assets,
      assetCount: one.assetCount,
    },
  }),
  tag: ({ name, sha, movedFrom }) => ({ title: name, details: { tag: name, sha, movedFrom } }),
  push: ({ branch, title, commitCount, commits, isForced, touched }) => ({
    title: title ?? branch,
    details: { branch, commitCount, commits: commits?.map(ofCommit), isForced, ...ofTouched(touched) },
  }),
  deployment: ({ environment, status, isProduction, ref, sha, siteUrl, actor }) => ({
    title: environment,
    details: { environment, status, isProduction, ref, sha, siteUrl, startedBy: actor?.login },
  }),
  'wiki-page': ({ title, edit }) => ({
    title,
    details: { change: edit?.action, formerTitle: edit?.formerTitle },
  }),
  image: ({ name, tag, digest, sizeBytes }) => ({
    title: `${name}:${tag}`,
    details: { image: name, tag, digest, sizeBytes },
  }),
  'document-change': ({ branch, files, hasMoreFiles, authorNames, mergeRequest }) => ({
    title: branch ?? '',
    details: {
      branch,
      changedFiles: [...new Set(files.flatMap(pathsOf))],
      files: files.map(({ path, fate }) => ({ path, fate })),
      hasMoreFiles,
      authors: authorNames,
      mergeRequest: mergeRequest?.number,
    },
  }),
  milestone: ({ title, dueOn, daysLeft }) => ({ title, details: { dueOn, daysLeft } }),
};

/** What the record tells of a subject as it stood. */
export function factsOf(subject: Subject): SubjectFacts {
  // What a newer version kept is of a kind that this one does not know.
  if (!Object.hasOwn(READERS, subject.kind)) return { title: '', details: {} };
  return (READERS[subject.kind] as FactsReader<SubjectKind>)(subject);
}

function titleOf({ title, name, number }: Pipeline): string {
  return title ?? name ?? `#${number}`;
}

function ofPipeline(pipeline: Pipeline): SubjectFacts['details'] {
  const { number, name, status, ref, sha, attempt, source, durationSeconds, mergeRequestNumber } = pipeline;
  const inChildren = (pipeline.failedChildren ?? []).flatMap(({ failedJobs }) => failedJobs);
  return {
    number,
    name,
    status,
    ref,
    sha,
    attempt,
    source,
    startedBy: pipeline.actor?.login,
    durationSeconds,
    mergeRequest: mergeRequestNumber,
    finishedAt: pipeline.finishedAt,
    failedJobs: [...pipeline.failedJobs, ...inChildren].map(ofJob),
  };
}

function ofJob({ name, stage, url }: FailedJob): JsonObject {
  return { name, stage, url };
}

function ofCommit({ sha, title, author }: PushedCommit): JsonObject {
  return { sha, title, author };
}

function ofTouched(touched: TouchedFiles | undefined): SubjectFacts['details'] {
  return touched === undefined ? {} : { changedFiles: touched.paths, hasMoreFiles: touched.isCut };
}
