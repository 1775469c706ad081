import { partInPipeline, type Pipeline } from '../../domain/subjects/pipeline.js';
import { type Change, defineEvent, type Occurrence } from '../define-event.js';
import { countJobLines } from '../render/pipeline-jobs.js';

/** It stands until somebody plays a manual job or approves a deployment. */
export const pipelineWaiting = defineEvent({
  type: 'pipeline-waiting',
  subject: 'pipeline',
  topic: 'pipelines',
  mark: '✋',
  wantsAttention: true,
  tellsOwnDoing: false,
  linesBesideCard: (after) => 1 + countJobLines(after),
  detect: reachedGate,
  concern: ({ after }, _occurrence, viewer) => partInPipeline(after, viewer),
  isTeamNews: () => false,
  headline: ({ ref }, _occurrence, t) => [t('event.pipeline-waiting', { ref })],
});

/** An attempt may be held up at one gate after another: each is told once. */
function reachedGate({ before, after }: Change<'pipeline'>): readonly Occurrence[] {
  if (after.status !== 'waiting') return [];
  const gate = gateOf(after);
  const stood = before?.status === 'waiting' && before.attempt === after.attempt ? gateOf(before) : null;
  if (stood !== null && (stood === gate || stood === UNKNOWN || gate === UNKNOWN)) return [];
  const occasion = gate === UNKNOWN ? `attempt-${after.attempt}` : `attempt-${after.attempt} ${gate}`;
  return [{ occasion, actor: null, at: after.updatedAt }];
}

/** Its jobs were not looked at. */
const UNKNOWN = '';

/** GitLab holds a pipeline up stage by stage: of two jobs of one stage that wait, the one that is left is no news. */
function gateOf({ waitingJobs = [] }: Pipeline): string {
  return [...new Set(waitingJobs.map(({ stage, name }) => stage ?? name))].sort().join(', ');
}
