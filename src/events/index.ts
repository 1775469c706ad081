import type { SubjectKind } from '../domain/subject.js';
import type { EventDefinition } from './define-event.js';
import { DEPLOYMENT_EVENTS } from './deployments/index.js';
import { IMAGE_EVENTS } from './images/index.js';
import { DOCUMENT_EVENTS } from './documents/index.js';
import { ISSUE_EVENTS } from './issues/index.js';
import { MERGE_REQUEST_EVENTS } from './merge-requests/index.js';
import { MILESTONE_EVENTS } from './milestones/index.js';
import { PIPELINE_EVENTS } from './pipelines/index.js';
import { PUSH_EVENTS } from './pushes/index.js';
import { RELEASE_EVENTS } from './releases/index.js';
import { TAG_EVENTS } from './tags/index.js';
import { TALK_EVENTS } from './talk/index.js';
import { WIKI_EVENTS } from './wiki/index.js';

/** One definition of any subject kind. */
export type AnyEventDefinition = { [K in SubjectKind]: EventDefinition<K> }[SubjectKind];

/** Everything that can happen, in the order in which happenings of one look are told. */
export const EVENTS: readonly AnyEventDefinition[] = [
  ...PIPELINE_EVENTS,
  ...MERGE_REQUEST_EVENTS,
  ...ISSUE_EVENTS,
  ...TALK_EVENTS,
  ...RELEASE_EVENTS,
  ...TAG_EVENTS,
  ...PUSH_EVENTS,
  ...DEPLOYMENT_EVENTS,
  ...WIKI_EVENTS,
  ...IMAGE_EVENTS,
  ...DOCUMENT_EVENTS,
  ...MILESTONE_EVENTS,
];
