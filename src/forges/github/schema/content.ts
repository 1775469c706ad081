import { z } from 'zod';
import { link, listOf, numericId, repositoryRef, timestamp, userOrGhost } from './fields.js';

export const deploymentSchema = z.object({
  id: numericId,
  environment: z.string(),
  production_environment: z.boolean().nullish(),
  ref: z.string(),
  sha: z.string(),
  creator: userOrGhost,
  performed_via_github_app: z.object({ slug: z.string().nullish() }).nullish().catch(null),
  created_at: timestamp,
  updated_at: timestamp,
});

export type GithubDeployment = z.infer<typeof deploymentSchema>;

export const deploymentStatusSchema = z.object({
  id: numericId,
  state: z.string(),
  log_url: link,
  target_url: link,
  environment_url: link,
  created_at: timestamp,
  updated_at: timestamp,
});

export type GithubDeploymentStatus = z.infer<typeof deploymentStatusSchema>;

export const packageSchema = z.object({
  name: z.string(),
  html_url: z.string(),
  /** Missing where it is linked to none, or to one that the reader does not see. */
  repository: repositoryRef,
});

export const packageVersionSchema = z.object({
  /** The digest. */
  name: z.string(),
  html_url: link,
  updated_at: timestamp,
  metadata: z.object({ container: z.object({ tags: z.array(z.string()) }) }),
});

export type GithubPackageVersion = z.infer<typeof packageVersionSchema>;
/** As it stands in a history. Its author is empty where the address is nobody's. */
export const linkedCommitSchema = z.object({
  sha: z.string(),
  commit: z.object({
    author: z.object({ name: z.string().nullish(), date: timestamp.nullish() }).nullish(),
    message: z.string().nullish().catch(null),
  }),
  author: userOrGhost.catch(null),
  parents: z.array(z.object({ sha: z.string() })),
});

export type GithubLinkedCommit = z.infer<typeof linkedCommitSchema>;

export const changedFileSchema = z.object({
  filename: z.string(),
  status: z.string(),
  additions: z.number(),
  deletions: z.number(),
  previous_filename: z.string().nullish(),
  patch: z.string().nullish(),
});

export type GithubChangedFile = z.infer<typeof changedFileSchema>;

export const comparisonSchema = z.object({
  status: z.enum(['diverged', 'ahead', 'behind', 'identical']),
  total_commits: z.number(),
  commits: listOf(linkedCommitSchema),
  files: listOf(changedFileSchema),
});

export type GithubComparison = z.infer<typeof comparisonSchema>;

export const milestoneSchema = z.object({
  id: numericId,
  title: z.string(),
  due_on: timestamp.nullish(),
  open_issues: z.number(),
  closed_issues: z.number(),
  html_url: z.string(),
  created_at: timestamp,
  updated_at: timestamp,
});

export type GithubMilestone = z.infer<typeof milestoneSchema>;
