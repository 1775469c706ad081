import type { Account } from '../state/account.js';
import type { GithubState } from '../state/github-state.js';
import { apiUrl, nodeId, timestamp } from './address.js';

export function renderAccount(state: GithubState, account: Account) {
  const url = apiUrl(state, `/users/${account.login}`);
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId('U', account.id),
    avatar_url: `${state.url}/avatars/u/${account.id}?v=4`,
    gravatar_id: '',
    url,
    html_url: `${state.url}/${account.login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.type,
    user_view_type: 'public',
    site_admin: false,
  };
}

/** As its owner sees it. */
export function renderPrivateAccount(state: GithubState, account: Account) {
  return {
    ...renderAccount(state, account),
    user_view_type: 'private',
    name: account.name,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    twitter_username: null,
    notification_email: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: timestamp(account.createdAt),
    updated_at: timestamp(account.createdAt),
    private_gists: 0,
    total_private_repos: 0,
    owned_private_repos: 0,
    disk_usage: 0,
    collaborators: 0,
    two_factor_authentication: true,
    plan: { name: 'enterprise', space: 976_562_499, collaborators: 0, private_repos: 9_999 },
  };
}
