import { createHash } from 'node:crypto';
import { calledBy, type Callee } from '../domain/called.js';
import { deedLine, isOfNow } from '../domain/card-deed.js';
import type { ChatAddress } from '../domain/chat.js';
import { line, type Message, type TextLine } from '../domain/message.js';
import { type EventNotification, forgeUrlOf, type Letter, type Notice } from '../domain/notification.js';
import type { Channel } from '../domain/ports/channel.js';
import type { Card, Delivered } from '../domain/ports/outbox-store.js';
import type { Translate } from '../domain/ports/translator.js';
import type { PrivacyLevel } from '../domain/privacy.js';
import { cardKey } from '../domain/subject.js';
import type { Burst, Renderer } from '../events/render/render-notification.js';

export interface DeliveryContext {
  readonly channel: Channel;
  /** At the level of privacy. */
  readonly renderer: Renderer;
  readonly privacy: PrivacyLevel;
  readonly address: ChatAddress;
  readonly callees: readonly Callee[];
  readonly t: Translate;
}

/** What came of it: the message that shows it, and the card as it is now. */
export type Shown = Pick<Delivered, 'card' | 'messageId' | 'summaryId'>;

/** Sends a notice about the reader's own account. */
export async function deliverNotice(notice: Notice, context: DeliveryContext): Promise<Shown> {
  const lines = [noticeLine(notice, context.t)];
  const messageId = await context.channel.send(
    context.address,
    { lines },
    { replyTo: null, isSilent: false },
  );
  return { messageId, card: null };
}

/** A reply to it is a comment on nothing. */
export async function deliverLetter({ message, bare }: Letter, context: DeliveryContext): Promise<Shown> {
  const withheld = bare ?? { lines: [line(context.t('bare.letter'))] };
  const shown = context.privacy === 'neither' ? withheld : message;
  const summaryId = await context.channel.send(context.address, shown, { replyTo: null, isSilent: false });
  return { summaryId, card: null };
}

export function noticeLine({ code, params }: Notice, t: Translate): TextLine {
  return line(t(`notice.${code}`, toTextParams(params)));
}

/** Brings the card up to date without a word. `null`: there is none, or it is gone from the chat. */
export async function refreshCard(
  burst: Burst,
  card: Card | null,
  context: DeliveryContext,
): Promise<Card | null> {
  const latest = burst.at(-1) ?? burst[0];
  return card === null ? null : updateCard(card, cardState(latest, card, context), context);
}

/**
 * Shows the burst: progress edits the card in silence, what wants attention is a new message that answers the card.
 * The card is edited first, so that a repeat after a crash repeats one message at most.
 */
export async function deliverEvents(
  burst: Burst,
  card: Card | null,
  context: DeliveryContext,
): Promise<Shown> {
  const latest = burst.at(-1) ?? burst[0];
  const key = cardKey(latest.event.subject);
  const state = cardState(latest, card, context);
  const wantsAttention = burst.some(({ event }) => event.wantsAttention);
  const standing = await updateCard(card, state, context);
  if (standing !== null && !wantsAttention)
    return { messageId: standing.messageId, card: { key, card: standing } };

  const news = calling(burst, context.renderer.news(burst, standing !== null, context.t), context.callees);
  const messageId = await context.channel.send(context.address, news, {
    replyTo: standing?.messageId ?? null,
    isSilent: !wantsAttention,
  });
  if (state === null) return { messageId, card: null };
  return { messageId, card: { key, card: standing ?? { messageId, fingerprint: fingerprintOf(news) } } };
}

/** An edit calls nobody, so that only what is sent anew does. */
function calling(burst: Burst, news: Message, callees: readonly Callee[]): Message {
  const events = burst.map(({ event }) => event);
  const called = calledBy(events, forgeUrlOf(burst[0]), callees);
  if (called.length === 0) return news;
  const names = called.flatMap(({ name, personId }) => [' ', { text: name, personId }]);
  return { ...news, lines: [...news.lines, line('👉', ...names)] };
}

function cardState(
  latest: EventNotification,
  card: Card | null,
  { renderer, privacy, t }: DeliveryContext,
): Message | null {
  const state = renderer.card(latest, t);
  const deed = card?.deed;
  if (privacy === 'neither' || state === null || deed === undefined || !isOfNow(deed, latest.event.subject))
    return state;
  return { ...state, lines: [...state.lines, deedLine(deed, t)] };
}

export function cardKeyOf(notification: EventNotification): string {
  return cardKey(notification.event.subject);
}

/** Without a `state` it stays as it is. `null`: there is no card, or it is gone from the chat. */
export async function updateCard(
  card: Card | null,
  state: Message | null,
  context: Pick<DeliveryContext, 'channel' | 'address'>,
): Promise<Card | null> {
  if (card === null || state === null) return card;
  const fingerprint = fingerprintOf(state);
  if (fingerprint === card.fingerprint) return card;
  const outcome = await context.channel.edit(context.address, card.messageId, state);
  return outcome === 'gone' ? null : { ...card, fingerprint };
}

export function fingerprintOf(message: Message): string {
  return createHash('sha256').update(JSON.stringify(message)).digest('base64url').slice(0, 22);
}

function toTextParams(params: Notice['params']): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value),
    ]),
  );
}
