import { randomBytes } from 'node:crypto';
import type { Config } from '../config/index.js';
import type { BotDeps } from './bot/bot-deps.js';
import type { Clock } from './domain/time.js';
import { EVENTS } from './events/index.js';
import type { Governor } from './polling/governor.js';
import type { Storage } from './storage/open-storage.js';
import { hostsOf } from './web/hosts.js';
import { createPasses } from './web/passes.js';
import type { SiteDeps } from './web/site-deps.js';

/** What the page needs of the daemon. */
export function siteDeps(
  { http }: Config,
  {
    stores,
    allowedUsers,
    renderer,
    translator,
    clock,
    logger,
    countWaiting,
  }: Omit<BotDeps, 'onFeedsChanged'>,
  governor: Governor,
): Omit<SiteDeps, 'checkHealth'> {
  return {
    stores,
    passes: createPasses({ store: stores.passes, clock, randomToken }),
    allowedUsers,
    definitions: EVENTS,
    renderer,
    translator,
    clock,
    logger,
    hosts: hostsOf(http),
    isSecure: http.publicUrl?.startsWith('https:') ?? false,
    usageOf: (account) => governor.usageOf(account),
    countWaiting,
  };
}

/** `null`: nobody could follow it. */
export function linkToPage(
  { http: { publicUrl } }: Config,
  { people }: Storage,
  clock: Clock,
): BotDeps['linkToPage'] {
  if (publicUrl === null) return null;
  const passes = createPasses({ store: people.passes, clock, randomToken });
  return async (personId) => `${publicUrl}/enter?key=${await passes.issue('link', personId)}`;
}

function randomToken(): string {
  return randomBytes(32).toString('base64url');
}
