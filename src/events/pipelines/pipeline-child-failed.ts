import { type ChildPipeline, partInPipeline, type Pipeline } from '../../domain/subjects/pipeline.js';
import { defineEvent } from '../define-event.js';
import { countJobLines } from '../render/pipeline-jobs.js';

/** A pipeline that this one started has failed, and leaves this one as it is. GitLab only. */
export const pipelineChildFailed = defineEvent({
  type: 'pipeline-child-failed',
  subject: 'pipeline',
  topic: 'pipelines',
  mark: '❌',
  wantsAttention: true,
  tellsOwnDoing: false,
  linesBesideCard: (after) => 1 + countJobLines(after),
  detect({ before, after }) {
    const known = new Set(before === null ? [] : unheededOf(before).map(failureOf));
    return unheededOf(after)
      .filter((child) => !known.has(failureOf(child)))
      .map((child) => ({
        occasion: failureOf(child),
        actor: null,
        at: child.unheeded.updatedAt || after.updatedAt,
        details: { child: child.name },
      }));
  },
  concern: ({ after }, _occurrence, viewer) => partInPipeline(after, viewer),
  isTeamNews: (after) => after.isDefaultBranch,
  headline: ({ ref }, { details }, t) => [
    t('event.pipeline-child-failed', { ref, child: typeof details.child === 'string' ? details.child : '' }),
  ],
});

type Unheeded = ChildPipeline & Required<Pick<ChildPipeline, 'unheeded'>>;

function unheededOf({ failedChildren = [] }: Pipeline): readonly Unheeded[] {
  return failedChildren.filter((child): child is Unheeded => child.unheeded !== undefined);
}

/** It may fail once more when it is tried again. */
function failureOf({ unheeded: { id, updatedAt } }: Unheeded): string {
  return `child-${id}@${updatedAt}`;
}
