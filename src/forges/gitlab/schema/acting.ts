import { z } from 'zod';
import { diffRefsSchema, issueSchema, mergeRequestSchema, noteSchema, permissionsSchema } from '../schema.js';
import { flag, id, label, listOf, maybe, personSchema, text } from './fields.js';

/** What only acting needs to know. */

/** https://docs.gitlab.com/api/projects/#retrieve-a-project */
export const projectRulesSchema = z.object({
  id,
  default_branch: text,
  archived: flag,
  permissions: maybe(permissionsSchema),
  squash_option: text,
  remove_source_branch_after_merge: flag,
  /** Premium. */
  merge_trains_enabled: flag,
});

/** The files in it are parsed one by one. */
export const changesSchema = z.object({ changes: z.array(z.unknown()) });

export const membershipSchema = z.object({ access_level: z.number() });

const pipelineState = maybe(z.object({ status: z.string(), source: text }));

/** A merge request by itself, which tells more than a row. https://docs.gitlab.com/api/merge_requests/#get-single-mr */
export const mergeRequestDetailSchema = mergeRequestSchema.extend({
  ...diffRefsSchema.shape,
  user: maybe(z.object({ can_merge: flag })),
  head_pipeline: pipelineState,
  pipeline: pipelineState,
  references: maybe(z.object({ full: text })),
  changes_count: text,
  squash: flag,
  squash_on_merge: flag,
  source_project_id: maybe(id),
  target_project_id: maybe(id),
  force_remove_source_branch: flag,
  should_remove_source_branch: flag,
  /** Of the target branch, and not in the source branch; told of open ones, when asked for. */
  diverged_commits_count: maybe(z.number()),
});

/** A deployment that waits, with the job that it holds up. */
export const waitingDeploymentSchema = z.object({
  id,
  environment: z.object({ name: z.string() }),
  deployable: maybe(z.object({ id, pipeline: maybe(z.object({ id: z.number().int() })) })),
});

/** Who has to approve it, as far as the plan has rules for that. https://docs.gitlab.com/api/deployments/ */
export const approvalRulesSchema = z.object({
  approval_summary: maybe(
    z.object({
      rules: listOf(z.object({ user_id: maybe(id), access_level: maybe(z.number()) })),
    }),
  ),
});

export type RawApprovalRule = NonNullable<
  z.infer<typeof approvalRulesSchema>['approval_summary']
>['rules'][number];

/** `id` is missing where the text held nothing but commands to GitLab itself. */
export const writtenNoteSchema = z.object({ id: maybe(id) });

/** Of an issue or a merge request: only members of the project take part. */
export const lockSchema = z.object({ discussion_locked: flag });

/** Who may read a note. */
export const audienceSchema = noteSchema.pick({ internal: true, confidential: true });

export const createdSchema = z.object({ id: maybe(id), web_url: text });

export const createdIssueSchema = issueSchema
  .pick({ labels: true, assignees: true })
  .extend({ iid: maybe(id), web_url: text });

/** One link or image and nothing else, because it goes into a text as it is; newer servers add the size of an image. */
const LINK = /^!?\[(?:[^[\]\\\n]|\\.)*\]\([^\s()<>]+\)(?:\{[\w%= ]*\})?$/;

/** https://docs.gitlab.com/api/project_markdown_uploads/#upload-a-file */
export const uploadSchema = z.object({ markdown: z.string().max(2_000).regex(LINK) });

/** A merge request or an issue after a change: what may not be changed is left as it was, without a word. */
export const editedSchema = z.object({
  state: z.string(),
  assignees: listOf(personSchema),
  labels: listOf(label),
  web_url: text,
});

/** Some services tell a failure within a success. */
export const outcomeSchema = z.object({ status: text, message: text });

export const openDiscussionSchema = z.object({
  id: z.string(),
  notes: listOf(
    noteSchema
      .pick({ id: true, body: true, author: true, system: true, internal: true, confidential: true })
      .extend({
        resolvable: flag,
        resolved: flag,
        position: maybe(z.object({ new_path: text, old_path: text })),
      }),
  ),
});

export const memberSchema = z.object({ state: text, membership_state: text }).and(personSchema);

export const branchSchema = z.object({ name: z.string(), default: flag });

export const namedSchema = z.object({ name: z.string() });

export const mutationSchema = z.object({ errors: listOf(z.string()) });

export type RawProjectRules = z.infer<typeof projectRulesSchema>;
export type RawMergeRequestDetail = z.infer<typeof mergeRequestDetailSchema>;
export type RawEdited = z.infer<typeof editedSchema>;
export type RawOpenDiscussion = z.infer<typeof openDiscussionSchema>;
export type RawBranch = z.infer<typeof branchSchema>;
export type RawMember = z.infer<typeof memberSchema>;
