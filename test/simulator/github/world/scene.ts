import type { ForgeWorld } from '../../forge-world.js';
import type { GithubExtras } from '../github-extras.js';
import { type Account, requireAccount } from '../state/account.js';
import type { IssueComment, ReviewComment } from '../state/comment.js';
import type { GithubState } from '../state/github-state.js';
import type { Issue } from '../state/issue.js';
import type { PullRequest } from '../state/pull-request.js';
import { type Repository, requireRepository } from '../state/repository.js';
import type { WorkflowRun } from '../state/workflow-run.js';

export type Moves<Name extends keyof (ForgeWorld & GithubExtras)> = Pick<ForgeWorld & GithubExtras, Name>;

/** Finds what a scenario names; whatever it gets wrong is thrown at it. */
export class Scene {
  readonly state: GithubState;

  constructor(state: GithubState) {
    this.state = state;
  }

  user(login: string): Account {
    return requireAccount(this.state, login);
  }

  otherThanAuthor(pull: PullRequest, login: string): Account {
    const account = this.user(login);
    if (account === pull.author) throw new Error(`${login} cannot judge their own pull request.`);
    return account;
  }

  repository(path: string): Repository {
    return requireRepository(this.state, path);
  }

  pull(path: string, number: number): { readonly repository: Repository; readonly pull: PullRequest } {
    const repository = this.repository(path);
    const pull = repository.pulls.get(number);
    if (pull === undefined) throw new Error(`There is no ${path}#${number}.`);
    return { repository, pull };
  }

  issue(path: string, number: number): { readonly repository: Repository; readonly issue: Issue } {
    const repository = this.repository(path);
    const issue = repository.issues.get(number);
    if (issue === undefined) throw new Error(`There is no issue ${path}#${number}.`);
    return { repository, issue };
  }

  run(path: string, id: number): { readonly repository: Repository; readonly run: WorkflowRun } {
    const repository = this.repository(path);
    const run = repository.runs.get(id);
    if (run === undefined) throw new Error(`There is no run ${id} in ${path}.`);
    return { repository, run };
  }

  comment(repository: Repository, id: string): IssueComment | ReviewComment {
    const comment = repository.issueComments.get(Number(id)) ?? repository.reviewComments.get(Number(id));
    if (comment === undefined) throw new Error(`There is no comment ${id}.`);
    return comment;
  }
}
