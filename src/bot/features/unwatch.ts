import { Composer } from 'telegraf';
import type { BotDeps } from '../bot-deps.js';
import { listWatches } from '../list-watches.js';
import { matchWatches } from '../match-watch.js';
import { sentence } from '../phrase.js';
import { refreshFeeds } from '../../domain/refresh-feeds.js';
import { onCommand, type BotContext, type Turn } from '../turn.js';
import { wordsIn } from '../watch-argument.js';

/** Ends the watches that are named; without a name, offers those of the chat. */
export function unwatchFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onCommand('unwatch', (turn) => unwatch(deps, turn)));
  return composer;
}

async function unwatch(deps: BotDeps, turn: Turn): Promise<void> {
  const { visit, talk, t } = turn;
  const watches = await deps.stores.watches.listOfChat(visit.chatKey);
  const words = wordsIn(visit.command?.argument ?? '');
  const list = {
    watches,
    page: 0,
    now: deps.clock(),
    purpose: 'unwatch',
  } as const;
  if (words.length === 0) return talk.reply(listWatches(turn, list));
  const named = new Set(words.flatMap((word) => matchWatches(watches, word, deps.forges)));
  if (named.size === 0) {
    const { lines, buttons } = listWatches(turn, list);
    return talk.reply({
      lines: [sentence(t, 'watch.not-watched'), ...lines],
      ...(buttons ? { buttons } : {}),
    });
  }
  for (const { watch } of named) await deps.stores.watches.remove(watch.id);
  for (const accountId of new Set([...named].map(({ account }) => account.id)))
    await refreshFeeds(deps, accountId);
  await talk.reply({
    lines: [...named].map(({ project }) => sentence(t, 'watch.ended', { project: project.path })),
  });
}
