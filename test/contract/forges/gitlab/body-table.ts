import {
  approvalsSchema,
  commitSchema,
  discussionSchema,
  eventSchema,
  imageRepositorySchema,
  issueSchema,
  mergeRequestSchema,
  milestoneSchema,
  namedCommitSchema,
  noteSchema,
  projectSchema,
  pushSchema,
  releaseSchema,
  selfSchema,
  todoSchema,
  userSchema,
} from '../../../../src/forges/gitlab/schema.js';
import { branchSchema, namedSchema } from '../../../../src/forges/gitlab/schema/acting.js';
import { toComment } from '../../../../src/forges/gitlab/transform/comment.js';
import { toIssue } from '../../../../src/forges/gitlab/transform/issue.js';
import { NOTHING_KNOWN, toMergeRequest } from '../../../../src/forges/gitlab/transform/merge-request.js';
import { toMilestone } from '../../../../src/forges/gitlab/transform/milestone.js';
import { toProject } from '../../../../src/forges/gitlab/transform/project.js';
import { toPush } from '../../../../src/forges/gitlab/transform/push.js';
import { toRelease } from '../../../../src/forges/gitlab/transform/release.js';
import { toReviews } from '../../../../src/forges/gitlab/transform/reviews.js';
import { aComment, BOB } from '../../../support/builders.js';
import { APP } from '../../../unit/forges/gitlab/fixtures.js';
import { type BodyRow, namesIn } from '../recorded-bodies.js';
import { asParsed, RUN_ROWS, TIMES } from './run-rows.js';

const NUMBERED = { ...TIMES, id: 'id', iid: 'number', project_id: 'projectId', title: 'title' } as const;

/** What each item holds under this name, where it does. */
function under(key: string): (body: unknown) => readonly unknown[] {
  return (body) => [body].flat().flatMap((item) => (item as Readonly<Record<string, unknown>>)[key] ?? []);
}

const MERGE_REQUEST: Omit<BodyRow, 'kind'> = {
  schema: mergeRequestSchema,
  make: (raw) => toMergeRequest(mergeRequestSchema.parse(raw), NOTHING_KNOWN),
  carries: {
    ...NUMBERED,
    'author.id': 'author.id',
    'assignees[].id': 'assignees[].id',
    'reviewers[].id': 'reviewers[].id',
    source_branch: 'sourceBranch',
    target_branch: 'targetBranch',
    sha: 'headSha',
    'labels[]': 'labels[]',
    web_url: 'url',
  },
  weighs: [
    'description',
    'state',
    'draft',
    'work_in_progress',
    'assignee',
    'merge_status',
    'detailed_merge_status',
    'has_conflicts',
    'user_notes_count',
    'blocking_discussions_resolved',
    'merge_when_pipeline_succeeds',
    'merge_user',
    'merged_by',
    'closed_by',
  ],
  decides: {
    state: ({ state }) => (state === 'opened' || state === 'locked' ? 'open' : state),
    isDraft: ({ draft, work_in_progress: wip }) => draft ?? wip ?? false,
    mentions: ({ description }) => namesIn(description),
    'autoMerge.by.id': (raw) =>
      raw.merge_when_pipeline_succeeds === true ? (raw.merge_user?.id ?? null) : null,
    'mergedBy.id': (raw) => (raw.state === 'merged' ? ((raw.merge_user ?? raw.merged_by)?.id ?? null) : null),
    'closedBy.id': ({ state, closed_by: by }) => (state === 'closed' ? (by?.id ?? null) : null),
  },
};

const MERGE_REQUESTS: readonly BodyRow[] = [
  { kind: /^(api-)?merge-request$/, ...MERGE_REQUEST },
  { kind: /^todos$/, items: under('target'), ...MERGE_REQUEST },
  {
    kind: /^approvals$/,
    schema: approvalsSchema,
    make: (raw) => ({
      reviews: toReviews({ approvals: approvalsSchema.parse(raw), reviewers: null }, []),
    }),
    carries: { 'approved_by[].user.id': 'reviews[].person.id' },
    weighs: ['user_has_approved', 'user_can_approve'],
  },
];

const NOTE: Omit<BodyRow, 'kind'> = {
  schema: noteSchema,
  make: (raw) => {
    const { on, projectId } = aComment();
    return toComment(noteSchema.parse(raw), { author: null }, { projectId, on, thread: null });
  },
  carries: { ...TIMES, id: 'id', body: 'body', 'author.id': 'author.id' },
  weighs: ['type', 'system', 'internal', 'confidential', 'noteable_id', 'noteable_iid', 'noteable_type'],
};

const TALK: readonly BodyRow[] = [
  {
    kind: /^issue$/,
    schema: issueSchema,
    make: (raw) => toIssue(issueSchema.parse(raw), null),
    carries: {
      ...NUMBERED,
      confidential: 'isConfidential',
      'author.id': 'author.id',
      'assignees[].id': 'assignees[].id',
      'labels[]': 'labels[]',
      due_date: 'dueOn',
      'closed_by.id': 'closedBy.id',
      web_url: 'url',
    },
    weighs: ['description', 'state', 'assignee'],
    decides: {
      state: ({ state }) => (state === 'closed' ? 'closed' : 'open'),
      mentions: ({ description }) => namesIn(description),
    },
  },
  { kind: /^(merge-request-)?note$/, ...NOTE },
  { kind: /^events$/, items: under('note'), ...NOTE },
  {
    ...asParsed(/^(api-)?(issue|merge-request)-discussions?$/, discussionSchema, [
      'id',
      'individual_note',
      'notes[].id',
      'notes[].author.id',
      'notes[].body',
      'notes[].system',
      'notes[].resolvable',
      'notes[].resolved',
      'notes[].resolved_by.id',
      'notes[].created_at',
    ]),
  },
  {
    ...asParsed(/^todos$/, todoSchema, [
      'id',
      'project.id',
      'action_name',
      'author.id',
      'body',
      'target_type',
      'target_url',
      'created_at',
      'updated_at',
    ]),
    weighs: ['target'],
  },
  {
    ...asParsed(/^(project-)?events?$/, eventSchema, [
      'id',
      'project_id',
      'target_type',
      'target_id',
      'target_iid',
      'target_title',
      'action_name',
      'author.id',
      'created_at',
    ]),
    // The examples of one old page leave the id out, by which alone the activity can be followed.
    items: (body) => [body].flat().filter((event) => 'id' in (event as object)),
    weighs: ['push_data', 'note', 'wiki_page'],
  },
];

const CODE: readonly BodyRow[] = [
  {
    kind: /^project-events$/,
    schema: pushSchema,
    items: under('push_data'),
    make: (raw) => {
      const push = pushSchema.parse(raw);
      return toPush(push, { project: APP, eventId: 1, author: BOB, at: '', ref: push.ref ?? '' });
    },
    carries: { ref: 'branch', commit_count: 'commitCount', commit_title: 'title' },
    weighs: ['action', 'ref_type', 'commit_from', 'commit_to'],
  },
  {
    kind: /^releases$/,
    schema: releaseSchema,
    make: (raw) => toRelease(releaseSchema.parse(raw), APP, null),
    carries: {
      tag_name: 'tag',
      name: 'title',
      description: 'notes',
      'author.id': 'author.id',
      released_at: 'createdAt',
      'assets.links[].name': 'assets',
      '_links.self': 'url',
    },
    weighs: ['upcoming_release', 'created_at'],
  },
  {
    kind: /^milestone$/,
    schema: milestoneSchema,
    make: (raw) => toMilestone(milestoneSchema.parse(raw), APP, { now: null, progress: null }),
    carries: { ...TIMES, id: 'id', title: 'title', due_date: 'dueOn', web_url: 'url' },
    weighs: ['iid', 'group_id'],
  },
  asParsed(/^registry-repositories$/, imageRepositorySchema, ['id', 'path', 'tags_count', 'created_at']),
  asParsed(/^(api-)?commit$/, commitSchema, [
    'id',
    'parent_ids[]',
    'author_name',
    'title',
    'message',
    'committed_date',
  ]),
  asParsed(/^commit$/, namedCommitSchema, ['id', 'title', 'message', 'web_url']),
  asParsed(/^branch$/, branchSchema, ['name', 'default']),
  asParsed(/^labels$/, namedSchema, ['name']),
  {
    kind: /^project$/,
    schema: projectSchema,
    make: (raw) => toProject(projectSchema.parse(raw)),
    carries: {
      id: 'id',
      path_with_namespace: 'path',
      name: 'name',
      web_url: 'url',
      default_branch: 'defaultBranch',
    },
    weighs: ['archived', 'permissions'],
  },
  asParsed(/^(user|members)$/, userSchema, ['id', 'username', 'name', 'bot', 'is_admin']),
  asParsed(/^personal-access-token$/, selfSchema, ['scopes', 'revoked', 'active', 'expires_at']),
];

export const BODY_TABLE: readonly BodyRow[] = [...MERGE_REQUESTS, ...TALK, ...RUN_ROWS, ...CODE];

/** Kinds that nothing here reads. */
export const NOT_READ: readonly RegExp[] = [
  // What GitLab would send to a webhook, which the daemon has none of.
  /^(event-object|api-merge-request-system-hook-event)$/,
  /^(approval-(rule|state)|award-emoji|comment|commit-status|(api-)?commit-discussions|merge-request-(comment|versions))$/,
  /^(group|issue-link|label-events|linked-issues|links|metadata|notification-settings|project-access-token|tag|wiki-blobs)$/,
  /^pipeline-(schedule|test-report-summary|variables)$/,
];
