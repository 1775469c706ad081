import type { FileContent } from '../attachment.js';
import type { Look, Target } from '../actions/look.js';
import type { Discussed, Order, Receipt } from '../actions/order.js';
import type { Person } from '../forge.js';
import type { Project } from '../project.js';
import type { ForgeSession } from './forge-adapter.js';

/** One changed file of a merge request. */
export interface ChangedFile {
  readonly path: string;
  /** Set when it was renamed. */
  readonly oldPath: string | null;
  readonly change: 'added' | 'changed' | 'renamed' | 'removed';
  /** `null` where the forge does not count, or shows no text: too large, binary. */
  readonly additions: number | null;
  readonly deletions: number | null;
  /** The start of its unified diff; `null` where the forge shows none. */
  readonly diff: string | null;
}

export interface ChangesPage {
  readonly files: readonly ChangedFile[];
  readonly hasMore: boolean;
}

/** Somebody's words in the conversation of an issue or a merge request. */
export interface IssueComment {
  readonly id: string;
  readonly author: Person;
  /** Markdown as written. */
  readonly body: string;
  readonly url: string;
  readonly createdAt: string;
}

export interface CommentsPage {
  readonly comments: readonly IssueComment[];
  readonly hasMore: boolean;
}

/** A conversation that waits for its end. */
export interface OpenThread {
  readonly id: string;
  readonly author: Person;
  /** How it begins, in Markdown as written. */
  readonly body: string;
  /** The file that it is about. */
  readonly path: string | null;
  readonly url: string | null;
  /** Not everybody who sees the merge request may read it. */
  readonly isInternal?: true;
}

/** What a pipeline is run with. GitHub declares it in the workflow; on GitLab people may name any variable. */
export interface RunInput {
  readonly name: string;
  readonly description: string | null;
  readonly isRequired: boolean;
  readonly default: string | null;
  /** All that it can be; `null`: any text. */
  readonly choices: readonly string[] | null;
}

export interface Workflow {
  readonly id: string;
  readonly name: string;
  readonly inputs: readonly RunInput[];
}

/**
 * What a person does to a forge, and what they need to see for it. Each method throws `ForgeError`, and `perform` also
 * `ActionRefused`.
 */
export interface ForgeActions {
  /** Of the target's kind. `ForgeError('not-found')` also for what this account may not see. */
  lookAt(session: ForgeSession, project: Project, target: Target): Promise<Look>;
  /** Exactly one writing request, never repeated by itself. */
  perform(session: ForgeSession, project: Project, order: Order): Promise<Receipt>;
  /** `page` starts at 1. */
  readChanges(session: ForgeSession, project: Project, number: string, page: number): Promise<ChangesPage>;
  /** The oldest first, what the forge itself writes left out. `page` starts at 1. */
  listComments(session: ForgeSession, project: Project, on: Discussed, page: number): Promise<CommentsPage>;
  listOpenThreads(session: ForgeSession, project: Project, number: string): Promise<readonly OpenThread[]>;
  /** People who can be asked and assigned, at most 100, whose name begins like `query` where it is not empty. */
  listMembers(session: ForgeSession, project: Project, query: string): Promise<readonly Person[]>;
  /** At most 500 labels. */
  listLabels(session: ForgeSession, project: Project): Promise<readonly string[]>;
  /**
   * At most 500 branches, the default branch first, then those that moved last, where the forge sorts so. Of those that
   * are like `query`, where it is not empty, at most 100, and the one of just that name among them.
   */
  listBranches(session: ForgeSession, project: Project, query: string): Promise<readonly string[]>;
  /** The same of tags. */
  listTags(session: ForgeSession, project: Project, query: string): Promise<readonly string[]>;
  /** What can be run by hand on `ref`, as far as the first 100 say; GitLab has one nameless workflow. */
  listWorkflows(session: ForgeSession, project: Project, ref: string): Promise<readonly Workflow[]>;
  /**
   * Brings a file into the project, to be named in a text: the Markdown that shows it. What no text names then is of no
   * harm. Throws `ActionRefused`, too. `null`: the forge takes no files over its API.
   */
  readonly upload: ((session: ForgeSession, project: Project, file: FileContent) => Promise<string>) | null;
}
