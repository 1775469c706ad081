import type { MergeRequest } from '../../domain/subjects/merge-request.js';
import type { PipelineStatus } from '../../domain/subjects/pipeline.js';

/** One sign for each kind of happening: the first thing that the eye meets on a phone. */
const EVENT_MARKS: Readonly<Record<string, string>> = {
  'pipeline-started': '▶️',
  'pipeline-waiting': '✋',
  'pipeline-failed': '❌',
  'pipeline-fixed': '💚',
  'pipeline-succeeded': '✅',
  'pipeline-canceled': '⏹',
  'merge-request-opened': '🆕',
  'merge-request-reopened': '♻️',
  'merge-request-ready': '🚀',
  'review-requested': '👀',
  'review-request-withdrawn': '🙈',
  'merge-request-assigned': '📌',
  'merge-request-mention': '🔔',
  'merge-request-new-commits': '⬆️',
  'merge-request-approved': '👍',
  'changes-requested': '✏️',
  'merge-request-merged': '🎉',
  'merge-request-closed': '🚫',
  'comment-mention': '🔔',
  'comment-reply': '↩️',
  'comment-added': '💬',
};

const PIPELINE_MARKS = {
  pending: '🕓',
  running: '⏳',
  waiting: '✋',
  success: '✅',
  failed: '❌',
  canceled: '⏹',
  skipped: '⏭',
} satisfies Record<PipelineStatus, string>;

export function markOfEvent(type: string): string {
  return EVENT_MARKS[type] ?? '🔹';
}

export function markOfPipeline(status: PipelineStatus): string {
  return PIPELINE_MARKS[status];
}

export function markOfMergeRequest({ state, isDraft }: Pick<MergeRequest, 'state' | 'isDraft'>): string {
  if (state === 'merged') return '🟣';
  if (state === 'closed') return '🔴';
  return isDraft ? '⚪️' : '🟢';
}
