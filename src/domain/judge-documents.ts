import type { ForgeEvent } from './event.js';
import type { ChangedFile, DocumentChange } from './subjects/document-change.js';
import { wantedFiles } from './wanted-files.js';
import type { MatchRule, WatchFilter } from './watch-filter.js';

/**
 * Which files of a change a watch is told of by this event, those that name the reader first; none: it is not told. It
 * hears of being named where one of its own files does so, and otherwise of the change.
 */
export function filesToTell(
  { type, details }: Pick<ForgeEvent, 'type' | 'details'>,
  { change, filter }: { readonly change: DocumentChange; readonly filter: WatchFilter | null },
  matches: MatchRule,
): readonly ChangedFile[] {
  const own = wantedFiles(change, filter, matches);
  const { namedIn } = details;
  // Which they are was not kept at first.
  if (!Array.isArray(namedIn)) return own;
  const naming = own.filter(({ path }) => namedIn.includes(path));
  if (type === 'document-mention' ? naming.length === 0 : naming.length > 0) return [];
  return [...naming, ...own.filter((file) => !naming.includes(file))];
}
