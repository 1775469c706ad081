import { DAY } from '../../domain/time.js';
import type { BotDeps } from '../bot-deps.js';
import type { Turn } from '../turn.js';
import { errandFromJson, errandToJson, type Ground } from './errand.js';

const ABOUT = 'act-about';

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
    expiresAt: new Date(clock().getTime() + DAY),
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

/** Holds a colon, which no callback data can name. */
function aboutId(chatId: string, messageId: string): string {
  return `about:${chatId}:${messageId}`;
}
