import type { Project, PushData, User } from './model.js';
import { recordEvent } from './record-event.js';
import type { GitlabStore } from './store.js';

/** On the head of the default branch; where it is already, nothing happens. */
export function pushTag(store: GitlabStore, project: Project, name: string, author: User): string {
  const before = project.tags.get(name) ?? null;
  const sha = project.branches.get('main')?.sha ?? '';
  if (before === sha) return sha;
  project.tags.set(name, sha);
  record(store, project, author, {
    commitCount: 0,
    action: before === null ? 'created' : 'pushed',
    from: before,
    to: sha,
    ref: name,
  });
  return sha;
}

export function deleteTag(store: GitlabStore, project: Project, name: string, author: User): void {
  const from = project.tags.get(name);
  if (from === undefined) return;
  project.tags.delete(name);
  record(store, project, author, { commitCount: 0, action: 'removed', from, to: null, ref: name });
}

function record(
  store: GitlabStore,
  project: Project,
  author: User,
  push: Omit<PushData, 'refType' | 'commitTitle'>,
): void {
  const data: PushData = { ...push, refType: 'tag', commitTitle: null };
  recordEvent(store, { project, author, action: 'pushed', target: { kind: 'push', push: data } });
}
