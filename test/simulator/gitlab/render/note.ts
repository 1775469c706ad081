import { isResolvable } from '../state/notes.js';
import type { Discussion, Note } from '../state/model.js';
import type { GitlabStore } from '../state/store.js';
import { iso, isoOrNull } from './time.js';
import { basicUser, basicUserOrNull } from './user.js';

export function noteEntity(store: GitlabStore, note: Note) {
  return {
    id: note.id,
    type: note.type,
    body: note.body,
    attachment: null,
    author: basicUser(store, note.author),
    created_at: iso(note.createdAt),
    updated_at: iso(note.updatedAt),
    system: note.isSystem,
    noteable_id: note.on.id,
    noteable_type: note.on.type,
    project_id: note.on.project.id,
    commit_id: null,
    ...(note.type === 'DiffNote' ? { position: positionOf(note) } : {}),
    resolvable: isResolvable(note),
    ...(isResolvable(note) ? resolution(store, note) : {}),
    confidential: note.isInternal,
    internal: note.isInternal,
    imported: false,
    imported_from: 'none',
    noteable_iid: note.on.iid,
    commands_changes: {},
  };
}

export function discussionEntity(store: GitlabStore, discussion: Discussion) {
  return {
    id: discussion.id,
    individual_note: discussion.notes[0]?.type === null,
    notes: discussion.notes.map((note) => noteEntity(store, note)),
  };
}

function resolution(store: GitlabStore, note: Note) {
  return {
    resolved: note.resolvedAt !== null,
    resolved_by: basicUserOrNull(store, note.resolvedBy),
    resolved_at: isoOrNull(note.resolvedAt),
  };
}

function positionOf(note: Note) {
  const { baseSha, sha } = note.on.type === 'MergeRequest' ? note.on : { baseSha: '', sha: '' };
  return {
    base_sha: baseSha,
    start_sha: baseSha,
    head_sha: sha,
    old_path: 'src/main.ts',
    new_path: 'src/main.ts',
    position_type: 'text',
    old_line: null,
    new_line: note.line ?? 1,
    line_range: null,
  };
}
