import { Composer } from 'telegraf';
import { type Line, line } from '../../domain/message.js';
import type { Forgotten, PendingAction } from '../../domain/ports/people-store.js';
import type { Retention } from '../../domain/retention.js';
import type { BotDeps } from '../bot-deps.js';
import { sayInDesks } from '../desk/rest.js';
import { formatDuration } from '../duration.js';
import { publishMenuOf } from '../menu.js';
import { keepPending } from '../pending.js';
import { type PhraseParams, sentence } from '../phrase.js';
import type { Texts } from '../translator.js';
import { onCommand, onPending, type BotContext, type Turn } from '../turn.js';

const FORGET = 'forget';

/** Deletes everything about a person, after one question. */
export function forgetFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onCommand('forget', (turn) => ask(deps, turn)));
  composer.use(onPending(FORGET, (turn, pending, choice) => finish(deps, turn, pending, choice)));
  return composer;
}

async function ask(deps: BotDeps, { visit, talk, t }: Turn): Promise<void> {
  const member = await deps.stores.members.find(visit.visitor.id);
  const action = await keepPending(deps, visit, { action: FORGET, payload: {} });
  const isClaimant = member?.isOperator === true && deps.allowedUsers.length === 0;
  await talk.reply({
    lines: [
      sentence(t, 'forget.confirm'),
      sentence(t, 'forget.otherwise', keptFor(t, deps.retention)),
      ...(isClaimant ? [sentence(t, 'forget.operator')] : []),
    ],
    buttons: [
      [
        { label: t('button.forget'), action: action(1) },
        { label: t('button.keep'), action: action(0) },
      ],
    ],
  });
}

/** What goes by itself, and after how long. */
function keptFor(t: Texts, { messagesMs, actionsMs, eventsMs }: Retention): PhraseParams {
  const [news, actions, events] = [messagesMs, actionsMs, eventsMs].map((ms) => formatDuration(t, ms));
  return { news: news ?? '', actions: actions ?? '', events: events ?? '' };
}

async function finish(
  deps: BotDeps,
  { visit, talk, t }: Turn,
  pending: PendingAction,
  choice: number,
): Promise<void> {
  const taken = await deps.stores.pending.take(pending.id, deps.clock());
  if (taken === null) return talk.answer(t('press.expired'));
  if (choice !== 1) return talk.show({ lines: [sentence(t, 'forget.kept')] });
  const desks = await deps.stores.desks.ofOwner(visit.visitor.id);
  const gone = await deps.stores.members.forget(visit.visitor.id);
  await publishMenuOf(deps, visit.visitor.id);
  await sayInDesks(deps, desks, 'desk.owner-forgotten');
  deps.onFeedsChanged();
  deps.logger.info({ personId: visit.visitor.id, ...gone }, 'a person was forgotten at their wish');
  await talk.show({ lines: deletedLines(t, gone) });
}

/** What there was none of is not named. */
function deletedLines(t: Texts, gone: Forgotten): readonly Line[] {
  const parts = (['accounts', 'watches', 'messages', 'events', 'actions', 'tickets'] as const)
    .filter((part) => gone[part] > 0)
    .map((part) => line(`• ${t(`forget.${part}`, { count: gone[part] })}`));
  if (parts.length === 0) return [sentence(t, 'forget.none'), sentence(t, 'forget.rest')];
  return [sentence(t, 'forget.done'), ...parts, sentence(t, 'forget.rest')];
}
