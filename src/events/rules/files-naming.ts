import type { DocumentChange } from '../../domain/subjects/document-change.js';
import { isMentioned, type Viewer } from '../../domain/viewer.js';

/** Paths of the files that name the viewer since, which is for each watch to weigh by its rules. */
export function filesNaming({ namedIn = [] }: DocumentChange, viewer: Viewer): readonly string[] {
  return namedIn.filter(({ names }) => isMentioned(names, viewer)).map(({ path }) => path);
}
