import type { TargetKind } from '../../domain/actions/look.js';
import type { FeedKind, Wake } from '../../domain/feed.js';
import type { BotDeps } from '../bot-deps.js';
import type { Turn } from '../turn.js';
import type { DraftPlace } from './kept-place.js';

const TOUCHED: Readonly<Record<TargetKind, readonly FeedKind[]>> = {
  pipeline: ['pipelines', 'deployments'],
  'merge-request': ['merge-requests', 'comments', 'pipelines'],
  issue: ['issues', 'comments'],
};

/**
 * Makes the feeds due that show what was done: those of whoever did it, and of those whose token the chat's watches of
 * the project read with, who tell the others.
 */
export async function wakeTouched(
  deps: BotDeps,
  { visit }: Pick<Turn, 'visit'>,
  accountId: string,
  { forge, project, kind }: DraftPlace & { readonly kind: TargetKind },
): Promise<void> {
  const wakes = touchedBy(kind, project.id);
  const watched = (await deps.stores.watches.listOfChat(visit.chatKey)).filter(
    (one) => one.project.id === project.id && one.account.forge.url === forge.url,
  );
  for (const id of new Set([accountId, ...watched.map(({ account }) => account.id)])) {
    await deps.stores.feeds.wake(id, wakes, deps.clock());
  }
  deps.onFeedsChanged();
}

/** The project's, and the account's own of the same kind. */
function touchedBy(target: TargetKind, projectId: string): readonly Wake[] {
  return TOUCHED[target].flatMap((kind) => [
    { kind, projectId },
    { kind, projectId: null },
  ]);
}
