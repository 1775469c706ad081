import { partInPipeline, type Pipeline, type WaitingChild } from '../../domain/subjects/pipeline.js';
import { type Change, defineEvent, type Occurrence } from '../define-event.js';
import { countJobLines } from '../render/pipeline-jobs.js';

/** It, or a pipeline that it started, stands until somebody plays a manual job or approves a deployment. */
export const pipelineWaiting = defineEvent({
  type: 'pipeline-waiting',
  subject: 'pipeline',
  topic: 'pipelines',
  mark: '✋',
  wantsAttention: true,
  tellsOwnDoing: false,
  linesBesideCard: (after) => 1 + countJobLines(after),
  detect: reachedGate,
  concern: ({ after }, _occurrence, viewer) => {
    const part = partInPipeline(after, viewer);
    const isOfOthers = part === null || part === 'unclaimed';
    return isOfOthers && after.mayApprove === true ? 'approver' : part;
  },
  isTeamNews: () => false,
  headline: (after, _occurrence, t) => {
    const isBelow = gateOf(after) === UNKNOWN && waitsBelow(after);
    return [t(isBelow ? 'event.pipeline-child-waiting' : 'event.pipeline-waiting', { ref: after.ref })];
  },
});

/** An attempt may be held up at one gate after another, its own or those of pipelines that it started: each is told once. */
function reachedGate(change: Change<'pipeline'>): readonly Occurrence[] {
  const own = reachedOwn(change);
  return own.length > 0 ? own : reachedBelow(change);
}

function reachedOwn({ before, after }: Change<'pipeline'>): readonly Occurrence[] {
  if (after.status !== 'waiting') return [];
  const gate = gateOf(after);
  // It waits as one of those that it started does.
  if (gate === UNKNOWN && waitsBelow(after)) return [];
  const stood = before?.status === 'waiting' && before.attempt === after.attempt ? gateOf(before) : null;
  if (stood !== null && (stood === gate || stood === UNKNOWN || gate === UNKNOWN)) return [];
  const occasion = gate === UNKNOWN ? `attempt-${after.attempt}` : `attempt-${after.attempt} ${gate}`;
  return [{ occasion, actor: null, at: after.updatedAt }];
}

function reachedBelow({ before, after }: Change<'pipeline'>): readonly Occurrence[] {
  if (after.status === 'canceled') return [];
  const stood = new Set((before?.waitingChildren ?? []).map(placeOf));
  const reached = (after.waitingChildren ?? []).filter((child) => !stood.has(placeOf(child)));
  if (reached.length === 0) return [];
  const times = reached.map(({ updatedAt }) => updatedAt).sort();
  return [
    { occasion: reached.map(placeOf).sort().join('; '), actor: null, at: times.at(-1) || after.updatedAt },
  ];
}

function waitsBelow({ waitingChildren = [] }: Pipeline): boolean {
  return waitingChildren.length > 0;
}

function placeOf(child: WaitingChild): string {
  return `child-${child.id} ${gateOf(child)}`;
}

/** Its jobs were not looked at. */
const UNKNOWN = '';

/** GitLab holds a pipeline up stage by stage: of two jobs of one stage that wait, the one that is left is no news. */
function gateOf({ waitingJobs = [] }: Pick<Pipeline, 'waitingJobs'>): string {
  return [...new Set(waitingJobs.map(({ stage, name }) => stage ?? name))].sort().join(', ');
}
