import type { Account } from '../state/account.js';
import type { GithubState } from '../state/github-state.js';
import type { Discussed } from '../state/issue.js';
import type { PullRequest } from '../state/pull-request.js';
import type { Repository, Role } from '../state/repository.js';
import type { PermissionLevel, Token } from '../state/token.js';
import type { WorkflowRun } from '../state/workflow-run.js';
import { type Answer, notFound } from './answer.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One authenticated request. */
export interface Call {
  readonly state: GithubState;
  readonly token: Token;
  readonly viewer: Account;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly ifModifiedSince: string | undefined;
  /** Path of the resource under the API, for links: `/repositories/7/pulls`. */
  readonly resource: string;
}

/** One that concerns a repository which the caller may see. */
export interface RepoCall extends Call {
  readonly repository: Repository;
}

export interface Route {
  readonly method: Method;
  readonly path: string;
  /** Scopes of which a classic token needs one. */
  readonly scopes?: readonly string[];
  readonly isClassicOnly?: boolean;
  readonly isFree?: boolean;
  readonly handle: (call: Call) => Answer;
}

export interface RepoRoute {
  readonly method: Method;
  /** Under `/repos/:owner/:repo`. */
  readonly path: string;
  readonly needs: Need;
  readonly handle: (call: RepoCall) => Answer;
}

/** What it takes: a permission of a fine-grained token, and a role in the repository. */
export interface Need {
  readonly permission:
    | 'metadata'
    | 'contents'
    | 'pull_requests'
    | 'issues'
    | 'actions'
    | 'deployments'
    | 'statuses'
    /** Which no fine-grained token can be given: https://docs.github.com/en/rest/checks */
    | 'checks';
  readonly level: PermissionLevel;
  /** A permission that does as well. */
  readonly or?: 'pull_requests';
  readonly role: Role;
}

export const READ_PULLS: Need = { permission: 'pull_requests', level: 'read', role: 'read' };
export const WRITE_PULLS: Need = { permission: 'pull_requests', level: 'write', role: 'read' };
export const READ_ISSUES: Need = { permission: 'issues', level: 'read', or: 'pull_requests', role: 'read' };
export const WRITE_ISSUES: Need = { permission: 'issues', level: 'write', or: 'pull_requests', role: 'read' };
export const READ_CONTENTS: Need = { permission: 'contents', level: 'read', role: 'read' };
export const WRITE_CONTENTS: Need = { permission: 'contents', level: 'write', role: 'write' };
export const READ_METADATA: Need = { permission: 'metadata', level: 'read', role: 'read' };
export const READ_ACTIONS: Need = { permission: 'actions', level: 'read', role: 'read' };
export const WRITE_ACTIONS: Need = { permission: 'actions', level: 'write', role: 'write' };

export function withPull(call: RepoCall, handle: (pull: PullRequest) => Answer): Answer {
  const pull = call.repository.pulls.get(Number(call.params.number));
  return pull === undefined ? notFound() : handle(pull);
}

/** An issue, or a pull request, which is one as well. */
export function withDiscussed(call: RepoCall, handle: (on: Discussed) => Answer): Answer {
  const { pulls, issues } = call.repository;
  const number = Number(call.params.number);
  const on = pulls.get(number) ?? issues.get(number);
  return on === undefined ? notFound() : handle(on);
}

export function withRun(call: RepoCall, handle: (run: WorkflowRun) => Answer): Answer {
  const run = call.repository.runs.get(Number(call.params.run));
  return run === undefined ? notFound() : handle(run);
}

export function textOf(values: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = values[key];
  return typeof value === 'string' ? value : undefined;
}

export function textsOf(values: Readonly<Record<string, unknown>>, key: string): readonly string[] {
  const value = values[key];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
