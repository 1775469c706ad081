import type { Account } from '../domain/account.js';
import type { Logger } from '../domain/logger.js';
import type { Member, PeopleStores } from '../domain/ports/people-store.js';
import type { RequestUsage } from '../domain/ports/request-gate.js';
import type { Onlookers } from '../domain/ports/timeline-store.js';
import type { Translate, Translator } from '../domain/ports/translator.js';
import type { Clock } from '../domain/time.js';
import type { AnyEventDefinition } from '../events/index.js';
import type { Renderer } from '../events/render/render-notification.js';
import type { Passes } from './passes.js';

/** Holds the session. */
export const COOKIE = 'forgewatch';

/** How the daemon is, without anybody's content. */
export interface DaemonState {
  readonly database: 'ok' | 'away';
  readonly telegram: 'ok' | 'away';
  readonly outbox: { readonly waiting: number; readonly oldestSeconds: number } | null;
}

export interface SiteDeps {
  readonly stores: Pick<PeopleStores, 'accounts' | 'feeds' | 'members' | 'timeline' | 'watches'>;
  readonly passes: Passes;
  /** Telegram ids that may use the bot; empty: every member. */
  readonly allowedUsers: readonly string[];
  readonly definitions: readonly AnyEventDefinition[];
  readonly renderer: Renderer;
  readonly translator: Translator;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Names, with their ports, under which the page may be asked for. */
  readonly hosts: readonly string[];
  /** People reach it by https. */
  readonly isSecure: boolean;
  readonly checkHealth: () => Promise<DaemonState>;
  readonly usageOf: (account: Account) => RequestUsage | null;
  /** Messages that are still owed to a chat. */
  readonly countWaiting: (chatKey: string) => Promise<number>;
}

/** Who is signed in. */
export interface Visitor {
  readonly member: Member;
  readonly accounts: readonly Account[];
  /** Those of the accounts that their forges still accept: what the others saw is hidden. */
  readonly onlookers: Onlookers;
  readonly t: Translate;
  /** What they showed. */
  readonly pass: string;
}

export interface SiteEnv {
  Variables: { visitor: Visitor };
}
