import type { FileChange } from '../../core/history.js';
import { addMentionTodos } from './mentions.js';
import type { MergeRequest, Project, User } from './model.js';
import { addSystemNote } from './notes.js';
import { addVersion, pushTo } from './pushes.js';
import { recordMergeRequestEvent } from './record-event.js';
import type { GitlabStore } from './store.js';
import { addTodo, resolveTodos } from './todos.js';

export interface NewMergeRequest {
  readonly author: User;
  readonly title: string;
  readonly description: string;
  readonly sourceBranch: string | null;
  readonly files: readonly FileChange[];
  readonly reviewers: readonly User[];
  readonly assignees: readonly User[];
}

const DRAFT = /^\s*(?:\[draft\]|\(draft\)|draft:)\s*/i;

export function isDraft(title: string): boolean {
  return DRAFT.test(title);
}

/** Pushes the source branch, too. */
export function openMergeRequest(
  store: GitlabStore,
  project: Project,
  fields: NewMergeRequest,
): MergeRequest {
  const { author } = fields;
  const iid = project.mergeRequests.size + 1;
  const sourceBranch = fields.sourceBranch ?? `feature-${iid}`;
  const baseSha = project.branches.get('main')?.sha ?? '';
  const { title, files } = fields;
  const commit = pushTo(store, project, { branch: sourceBranch, message: title, author, files });
  const mergeRequest: MergeRequest = {
    ...blank(store.now()),
    id: store.nextId(),
    iid,
    project,
    author,
    title,
    description: fields.description,
    sourceBranch,
    targetBranch: 'main',
    baseSha,
    sha: commit.sha,
    assignees: [...new Set(fields.assignees)],
    reviewers: [...new Set(fields.reviewers)].map((user) => ({
      user,
      state: 'unreviewed',
      createdAt: store.now(),
    })),
    commits: [commit],
  };
  project.mergeRequests.set(iid, mergeRequest);
  indexPeople(mergeRequest);
  addVersion(store, mergeRequest);
  store.touchMergeRequest(mergeRequest);
  recordMergeRequestEvent(store, mergeRequest, author, 'created');
  addOpeningTodos(store, mergeRequest);
  return mergeRequest;
}

export function editDescription(
  store: GitlabStore,
  mergeRequest: MergeRequest,
  text: string,
  by: User,
): void {
  const before = mergeRequest.description;
  if (before === text) return;
  mergeRequest.description = text;
  store.touchMergeRequest(mergeRequest);
  addSystemNote(store, mergeRequest, by, 'changed the description');
  resolveTodos(store, mergeRequest, by);
  addMentionTodos(store, { text, before, author: by, on: mergeRequest });
}

export function editTitle(store: GitlabStore, mergeRequest: MergeRequest, title: string, by: User): void {
  const before = mergeRequest.title;
  if (before === title) return;
  mergeRequest.title = title;
  store.touchMergeRequest(mergeRequest);
  resolveTodos(store, mergeRequest, by);
  if (isDraft(before) !== isDraft(title)) {
    const kind = isDraft(title) ? 'draft' : 'ready';
    addSystemNote(store, mergeRequest, by, `marked this merge request as **${kind}**`);
  }
  if (withoutDraft(before) !== withoutDraft(title)) {
    addSystemNote(store, mergeRequest, by, `changed title from **${before}** to **${title}**`);
  }
}

export function withoutDraft(title: string): string {
  return title.replace(DRAFT, '');
}

/** The lists by person that the merge request lists are answered from. */
export function indexPeople(mergeRequest: MergeRequest): void {
  mergeRequest.author.authored.add(mergeRequest);
  for (const user of mergeRequest.assignees) user.assigned.add(mergeRequest);
  for (const { user } of mergeRequest.reviewers) user.reviewing.add(mergeRequest);
}

function addOpeningTodos(store: GitlabStore, mergeRequest: MergeRequest): void {
  const { author, project } = mergeRequest;
  for (const user of mergeRequest.assignees) {
    addTodo(store, { user, author, action: 'assigned', on: mergeRequest });
  }
  for (const { user } of mergeRequest.reviewers) {
    addTodo(store, { user, author, action: 'review_requested', on: mergeRequest });
  }
  if (project.settings.approvalsRequired > 0) {
    const approvers = project.settings.approvers.map((name) => store.user(name));
    for (const user of approvers.filter((approver) => approver !== author)) {
      addTodo(store, { user, author, action: 'approval_required', on: mergeRequest });
    }
  }
  addMentionTodos(store, { text: mergeRequest.description, author, on: mergeRequest });
}

function blank(now: number) {
  return {
    type: 'MergeRequest' as const,
    state: 'opened' as const,
    createdAt: now,
    updatedAt: now,
    approvals: [],
    labels: [],
    hasConflicts: false,
    isBehind: false,
    isLocked: false,
    forcedMergeStatus: null,
    closedBy: null,
    closedAt: null,
    mergedBy: null,
    mergedAt: null,
    mergeCommitSha: null,
    squash: false,
    autoMergeBy: null,
    headPipeline: null,
    pipelines: [],
    versions: [],
    notes: [],
    discussions: new Map(),
    userNotesCount: 0,
  };
}
