import type { Role } from '../domain/actions/look.js';
import type { Account, TokenFacts } from '../domain/account.js';
import type { Chat } from '../domain/chat.js';
import type { Feed } from '../domain/feed.js';
import type { Project } from '../domain/project.js';
import type { Watch } from '../domain/watch.js';

/** Rows as SQL returns them, and the domain's nouns made of them. `a`, `c`, `p`, `w` name the tables in `*_COLUMNS`. */

type StoredTokenFacts = Omit<TokenFacts, 'expiresAt'> & { readonly expiresAt: string | null };

export interface AccountRow {
  id: string;
  person_id: string;
  forge_kind: Account['forge']['kind'];
  forge_url: string;
  forge_api_url: string;
  user_id: string;
  user_login: string;
  user_name: string;
  token: StoredTokenFacts;
  sealed_token: string;
  state: Account['state'];
  linked_at: Date;
}

export const ACCOUNT_COLUMNS = `a.id, a.person_id, a.forge_kind, a.forge_url, a.forge_api_url, a.user_id, a.user_login,
  a.user_name, a.token, a.sealed_token, a.state, a.linked_at`;

export function toAccount(row: AccountRow): Account {
  const { expiresAt } = row.token;
  return {
    id: row.id,
    personId: row.person_id,
    forge: { kind: row.forge_kind, url: row.forge_url, apiUrl: row.forge_api_url },
    user: { id: row.user_id, login: row.user_login, name: row.user_name },
    token: { ...row.token, expiresAt: expiresAt === null ? null : new Date(expiresAt) },
    state: row.state,
    linkedAt: row.linked_at,
  };
}

export function toStoredToken(token: TokenFacts): StoredTokenFacts {
  return { ...token, expiresAt: token.expiresAt?.toISOString() ?? null };
}

export interface ChatRow {
  key: string;
  chat_id: string;
  topic_id: string | null;
  kind: Chat['kind'];
  title: string | null;
  language: string | null;
  is_reachable: boolean;
}

export const CHAT_COLUMNS = 'c.key, c.chat_id, c.topic_id, c.kind, c.title, c.language, c.is_reachable';

export function toChat(row: ChatRow): Chat {
  return {
    key: row.key,
    chatId: row.chat_id,
    topicId: row.topic_id,
    kind: row.kind,
    title: row.title,
    language: row.language,
    isReachable: row.is_reachable,
  };
}

export interface ProjectRow {
  account_id: string;
  id: string;
  path: string;
  name: string;
  url: string;
  default_branch: string | null;
  role: Role | null;
}

export function toProject(row: ProjectRow): Project {
  return { id: row.id, path: row.path, name: row.name, url: row.url, defaultBranch: row.default_branch };
}

export interface WatchRow {
  id: string;
  chat_key: string;
  account_id: string;
  project_id: string;
  level: Watch['level'];
  filter: Watch['filter'];
  muted_until: Date | null;
  is_confirmed: boolean;
  created_at: Date;
}

export const WATCH_COLUMNS = `w.id, w.chat_key, w.account_id, w.project_id, w.level, w.filter, w.muted_until,
  w.is_confirmed, w.created_at`;

export function toWatch(row: WatchRow): Watch {
  return {
    id: row.id,
    chatKey: row.chat_key,
    accountId: row.account_id,
    projectId: row.project_id,
    level: row.level,
    filter: row.filter,
    mutedUntil: row.muted_until,
    isConfirmed: row.is_confirmed,
    createdAt: row.created_at,
  };
}

export interface FeedRow {
  id: string;
  account_id: string;
  kind: Feed['kind'];
  project_id: string | null;
  cursor: Feed['cursor'];
  baseline_at: Date | null;
  next_poll_at: Date;
  last_change_at: Date | null;
  is_running: boolean;
  failures: number;
  last_error: string | null;
  counted_since: Date | null;
  fetched: number;
  stored: number;
  is_lookout: boolean;
}

export function toFeed(row: FeedRow): Feed {
  return {
    id: row.id,
    accountId: row.account_id,
    kind: row.kind,
    projectId: row.project_id,
    cursor: row.cursor,
    baselineAt: row.baseline_at,
    nextPollAt: row.next_poll_at,
    lastChangeAt: row.last_change_at,
    isRunning: row.is_running,
    failures: row.failures,
    lastError: row.last_error,
    ...(row.counted_since === null
      ? {}
      : { tally: { since: row.counted_since, fetched: row.fetched, stored: row.stored } }),
    isLookout: row.is_lookout,
  };
}
