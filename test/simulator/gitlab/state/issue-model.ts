import type { Discussion, Note, Project, User } from './model.js';

export interface Issue {
  readonly type: 'Issue';
  readonly id: number;
  readonly iid: number;
  readonly project: Project;
  readonly author: User;
  title: string;
  description: string;
  state: 'opened' | 'closed';
  isConfidential: boolean;
  /** Its conversation. */
  isLocked: boolean;
  /** Where the Service Desk sends what is said to whoever wrote it by e-mail; `null`: it is a plain issue. */
  replyTo: string | null;
  /** `2026-03-04`. */
  dueOn: string | null;
  readonly createdAt: number;
  updatedAt: number;
  assignees: User[];
  labels: string[];
  closedBy: User | null;
  closedAt: number | null;
  /** Oldest first. */
  readonly notes: Note[];
  readonly discussions: Map<string, Discussion>;
  userNotesCount: number;
}
