import type { Account } from '../../domain/account.js';
import { type Desk, isAtWork } from '../../domain/desk.js';
import { DeliveryError } from '../../domain/errors.js';
import { DEFAULT_LANGUAGE } from '../../domain/language.js';
import { deskNotices } from '../../domain/owner-notice.js';
import type { BotDeps } from '../bot-deps.js';
import { line } from '../../domain/message.js';
import { asTexts, type TextKey } from '../translator.js';
import { codeOf, type DeskOutcome } from './ending.js';
import { enrol } from './enrol.js';

type RestDeps = Pick<BotDeps, 'stores' | 'clock'>;

/** Nothing can be done with the token that its owner lent to the desks: they rest, and say so. */
async function restForToken({ stores, clock }: RestDeps, account: Account): Promise<void> {
  const desks = await stores.desks.pause(account.id, 'token');
  const occasion = `${account.linkedAt.toISOString()}:${clock().toISOString()}`;
  for (const notice of deskNotices('desk-paused-token', account, desks, occasion)) {
    await stores.notices.enqueue(notice);
  }
}

/** What was done for somebody may have shown that the token is refused, or may only read. */
export async function restIfDenied(deps: RestDeps, account: Account, outcome: DeskOutcome): Promise<void> {
  const code = codeOf(outcome);
  if (code === 'token-refused' || code === 'scope') await restForToken(deps, account);
}

/** Desks that waited for this account go on with its new token, if it may write, and say so. */
export async function goOnWith(deps: BotDeps, account: Account): Promise<void> {
  if (account.token.canWrite === false) return restForToken(deps, account);
  const { stores, clock } = deps;
  const { id, personId, forge } = account;
  const desks = await stores.desks.resume({ id, personId, forgeUrl: forge.url });
  for (const desk of desks) await enrol(deps, account, desk.project);
  for (const notice of deskNotices('desk-resumed', account, desks.filter(isAtWork), clock().toISOString())) {
    await stores.notices.enqueue(notice);
  }
}

/** Says in the chats of desks what their owner did: nothing can be queued for an account that is no more. */
export async function sayInDesks(
  { stores, channel, translator, logger }: BotDeps,
  desks: readonly Desk[],
  key: Extract<TextKey, `desk.owner-${string}`>,
): Promise<void> {
  for (const { chatKey, project } of desks) {
    const chat = await stores.chats.find(chatKey);
    if (chat?.isReachable !== true || chat.kind === 'private') continue;
    const t = asTexts(translator(chat.language ?? DEFAULT_LANGUAGE));
    const message = { lines: [line(t(key, { project: project.path }))] };
    try {
      await channel.send(chat, message, { replyTo: null, isSilent: false });
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      logger.warn({ chatId: chat.chatId, error }, 'a desk could not say that it rests');
    }
  }
}
