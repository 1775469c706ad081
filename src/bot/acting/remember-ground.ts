import { DAY } from '../../domain/time.js';
import type { BotDeps } from '../bot-deps.js';
import { textIn } from '../pending-payload.js';
import type { Turn } from '../turn.js';
import { errandFromJson, errandToJson, type Ground } from './errand.js';

const ABOUT = 'act-about';
const HEAD = 'act-head';

/** How long a message of ours is known to be about something: each press reads that anew, so that none is too old. */
export const GROUND_LIFETIME_MS = DAY;

/** Keeps what a message of ours is about, so that a reply to it is understood as one to news is. */
export async function rememberGround(
  { stores, clock }: Pick<BotDeps, 'stores' | 'clock'>,
  { visit }: Pick<Turn, 'visit'>,
  messageId: string | null,
  ground: Ground,
): Promise<void> {
  if (messageId === null) return;
  await stores.pending.put({
    id: aboutId(visit.address.chatId, messageId),
    chatKey: visit.chatKey,
    personId: null,
    action: ABOUT,
    payload: errandToJson({ action: '', input: {}, ground }, []),
    secret: null,
    expiresAt: new Date(clock().getTime() + GROUND_LIFETIME_MS),
  });
}

export async function recallGround(
  { stores, clock }: Pick<BotDeps, 'stores' | 'clock'>,
  { visit }: Pick<Turn, 'visit'>,
  messageId: string,
): Promise<Ground | null> {
  const kept = await stores.pending.find(aboutId(visit.address.chatId, messageId), clock());
  return kept?.action === ABOUT ? (errandFromJson(kept.payload)?.ground ?? null) : null;
}

/**
 * Keeps which head a message shows since it was brought up to date. It counts as long as the message tells what it told
 * then: `ground` is that of the news, with the head that came with it.
 */
export async function rememberHead(
  { stores, clock }: Pick<BotDeps, 'stores' | 'clock'>,
  { visit }: Pick<Turn, 'visit'>,
  ground: Ground,
  sha: string,
): Promise<void> {
  await stores.pending.put({
    id: headId(visit.address.chatId, ground),
    chatKey: visit.chatKey,
    personId: null,
    action: HEAD,
    payload: { sha },
    secret: null,
    expiresAt: new Date(clock().getTime() + GROUND_LIFETIME_MS),
  });
}

/** The head that the news shows now. */
export async function recallHead(
  { stores, clock }: Pick<BotDeps, 'stores' | 'clock'>,
  { visit }: Pick<Turn, 'visit'>,
  ground: Ground,
): Promise<string | null> {
  const kept = await stores.pending.find(headId(visit.address.chatId, ground), clock());
  return kept?.action === HEAD ? textIn(kept.payload, 'sha') : ground.shownSha;
}

/** Hold a colon, which no callback data can name. */
function aboutId(chatId: string, messageId: string): string {
  return `about:${chatId}:${messageId}`;
}

function headId(chatId: string, { messageId, shownSha }: Ground): string {
  return `head:${chatId}:${messageId ?? ''}:${shownSha ?? ''}`;
}
