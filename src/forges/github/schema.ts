import { z } from 'zod';
import { numericId, repositoryRef, timestamp, userOrGhost, userSchema } from './schema/fields.js';

/*
 * Only the fields that are used, and only as strict as their use needs: GitHub Enterprise servers and old recordings
 * lack what github.com sends.
 */

export * from './schema/content.js';
export { type GithubUser, userSchema } from './schema/fields.js';

export const repositorySchema = z.object({
  id: numericId,
  name: z.string(),
  full_name: z.string(),
  html_url: z.string(),
  default_branch: z.string().nullish(),
  archived: z.boolean().nullish(),
  private: z.boolean().nullish(),
  /** Of whoever asks. */
  permissions: z
    .object({
      admin: z.boolean().nullish(),
      maintain: z.boolean().nullish(),
      push: z.boolean().nullish(),
      triage: z.boolean().nullish(),
      pull: z.boolean().nullish(),
    })
    .nullish(),
});

export type GithubRepository = z.infer<typeof repositorySchema>;

/** An item of `GET /user/teams`. */
export const teamSchema = z.object({
  slug: z.string(),
  parent: z.object({ slug: z.string() }).nullish(),
  organization: z.object({ login: z.string() }),
});

export const threadSchema = z.object({
  id: numericId,
  reason: z.string(),
  updated_at: timestamp,
  repository: z.object({ id: numericId }),
  subject: z.object({
    type: z.string(),
    title: z.string().nullish(),
    url: z.string().nullish(),
    latest_comment_url: z.string().nullish(),
  }),
});

/** An item of `GET /repos/{owner}/{repo}/pulls`; the single pull request has the same fields and more. */
export const pullSchema = z.object({
  id: numericId,
  number: z.number(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']),
  draft: z.boolean().nullish(),
  user: userOrGhost,
  head: z.object({ ref: z.string(), sha: z.string() }),
  base: z.object({ ref: z.string(), repo: repositoryRef }),
  requested_reviewers: z.array(userSchema).nullish(),
  requested_teams: z.array(z.object({ slug: z.string() })).nullish(),
  assignees: z.array(userSchema).nullish(),
  labels: z.array(z.object({ name: z.string() })).nullish(),
  auto_merge: z.object({ enabled_by: userOrGhost }).nullish(),
  html_url: z.string(),
  created_at: timestamp,
  updated_at: timestamp,
  closed_at: timestamp.nullish(),
  merged_at: timestamp.nullish(),
});

export type GithubPull = z.infer<typeof pullSchema>;

/** Of the single pull request only. */
export const mergeabilitySchema = z.object({
  mergeable: z.boolean().nullish(),
  mergeable_state: z
    .string()
    .nullish()
    .transform((state) => state ?? null),
  draft: z.boolean().nullish(),
});

export type GithubMergeability = z.infer<typeof mergeabilitySchema>;

/** An item of `GET /repos/{owner}/{repo}/issues`, where pull requests are among them. */
export const issueSchema = z.object({
  id: numericId,
  number: z.number(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']),
  user: userOrGhost,
  assignees: z.array(userSchema).nullish(),
  labels: z.array(z.union([z.string(), z.object({ name: z.string().nullish() })])).nullish(),
  /** Present where it is one. */
  pull_request: z.unknown().optional(),
  closed_by: userOrGhost,
  html_url: z.string(),
  created_at: timestamp,
  updated_at: timestamp,
});

export type GithubIssue = z.infer<typeof issueSchema>;

export const releaseSchema = z.object({
  id: numericId,
  tag_name: z.string(),
  name: z.string().nullish(),
  body: z.string().nullish(),
  draft: z.boolean(),
  prerelease: z.boolean().nullish(),
  author: userOrGhost,
  assets: z.array(z.object({ name: z.string() })).nullish(),
  html_url: z.string(),
  created_at: timestamp,
  published_at: timestamp.nullish(),
});

export type GithubRelease = z.infer<typeof releaseSchema>;

export const tagSchema = z.object({ name: z.string(), commit: z.object({ sha: z.string() }) });

export type GithubTag = z.infer<typeof tagSchema>;

export const activitySchema = z.object({
  id: numericId,
  before: z.string(),
  after: z.string(),
  ref: z.string(),
  timestamp,
  activity_type: z.enum([
    'push',
    'force_push',
    'pr_merge',
    'merge_queue_merge',
    'branch_creation',
    'branch_deletion',
  ]),
  actor: userOrGhost,
});

export type GithubActivity = z.infer<typeof activitySchema>;

export const commitSchema = z.object({
  commit: z.object({
    message: z.string(),
    author: z.object({ name: z.string().nullish() }).nullish().catch(null),
  }),
  author: userOrGhost.catch(null),
});

export const mergedBySchema = z.object({ merged_by: userOrGhost });

export const closedBySchema = z.object({ closed_by: userOrGhost });

export const reviewSchema = z.object({
  id: numericId.nullish(),
  user: userOrGhost,
  body: z.string().nullish(),
  html_url: z.string().nullish(),
  state: z.string(),
  commit_id: z.string().nullish(),
  submitted_at: timestamp.nullish(),
});

export type GithubReview = z.infer<typeof reviewSchema>;

export const runSchema = z.object({
  id: numericId,
  name: z.string().nullish(),
  display_title: z.string().nullish(),
  run_number: z.number(),
  run_attempt: z.number().nullish(),
  event: z.string().nullish(),
  status: z.enum([
    'queued',
    'pending',
    'requested',
    'in_progress',
    'waiting',
    'action_required',
    'completed',
  ]),
  conclusion: z
    .enum([
      'success',
      'neutral',
      'failure',
      'timed_out',
      'startup_failure',
      'cancelled',
      'stale',
      'skipped',
      'action_required',
    ])
    .nullish(),
  head_branch: z.string().nullish(),
  head_sha: z.string(),
  actor: userOrGhost,
  triggering_actor: userOrGhost,
  pull_requests: z
    .array(
      z.object({
        id: numericId.nullish().catch(null),
        number: z.number(),
        base: z.object({ repo: repositoryRef }).nullish(),
      }),
    )
    .nullish(),
  repository: repositoryRef,
  /** `null` where a fork is gone. */
  head_repository: z.object({ id: numericId, full_name: z.string() }).nullish(),
  html_url: z.string(),
  created_at: timestamp,
  updated_at: timestamp,
  run_started_at: timestamp.nullish(),
});

export type GithubRun = z.infer<typeof runSchema>;

export const jobSchema = z.object({
  id: numericId,
  name: z.string(),
  status: z.string().nullish(),
  conclusion: z.string().nullish(),
  html_url: z.string().nullish(),
});

export type GithubJob = z.infer<typeof jobSchema>;

/** What a run waits for until one of its environment's reviewers lets it go on. */
export const pendingDeploymentSchema = z.object({
  environment: z.object({ id: numericId, name: z.string() }),
  current_user_can_approve: z.boolean().nullish(),
  /** In minutes. */
  wait_timer: z.number().nullish(),
  reviewers: z.array(z.unknown()).nullish(),
});

export type GithubPendingDeployment = z.infer<typeof pendingDeploymentSchema>;

/** Of both sorts: in the conversation of an issue or pull request, and on a line of the diff. */
export const commentSchema = z.object({
  id: numericId,
  body: z.string().nullish(),
  user: userOrGhost,
  html_url: z.string(),
  created_at: timestamp,
  updated_at: timestamp,
  /** The first comment of the thread; on a line only. */
  in_reply_to_id: numericId.nullish(),
});

export type GithubComment = z.infer<typeof commentSchema>;

/** What a commit says; `author` is missing where no account has the address. */
export const commitWordsSchema = z.object({
  author: userOrGhost,
  commit: z.object({ message: z.string(), author: z.object({ name: z.string().nullish() }).nullish() }),
  html_url: z.string(),
});

/** Who wrote a thread's first comment, or opened a pull request. */
export const authoredSchema = z.object({ user: userOrGhost });
