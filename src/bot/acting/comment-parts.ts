import { z } from 'zod';
import type { ActionRecord } from '../../domain/actions/action-record.js';
import type { Attachment } from '../../domain/attachment.js';
import type { JsonObject } from '../../domain/json.js';
import type { BotDeps } from '../bot-deps.js';
import { attachmentSchema, recallAlbum, rememberAlbum } from '../files/album.js';
import type { Visit } from '../visit.js';
import type { Errand } from './errand.js';
import { splitComment } from './split-comment.js';

/** One message of those that a comment is made of. */
export interface CommentPart {
  readonly messageId: string;
  readonly text: string;
  readonly attachments: readonly Attachment[];
}

const kept = z.object({
  parts: z.array(
    z.object({ messageId: z.string(), text: z.string(), attachments: z.array(attachmentSchema) }),
  ),
  asked: z.unknown(),
});

type PartsDeps = Pick<BotDeps, 'stores' | 'clock'>;

/** The messages of an album that make one comment, this one as it is now. Without an album it is this one alone. */
export async function partsWith(deps: PartsDeps, visit: Visit): Promise<readonly CommentPart[]> {
  const parts = await recallParts(deps, visit);
  const { messageId, attachments } = visit;
  const text = visit.command === null ? visit.markdown : splitComment(visit).text;
  const part = { messageId, text, attachments };
  const isKnown = parts.some((one) => one.messageId === messageId);
  return isKnown ? parts.map((one) => (one.messageId === messageId ? part : one)) : [...parts, part];
}

/** Empty before the first message of an album has become a comment, or was asked about. */
export async function recallParts(deps: PartsDeps, visit: Visit): Promise<readonly CommentPart[]> {
  const read = kept.safeParse(await recallAlbum(deps, visit, 'album-comment'));
  return read.success ? read.data.parts : [];
}

/** The question about an album, as it was kept with its parts. */
export async function recallAsked(deps: PartsDeps, visit: Visit): Promise<unknown> {
  return (await recallAlbum(deps, visit, 'album-comment'))?.asked;
}

/** `asked`: the question that waits for an answer before they become a comment. */
export function rememberParts(
  deps: PartsDeps,
  visit: Visit,
  parts: readonly CommentPart[],
  asked: JsonObject | null = null,
): Promise<void> {
  const payload = JSON.parse(JSON.stringify({ parts, asked })) as JsonObject;
  return rememberAlbum(deps, visit, 'album-comment', payload);
}

/** Its words stand on the forge as a comment or as those of a review, and can be changed. */
export function isComment({ action, result, receipt }: ActionRecord): boolean {
  return isWorded(action) && result === 'done' && (receipt?.id ?? null) !== null;
}

/** It brings what somebody wrote in the chat to the forge. */
export function isWorded(action: string): boolean {
  return action === 'comment' || action === 'request-changes';
}

/** After the first message of an album has become a comment: the others will be added to it. */
export async function rememberSent(
  deps: PartsDeps,
  visit: Visit,
  { input }: Errand,
  requestKey: string,
): Promise<void> {
  if (visit.albumId === null || (input.attachments ?? []).length === 0) return;
  const record = await deps.stores.actions.find(requestKey);
  if (record !== null && isComment(record)) await rememberParts(deps, visit, await partsWith(deps, visit));
}

/** What the comment says, and its files. */
export function joinParts(parts: readonly CommentPart[]): {
  readonly text: string;
  readonly attachments: readonly Attachment[];
} {
  const texts = parts.map(({ text }) => text.trim()).filter((text) => text !== '');
  return { text: texts.join('\n\n'), attachments: parts.flatMap(({ attachments }) => attachments) };
}
