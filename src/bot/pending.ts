import type { JsonObject } from '../domain/json.js';
import type { Message } from '../domain/message.js';
import type { PendingAction } from '../domain/ports/people-store.js';
import type { Secret } from '../domain/secret.js';
import { MINUTE } from '../domain/time.js';
import type { BotDeps } from './bot-deps.js';
import { decodePress, encodePress } from './callback-data.js';
import type { Visit } from './visit.js';

/** How long a question with buttons can be answered. */
const LIFETIME_MS = 10 * MINUTE;

export interface Question {
  readonly action: string;
  readonly payload: JsonObject;
  readonly secret?: Secret;
  /** How long it can be answered; ten minutes when left out. */
  readonly lifetimeMs?: number;
}

type PendingDeps = Pick<BotDeps, 'stores' | 'randomId' | 'clock'>;

/** Keeps what the buttons of a question to this visitor mean; returns the action of the button for each choice. */
export async function keepPending(
  deps: PendingDeps,
  visit: Visit,
  question: Question,
): Promise<(choice: number) => string> {
  const id = deps.randomId();
  await putPending(deps, visit, id, question);
  return (choice) => encodePress({ kind: 'pending', id, choice });
}

/** The same under a given id. */
export async function putPending(
  { stores, clock }: Pick<BotDeps, 'stores' | 'clock'>,
  { chatKey, visitor }: Visit,
  id: string,
  { action, payload, secret, lifetimeMs = LIFETIME_MS }: Question,
): Promise<void> {
  await stores.pending.put({
    id,
    chatKey,
    personId: visitor.id,
    action,
    payload,
    secret: secret ?? null,
    expiresAt: new Date(clock().getTime() + lifetimeMs),
  });
}

/** From now on what is kept for the buttons of a message counts under that message only. */
export async function bindPending(
  { stores }: Pick<BotDeps, 'stores'>,
  { buttons = [] }: Message,
  messageId: string,
): Promise<void> {
  const ids = buttons.flat().flatMap((button) => {
    const press = 'action' in button ? decodePress(button.action) : null;
    return press?.kind === 'pending' ? [press.id] : [];
  });
  if (ids.length > 0) await stores.pending.bind([...new Set(ids)], messageId);
}

/** What was kept for this visitor under that id, as that action. */
export async function findOwn(
  { stores, clock }: Pick<BotDeps, 'stores' | 'clock'>,
  { visitor }: Visit,
  id: string,
  action: string,
): Promise<PendingAction | null> {
  const pending = await stores.pending.find(id, clock());
  return pending?.action === action && pending.personId === visitor.id ? pending : null;
}

/** Why a stored button cannot be pressed by this visitor now, or what it means. */
export async function findPending(
  { stores, clock }: PendingDeps,
  visit: Visit,
  id: string,
): Promise<PendingAction | 'expired' | 'foreign'> {
  const pending = await stores.pending.find(id, clock());
  if (pending === null || pending.chatKey !== visit.chatKey) return 'expired';
  const { boundTo = visit.messageId } = pending.payload;
  if (boundTo !== visit.messageId) return 'expired';
  return pending.personId === null || pending.personId === visit.visitor.id ? pending : 'foreign';
}
