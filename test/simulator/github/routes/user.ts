import { answer, entity } from '../http/answer.js';
import { type Call, type Route, textOf } from '../http/call.js';
import { list } from '../http/pagination.js';
import { canSee } from '../http/permission.js';
import type { RateLimits } from '../http/rate-limit.js';
import { renderPrivateAccount } from '../render/account.js';
import { renderRepositoryFor } from '../render/repository.js';
import { renderTeam } from '../render/team.js';
import { type Repository, pathOf } from '../state/repository.js';
import { teamsOf } from '../state/team.js';

export function userRoutes(limits: RateLimits): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/user',
      handle: ({ state, viewer }) =>
        entity(viewer.version, () => renderPrivateAccount(state, viewer), viewer.createdAt),
    },
    {
      method: 'GET',
      path: '/user/repos',
      handle: (call) =>
        list(call, {
          version: call.state.repositoriesVersion,
          items: () => sortRepositories(membershipsOf(call), textOf(call.query, 'sort') ?? 'full_name', call),
          render: (repository) => renderRepositoryFor(call.state, repository, call.viewer),
        }),
    },
    {
      method: 'GET',
      path: '/user/starred',
      handle: (call) =>
        list(call, {
          version: call.state.repositoriesVersion,
          items: () => sortRepositories(starredBy(call), textOf(call.query, 'sort') ?? 'created', call),
          render: (repository) => renderRepositoryFor(call.state, repository, call.viewer),
        }),
    },
    {
      method: 'GET',
      path: '/user/teams',
      scopes: ['read:org', 'repo', 'user'],
      handle: (call) => {
        const teams = teamsOf(call.state, call.viewer);
        return list(call, {
          version: Math.max(call.viewer.version, ...teams.map(({ version }) => version)),
          items: () => teams,
          render: (team) => renderTeam(call.state, team),
        });
      },
    },
    {
      method: 'GET',
      path: '/rate_limit',
      isFree: true,
      handle: ({ viewer }) => answer(200, renderRateLimit(limits, viewer)),
    },
  ];
}

function renderRateLimit(limits: RateLimits, viewer: Call['viewer']) {
  const { limit, used, resetsAt } = limits.bucketOf(viewer);
  const reset = Math.ceil(resetsAt / 1_000);
  const core = { limit, used, remaining: Math.max(0, limit - used), reset };
  const search = { limit: 30, used: 0, remaining: 30, reset };
  const graphql = { limit: 5_000, used: 0, remaining: 5_000, reset };
  return { resources: { core, search, graphql }, rate: core };
}

function membershipsOf(call: Call): readonly Repository[] {
  const visibility = textOf(call.query, 'visibility') ?? textOf(call.query, 'type') ?? 'all';
  return [...call.state.repositories.values()].filter((repository) => {
    const isMine = repository.members.has(call.viewer.id) || repository.owner.id === call.viewer.id;
    if (!isMine || !canSee(repository, call.token)) return false;
    if (visibility === 'private') return repository.isPrivate;
    return visibility !== 'public' || !repository.isPrivate;
  });
}

function starredBy({ state, viewer, token }: Call): readonly Repository[] {
  return [...state.repositories.values()].filter(
    (repository) => repository.stargazers.has(viewer) && canSee(repository, token),
  );
}

/** When somebody starred what, which `created` means among the starred, the simulator does not keep. */
function sortRepositories(
  repositories: readonly Repository[],
  sort: string,
  call: Call,
): readonly Repository[] {
  const keyOf = (repository: Repository): string | number => {
    if (sort === 'created') return repository.createdAt.getTime();
    if (sort === 'updated') return repository.updatedAt.getTime();
    if (sort === 'pushed') return repository.pushedAt.getTime();
    return pathOf(repository).toLowerCase();
  };
  const direction = textOf(call.query, 'direction') ?? (sort === 'full_name' ? 'asc' : 'desc');
  const rising = [...repositories].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  return direction === 'asc' ? rising : rising.reverse();
}
