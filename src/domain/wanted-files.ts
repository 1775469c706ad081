import { isWanted } from './feed-plan.js';
import { type ChangedFile, isOfDocument, pathsOf } from './subjects/document-change.js';
import type { TouchedFiles } from './subjects/touched-files.js';
import type { FilterRule, MatchRule, WatchFilter } from './watch-filter.js';

/**
 * Which files of a change a watch hears of: the documents, or what `only path:…` names instead of them, and in both
 * cases without what `not path:…` names.
 */
export function wantedFiles<F extends ChangedFile>(
  { files }: { readonly files: readonly F[] },
  filter: WatchFilter | null,
  matches: MatchRule,
): readonly F[] {
  const named = pathRules(filter?.include);
  const left = pathRules(filter?.exclude);
  const hasAnyOf = (rules: readonly FilterRule[], file: ChangedFile): boolean =>
    rules.some((rule) => pathsOf(file).some((path) => matches(rule, path)));
  return files.filter((file) => {
    const isWanted = named.length === 0 ? isOfDocument(file) : hasAnyOf(named, file);
    return isWanted && !hasAnyOf(left, file);
  });
}

/**
 * The paths that a watch's rules leave of those that commits touch, by the same reading of the rules. `null`: there is
 * no rule, or those that were not read may be what it asks for.
 */
export function wantedPaths(
  { paths, isCut }: TouchedFiles,
  filter: WatchFilter,
  matches: MatchRule,
): readonly string[] | null {
  const named = pathRules(filter.include);
  const left = pathRules(filter.exclude);
  if (named.length === 0 && left.length === 0) return null;
  const isOf = (rules: readonly FilterRule[], path: string): boolean =>
    rules.some((rule) => matches(rule, path));
  const wanted = paths.filter((path) => (named.length === 0 || isOf(named, path)) && !isOf(left, path));
  return wanted.length === 0 && isCut ? null : wanted;
}

/** Whether it hears of files that changed, and says by path of which. */
export function choosesFiles(filter: WatchFilter | null): filter is WatchFilter {
  if (filter === null || !isWanted(filter, 'documents', 'participating')) return false;
  return pathRules([...filter.include, ...filter.exclude]).length > 0;
}

function pathRules(rules: readonly FilterRule[] = []): readonly FilterRule[] {
  return rules.filter(({ field }) => field === 'path');
}
