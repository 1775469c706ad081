import type { z } from 'zod';
import { parseOne } from '../../../../src/forges/github/lenient-parse.js';
import {
  commentSchema,
  commitWordsSchema,
  deploymentSchema,
  deploymentStatusSchema,
  issueSchema,
  jobSchema,
  linkedCommitSchema,
  pullSchema,
  releaseSchema,
  repositorySchema,
  reviewSchema,
  runSchema,
  teamSchema,
  threadSchema,
  userSchema,
} from '../../../../src/forges/github/schema.js';
import { mergeabilitySchema, mergedBySchema } from '../../../../src/forges/github/schema.js';
import { workflowSchema } from '../../../../src/forges/github/actions/schema.js';
import { toComment } from '../../../../src/forges/github/transform/comment.js';
import { messageNote } from '../../../../src/forges/github/transform/commit-note.js';
import { toDeployment, withStatus } from '../../../../src/forges/github/transform/deployment.js';
import { toIssue } from '../../../../src/forges/github/transform/issue.js';
import { NO_DETAILS, toMergeRequest } from '../../../../src/forges/github/transform/merge-request.js';
import { toPerson, toPersonOrNull } from '../../../../src/forges/github/transform/person.js';
import { toFailedJobs, toPipeline } from '../../../../src/forges/github/transform/pipeline.js';
import { toProject } from '../../../../src/forges/github/transform/project.js';
import { toRelease } from '../../../../src/forges/github/transform/release.js';
import { standingReviews } from '../../../../src/forges/github/transform/reviews.js';
import { aDeployment } from '../../../support/a-deployment.js';
import { aComment, aProject } from '../../../support/builders.js';
import { type BodyRow, namesIn } from '../recorded-bodies.js';

const project = aProject();
const ITSELF = { html_url: 'url', created_at: 'createdAt', updated_at: 'updatedAt' } as const;

/** The list within an object, or one item by itself. */
function within(key: string): (body: unknown) => readonly unknown[] {
  return (body) => {
    const list = (body as Readonly<Record<string, unknown>>)[key];
    return Array.isArray(list) ? (list as readonly unknown[]) : [body];
  };
}

/** A row whose items are used as they are parsed. */
function asParsed(kind: RegExp, schema: z.ZodObject, fields: readonly string[]): BodyRow {
  const carries = Object.fromEntries(fields.map((field) => [field, field]));
  return { kind, schema, make: (raw) => parseOne(schema, raw), carries, weighs: [] };
}

/** Where it is over. */
const ENDS: Readonly<Record<string, string>> = {
  success: 'success',
  failure: 'failed',
  cancelled: 'canceled',
};

/** For a pull request from the `main` of a fork. */
const FORKED_RUN = 2_874_767_918;

const RUNS: readonly BodyRow[] = [
  {
    kind: /^get-repos-o-r-actions-runs(-n)?$/,
    schema: runSchema,
    items: within('workflow_runs'),
    make: (raw) => toPipeline(parseOne(runSchema, raw), project, null),
    carries: {
      ...ITSELF,
      id: 'id',
      name: 'name',
      display_title: 'title',
      run_number: 'number',
      run_attempt: 'attempt',
      event: 'source',
      head_sha: 'sha',
      'triggering_actor.id': 'actor.id',
    },
    weighs: [
      'status',
      'conclusion',
      'actor',
      'head_branch',
      'head_repository',
      'pull_requests',
      'repository',
      'run_started_at',
    ],
    decides: {
      status: ({ conclusion }) => ENDS[String(conclusion)],
      ref: ({ id, head_branch }) => (id === FORKED_RUN ? 'holly-cummins:main' : head_branch),
    },
  },
  {
    kind: /^get-repos-o-r-actions-(runs-n-jobs|jobs-n)$/,
    schema: jobSchema,
    items: within('jobs'),
    make: (raw) => toFailedJobs([{ ...parseOne(jobSchema, raw), conclusion: 'failure' }])[0],
    carries: { id: 'id', name: 'name', html_url: 'url' },
    weighs: ['status', 'conclusion'],
  },
  {
    ...asParsed(/^get-repos-o-r-actions-workflows(-n)?$/, workflowSchema, ['id', 'name', 'path', 'state']),
    items: within('workflows'),
  },
  {
    kind: /^get-repos-o-r-deployments$/,
    schema: deploymentSchema,
    make: (raw) => toDeployment(parseOne(deploymentSchema, raw), project),
    carries: {
      id: 'id',
      environment: 'environment',
      ref: 'ref',
      sha: 'sha',
      'creator.id': 'actor.id',
      created_at: 'createdAt',
      updated_at: 'updatedAt',
    },
    weighs: ['production_environment', 'performed_via_github_app'],
  },
  {
    kind: /^get-repos-o-r-deployments-n-statuses$/,
    schema: deploymentStatusSchema,
    make: (raw) =>
      withStatus(aDeployment({ updatedAt: new Date(0).toISOString() }), [
        parseOne(deploymentStatusSchema, raw),
      ]),
    carries: { id: 'statusId', log_url: 'url', environment_url: 'siteUrl', updated_at: 'updatedAt' },
    weighs: ['state', 'target_url', 'created_at'],
  },
];

const TALK: readonly BodyRow[] = [
  {
    kind: /^(get|post|patch)-repos-o-r-issues(-n)?$/,
    schema: issueSchema,
    make: (raw) => {
      const issue = parseOne(issueSchema, raw);
      return toIssue(issue, project.id, toPersonOrNull(issue.closed_by));
    },
    carries: {
      ...ITSELF,
      id: 'id',
      number: 'number',
      title: 'title',
      state: 'state',
      'user.id': 'author.id',
      'assignees[].id': 'assignees[].id',
      'labels[].name': 'labels',
      'closed_by.id': 'closedBy.id',
    },
    weighs: ['body', 'pull_request'],
    decides: { mentions: ({ body }) => namesIn(body) },
  },
  {
    kind: /^(get|post)-repos-o-r-(issues-n-comments|pulls-n-comments(-n-replies)?|pulls-n-reviews-n-comments)$/,
    schema: commentSchema,
    make: (raw) => {
      const comment = parseOne(commentSchema, raw);
      const { on, projectId } = aComment();
      const made = toComment(comment, 'review', { projectId, on, thread: null });
      return { ...made, number: made.id.replace('review-', '') };
    },
    carries: { ...ITSELF, id: 'number', body: 'body', 'user.id': 'author.id' },
    weighs: ['in_reply_to_id'],
  },
  asParsed(/^get-notifications$/, threadSchema, [
    'id',
    'reason',
    'updated_at',
    'repository.id',
    'subject.type',
    'subject.title',
    'subject.url',
    'subject.latest_comment_url',
  ]),
];

const PULL: Omit<BodyRow, 'kind'> = {
  schema: pullSchema.extend({ ...mergeabilitySchema.shape, ...mergedBySchema.shape }),
  make: (raw) => {
    const mergedBy = toPersonOrNull(parseOne(mergedBySchema, raw).merged_by);
    const { mergeable_state: gate } = parseOne(mergeabilitySchema, raw);
    return { ...toMergeRequest(parseOne(pullSchema, raw), project.id, { ...NO_DETAILS, mergedBy }), gate };
  },
  carries: {
    ...ITSELF,
    id: 'id',
    number: 'number',
    title: 'title',
    draft: 'isDraft',
    'user.id': 'author.id',
    'head.ref': 'sourceBranch',
    'head.sha': 'headSha',
    'base.ref': 'targetBranch',
    'requested_reviewers[].id': 'reviewers[].id',
    'requested_teams[].slug': 'reviewerTeams',
    'assignees[].id': 'assignees[].id',
    'labels[].name': 'labels',
    'auto_merge.enabled_by.id': 'autoMerge.by.id',
    'merged_by.id': 'mergedBy.id',
    mergeable_state: 'gate',
  },
  weighs: ['body', 'state', 'closed_at', 'merged_at', 'mergeable'],
  decides: {
    state: ({ state, merged_at: mergedAt }) => (state === 'open' ? 'open' : mergedAt ? 'merged' : 'closed'),
    mentions: ({ body }) => namesIn(body),
  },
};

const PULLS: readonly BodyRow[] = [
  { kind: /^(get|post|patch)-repos-o-r-pulls(-n)?$/, ...PULL },
  { kind: /^post-repos-o-r-pulls-n-requested-reviewers$/, ...PULL },
  {
    kind: /^(get|post)-repos-o-r-pulls-n-reviews(-n-events)?$/,
    schema: reviewSchema,
    // One that was not handed in is nobody's business yet, and a deleted account stands for no verdict.
    items: (body) =>
      [body].flat().filter((one) => {
        const { state, user } = parseOne(reviewSchema, one);
        return state !== 'PENDING' && user !== null;
      }),
    make: (raw) => standingReviews([parseOne(reviewSchema, raw)])[0],
    carries: { 'user.id': 'person.id', commit_id: 'sha', submitted_at: 'at' },
    weighs: ['id', 'html_url', 'state', 'body'],
  },
];

const COMMIT_FIELDS = ['sha', 'commit.author.name', 'commit.author.date', 'commit.message', 'author.id'];

const CODE: readonly BodyRow[] = [
  {
    ...asParsed(/^get-repos-o-r-(commits|pulls-n-commits)$/, linkedCommitSchema, COMMIT_FIELDS),
    weighs: ['parents'],
  },
  {
    kind: /^get-repos-o-r-commits-x$/,
    schema: commitWordsSchema,
    make: (raw) => messageNote(parseOne(commitWordsSchema, raw), { projectId: '1', sha: '', title: '' }, ''),
    carries: { 'author.id': 'author.id', 'commit.message': 'body', html_url: 'url' },
    weighs: [],
  },
  {
    kind: /^get-repos-o-r-releases(-n|-latest)?$/,
    schema: releaseSchema,
    make: (raw) => toRelease(parseOne(releaseSchema, raw), project.id),
    carries: {
      id: 'id',
      tag_name: 'tag',
      name: 'title',
      body: 'notes',
      prerelease: 'isPrerelease',
      'author.id': 'author.id',
      'assets[].name': 'assets',
      html_url: 'url',
      published_at: 'createdAt',
    },
    weighs: ['draft', 'created_at'],
  },
  {
    kind: /^get-repos-o-r$/,
    schema: repositorySchema,
    make: (raw) => toProject(parseOne(repositorySchema, raw)),
    carries: {
      id: 'id',
      name: 'name',
      full_name: 'path',
      html_url: 'url',
      default_branch: 'defaultBranch',
    },
    weighs: ['archived', 'private', 'permissions'],
  },
  {
    kind: /^get-user$/,
    schema: userSchema,
    make: (raw) => toPerson(parseOne(userSchema, raw)),
    carries: { id: 'id', login: 'login', name: 'name' },
    weighs: ['type'],
  },
  { ...asParsed(/^get-user-teams$/, teamSchema, ['slug', 'parent.slug', 'organization.login']) },
];

export const BODY_TABLE: readonly BodyRow[] = [...RUNS, ...TALK, ...PULLS, ...CODE];

/** Kinds that nothing here reads, and refusals, of which `recorded-answers.test.ts` has the word. */
export const NOT_READ: readonly RegExp[] = [
  /-status-\d{3}-/,
  /^get-(events|users-x-events-public|rate-limit|search-issues|orgs-x-teams)$/,
  /^get-repos-o-r-(collaborators|stargazers|statuses-.*|issues-n-events|issues-n-reactions|pulls-comments-n-reactions)$/,
  /^get-repositories-id-issues-events$/,
  // Its check runs.
  /^get-repositories-id-commits-x$/,
  // Answers without a body, or with one that nothing is taken from.
  /^post-repos-o-r-actions-(runs-n-(approve|cancel|rerun)|workflows-n-dispatches)$/,
  /^put-repos-o-r-pulls-n-merge$/,
  /^patch-notifications-threads-n$/,
];
