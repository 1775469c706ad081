import type { Issue } from '../state/issue-model.js';
import type { User } from '../state/model.js';
import type { GitlabStore } from '../state/store.js';
import { projectUrl } from './project.js';
import { iso, isoOrNull } from './time.js';
import { basicUser, basicUserOrNull } from './user.js';

export function issueUrl(store: GitlabStore, issue: Issue): string {
  return `${projectUrl(store, issue.project)}/-/${issue.replyTo === null ? 'issues' : 'work_items'}/${issue.iid}`;
}

/** A row of a list. */
export function issueEntity(store: GitlabStore, issue: Issue) {
  const { id, iid, project } = issue;
  const assignees = issue.assignees.map((user) => basicUser(store, user));
  const self = `${store.baseUrl}/api/v4/projects/${project.id}`;
  return {
    id,
    iid,
    project_id: project.id,
    title: issue.title,
    description: issue.description,
    state: issue.state,
    created_at: iso(issue.createdAt),
    updated_at: iso(issue.updatedAt),
    closed_at: isoOrNull(issue.closedAt),
    closed_by: basicUserOrNull(store, issue.closedBy),
    labels: issue.labels,
    milestone: null,
    assignees,
    author: basicUser(store, issue.author),
    type: issue.replyTo === null ? 'ISSUE' : 'TICKET',
    assignee: assignees[0] ?? null,
    user_notes_count: issue.userNotesCount,
    merge_requests_count: 0,
    upvotes: 0,
    downvotes: 0,
    due_date: issue.dueOn,
    confidential: issue.isConfidential,
    discussion_locked: issue.isLocked || null,
    issue_type: issue.replyTo === null ? 'issue' : 'ticket',
    web_url: issueUrl(store, issue),
    time_stats: {
      time_estimate: 0,
      total_time_spent: 0,
      human_time_estimate: null,
      human_total_time_spent: null,
    },
    task_completion_status: { count: 0, completed_count: 0 },
    weight: null,
    blocking_issues_count: 0,
    has_tasks: false,
    _links: {
      self: `${self}/issues/${iid}`,
      notes: `${self}/issues/${iid}/notes`,
      award_emoji: `${self}/issues/${iid}/award_emoji`,
      project: self,
      closed_as_duplicate_of: null,
    },
    references: { short: `#${iid}`, relative: `#${iid}`, full: `${project.path}#${iid}` },
    severity: 'UNKNOWN',
    moved_to_id: null,
    imported: false,
    imported_from: 'none',
    service_desk_reply_to: issue.replyTo,
  };
}

export function fullIssue(store: GitlabStore, issue: Issue, viewer: User | null) {
  const isSubscribed = viewer !== null && (viewer === issue.author || issue.assignees.includes(viewer));
  return { ...issueEntity(store, issue), subscribed: isSubscribed };
}
