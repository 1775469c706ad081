import { WRITE_PULLS } from '../http/call.js';
import { canSee, refuseByNeed } from '../http/permission.js';
import { nodeId } from '../render/address.js';
import type { GithubState } from '../state/github-state.js';
import { changePlan } from '../state/merge-plans.js';
import { obstacleOf } from '../state/obstacle.js';
import type { PullRequest } from '../state/pull-request.js';
import { markDraft, markReady } from '../state/readiness.js';
import { hasRole, type Repository } from '../state/repository.js';
import type { Token } from '../state/token.js';
import { graphqlProblem, notAccessible, notPermitted } from './graphql-problem.js';

interface Asked {
  readonly input: {
    readonly pullRequestId: string;
    readonly expectedHeadOid?: string | null;
    readonly mergeMethod?: 'MERGE' | 'SQUASH' | 'REBASE' | null;
    readonly clientMutationId?: string | null;
  };
}

interface Found {
  readonly repository: Repository;
  readonly pull: PullRequest;
}

/** What is done to a pull request over GraphQL alone. */
export function pullMutations(state: GithubState, token: Token) {
  const by = token.owner;
  const mutation =
    (name: string, mayAuthor: boolean, act: (found: Found, input: Asked['input']) => void) =>
    ({ input }: Asked) => {
      const found = findPull(state, token, input.pullRequestId);
      const isTheirs = mayAuthor && found.pull.author === by;
      if (!isTheirs && !hasRole(found.repository, by, 'write')) throw notPermitted(by.login, name);
      act(found, input);
      return { clientMutationId: input.clientMutationId ?? null };
    };
  return {
    markPullRequestReadyForReview: mutation('MarkPullRequestReadyForReview', true, ({ repository, pull }) =>
      markReady(state, repository, pull, by),
    ),
    convertPullRequestToDraft: mutation('ConvertPullRequestToDraft', true, ({ repository, pull }) =>
      markDraft(state, repository, pull, by),
    ),
    enablePullRequestAutoMerge: mutation('EnablePullRequestAutoMerge', false, (found, input) => {
      const refusal = refuseAutoMerge(found, input);
      if (refusal !== null) throw graphqlProblem('UNPROCESSABLE', refusal);
      changePlan(state, found.repository, found.pull, { plan: { autoMergeBy: by }, by });
    }),
    disablePullRequestAutoMerge: mutation('DisablePullRequestAutoMerge', true, ({ repository, pull }) => {
      if (pull.autoMergeBy === null) {
        throw graphqlProblem('UNPROCESSABLE', "Can't disable auto-merge for this pull request.");
      }
      changePlan(state, repository, pull, { plan: { autoMergeBy: null }, by });
    }),
  };
}

function refuseAutoMerge({ repository, pull }: Found, input: Asked['input']): string | null {
  const method = (input.mergeMethod ?? 'MERGE').toLowerCase();
  if (!repository.settings.allowsAutoMerge)
    return 'Pull request Auto merge is not allowed for this repository';
  if (!repository.settings.mergeMethods.some((one) => one === method)) {
    return 'Merge method is not allowed on this repository';
  }
  if (pull.state === 'closed') return 'Pull request is closed';
  if ((input.expectedHeadOid ?? pull.headSha) !== pull.headSha) {
    return 'Head branch was modified. Review and try the merge again.';
  }
  return obstacleOf(repository, pull) === null ? 'Pull request Pull request is in clean status' : null;
}

function findPull(state: GithubState, token: Token, id: string): Found {
  for (const repository of state.repositories.values()) {
    if (!canSee(repository, token)) continue;
    for (const pull of repository.pulls.values()) {
      if (nodeId('PR', pull.id) !== id) continue;
      if (refuseByNeed(repository, token, WRITE_PULLS) !== null) throw notAccessible();
      return { repository, pull };
    }
  }
  throw graphqlProblem('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
}
