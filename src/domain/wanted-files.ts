import { type ChangedFile, type DocumentChange, isOfDocument, pathsOf } from './subjects/document-change.js';
import type { FilterRule, MatchRule, WatchFilter } from './watch-filter.js';

/**
 * Which files of a change a watch hears of: the documents, or what `only path:…` names instead of them, and in both
 * cases without what `not path:…` names.
 */
export function wantedFiles(
  { files }: Pick<DocumentChange, 'files'>,
  filter: WatchFilter | null,
  matches: MatchRule,
): readonly ChangedFile[] {
  const named = pathRules(filter?.include);
  const left = pathRules(filter?.exclude);
  const hasAnyOf = (rules: readonly FilterRule[], file: ChangedFile): boolean =>
    rules.some((rule) => pathsOf(file).some((path) => matches(rule, path)));
  return files.filter((file) => {
    const isWanted = named.length === 0 ? isOfDocument(file) : hasAnyOf(named, file);
    return isWanted && !hasAnyOf(left, file);
  });
}

function pathRules(rules: readonly FilterRule[] = []): readonly FilterRule[] {
  return rules.filter(({ field }) => field === 'path');
}
