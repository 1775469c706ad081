import type { ForgeWorld } from '../forge-world.js';
import type { ThreadWorld } from '../thread-world.js';
import { editNote, findNote, resolveNotes } from './state/notes.js';
import type { GitlabStore } from './state/store.js';

/** What happens to the comments and threads of merge requests of the simulated GitLab. */
export function threadMoves(store: GitlabStore): ThreadWorld & Pick<ForgeWorld, 'editComment'> {
  const turn =
    (isResolved: boolean): ThreadWorld['resolveThread'] =>
    (path, number, commentId, by) => {
      const note = findNote(store.mergeRequest(path, number), Number(commentId));
      if (note === null)
        throw new Error(`no comment ${commentId} in ${path}!${number} of the simulated GitLab`);
      resolveNotes(store, note.discussion.notes, store.user(by), isResolved);
    };
  return {
    resolveThread: turn(true),
    reopenThread: turn(false),
    editComment(path, commentId, text) {
      const { mergeRequests, issues } = store.project(path);
      const note = [...mergeRequests.values(), ...issues.values()]
        .map((on) => findNote(on, Number(commentId)))
        .find((found) => found !== null);
      if (note === undefined) {
        throw new Error(`no comment ${commentId} in ${path} of the simulated GitLab`);
      }
      editNote(store, note, text, note.author);
    },
  };
}
