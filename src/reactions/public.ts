import type { ChangedFile, IssueComment, OpenThread, Workflow } from '../domain/ports/forge-actions.js';
import type { IssueLook, MergeMethod, MergeRequestLook, PipelineLook } from '../domain/actions/look.js';
import type { Receipt } from '../domain/actions/order.js';
import type { Person } from '../domain/forge.js';
import type { Json, JsonObject } from '../domain/json.js';
import type { Project } from '../domain/project.js';
import type { Subject, SubjectOf } from '../domain/subject.js';
import type { EventName, EventNoun, EventPattern, SUBJECT_OF_NOUN } from './event-names.js';

/**
 * What modules of reactions are written against: `forgewatch/reactions`. Within one version fields and names are added
 * and never taken away or given another meaning. See docs/reactions.md.
 */
export const API_VERSION = 1;

export type { ChangedFile, IssueComment, OpenThread, Workflow } from '../domain/ports/forge-actions.js';
export type { IssueLook, MergeMethod, MergeRequestLook, PipelineLook } from '../domain/actions/look.js';
export type { Receipt } from '../domain/actions/order.js';
export type { Person } from '../domain/forge.js';
export type { Json, JsonObject } from '../domain/json.js';
export type { Project } from '../domain/project.js';
export type { Subject, SubjectKind, SubjectOf } from '../domain/subject.js';
export type { EventName, EventNoun, EventPattern } from './event-names.js';

/** One pattern, or several of which one must match. `*` stands for anything, in paths and branches up to a slash. */
export type Patterns = string | readonly string[];

/** What an event has to be like. All that is named must match; what the event does not have matches nothing. */
export interface Match {
  /** Path of the project: `acme/shop`, `acme/*`. */
  readonly project?: Patterns;
  /** Login of whoever did it, where the forge says so. */
  readonly actor?: Patterns;
  readonly author?: Patterns;
  readonly branch?: Patterns;
  readonly label?: Patterns;
  readonly reviewer?: Patterns;
  readonly team?: Patterns;
  /** Changed files, of documents, merge requests and pushes; where they are not all known it counts as met. */
  readonly path?: Patterns;
  readonly workflow?: Patterns;
  readonly job?: Patterns;
  readonly stage?: Patterns;
  readonly environment?: Patterns;
}

export interface Options extends Match {
  /** Names the handler in the log, in `/history` and in its queue; the event type by default. */
  readonly name?: string;
  /** 30 by default, 300 at most. Whoever takes longer is stopped and tried again. */
  readonly timeLimitSeconds?: number;
}

type NounOf<P extends string> = P extends `${infer Noun extends EventNoun}.${string}` ? Noun : never;

/** What an event of this pattern tells of. */
export type SubjectOfPattern<P extends EventPattern> = P extends '*'
  ? Subject
  : SubjectOf<(typeof SUBJECT_OF_NOUN)[NounOf<P>]>;

export interface ReactionEvent<P extends EventPattern = '*'> {
  /** The same each time when the same event is handled again. */
  readonly id: string;
  readonly type: P extends EventName ? P : EventName;
  readonly project: Project;
  /** As it was when the event was seen. */
  readonly subject: SubjectOfPattern<P>;
  /** `null`: the forge does not say. */
  readonly actor: Person | null;
  /** Forge's time, ISO 8601. */
  readonly at: string;
  readonly details: JsonObject;
  /** 1, and one more each time when it is tried again. */
  readonly attempt: number;
}

/** An issue, or a merge request: an event's subject is one, and so is what a comment is `on`. */
export interface DiscussedTarget {
  readonly kind: 'issue' | 'merge-request';
  readonly number: string;
}

export interface MergeRequestTarget {
  readonly kind: 'merge-request';
  readonly number: string;
  /** Where it is given, nothing is done to any other head commit. */
  readonly headSha?: string;
}

export interface PipelineTarget {
  readonly kind: 'pipeline';
  readonly id: string;
}

export interface IssueDraft {
  readonly title: string;
  readonly text?: string;
  readonly labels?: readonly string[];
  readonly assignees?: readonly Person[];
  /** GitLab only. */
  readonly isConfidential?: boolean;
}

/** Why a call did not do what it was asked for. */
export interface ForgeFailure extends Error {
  /** Of the table in docs/reactions.md: `role`, `state`, `head-moved`, `not-found`, `unavailable`, … */
  readonly code: string;
  readonly retryAfterSeconds: number | null;
}

/**
 * The forge, with the account that the operator named, in the project of the event. Each method rejects with a
 * `ForgeFailure`; one that is not caught makes the handler be tried again.
 */
export interface ForgeClient {
  readonly me: Person;
  /** Nothing is changed: what would be done is logged, and answered with an empty receipt. */
  readonly isDryRun: boolean;

  readIssue(number: string): Promise<IssueLook>;
  readMergeRequest(number: string): Promise<MergeRequestLook>;
  readPipeline(id: string): Promise<PipelineLook>;
  /** Page by page, as far as one goes. */
  changedFiles(mergeRequest: Pick<MergeRequestTarget, 'number'>): AsyncIterable<ChangedFile>;
  /** The oldest first, page by page. */
  comments(target: DiscussedTarget): AsyncIterable<IssueComment>;
  openThreads(mergeRequest: Pick<MergeRequestTarget, 'number'>): Promise<readonly OpenThread[]>;
  /** Those whose name begins so; at most 100. */
  members(query?: string): Promise<readonly Person[]>;
  labels(): Promise<readonly string[]>;
  /** At most 500; of those that are like `query`, at most 100. */
  branches(query?: string): Promise<readonly string[]>;
  workflows(ref: string): Promise<readonly Workflow[]>;

  /** `threadId` answers in that thread. */
  comment(target: DiscussedTarget, text: string, more?: { readonly threadId?: string }): Promise<Receipt>;
  close(target: DiscussedTarget): Promise<Receipt>;
  reopen(target: DiscussedTarget): Promise<Receipt>;
  /** Adds it; one that is there already is left there. */
  label(target: DiscussedTarget, label: string): Promise<Receipt>;
  assign(target: DiscussedTarget, person: Person): Promise<Receipt>;
  askReview(target: MergeRequestTarget, person: Person): Promise<Receipt>;
  approve(target: MergeRequestTarget): Promise<Receipt>;
  merge(target: MergeRequestTarget, more?: { readonly method?: MergeMethod }): Promise<Receipt>;
  createIssue(draft: IssueDraft): Promise<Receipt>;
  retry(target: PipelineTarget): Promise<Receipt>;
  rerun(target: PipelineTarget): Promise<Receipt>;
  cancel(target: PipelineTarget): Promise<Receipt>;
  /** `workflowId`: GitHub's; GitLab has one pipeline and needs none. */
  runPipeline(
    ref: string,
    more?: {
      readonly workflowId?: string;
      readonly variables?: Readonly<Record<string, string>>;
    },
  ): Promise<Receipt>;

  /**
   * Does `work` unless it was done under this key before, in this module and for this account, and then answers what it
   * answered. Killed after `work` and before that is written down, it does it again: at least once, mostly once.
   */
  once<T extends Json>(key: string, work: () => Promise<T> | T): Promise<T>;
  once(key: string, work: () => Promise<void>): Promise<void>;
}

/** Anything or nothing. Of `unknown` the compiler would demand an answer from a handler in JavaScript. */
export type Answer = NonNullable<unknown> | null | undefined | void;

/** A promise is waited for, and what it or the handler answers is of no account. */
export type Handler<P extends EventPattern = EventPattern> = (
  event: ReactionEvent<P>,
  forge: ForgeClient,
) => Promise<Answer> | Answer;

export interface On {
  <P extends EventPattern>(pattern: P, options: Options, handler: Handler<P>): void;
  <P extends EventPattern>(pattern: P, handler: Handler<P>): void;
}

/** The default export of a module of reactions. */
export type Register = (on: On) => Promise<void> | void;
