import type { CodeWorld } from '../../code-world.js';
import { deleteBranch, pushTo } from '../state/activity.js';
import { createCommit, toChangedFile } from '../state/commit.js';
import { nextId } from '../state/github-state.js';
import { announceCommit } from '../state/inbox.js';
import { addRelease, deleteTag, publishRelease, setTag, type Release } from '../state/release.js';
import { DEFAULT_BRANCH, touch } from '../state/repository.js';
import type { Moves, Scene } from './scene.js';

/** What happens to branches, tags and releases. */
export function codeMoves(scene: Scene): CodeWorld & Moves<'draftRelease' | 'publishDraft'> {
  const { state } = scene;
  const releaseOf = (path: string, tag: string): Release => {
    const found = [...scene.repository(path).releases.values()].find((release) => release.tag === tag);
    if (found === undefined) throw new Error(`There is no release ${tag} in ${path}.`);
    return found;
  };
  return {
    push(path, { by, branch, commits = ['Change something'], files = [], isForced = false }) {
      const repository = scene.repository(path);
      const author = scene.user(by);
      const head = repository.branches.get(branch) ?? repository.branches.get(DEFAULT_BRANCH) ?? '';
      let parents = isForced ? (repository.commits.get(head)?.parents ?? []) : [head];
      const made = commits.map((message, index) => {
        const isLast = index === commits.length - 1;
        const changed = isLast ? files.map(toChangedFile) : [];
        const commit = createCommit(state, { message, author, parents, files: changed });
        repository.commits.set(commit.sha, commit);
        parents = [commit.sha];
        return commit;
      });
      const last = made.at(-1);
      if (last === undefined) throw new Error('A push needs a commit.');
      for (const commit of made)
        announceCommit(state, repository, commit, { actor: author, text: commit.message });
      pushTo(state, repository, { branch, commit: last, type: isForced ? 'force_push' : 'push' });
      return last.sha;
    },
    commentOnCommit(path, sha, { by, body }) {
      const repository = scene.repository(path);
      const commit = repository.commits.get(sha);
      if (commit === undefined) throw new Error(`There is no commit ${sha} in ${path}.`);
      const actor = scene.user(by);
      const id = nextId(state, 'commit-comment');
      commit.comments.push({ id, author: actor, body, at: state.clock() });
      touch(state, repository, ['commitComments']);
      announceCommit(state, repository, commit, {
        actor,
        text: body,
        latest: { kind: 'commit-comment', id },
      });
    },
    deleteBranch: (path, branch, by) => deleteBranch(state, scene.repository(path), branch, scene.user(by)),
    pushTag: (path, tag) => setTag(state, scene.repository(path), tag),
    deleteTag: (path, tag) => deleteTag(state, scene.repository(path), tag),
    publishRelease(path, { by, tag, title, notes, files = [] }) {
      const texts = { ...(title === undefined ? {} : { name: title }), body: notes ?? '' };
      addRelease(state, scene.repository(path), { tag, author: scene.user(by), files, ...texts });
    },
    draftRelease(path, { by, tag, isPrerelease = false }) {
      const fields = { tag, author: scene.user(by), isPrerelease, isDraft: true };
      addRelease(state, scene.repository(path), fields);
    },
    publishDraft: (path, tag) => publishRelease(state, scene.repository(path), releaseOf(path, tag)),
    renameRelease(path, tag, title) {
      releaseOf(path, tag).name = title;
      touch(state, scene.repository(path), ['releases']);
    },
  };
}
