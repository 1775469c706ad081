import { z } from 'zod';
import type { JsonObject } from '../../domain/json.js';
import { DAY } from '../../domain/time.js';
import type { BotDeps } from '../bot-deps.js';
import { findOwn, putPending } from '../pending.js';
import type { Visit } from '../visit.js';

/** What was made of a message is known as long as people can change what they sent. */
export const REMEMBERED_MS = 2 * DAY;

type AlbumDeps = Pick<BotDeps, 'stores' | 'clock'>;

/** For a file of a chat as it waits in the database. */
export const attachmentSchema = z.object({
  fileId: z.string(),
  uniqueId: z.string(),
  name: z.string(),
  size: z.number().nullable(),
});

/** Keeps what was begun with the first message of an album, for those that follow: each comes as a message of its own. */
export async function rememberAlbum(
  deps: AlbumDeps,
  visit: Visit,
  purpose: AlbumPurpose,
  payload: JsonObject,
): Promise<void> {
  if (visit.albumId === null) return;
  const id = albumKey(visit, visit.albumId);
  await putPending(deps, visit, id, { action: purpose, payload, lifetimeMs: REMEMBERED_MS });
}

/** What its messages became: files of a draft, one comment, or nothing, which was said once. */
export type AlbumPurpose = 'album-draft' | 'album-comment' | 'album-told';

/** `null` for what is no album, and for its first message. */
export async function recallAlbum(
  deps: AlbumDeps,
  visit: Visit,
  purpose: AlbumPurpose,
): Promise<JsonObject | null> {
  if (visit.albumId === null) return null;
  const kept = await findOwn(deps, visit, albumKey(visit, visit.albumId), purpose);
  return kept === null ? null : kept.payload;
}

/** Whether something was begun with its first message, which the others need not say. */
export async function continuesAlbum(deps: AlbumDeps, visit: Visit): Promise<boolean> {
  const ofComment = await recallAlbum(deps, visit, 'album-comment');
  return ofComment !== null || (await recallAlbum(deps, visit, 'album-draft')) !== null;
}

/** Holds a colon, which no callback data can name. */
function albumKey({ address }: Visit, albumId: string): string {
  return `album:${address.chatId}:${albumId}`;
}
