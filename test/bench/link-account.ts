import type { Identity } from '../../src/domain/account.js';
import { privateChat } from '../../src/domain/chat.js';
import type { FeedPlan } from '../../src/domain/feed.js';
import { planFeeds } from '../../src/domain/feed-plan.js';
import type { Forge } from '../../src/domain/forge.js';
import type { ForgeSession } from '../../src/domain/ports/forge-adapter.js';
import type { PeopleStores } from '../../src/domain/ports/people-store.js';
import type { Project } from '../../src/domain/project.js';
import { Secret } from '../../src/domain/secret.js';
import type { OpenLevel } from '../../src/domain/watch.js';

export interface Linking {
  /** Telegram id, and so the id of the private chat. */
  readonly personId: string;
  readonly forge: Forge;
  readonly token: string;
  readonly identity: Identity;
  readonly projects: readonly Project[];
  readonly now: Date;
  /** Of all watches; `participating` by default. */
  readonly level?: OpenLevel;
  /** Takes some of the feeds that the watches ask for; all by default. */
  readonly choose?: (plan: readonly FeedPlan[]) => readonly FeedPlan[];
}

/** What the bot does when a person sends a token and watches projects, past the bot. Returns the account's id. */
export async function linkAccount(stores: PeopleStores, linking: Linking): Promise<string> {
  const { personId, forge, token, identity, projects, now } = linking;
  const member = { id: personId, name: identity.user.name, language: 'en', isOperator: false };
  await stores.members.save(member, now);
  const chat = await stores.chats.save({ address: privateChat(personId), kind: 'private', title: null });
  const secret = new Secret(token);
  const { account } = await stores.accounts.link({ personId, forge, identity, secret, now });
  const watches = [];
  for (const project of projects) {
    const watch = {
      chatKey: chat.key,
      accountId: account.id,
      project,
      level: linking.level ?? 'participating',
      isConfirmed: true,
      now,
    };
    watches.push((await stores.watches.put(watch)).watch);
  }
  const plan = planFeeds(account, watches);
  await stores.feeds.reconcile(account.id, linking.choose?.(plan) ?? plan, now);
  return account.id;
}

/** A way to a forge that nothing limits. */
export function openSession(forge: Forge, token: string): ForgeSession {
  return {
    forge,
    secret: new Secret(token),
    gate: { admit: () => Promise.resolve(), report: () => undefined },
    signal: AbortSignal.timeout(60_000),
  };
}

export function forgeAt(kind: Forge['kind'], url: string): Forge {
  return { kind, url, apiUrl: `${url}${kind === 'gitlab' ? '/api/v4' : '/api/v3'}` };
}
