import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY } from '../../../src/domain/time.js';
import { type GitlabScene, gitlabScene, rows } from './gitlab-scene.js';

const RELEASES = '/projects/team%2Fapp/releases';

describe('code of the simulated GitLab', () => {
  let scene: GitlabScene;

  beforeEach(async () => {
    scene = await gitlabScene();
  });

  afterEach(() => scene.close());

  it('moves in events, branches and tags alike', async () => {
    scene.world.push('team/app', { by: 'ann', branch: 'topic', commits: ['One', 'Two'] });
    scene.world.push('team/app', { by: 'ann', branch: 'main' });
    scene.world.pushTag('team/app', 'v1', 'ann');
    scene.world.pushTag('team/app', 'v1', 'ann');
    scene.world.push('team/app', { by: 'ann', branch: 'main' });
    scene.world.pushTag('team/app', 'v1', 'ann');
    scene.world.deleteTag('team/app', 'v1', 'ann');
    scene.world.deleteBranch('team/app', 'topic', 'ann');

    const events = rows(await scene.ask('/events?scope=all', { token: scene.bob }));
    const pushes = events.flatMap(({ action_name, push_data }) =>
      push_data ? [{ action_name, ...push_data }] : [],
    );

    expect(pushes).toMatchObject([
      { action_name: 'deleted', ref_type: 'branch', ref: 'topic', commit_to: null },
      { action_name: 'deleted', ref_type: 'tag', ref: 'v1', commit_to: null },
      { action_name: 'pushed to', ref_type: 'tag', ref: 'v1' },
      { action_name: 'pushed to', ref_type: 'branch', ref: 'main' },
      { action_name: 'pushed new', ref_type: 'tag', ref: 'v1', commit_from: null },
      { action_name: 'pushed to', ref_type: 'branch', ref: 'main' },
      { action_name: 'pushed new', ref: 'topic', commit_count: 2, commit_title: 'Two' },
    ]);
  });

  it('comes out in releases, of which one to come stands first until its day is past', async () => {
    const day = new Date(scene.clock.now().getTime() + DAY);
    scene.world.planRelease('team/app', { tag: 'v2', by: 'ann' }, day);
    scene.world.publishRelease('team/app', { tag: 'v1', by: 'ann' });
    const states = async (): Promise<readonly unknown[]> =>
      rows(await scene.ask(RELEASES)).map(({ tag_name, upcoming_release }) => [tag_name, upcoming_release]);

    const before = await states();
    scene.clock.advance(DAY);

    expect(before).toEqual([
      ['v2', true],
      ['v1', false],
    ]);
    expect(await states()).toEqual([
      ['v2', false],
      ['v1', false],
    ]);
  });

  it('keeps tag and commit of a release from guests', async () => {
    scene.world.publishRelease('team/app', { tag: 'v1', by: 'ann', title: 'First' });
    scene.world.addMember('team/app', 'eve', 10);

    const [release] = rows(await scene.ask(RELEASES, { token: scene.world.addToken('eve') }));

    expect(release).toMatchObject({ name: 'First', author: { username: 'ann' } });
    expect(Object.keys(release ?? {})).not.toEqual(expect.arrayContaining(['tag_name']));
    expect(Object.keys(release ?? {})).not.toEqual(expect.arrayContaining(['commit']));
  });

  it('makes an item for whom a comment on a commit names, and none of a message, as its documentation has it', async () => {
    const push = { by: 'ann', branch: 'main', commits: ['Round, for @bob'] };
    const sha = scene.world.push('team/app', push);
    scene.world.commentOnCommit('team/app', sha, { by: 'ann', body: '@bob look' });

    const todos = rows(await scene.ask('/todos', { token: scene.bob }));

    const item = { target_type: 'Commit', target: { id: sha, title: 'Round, for @bob' } };
    expect(todos.filter(({ target_type: type }) => type === 'Commit')).toMatchObject([
      { ...item, action_name: 'directly_addressed', body: '@bob look' },
    ]);
    expect(todos[0]?.['target_url']).toMatch(new RegExp(`/-/commit/${sha}#note_\\d+$`));
  });
});
