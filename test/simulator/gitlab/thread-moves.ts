import type { ThreadWorld } from '../thread-world.js';
import { findNote, resolveNotes } from './state/notes.js';
import type { GitlabStore } from './state/store.js';

/** What happens to the threads of merge requests of the simulated GitLab. */
export function threadMoves(store: GitlabStore): ThreadWorld {
  const turn =
    (isResolved: boolean): ThreadWorld['resolveThread'] =>
    (path, number, commentId, by) => {
      const note = findNote(store.mergeRequest(path, number), Number(commentId));
      if (note === null)
        throw new Error(`no comment ${commentId} in ${path}!${number} of the simulated GitLab`);
      resolveNotes(store, note.discussion.notes, store.user(by), isResolved);
    };
  return { resolveThread: turn(true), reopenThread: turn(false) };
}
