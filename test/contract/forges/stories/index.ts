import type { ForgeKind } from '../../../../src/domain/forge.js';
import { CODE_STORIES } from './code.js';
import { DEPLOYMENT_STORIES } from './deployments.js';
import { GITLAB_ISSUE_STORIES, ISSUE_STORIES } from './issues.js';
import { MERGE_REQUEST_STORIES } from './merge-requests.js';
import { GITLAB_PIPELINE_STORIES, PIPELINE_STORIES } from './pipelines.js';
import type { Stories } from './story.js';
import { TALK_STORIES } from './talk.js';
import { WIKI_STORIES } from './wiki.js';

const OF_BOTH: Stories = {
  ...PIPELINE_STORIES,
  ...MERGE_REQUEST_STORIES,
  ...ISSUE_STORIES,
  ...TALK_STORIES,
  ...CODE_STORIES,
  ...DEPLOYMENT_STORIES,
  ...WIKI_STORIES,
};

/** What makes each event happen on each forge, by its type. */
export const STORIES: Readonly<Record<ForgeKind, Stories<never>>> = {
  gitlab: { ...OF_BOTH, ...GITLAB_ISSUE_STORIES, ...GITLAB_PIPELINE_STORIES },
  github: OF_BOTH,
};
