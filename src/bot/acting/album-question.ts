import { z } from 'zod';
import type { JsonObject } from '../../domain/json.js';
import { quote, type Message } from '../../domain/message.js';
import type { BotDeps } from '../bot-deps.js';
import { fileLines } from '../files/file-lines.js';
import { findOwn, putPending } from '../pending.js';
import type { Turn } from '../turn.js';
import type { Visit } from '../visit.js';
import { joinParts, partsWith, recallAsked, recallParts, rememberParts } from './comment-parts.js';
import { errandFromJson, errandToJson, type Errand } from './errand.js';

/** A question that the files of an album share: what it is kept under, where it stands, what it says. */
export interface AlbumQuestion {
  readonly id: string;
  readonly action: string;
  readonly lifetimeMs: number;
  readonly messageId: string;
  readonly message: Message;
}

const kept = z.object({
  id: z.string(),
  action: z.string(),
  lifetimeMs: z.number(),
  messageId: z.string(),
  // Nobody but this program writes it.
  message: z.custom<Message>((value) => z.object({ lines: z.array(z.unknown()) }).safeParse(value).success),
});

/** Was asked about the first message of an album: the others are not asked about again. */
export async function shareQuestion(
  deps: BotDeps,
  visit: Visit,
  { input }: Errand,
  question: AlbumQuestion,
): Promise<void> {
  if ((input.attachments ?? []).length === 0) return;
  const asked = JSON.parse(JSON.stringify(question)) as JsonObject;
  await rememberParts(deps, visit, await partsWith(deps, visit), asked);
}

/** A further message of an album joins the question that still waits. False where none does: it was answered, or is gone. */
export async function joinQuestion(deps: BotDeps, { visit, talk, t }: Turn): Promise<boolean> {
  const read = kept.safeParse(await recallAsked(deps, visit));
  if (!read.success) return false;
  const { id, action, lifetimeMs, messageId, message } = read.data;
  const pending = await findOwn(deps, visit, id, action);
  const errand = pending === null ? null : errandFromJson(pending.payload);
  const isAnswered =
    errand?.requestKey !== undefined && (await deps.stores.actions.find(errand.requestKey)) !== null;
  if (errand === null || isAnswered) return false;
  const isTakenAlready = (await recallParts(deps, visit)).some((part) => part.messageId === visit.messageId);
  if (isTakenAlready) return true;
  const parts = await partsWith(deps, visit);
  const { choices, ...rest } = errand;
  const joined = { ...rest, input: { ...rest.input, ...joinParts(parts) } };
  await putPending(deps, visit, id, { action, payload: errandToJson(joined, choices), lifetimeMs });
  const text = visit.text.trim();
  const lines = [...message.lines, ...(text === '' ? [] : [quote(text)]), ...fileLines(t, visit.attachments)];
  const grown = { ...message, lines };
  await rememberParts(
    deps,
    visit,
    parts,
    JSON.parse(JSON.stringify({ ...read.data, message: grown })) as JsonObject,
  );
  await talk.rewrite(messageId, grown);
  return true;
}
