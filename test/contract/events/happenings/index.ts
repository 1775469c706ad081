import type { SubjectKind } from '../../../../src/domain/subject.js';
import type { Change } from '../../../../src/events/define-event.js';
import { CODE_HAPPENINGS } from './code.js';
import { COMMENT_HAPPENINGS } from './comments.js';
import { DEPLOYMENT_HAPPENINGS } from './deployments.js';
import { IMAGE_HAPPENINGS } from './images.js';
import { DOCUMENT_HAPPENINGS } from './documents.js';
import { ISSUE_HAPPENINGS } from './issues.js';
import { MERGE_REQUEST_HAPPENINGS } from './merge-requests.js';
import { MILESTONE_HAPPENINGS } from './milestones.js';
import { PIPELINE_HAPPENINGS } from './pipelines.js';
import { WIKI_HAPPENINGS } from './wiki.js';

export type AnyChange = { [K in SubjectKind]: Change<K> }[SubjectKind];

/** What makes each event happen, by its type. */
export const HAPPENINGS: Readonly<Record<string, AnyChange>> = {
  ...PIPELINE_HAPPENINGS,
  ...MERGE_REQUEST_HAPPENINGS,
  ...ISSUE_HAPPENINGS,
  ...COMMENT_HAPPENINGS,
  ...CODE_HAPPENINGS,
  ...DEPLOYMENT_HAPPENINGS,
  ...WIKI_HAPPENINGS,
  ...IMAGE_HAPPENINGS,
  ...DOCUMENT_HAPPENINGS,
  ...MILESTONE_HAPPENINGS,
};
