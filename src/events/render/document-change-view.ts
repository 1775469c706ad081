import { code, line, type Line, type Span } from '../../domain/message.js';
import type { Translate } from '../../domain/ports/translator.js';
import type { ChangedFile, DocumentChange } from '../../domain/subjects/document-change.js';
import { mergeRequestLabel } from './merge-request-view.js';
import type { Place, SubjectView } from './subject-view.js';

/** More names than these are not read on a phone. */
const MAX_NAMES = 5;

/** Nothing follows on a change, so that it needs no living card. */
export const documentChangeView: SubjectView<'document-change'> = { status: null, lines: changeLines };

function changeLines(change: DocumentChange, place: Place, t: Translate): readonly Line[] {
  const { excerpt, excerpts = [], url } = change;
  const files = shownFiles(change, place);
  const names = files.length === 0 ? t('card.files-unknown') : namesOf(files, change.hasMoreFiles, t);
  const lines: Line[] = [
    line({ text: names, href: url }, ` · ${place.project.path}`),
    ...factsLine(change, files, place),
    ...(change.isRewritten && files.length > 0 ? [line(t('card.history-rewritten'))] : []),
  ];
  const known = new Map([excerpt, ...excerpts].map((one) => [one?.path, one?.text]));
  const shown = files.map(({ path }) => known.get(path)).find((text) => text !== undefined);
  return shown === undefined ? lines : [...lines, code(shown)];
}

/** Those that the watch asked for, in its order. */
function shownFiles({ files }: DocumentChange, { paths }: Place): readonly ChangedFile[] {
  if (paths === undefined) return files;
  const byPath = new Map(files.map((file) => [file.path, file]));
  return paths.flatMap((path) => byPath.get(path) ?? []);
}

function namesOf(files: readonly ChangedFile[], hasMore: boolean, t: Translate): string {
  const names = files
    .slice(0, MAX_NAMES)
    .map((file) => nameOf(file, t))
    .join(', ');
  const more = files.length - MAX_NAMES;
  if (hasMore) return t('card.files-at-least', { files: names });
  return more > 0 ? t('card.files-more', { files: names, more }) : names;
}

function nameOf({ path, oldPath, fate }: ChangedFile, t: Translate): string {
  if (fate === 'renamed' && oldPath !== null) return `${oldPath} → ${path}`;
  return fate === 'changed' ? path : t(`card.file-${fate === 'added' ? 'added' : 'deleted'}`, { path });
}

/** `+12 −3 · Alice · !7`, as far as it is known. */
function factsLine(
  { authorNames, mergeRequest }: DocumentChange,
  files: readonly ChangedFile[],
  { kind }: Place,
): readonly Line[] {
  const label = mergeRequest && {
    text: mergeRequestLabel(kind, mergeRequest.number),
    href: mergeRequest.url,
  };
  const facts: readonly Span[] = [
    ...linesText(files),
    ...(authorNames.length === 0 ? [] : [authorNames.join(', ')]),
    ...(label === null ? [] : [label]),
  ];
  if (facts.length === 0) return [];
  return [line(...facts.flatMap((fact, index): readonly Span[] => (index === 0 ? [fact] : [' · ', fact])))];
}

function linesText(files: readonly ChangedFile[]): readonly string[] {
  const isKnown = files.some(({ additions }) => additions !== null);
  if (!isKnown) return [];
  const sum = (of: (file: ChangedFile) => number | null): number =>
    files.reduce((total, file) => total + (of(file) ?? 0), 0);
  return [`+${sum(({ additions }) => additions)} −${sum(({ deletions }) => deletions)}`];
}
