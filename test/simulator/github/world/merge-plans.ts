import { reportCheck, setStatus } from '../state/check.js';
import { type MergePlan, changePlan } from '../state/merge-plans.js';
import { nextVersion } from '../state/github-state.js';
import type { Moves, Scene } from './scene.js';

/** Where pull requests are to go, and what stands in their way. */
export function mergePlanMoves(
  scene: Scene,
): Moves<
  | 'setConflict'
  | 'setBlocked'
  | 'setStatus'
  | 'reportCheck'
  | 'retarget'
  | 'addLabel'
  | 'setAutoMerge'
  | 'cancelAutoMerge'
> {
  const { state } = scene;
  const plan = (path: string, number: number, by: string, change: MergePlan): void => {
    const { repository, pull } = scene.pull(path, number);
    changePlan(state, repository, pull, { plan: change, by: scene.user(by) });
  };
  return {
    setConflict(path: string, number: number, isConflicting: boolean): void {
      const { pull } = scene.pull(path, number);
      pull.isConflicting = isConflicting;
      pull.mergeability = 'unknown';
      pull.version = nextVersion(state);
    },

    setBlocked(path: string, number: number, isBlocked: boolean): void {
      const { pull } = scene.pull(path, number);
      pull.isBlocked = isBlocked;
      pull.mergeability = 'unknown';
      pull.version = nextVersion(state);
    },

    setStatus(path, number, status, by) {
      const { repository, pull } = scene.pull(path, number);
      setStatus(state, repository, pull, { ...status, by: scene.user(by) });
    },

    reportCheck(path, number, app, conclusion) {
      const { repository, pull } = scene.pull(path, number);
      reportCheck(state, repository, pull, { app, conclusion });
    },

    retarget: (path, number, branch, by) => plan(path, number, by, { baseRef: branch }),

    addLabel(path: string, number: number, label: string, by: string): void {
      const { repository, pull } = scene.pull(path, number);
      repository.labels.add(label);
      plan(path, number, by, { labels: [...new Set([...pull.labels, label])] });
    },

    setAutoMerge: (path, number, by) => plan(path, number, by, { autoMergeBy: scene.user(by) }),
    cancelAutoMerge: (path, number, by) => plan(path, number, by, { autoMergeBy: null }),
  };
}
