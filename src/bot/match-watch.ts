import type { Forge } from '../domain/forge.js';
import type { WatchedProject } from '../domain/ports/people-store.js';
import { parseProjectReference } from './project-reference.js';

/** The watches that a path, link, id, or just the last part of a path names. */
export function matchWatches(
  watches: readonly WatchedProject[],
  typed: string,
  forges: readonly Forge[],
): readonly WatchedProject[] {
  const reference = parseProjectReference(typed, forges);
  if (reference.kind === 'foreign-host') return [];
  if (reference.kind === 'invalid') {
    const name = typed.toLowerCase();
    return watches.filter(({ project }) => project.path.toLowerCase().split('/').at(-1) === name);
  }
  const { pathOrId } = reference;
  const able = watches.filter(({ account }) => reference.forges.some(({ url }) => url === account.forge.url));
  return able.filter(
    ({ project }) => project.id === pathOrId || project.path.toLowerCase() === pathOrId.toLowerCase(),
  );
}
