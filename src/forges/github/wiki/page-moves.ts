import type { WikiAction } from '../../../domain/subjects/wiki-page.js';
import { likeness, weighText, type TextWeights } from '../../text-likeness.js';
import { pageOf } from './page-name.js';
import type { FileChange, WikiHistory } from './wiki-repository.js';

/** Git's own measure for a renamed file. */
const LEAST_LIKENESS = 0.5;

export interface PageMove extends Pick<FileChange, 'before' | 'after'> {
  readonly action: WikiAction;
  /** Where it is, or was last. */
  readonly path: string;
  readonly formerPath: string | null;
}

/**
 * The same content at another place is the same page, and so is what is mostly the same; of what is not, `max` files that
 * came are held against as many that went.
 */
export async function movesAmong(
  history: Pick<WikiHistory, 'read'>,
  files: readonly FileChange[],
  max: number,
): Promise<readonly PageMove[]> {
  const gone = new Set(files.filter(({ after }) => after === null));
  const origins = new Map<FileChange, FileChange>();
  const link = (file: FileChange, origin: FileChange): void => {
    origins.set(file, origin);
    gone.delete(origin);
  };
  const fresh = files.filter(({ before }) => before === null);
  for (const file of fresh) {
    const origin = [...gone].find(({ before }) => before === file.after);
    if (origin !== undefined) link(file, origin);
  }
  const unknown = fresh.filter((file) => !origins.has(file)).slice(0, max);
  for (const { file, origin } of await likeliest(history, unknown, [...gone].slice(0, max))) {
    if (!origins.has(file) && gone.has(origin)) link(file, origin);
  }
  const there = files.filter(({ after }) => after !== null);
  return [
    ...there.map((file) => moveOf(file, origins.get(file))),
    ...[...gone].map((file): PageMove => ({ ...file, action: 'deleted', formerPath: null })),
  ];
}

function moveOf(file: FileChange, origin: FileChange | undefined): PageMove {
  if (origin === undefined) {
    return { ...file, action: file.before === null ? 'created' : 'edited', formerPath: null };
  }
  const { before, path: formerPath } = origin;
  // Written in another markup it keeps its name.
  if (pageOf(formerPath) === pageOf(file.path))
    return { ...file, before, action: 'edited', formerPath: null };
  return { ...file, before, action: 'renamed', formerPath };
}

interface Pair {
  readonly file: FileChange;
  readonly origin: FileChange;
}

/** The most alike first. */
async function likeliest(
  history: Pick<WikiHistory, 'read'>,
  files: readonly FileChange[],
  gone: readonly FileChange[],
): Promise<readonly Pair[]> {
  if (files.length === 0 || gone.length === 0) return [];
  const weigh = async (blob: string | null): Promise<TextWeights> =>
    weighText(blob === null ? '' : await history.read(blob));
  const origins: (readonly [FileChange, TextWeights])[] = [];
  for (const origin of gone) origins.push([origin, await weigh(origin.before)]);
  const pairs: (Pair & { readonly likeness: number })[] = [];
  for (const file of files) {
    const text = await weigh(file.after);
    for (const [origin, former] of origins) pairs.push({ file, origin, likeness: likeness(former, text) });
  }
  return pairs
    .filter((pair) => pair.likeness >= LEAST_LIKENESS)
    .sort((one, other) => other.likeness - one.likeness);
}
