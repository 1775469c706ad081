import { closeIssue, reopenIssue } from './issues.js';
import { close, reopen } from './merging.js';
import type { Noteable, User } from './model.js';
import type { GitlabStore } from './store.js';

/** Two of GitLab's many: whether code and quotes keep them from being read depends on what comes before, and is left out. */
const QUICK_ACTION = /^\/(close|reopen)(?:[ ][^\n]*)?(?:\s*\n|$)/gim;

/** Carries out what a text commands, and gives what is left. https://docs.gitlab.com/user/project/quick_actions/ */
export function carryOutQuickActions(store: GitlabStore, on: Noteable, by: User, text: string): string {
  return text.replaceAll('\r', '').replaceAll(QUICK_ACTION, (_line, name: string) => {
    const closes = name.toLowerCase() === 'close';
    if (on.type === 'Issue') (closes ? closeIssue : reopenIssue)(store, on, by);
    else (closes ? close : reopen)(store, on, by);
    return '';
  });
}
