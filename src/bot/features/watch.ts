import { Composer } from 'telegraf';
import type { Account } from '../../domain/account.js';
import type { Line, Message } from '../../domain/message.js';
import type { PendingAction } from '../../domain/ports/people-store.js';
import { PLAIN_LEVELS, type PlainLevel } from '../../domain/watch.js';
import { awaitFirstReads } from '../await-first-reads.js';
import type { BotDeps } from '../bot-deps.js';
import { askAccount, findNamed, linkButton, MOST_AT_ONCE, takeMatch } from '../find-named.js';
import { sentence } from '../phrase.js';
import { textIn } from '../pending-payload.js';
import type { ProjectReference } from '../project-reference.js';
import { CONFIRM_GROUP, finishConfirmation, startWatch } from '../start-watch.js';
import { onCommand, onPending, type BotContext, type Turn } from '../turn.js';
import { parseWatchArgument } from '../watch-argument.js';
import { offerProjects } from './pick-project.js';

const CHOOSE_ACCOUNT = 'choose-account';

/** Starts watches by path, link or id; without one, offers what the token can see. */
export function watchFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onCommand('watch', (turn) => watch(deps, turn)));
  composer.use(
    onPending(CHOOSE_ACCOUNT, (turn, pending, choice) => finishChoice(deps, turn, pending, choice)),
  );
  composer.use(
    onPending(CONFIRM_GROUP, (turn, pending, choice) => finishConfirmation(deps, turn, pending, choice)),
  );
  return composer;
}

interface Wish {
  readonly accounts: readonly Account[];
  /** `null`: not named. */
  readonly level: PlainLevel | null;
}

async function watch(deps: BotDeps, turn: Turn): Promise<void> {
  const { visit, talk, t } = turn;
  await talk.answer();
  const { references, level } = parseWatchArgument(visit.command?.argument ?? '', deps.forges);
  if (references.length > MOST_AT_ONCE) {
    return talk.reply({ lines: [sentence(t, 'watch.too-many', { count: MOST_AT_ONCE })] });
  }
  const accounts = await deps.stores.accounts.listOf(visit.visitor.id);
  if (references.length === 0 && visit.chatKind === 'group') {
    return talk.reply({ lines: [sentence(t, 'watch.group-needs-path')] });
  }
  if (references.length === 0) return offerProjects(deps, turn, accounts, { level, how: 'reply' });
  const wish = { accounts, level };
  const messages: Message[] = [];
  const refusals: Line[] = [];
  for (const reference of references) {
    const outcome = await watchOne(deps, turn, reference, wish);
    if ('kind' in outcome) refusals.push(outcome);
    else messages.push(outcome);
  }
  const accountIds = messages.length === 0 ? [] : accounts.map(({ id }) => id);
  await awaitFirstReads(deps, accountIds);
  if (refusals.length > 0) await talk.reply({ lines: refusals, buttons: linkButton(turn, accounts) });
  for (const message of messages) await talk.reply(message);
}

/** A line says why not; a message shows the watch, or asks. */
async function watchOne(
  deps: BotDeps,
  turn: Turn,
  reference: ProjectReference,
  { accounts, level }: Wish,
): Promise<Line | Message> {
  const { typed } = reference;
  const found = await findNamed(deps, turn, accounts, reference);
  if ('kind' in found) return found;
  const [match, ...others] = found;
  return others.length > 0
    ? askAccount(deps, turn, found, { action: CHOOSE_ACCOUNT, payload: { level, typed } })
    : startWatch(deps, turn, match, { level, typed });
}

async function finishChoice(
  deps: BotDeps,
  turn: Turn,
  pending: PendingAction,
  choice: number,
): Promise<void> {
  const match = await takeMatch(deps, turn, pending, choice);
  if (match === null) return;
  const level = PLAIN_LEVELS.find((known) => known === pending.payload.level) ?? null;
  const typed = textIn(pending.payload, 'typed');
  const message = await startWatch(deps, turn, match, { level, typed });
  await awaitFirstReads(deps, [match.account.id]);
  await turn.talk.show(message);
}
