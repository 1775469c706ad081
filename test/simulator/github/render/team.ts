import type { Account } from '../state/account.js';
import type { GithubState } from '../state/github-state.js';
import type { Team } from '../state/team.js';
import { apiUrl, nodeId, timestamp } from './address.js';

export function renderTeam(state: GithubState, team: Team) {
  const { id, slug, organization } = team;
  const url = apiUrl(state, `/organizations/${organization.id}/team/${id}`);
  return {
    id,
    node_id: nodeId('T', id),
    url,
    html_url: `${state.url}/orgs/${organization.login}/teams/${slug}`,
    name: slug,
    slug,
    description: null,
    privacy: 'closed',
    notification_setting: 'notifications_enabled',
    permission: 'pull',
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    type: 'organization',
    parent: null,
    members_count: team.members.size,
    repos_count: 0,
    created_at: timestamp(team.createdAt),
    updated_at: timestamp(team.createdAt),
    organization: renderOrganization(state, organization),
  };
}

function renderOrganization(state: GithubState, { id, login, createdAt }: Account) {
  const url = apiUrl(state, `/orgs/${login}`);
  return {
    login,
    id,
    node_id: nodeId('O', id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${state.url}/avatars/u/${id}?v=4`,
    description: null,
    html_url: `${state.url}/${login}`,
    has_organization_projects: true,
    has_repository_projects: true,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    type: 'Organization',
    created_at: timestamp(createdAt),
    updated_at: timestamp(createdAt),
    archived_at: null,
  };
}
