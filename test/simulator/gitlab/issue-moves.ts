import type { IssueWorld, OpenIssue, WorldIssue } from '../issue-world.js';
import type { GitlabIssueExtras } from './gitlab-extras.js';
import { issueUrl } from './render/issue.js';
import * as issues from './state/issues.js';
import { addNote } from './state/notes.js';
import type { GitlabStore } from './state/store.js';

/** What happens to issues of the simulated GitLab. */
export function issueMoves(store: GitlabStore): IssueWorld & GitlabIssueExtras {
  const open = (path: string, options: OpenIssue, isConfidential: boolean): WorldIssue => {
    const issue = issues.openIssue(store, store.project(path), {
      author: store.user(options.author),
      title: options.title,
      description: options.description ?? '',
      assignees: (options.assignees ?? []).map((login) => store.user(login)),
      isConfidential,
    });
    return { id: issue.id, number: issue.iid, url: issueUrl(store, issue) };
  };
  return {
    openIssue: (path, options) => open(path, options, false),
    openConfidentialIssue: (path, options) => open(path, options, true),

    makeTicket(path, number, replyTo) {
      const issue = store.issue(path, number);
      issue.replyTo = replyTo;
      store.touch(issue);
    },

    assignIssue(path, number, assignee, by) {
      const issue = store.issue(path, number);
      const users = new Set([...issue.assignees, store.user(assignee)]);
      issues.setIssueAssignees(store, issue, [...users], store.user(by));
    },

    unassignIssue(path, number, assignee, by) {
      const issue = store.issue(path, number);
      const users = issue.assignees.filter((user) => user !== store.user(assignee));
      issues.setIssueAssignees(store, issue, users, store.user(by));
    },

    closeIssue: (path, number, by) => issues.closeIssue(store, store.issue(path, number), store.user(by)),
    reopenIssue: (path, number, by) => issues.reopenIssue(store, store.issue(path, number), store.user(by)),
    editIssue: (path, number, text, by) =>
      issues.editIssueDescription(store, store.issue(path, number), text, store.user(by)),

    commentIssue: (path, number, by, text) =>
      String(addNote(store, { on: store.issue(path, number), author: store.user(by), body: text }).id),
    internalIssueComment: (path, number, by, text) => {
      const note = { on: store.issue(path, number), author: store.user(by), body: text, isInternal: true };
      return String(addNote(store, note).id);
    },

    lastIssueBy(path, author) {
      const theirs = [...store.project(path).issues.values()].filter(
        (issue) => issue.author === store.user(author),
      );
      return theirs.at(-1)?.iid ?? null;
    },

    setDueDate(path, number, dueOn) {
      const issue = store.issue(path, number);
      issue.dueOn = dueOn;
      store.touch(issue);
    },
  };
}
