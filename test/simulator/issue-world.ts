/** What can happen to issues, in the vocabulary of both forges. */
export interface IssueWorld {
  openIssue(path: string, options: OpenIssue): WorldIssue;
  assignIssue(path: string, number: number, assignee: string, by: string): void;
  unassignIssue(path: string, number: number, assignee: string, by: string): void;
  closeIssue(path: string, number: number, by: string): void;
  reopenIssue(path: string, number: number, by: string): void;
  /** Changes the description. */
  editIssue(path: string, number: number, text: string, by: string): void;
  /** Returns the comment's id. */
  commentIssue(path: string, number: number, by: string, text: string): string;
  /** The number of the newest that they opened, if any. */
  lastIssueBy(path: string, author: string): number | null;
}

export interface OpenIssue {
  readonly author: string;
  readonly title: string;
  readonly description?: string;
  readonly assignees?: readonly string[];
}

export interface WorldIssue {
  readonly id: number;
  readonly number: number;
  readonly url: string;
}
