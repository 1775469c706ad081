import { createHash } from 'node:crypto';
import type { Member, Token, User } from '../state/model.js';
import { hasExpired, isoDate } from '../state/accounts.js';
import type { GitlabStore } from '../state/store.js';
import { iso, isoOrNull } from './time.js';

export interface BasicUser {
  readonly id: number;
  readonly username: string;
  readonly name: string;
  readonly state: string;
  readonly locked: boolean;
  readonly avatar_url: string;
  readonly web_url: string;
}

const rendered = new WeakMap<User, BasicUser>();

/** The short form in which people appear everywhere; people do not change, so it is made once. */
export function basicUser(store: GitlabStore, user: User): BasicUser {
  let basic = rendered.get(user);
  if (basic === undefined) {
    basic = {
      id: user.id,
      username: user.username,
      name: user.name,
      state: 'active',
      locked: false,
      avatar_url: avatarUrl(user),
      web_url: `${store.baseUrl}/${user.username}`,
    };
    rendered.set(user, basic);
  }
  return basic;
}

export function basicUserOrNull(store: GitlabStore, user: User | null): BasicUser | null {
  return user === null ? null : basicUser(store, user);
}

export function fullUser(store: GitlabStore, user: User) {
  return {
    ...basicUser(store, user),
    created_at: iso(user.createdAt),
    bio: '',
    location: null,
    public_email: null,
    skype: '',
    linkedin: '',
    twitter: '',
    discord: '',
    website_url: '',
    organization: null,
    job_title: '',
    pronouns: null,
    bot: false,
    work_information: null,
    local_time: null,
  };
}

/** The token's owner about themself. */
export function currentUser(store: GitlabStore, user: User) {
  return {
    ...fullUser(store, user),
    email: `${user.username}@users.invalid`,
    commit_email: `${user.username}@users.invalid`,
    last_sign_in_at: iso(user.createdAt),
    confirmed_at: iso(user.createdAt),
    last_activity_on: isoDate(store.now()),
    current_sign_in_at: iso(user.createdAt),
    theme_id: 3,
    color_scheme_id: 1,
    projects_limit: 100_000,
    identities: [],
    can_create_group: true,
    can_create_project: true,
    two_factor_enabled: false,
    external: false,
    private_profile: false,
    namespace_id: user.id,
  };
}

export function memberOf(store: GitlabStore, member: Member) {
  return {
    ...basicUser(store, member.user),
    access_level: member.accessLevel,
    created_at: iso(member.createdAt),
    expires_at: null,
    membership_state: 'active',
  };
}

export function personalAccessToken(store: GitlabStore, token: Token) {
  return {
    id: token.id,
    name: `token ${token.id}`,
    revoked: token.isRevoked,
    created_at: iso(token.createdAt),
    description: null,
    scopes: token.scopes,
    user_id: token.user.id,
    last_used_at: isoOrNull(token.lastUsedAt),
    active: !token.isRevoked && !hasExpired(token, store.now()),
    expires_at: token.expiresAt === null ? null : isoDate(token.expiresAt),
  };
}

function avatarUrl(user: User): string {
  const hash = createHash('md5').update(user.username).digest('hex');
  return `https://www.gravatar.com/avatar/${hash}?s=80&d=identicon`;
}
