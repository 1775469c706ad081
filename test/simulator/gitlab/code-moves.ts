import type { CodeWorld, PublishRelease } from '../code-world.js';
import type { GitlabCodeExtras } from './gitlab-extras.js';
import { addMentionTodos } from './state/mentions.js';
import { pushTo, removeBranch } from './state/pushes.js';
import type { GitlabStore } from './state/store.js';
import { deleteTag, pushTag } from './state/tags.js';

/** What happens to branches, tags and releases of the simulated GitLab. */
export function codeMoves(store: GitlabStore): CodeWorld & GitlabCodeExtras {
  const release = (path: string, options: PublishRelease, releasedAt: number): void => {
    const project = store.project(path);
    const { tag } = options;
    const author = store.user(options.by);
    project.releases.set(tag, {
      tag,
      name: options.title ?? tag,
      description: options.notes ?? '',
      author,
      sha: project.tags.get(tag) ?? pushTag(store, project, tag, author),
      createdAt: store.now(),
      releasedAt,
      links: (options.files ?? []).map((name) => ({ id: store.nextId(), name })),
    });
  };
  return {
    push(path, { by, branch, commits = ['Change something'], files = [], isForced = false }) {
      const [earlier, message] = [commits.slice(0, -1), commits.at(-1) ?? ''];
      const [project, author] = [store.project(path), store.user(by)];
      const push = { branch, message, earlier, author, files, isForced };
      return pushTo(store, project, push).sha;
    },
    commentOnCommit(path, sha, { by, body }) {
      const project = store.project(path);
      const commit = project.commits.get(sha);
      if (commit === undefined) throw new Error(`no commit ${sha} in ${path} in the simulated GitLab`);
      const note = { id: store.nextId(), body, isInternal: false };
      const on = { type: 'Commit', project, commit } as const;
      addMentionTodos(store, { text: body, author: store.user(by), on, note });
    },
    deleteBranch: (path, branch, by) => removeBranch(store, store.project(path), branch, store.user(by)),
    pushTag(path, tag, by) {
      pushTag(store, store.project(path), tag, store.user(by));
    },
    deleteTag: (path, tag, by) => deleteTag(store, store.project(path), tag, store.user(by)),
    publishRelease: (path, options) => release(path, options, store.now()),
    planRelease: (path, options, day) => release(path, options, day.getTime()),
    renameRelease(path, tag, title) {
      const known = store.project(path).releases.get(tag);
      if (known === undefined) throw new Error(`no release ${tag} in ${path} in the simulated GitLab`);
      known.name = title;
    },
  };
}
