import type { ForgeEvent } from '../domain/event.js';
import { subjectKey, type SubjectKind } from '../domain/subject.js';

/** Our types of events, under the names that reactions know them by. Names are part of the public interface. */
export const EVENT_NAMES = {
  'pipeline-started': 'pipeline.started',
  'pipeline-failed': 'pipeline.failed',
  'pipeline-child-failed': 'pipeline.child_failed',
  'pipeline-fixed': 'pipeline.fixed',
  'pipeline-succeeded': 'pipeline.succeeded',
  'pipeline-canceled': 'pipeline.canceled',
  'pipeline-waiting': 'pipeline.waiting',
  'merge-request-opened': 'merge_request.opened',
  'merge-request-ready': 'merge_request.ready',
  'review-requested': 'merge_request.review_requested',
  'review-request-withdrawn': 'merge_request.review_request_withdrawn',
  'merge-request-assigned': 'merge_request.assigned',
  'merge-request-unassigned': 'merge_request.unassigned',
  'merge-request-new-commits': 'merge_request.new_commits',
  'merge-request-approved': 'merge_request.approved',
  'changes-requested': 'merge_request.changes_requested',
  'approval-withdrawn': 'merge_request.approval_withdrawn',
  'merge-request-labeled': 'merge_request.labeled',
  'merge-request-mention': 'merge_request.mentioned',
  'target-branch-changed': 'merge_request.target_branch_changed',
  'conflict-appeared': 'merge_request.conflict_appeared',
  'conflict-resolved': 'merge_request.conflict_resolved',
  'ready-to-merge': 'merge_request.ready_to_merge',
  'auto-merge-set': 'merge_request.auto_merge_set',
  'auto-merge-failed': 'merge_request.auto_merge_failed',
  'merge-request-merged': 'merge_request.merged',
  'merge-request-closed': 'merge_request.closed',
  'merge-request-reopened': 'merge_request.reopened',
  'issue-opened': 'issue.opened',
  'issue-assigned': 'issue.assigned',
  'issue-unassigned': 'issue.unassigned',
  'issue-mention': 'issue.mentioned',
  'issue-due-soon': 'issue.due_soon',
  'issue-closed': 'issue.closed',
  'issue-reopened': 'issue.reopened',
  'milestone-due-soon': 'milestone.due_soon',
  'comment-added': 'comment.added',
  'comment-mention': 'comment.mentioned',
  'comment-reply': 'comment.replied',
  'commit-mention': 'commit.mentioned',
  'thread-resolved': 'thread.resolved',
  'release-published': 'release.published',
  'tag-created': 'tag.created',
  'tag-moved': 'tag.moved',
  'branch-pushed': 'branch.pushed',
  'branch-created': 'branch.created',
  'branch-deleted': 'branch.deleted',
  'deployment-started': 'deployment.started',
  'deployment-waiting': 'deployment.waiting',
  'deployment-succeeded': 'deployment.succeeded',
  'deployment-failed': 'deployment.failed',
  'deployment-canceled': 'deployment.canceled',
  'wiki-page-created': 'wiki.created',
  'wiki-page-edited': 'wiki.edited',
  'wiki-page-renamed': 'wiki.renamed',
  'wiki-page-deleted': 'wiki.deleted',
  'wiki-mention': 'wiki.mentioned',
  'image-tag-created': 'image.tag_created',
  'image-tag-moved': 'image.tag_moved',
  'documents-changed': 'document.changed',
  'document-mention': 'document.mentioned',
} as const;

export type InternalType = keyof typeof EVENT_NAMES;
export type EventName = (typeof EVENT_NAMES)[InternalType];
/** What stands before the dot. */
export type EventNoun = EventName extends `${infer Noun}.${string}` ? Noun : never;
export type EventPattern = EventName | `${EventNoun}.*` | '*';

/** The kind of subject that an event of this noun tells of. */
export const SUBJECT_OF_NOUN = {
  pipeline: 'pipeline',
  merge_request: 'merge-request',
  issue: 'issue',
  milestone: 'milestone',
  comment: 'comment',
  commit: 'commit-note',
  thread: 'thread-list',
  release: 'release',
  tag: 'tag',
  branch: 'push',
  deployment: 'deployment',
  wiki: 'wiki-page',
  image: 'image',
  document: 'document-change',
} as const satisfies Readonly<Record<EventNoun, SubjectKind>>;

export const PATTERNS: readonly EventPattern[] = [
  '*',
  ...(Object.keys(SUBJECT_OF_NOUN) as EventNoun[]).map((noun) => `${noun}.*` as const),
  ...Object.values(EVENT_NAMES),
];

export function isPattern(text: string): text is EventPattern {
  return (PATTERNS as readonly string[]).includes(text);
}

/** What is told instead of an opening to whom it concerns, for whom it is an opening nevertheless. */
const OPENINGS: Partial<Record<InternalType, EventName>> = {
  'issue-mention': 'issue.opened',
  'issue-assigned': 'issue.opened',
  'merge-request-mention': 'merge_request.opened',
  'merge-request-assigned': 'merge_request.opened',
  'review-requested': 'merge_request.opened',
};

/** Types that tell of an event of this name. */
export function typesOf(name: EventName): readonly InternalType[] {
  const types = Object.keys(EVENT_NAMES) as InternalType[];
  return types.filter((type) => EVENT_NAMES[type] === name || OPENINGS[type] === name);
}

/** Its own name first. A type that has none is one that a later version made. */
export function namesOf({ type, isNew }: Pick<ForgeEvent, 'type' | 'isNew'>): readonly EventName[] {
  if (!(type in EVENT_NAMES)) return [];
  const known = type as InternalType;
  const opening = isNew === true ? OPENINGS[known] : undefined;
  return opening === undefined ? [EVENT_NAMES[known]] : [EVENT_NAMES[known], opening];
}

export function covers(pattern: EventPattern, name: EventName): boolean {
  return pattern === '*' || pattern === name || pattern === `${name.split('.')[0] ?? ''}.*`;
}

/** Several types can tell of one opening, which is one occasion all the same. */
export function occasionOf(name: EventName, event: Pick<ForgeEvent, 'key' | 'subject'>): string {
  return name === 'issue.opened' || name === 'merge_request.opened'
    ? `${name}:${subjectKey(event.subject)}`
    : event.key;
}
