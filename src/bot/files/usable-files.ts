import type { Attachment } from '../../domain/attachment.js';
import type { ForgeKind } from '../../domain/forge.js';
import type { BotDeps } from '../bot-deps.js';
import { sentence } from '../phrase.js';
import type { Turn } from '../turn.js';
import { recallAlbum, rememberAlbum } from './album.js';

/** The files of this message, as far as that forge takes files: where it takes none, the person is told so, once an album. */
export async function usableFiles(
  deps: BotDeps,
  turn: Turn,
  kind: ForgeKind,
): Promise<readonly Attachment[]> {
  const { visit, talk, t } = turn;
  if (visit.attachments.length === 0 || deps.actions[kind].upload !== null) return visit.attachments;
  if ((await recallAlbum(deps, visit, 'album-told')) !== null) return [];
  await rememberAlbum(deps, visit, 'album-told', {});
  await talk.reply({ lines: [sentence(t, 'files.unsupported')] });
  return [];
}
