import type { TokenOptions, WorldUser } from '../../forge-world.js';
import type { Token, User } from './model.js';
import type { GitlabStore } from './store.js';

export function addUser(store: GitlabStore, username: string, name: string): WorldUser {
  if (store.usersByName.has(username.toLowerCase())) throw new Error(`user ${username} exists`);
  const user: User = {
    id: store.nextId(),
    username,
    name,
    createdAt: store.now(),
    memberships: new Map(),
    events: [],
    todos: [],
    authored: new Set(),
    assigned: new Set(),
    reviewing: new Set(),
    authoredIssues: new Set(),
    assignedIssues: new Set(),
  };
  store.users.set(user.id, user);
  store.usersByName.set(username.toLowerCase(), user);
  return { id: user.id, login: username, name };
}

export function addToken(store: GitlabStore, username: string, options: TokenOptions): string {
  const id = store.nextId();
  const secret = `glpat-${store.nextSha().slice(0, 20)}`;
  store.tokens.set(secret, {
    id,
    secret,
    user: store.user(username),
    scopes: options.scopes ?? ['api'],
    createdAt: store.now(),
    expiresAt: options.expiresAt?.getTime() ?? null,
    lastUsedAt: null,
    isRevoked: false,
  });
  return secret;
}

export function revokeToken(store: GitlabStore, secret: string): void {
  const token = store.tokens.get(secret);
  if (token === undefined) throw new Error('no such token in the simulated GitLab');
  token.isRevoked = true;
}

/** A token ends at the start (UTC) of its expiry date. */
export function hasExpired(token: Token, now: number): boolean {
  return token.expiresAt !== null && isoDate(now) >= isoDate(token.expiresAt);
}

export function isoDate(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
