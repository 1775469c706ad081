import type { IssueWorld } from '../../issue-world.js';
import { repoPageUrl } from '../render/address.js';
import { addIssueComment } from '../state/comment.js';
import * as issues from '../state/issue.js';
import type { Scene } from './scene.js';

/** What happens to issues. */
export function issueMoves(scene: Scene): IssueWorld {
  const { state } = scene;
  return {
    openIssue(path, options) {
      const repository = scene.repository(path);
      const issue = issues.openIssue(state, repository, {
        author: scene.user(options.author),
        title: options.title,
        body: options.description ?? null,
        assignees: (options.assignees ?? []).map((login) => scene.user(login)),
      });
      const url = repoPageUrl(state, repository, `/issues/${issue.number}`);
      return { id: issue.id, number: issue.number, url };
    },

    assignIssue(path, number, assignee, by) {
      const { repository, issue } = scene.issue(path, number);
      const assignees = [...new Set([...issue.assignees, scene.user(assignee)])];
      issues.assignIssue(state, repository, issue, { assignees, by: scene.user(by) });
    },

    unassignIssue(path, number, assignee, by) {
      const { repository, issue } = scene.issue(path, number);
      const assignees = issue.assignees.filter((account) => account !== scene.user(assignee));
      issues.assignIssue(state, repository, issue, { assignees, by: scene.user(by) });
    },

    closeIssue(path, number, by) {
      const { repository, issue } = scene.issue(path, number);
      issues.closeIssue(state, repository, issue, scene.user(by));
    },

    reopenIssue(path, number, by) {
      const { repository, issue } = scene.issue(path, number);
      issues.reopenIssue(state, repository, issue, scene.user(by));
    },

    editIssue(path, number, text, by) {
      const { repository, issue } = scene.issue(path, number);
      issues.editIssue(state, repository, issue, { body: text, by: scene.user(by) });
    },

    commentIssue(path, number, by, text) {
      const { repository, issue } = scene.issue(path, number);
      const written = { author: scene.user(by), body: text };
      return String(addIssueComment(state, repository, issue, written).id);
    },

    lastIssueBy(path, author) {
      const theirs = [...scene.repository(path).issues.values()].filter(
        (issue) => issue.author === scene.user(author),
      );
      return theirs.at(-1)?.number ?? null;
    },
  };
}
