import { z } from 'zod';
import { listOf, numericId, userOrGhost, userSchema } from '../schema/fields.js';
import { jobSchema, mergeabilitySchema, pullSchema, repositorySchema, reviewSchema } from '../schema.js';

/** With its settings, which are shown only to those who may push. */
export const ownRepositorySchema = repositorySchema.extend({
  allow_merge_commit: z.boolean().nullish(),
  allow_squash_merge: z.boolean().nullish(),
  allow_rebase_merge: z.boolean().nullish(),
  allow_auto_merge: z.boolean().nullish(),
  delete_branch_on_merge: z.boolean().nullish(),
});

export type OwnRepository = z.infer<typeof ownRepositorySchema>;

const sideRepository = z.object({ id: numericId }).nullish();

/** The single pull request. */
export const wholePullSchema = pullSchema.extend({
  ...mergeabilitySchema.shape,
  node_id: z.string(),
  /** The repository of the head is missing where the fork was deleted. */
  head: z.object({ ref: z.string(), sha: z.string(), label: z.string().nullish(), repo: sideRepository }),
  changed_files: z.number().nullish(),
  merged_by: userOrGhost,
  additions: z.number().nullish(),
  deletions: z.number().nullish(),
});

export type WholePull = z.infer<typeof wholePullSchema>;

export const ownReviewSchema = reviewSchema.extend({ id: numericId });

export const jobsSchema = z.object({ jobs: listOf(jobSchema) });

/*
 * What came of a write. Where it is not understood there is no receipt: it was done all the same.
 */

export const writtenSchema = z.object({ id: numericId, html_url: z.string() });

export const createdIssueSchema = z.object({
  number: z.number(),
  html_url: z.string(),
  labels: z
    .array(z.object({ name: z.string() }))
    .nullable()
    .catch(null),
  assignees: z.array(userSchema).nullable().catch(null),
});

export const assignedSchema = z.object({ assignees: z.array(userSchema) });

export const dispatchedSchema = z.object({ workflow_run_id: numericId, html_url: z.string() });

export const workflowSchema = z.object({
  id: numericId,
  name: z.string(),
  path: z.string(),
  state: z.string(),
});

export const fileSchema = z.object({ content: z.string(), encoding: z.literal('base64'), size: z.number() });

export const namedSchema = z.object({ name: z.string() });

export const refSchema = z.object({ ref: z.string() });

export const tipSchema = z.object({ object: z.object({ sha: z.string() }) });
