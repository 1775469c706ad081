import { TelegramError } from 'telegraf';
import { DeliveryError, type DeliveryErrorCode } from '../../domain/errors.js';

/** A group takes words but no pictures. */
const PHOTOS_FORBIDDEN = /not enough rights to send photos/i;

/** Descriptions by the beginning that Telegram keeps stable enough; "texts may change" is its own warning. */
const BAD_REQUESTS: readonly (readonly [RegExp, DeliveryErrorCode])[] = [
  [PHOTOS_FORBIDDEN, 'rejected'],
  [
    /chat not found|PEER_ID_INVALID|CHAT_WRITE_FORBIDDEN|CHANNEL_PRIVATE|group chat was deleted/i,
    'unreachable',
  ],
  [/not enough rights to send|have no rights to send|need administrator rights/i, 'unreachable'],
  [/message thread not found|TOPIC_DELETED/i, 'topic-gone'],
  [/TOPIC_CLOSED/i, 'topic-closed'],
  [
    /message to be replied not found|message to edit not found|message can't be edited|MESSAGE_ID_INVALID/i,
    'message-gone',
  ],
];

const UNREACHABLE =
  /bot was blocked|user is deactivated|bot was kicked|not a member|group chat was deleted|can't initiate conversation|can't send messages to/i;

/**
 * The one translation of what telegraf and its HTTP client throw. The original is dropped on purpose: a client error
 * may carry the address with the bot's token, and a Telegram error the text of the message.
 */
export function translateTelegramError(error: unknown, proxyHost: string | null = null): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (error instanceof TelegramError) return fromAnswer(error);
  const { name, type, code } = describe(error);
  const way = proxyHost === null ? '' : ` by way of the proxy ${proxyHost}`;
  if (name === 'AbortError') return new DeliveryError('unavailable', `Telegram did not answer in time${way}`);
  if (name !== 'FetchError')
    return new DeliveryError('rejected', `the call failed before it was sent: ${name}`);
  return new DeliveryError(
    'unavailable',
    `Telegram cannot be reached or understood${way}: ${type} ${code}`.trimEnd(),
  );
}

/** Another `getUpdates` of the same bot is under way, or a webhook is set. */
export function isConflict(error: DeliveryError): boolean {
  return error.message.startsWith('409');
}

/** Telegram says so when an edit changes nothing. */
export function isUnchanged(error: DeliveryError): boolean {
  return error.code === 'rejected' && error.message.includes('message is not modified');
}

/** What was to be sent is a picture, and the chat takes none. */
export function isPhotoForbidden(error: DeliveryError): boolean {
  return error.code === 'rejected' && PHOTOS_FORBIDDEN.test(error.message);
}

/** What stands in front of the Bot API may leave out what the Bot API promises. */
interface Answer {
  readonly error_code: number;
  readonly description?: string;
  readonly parameters?: { readonly migrate_to_chat_id?: number; readonly retry_after?: number };
}

function fromAnswer(error: TelegramError): DeliveryError {
  const response: Answer = error.response;
  const { error_code: status, description = '', parameters } = response;
  const detail = `${status}: ${description.slice(0, 300)}`;
  if (parameters?.migrate_to_chat_id !== undefined) {
    return new DeliveryError('moved', detail, { movedTo: String(parameters.migrate_to_chat_id) });
  }
  if (status === 429) {
    const told = parameters?.retry_after ?? Number(/retry after (\d+)/i.exec(description)?.[1] ?? Number.NaN);
    return new DeliveryError('too-fast', detail, {
      retryAfterSeconds: Number.isFinite(told) ? told : undefined,
    });
  }
  return new DeliveryError(codeOf(status, description), detail);
}

/** Telegram answers 404 for a token that it cannot even read. */
function codeOf(status: number, description: string): DeliveryErrorCode {
  if (status === 401 || status === 404) return 'unauthorized';
  if (status === 409 || status >= 500) return 'unavailable';
  if (status === 403) return UNREACHABLE.test(description) ? 'unreachable' : 'rejected';
  return BAD_REQUESTS.find(([text]) => text.test(description))?.[1] ?? 'rejected';
}

function describe(error: unknown): { readonly name: string; readonly type: string; readonly code: string } {
  if (typeof error !== 'object' || error === null) return { name: typeof error, type: '', code: '' };
  return { name: textOf(error, 'name'), type: textOf(error, 'type'), code: textOf(error, 'code') };
}

function textOf(error: object, field: string): string {
  const value: unknown = Reflect.get(error, field);
  return typeof value === 'string' ? value : '';
}
