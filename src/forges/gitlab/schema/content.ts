import { z } from 'zod';
import { flag, id, link, listOf, maybe, moment, somebody, text, time, words } from './fields.js';

export const deploymentSchema = z.object({
  id,
  status: text,
  ref: words,
  sha: words,
  user: somebody,
  environment: z.object({ id: z.number().int(), name: z.string(), external_url: link }),
  /** The job that does it; `null` where it was made over the API. */
  deployable: maybe(z.object({ status: text, web_url: link, pipeline: maybe(z.object({ id })) })),
  created_at: time,
  updated_at: time,
});

export const environmentSchema = z.object({ tier: text });

export const wikiPageSchema = z.object({
  slug: z.string().min(1),
  title: words,
  content: text,
  /** What newer servers know a page by, whatever it is called. */
  wiki_page_meta_id: maybe(id),
});

export const imageRepositorySchema = z.object({
  id,
  path: z.string(),
  tags_count: maybe(z.number()),
  created_at: time,
});

export const imageNameSchema = z.object({ name: z.string() });

export const imageTagSchema = z.object({
  name: z.string(),
  digest: z.string(),
  total_size: maybe(z.number()),
  created_at: moment,
});

export const commitSchema = z.object({
  id: z.string(),
  parent_ids: listOf(z.string()),
  author_name: text,
  title: text,
  message: text,
  committed_date: moment,
});

export const diffSchema = z.object({
  diff: words,
  new_path: z.string(),
  old_path: text,
  new_file: flag,
  renamed_file: flag,
  deleted_file: flag,
  /** Then `diff` is empty. */
  too_large: flag,
  collapsed: flag,
});

export const comparisonSchema = z.object({
  commits: listOf(commitSchema),
  diffs: listOf(diffSchema),
  compare_timeout: flag,
});

export type RawDeployment = z.infer<typeof deploymentSchema>;
export type RawImageRepository = z.infer<typeof imageRepositorySchema>;
export type RawImageTag = z.infer<typeof imageTagSchema>;
export type RawWikiPage = z.infer<typeof wikiPageSchema>;
export type RawCommit = z.infer<typeof commitSchema>;
export type RawDiff = z.infer<typeof diffSchema>;
export type RawComparison = z.infer<typeof comparisonSchema>;
