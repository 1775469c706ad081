import { stripVTControlCharacters } from 'node:util';
import { cleanBlock, cleanInline } from '../channels/clean-text.js';
import { toEventRecord } from '../domain/event-record.js';
import type { Json, JsonObject } from '../domain/json.js';
import { type Line, plainText } from '../domain/message.js';
import type { EventNotification } from '../domain/notification.js';

/** Raised when a field goes or changes its meaning; new fields may come without. */
const VERSION = 1;

/** One event as `docs/tail.md` promises it. `headline`: the words that say what happened. */
export function toEventJson(notification: EventNotification, forgeUrl: string, headline: Line): Json {
  const { event, project, forgeKind } = notification;
  const record = toEventRecord(event, { forge: { kind: forgeKind, url: forgeUrl }, project });
  return printable({
    v: VERSION,
    key: event.key,
    text: cleanInline(stripVTControlCharacters(plainText(headline))).trim(),
    ...record,
    subject: { ...record.subject },
    forge: { ...record.forge },
    project: { ...record.project },
    actor: record.actor === null ? null : { ...record.actor },
    reason: event.reason,
    own: event.isOwnDoing,
    attention: event.wantsAttention,
  });
}

/** JSON keeps the controls of C0 apart by itself; whoever prints a field is kept from those that are left, too. */
function printable(value: Json): Json {
  if (typeof value === 'string') return cleanBlock(stripVTControlCharacters(value));
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map(printable);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, printable(one)]));
}

function isList(value: readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value);
}
