import type { WantedFiles } from '../domain/ports/forge-adapter.js';
import type { OwnProject, Project } from '../domain/project.js';
import {
  type ChangedFile,
  type DocumentChange,
  type Excerpt,
  isOfDocument,
  MAX_FILES,
  type NamingFile,
} from '../domain/subjects/document-change.js';
import { excerptOf, proseOf } from './patch-text.js';
import { extractMentions } from './mentions.js';

/** A file with its hunks, where the forge shows them. */
export interface FileWithDiff extends ChangedFile {
  readonly diff: string | null;
}

/** What a forge told of the way from one head to the next. */
export interface Progress extends Pick<DocumentChange, 'isRewritten' | 'author' | 'mergeRequest' | 'url'> {
  readonly from: string;
  readonly to: string;
  readonly files: readonly FileWithDiff[];
  /** The forge did not show all files. */
  readonly isCut: boolean;
  readonly authorNames: readonly string[];
  readonly at: string;
}

/** Watches of one project whose rules differ so much are few. */
const MAX_EXCERPTS = 20;
/** More names than these are a crowd. */
const MAX_NAMES = 4;

export function toDocumentChange(
  progress: Progress,
  project: Project,
  wanted: WantedFiles = () => [],
): DocumentChange {
  const { from, to, files, authorNames, author, at } = progress;
  const shown = files.slice(0, MAX_FILES);
  const asked = wanted(files, project.id);
  const namedIn = namesByFile(shown, new Set(asked.flat()));
  const naming = new Set(namedIn.map(({ path }) => path));
  const excerpts = distinct([
    ...asked.map(firstExcerpt),
    ...shown.filter(({ path }) => naming.has(path)).map((file) => firstExcerpt([file])),
  ]);
  return {
    kind: 'document-change',
    id: `${project.id}:${from}..${to}`,
    projectId: project.id,
    branch: project.defaultBranch,
    files: shown.map(withoutDiff),
    hasMoreFiles: progress.isCut || files.length > MAX_FILES,
    isRewritten: progress.isRewritten,
    excerpt: firstExcerpt(files.filter(isOfDocument)),
    ...(excerpts.length === 0 ? {} : { excerpts }),
    mentions: [...new Set(namedIn.flatMap(({ names }) => names))],
    ...(namedIn.length === 0 ? {} : { namedIn }),
    author,
    authorNames: author === null ? authorNames.slice(0, MAX_NAMES) : [authorNames[0] ?? author.name],
    mergeRequest: progress.mergeRequest,
    url: progress.url,
    createdAt: at,
    updatedAt: at,
  };
}

export interface Finding {
  readonly change: DocumentChange | null;
  readonly movedTo?: OwnProject;
}

/**
 * History seems rewritten, too, when another branch became the default one: nothing was pushed then, and the project is
 * to be saved with its name.
 */
export async function unlessOtherDefault(
  change: DocumentChange | null,
  saved: Project,
  find: (id: string) => Promise<OwnProject | null>,
): Promise<Finding> {
  if (change?.isRewritten !== true || saved.defaultBranch === null) return { change };
  const fresh = await find(saved.id);
  const isOther = fresh !== null && fresh.defaultBranch !== saved.defaultBranch;
  return isOther ? { change: null, movedTo: fresh } : { change };
}

/** Those that brought something of their own; who only merged counts where there is nothing else. */
export function ownCommits<C extends { readonly isMerge: boolean }>(commits: readonly C[]): readonly C[] {
  const own = commits.filter(({ isMerge }) => !isMerge);
  return own.length === 0 ? commits : own;
}

/** Each once. */
export function namesOf(commits: readonly { readonly name: string | null }[]): readonly string[] {
  const names = commits.map(({ name }) => name?.trim() ?? '');
  return [...new Set(names.filter((name) => name !== ''))];
}

function withoutDiff({ path, oldPath, fate, additions, deletions }: FileWithDiff): ChangedFile {
  return { path, oldPath, fate, additions, deletions };
}

/** Of documents and of what a watch hears of in their place. Lines that went away may have named the same people. */
function namesByFile(
  files: readonly FileWithDiff[],
  asked: ReadonlySet<FileWithDiff>,
): readonly NamingFile[] {
  const sides = files
    .filter((file) => isOfDocument(file) || asked.has(file))
    .map(({ path, diff }) => ({ path, gone: proseOf(diff ?? '', '-'), come: proseOf(diff ?? '', '+') }));
  const gone = new Set(sides.flatMap((side) => extractMentions(side.gone)));
  return sides.flatMap(({ path, come }) => {
    const names = extractMentions(come).filter((name) => !gone.has(name));
    return names.length === 0 ? [] : [{ path, names }];
  });
}

function firstExcerpt(files: readonly FileWithDiff[]): Excerpt | null {
  for (const { path, diff } of files) {
    const text = diff === null ? null : excerptOf(diff);
    if (text !== null) return { path, text };
  }
  return null;
}

function distinct(excerpts: readonly (Excerpt | null)[]): readonly Excerpt[] {
  const known = excerpts.filter((one) => one !== null);
  return [...new Map(known.map((one) => [one.path, one])).values()].slice(0, MAX_EXCERPTS);
}
