import { z } from 'zod';
import {
  flag,
  id,
  label,
  listOf,
  maybe,
  moment,
  personSchema,
  somebody,
  text,
  time,
  words,
} from './schema/fields.js';

/** Only the fields that are used, with room for old servers, which leave some out, and for new words in them. */

export * from './schema/content.js';

export const userSchema = z.object({
  id,
  username: z.string(),
  name: text,
  bot: flag,
  /** Told to administrators alone. */
  is_admin: flag,
});

export const selfSchema = z.object({
  scopes: maybe(z.array(z.string())),
  revoked: flag,
  active: flag,
  expires_at: text,
});

const access = maybe(z.object({ access_level: maybe(z.number()) }));

/** Of whoever asks. https://docs.gitlab.com/api/projects/#retrieve-a-project */
export const permissionsSchema = z.object({ project_access: access, group_access: access });

export const projectSchema = z.object({
  id,
  path_with_namespace: z.string(),
  name: text,
  web_url: z.string(),
  default_branch: text,
  archived: flag,
  permissions: maybe(permissionsSchema),
});

export const mergeRequestSchema = z.object({
  id,
  iid: id,
  project_id: id,
  title: z.string(),
  description: words,
  state: z.string(),
  draft: flag,
  work_in_progress: flag,
  author: somebody,
  assignee: somebody,
  assignees: listOf(personSchema),
  reviewers: listOf(personSchema),
  source_branch: words,
  target_branch: words,
  sha: words,
  labels: listOf(label),
  merge_status: text,
  detailed_merge_status: text,
  has_conflicts: flag,
  user_notes_count: maybe(z.number()),
  blocking_discussions_resolved: flag,
  merge_when_pipeline_succeeds: flag,
  merge_user: somebody,
  merged_by: somebody,
  closed_by: somebody,
  web_url: words,
  created_at: time,
  updated_at: time,
});

/** What it brings lies between the two; of the single merge request only. */
export const diffRefsSchema = z.object({
  diff_refs: maybe(z.object({ base_sha: text, head_sha: text })),
});

export type RawDiffRefs = z.infer<typeof diffRefsSchema>;

export const issueSchema = z.object({
  id,
  iid: id,
  project_id: id,
  title: z.string(),
  description: words,
  state: z.string(),
  confidential: flag,
  author: somebody,
  assignee: somebody,
  assignees: listOf(personSchema),
  labels: listOf(label),
  due_date: maybe(z.iso.date()),
  closed_by: somebody,
  web_url: words,
  created_at: time,
  updated_at: time,
});

export const approvalsSchema = z.object({
  approved_by: listOf(z.object({ user: personSchema, approved_at: moment })),
  user_has_approved: flag,
  user_can_approve: flag,
});

export const reviewerSchema = z.object({
  user: personSchema,
  state: text,
  created_at: moment,
});

export const todoSchema = z.object({
  id: z.number().int(),
  project: maybe(z.object({ id })),
  action_name: z.string(),
  author: somebody,
  body: text,
  target_type: text,
  target: z.unknown().optional(),
  target_url: text,
  created_at: time,
  updated_at: moment,
});

/** The target of a to-do item that is about a merge request or an issue. */
export const targetSchema = z.object({ id });

/** The same, with how it ended. */
export const endingSchema = z.object({ merged_at: moment, closed_at: moment });

/** The target of a to-do item that is about a commit. */
export const namedCommitSchema = z.object({
  id: z.string().min(1),
  title: words,
  message: text,
  web_url: text,
});

export const noteSchema = z.object({
  id,
  type: text,
  body: text,
  author: somebody,
  system: flag,
  internal: flag,
  /** Its name on older servers. */
  confidential: flag,
  noteable_id: maybe(id),
  noteable_iid: maybe(id),
  noteable_type: text,
  created_at: time,
  updated_at: moment,
});

export const eventSchema = z.object({
  id: z.number().int(),
  project_id: maybe(id),
  target_type: text,
  target_id: maybe(id),
  target_iid: maybe(z.number().int()),
  target_title: words,
  action_name: text,
  author: somebody,
  created_at: moment,
  push_data: z.unknown().optional(),
  note: z.unknown().optional(),
  /** Missing where the page is gone. */
  wiki_page: maybe(z.object({ slug: z.string() })),
});

/** `ref` is missing where many branches were pushed at once. */
export const pushSchema = z.object({
  action: z.enum(['created', 'pushed', 'removed']),
  ref_type: text,
  ref: z
    .string()
    .nullish()
    .transform((ref) => ref ?? null),
  commit_count: maybe(z.number()),
  commit_from: text,
  commit_to: text,
  commit_title: text,
});

export const releaseSchema = z.object({
  tag_name: text,
  name: text,
  description: words,
  author: somebody,
  upcoming_release: flag,
  released_at: moment,
  created_at: time,
  assets: maybe(z.object({ links: listOf(z.object({ name: z.string() })) })),
  _links: maybe(z.object({ self: text })),
});

export const milestoneSchema = z.object({
  id,
  iid: id,
  /** Missing where it is a project's. */
  group_id: maybe(id),
  title: z.string(),
  due_date: maybe(z.iso.date()),
  web_url: text,
  created_at: time,
  updated_at: time,
});

export const issueCountsSchema = z.object({
  statistics: z.object({ counts: z.object({ all: z.number(), opened: z.number() }) }),
});

export const discussionSchema = z.object({
  id: z.string(),
  individual_note: flag,
  notes: listOf(
    z.object({
      id,
      author: somebody,
      body: words,
      system: flag,
      internal: flag,
      confidential: flag,
      resolvable: flag,
      resolved: flag,
      resolved_by: somebody,
      resolved_at: moment,
      created_at: moment,
    }),
  ),
});

export const pipelineSchema = z.object({
  id: z.number().int(),
  status: z.string(),
  ref: words,
  sha: words,
  tag: flag,
  name: text,
  source: text,
  user: somebody,
  web_url: words,
  created_at: time,
  updated_at: time,
  finished_at: moment,
  duration: maybe(z.number()),
  detailed_status: maybe(z.object({ group: text })),
});

export const jobSchema = z.object({
  id,
  name: z.string(),
  stage: text,
  status: text,
  allow_failure: flag,
  web_url: text,
});

/** A job that starts another pipeline. */
export const bridgeSchema = jobSchema.extend({
  /** Missing where the reader may not see it, and before it is started. */
  downstream_pipeline: maybe(
    z.object({
      id: z.number().int(),
      project_id: z.number().int(),
      status: z.string(),
      web_url: text,
      updated_at: text,
    }),
  ),
});

export type RawUser = z.infer<typeof userSchema>;
export type RawSelf = z.infer<typeof selfSchema>;
export type RawPermissions = z.infer<typeof permissionsSchema>;
export type RawProject = z.infer<typeof projectSchema>;
export type RawMergeRequest = z.infer<typeof mergeRequestSchema>;
export type RawMilestone = z.infer<typeof milestoneSchema>;
export type RawIssue = z.infer<typeof issueSchema>;
export type RawApprovals = z.infer<typeof approvalsSchema>;
export type RawReviewer = z.infer<typeof reviewerSchema>;
export type RawTodo = z.infer<typeof todoSchema>;
export type RawNote = z.infer<typeof noteSchema>;
export type RawEvent = z.infer<typeof eventSchema>;
export type RawPush = z.infer<typeof pushSchema>;
export type RawRelease = z.infer<typeof releaseSchema>;
export type RawDiscussion = z.infer<typeof discussionSchema>;
export type RawPipeline = z.infer<typeof pipelineSchema>;
export type RawJob = z.infer<typeof jobSchema>;
export type RawBridge = z.infer<typeof bridgeSchema>;
