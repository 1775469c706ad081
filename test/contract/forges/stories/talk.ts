import { APP } from '../watched-forge.js';
import { by, openIssue, openMergeRequest, type Stories } from './story.js';

export const TALK_STORIES: Stories = {
  'comment-mention': (world) => {
    const number = openMergeRequest(world);
    return () => world.comment(APP, number, by, 'Look, @alice');
  },
  'commit-mention': (world) => {
    const sha = world.push(APP, { by, branch: 'main' });
    return () => world.commentOnCommit(APP, sha, { by, body: 'Look, @alice' });
  },
  'comment-reply': (world) => {
    const number = openMergeRequest(world);
    const thread = world.reviewComment(APP, number, 'alice', 'Why?');
    return () => world.comment(APP, number, by, 'Because.', thread);
  },
  'comment-added': (world) => {
    const number = openIssue(world);
    return () => world.commentIssue(APP, number, by, 'I see it, too');
  },
  /** Not every forge counts it as a move of the merge request. */
  'thread-resolved': (world) => {
    const number = openMergeRequest(world, { author: 'alice' });
    const thread = world.reviewComment(APP, number, 'alice', 'Why?');
    return () => {
      world.resolveThread(APP, number, thread, by);
      world.editDescription(APP, number, 'Rounded', by);
    };
  },
};
