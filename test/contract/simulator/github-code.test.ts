import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type CheckedGithub, startCheckedGithub } from '../../simulator/github/checked-github.js';

const REPO = { owner: 'team', repo: 'web' };

describe('code of the simulated GitHub', () => {
  let github: CheckedGithub;

  beforeEach(async () => {
    github = await startCheckedGithub();
    for (const login of ['alice', 'bob']) github.world.addUser(login);
    github.world.addProject('team/web', { members: ['alice', 'bob'], isPrivate: true });
  });

  afterEach(() => github.close());

  it('moves in the activity, a page at a time', async () => {
    const { world } = github;
    const alice = github.octokitOf(world.addToken('alice'));
    const { number } = world.openMergeRequest('team/web', {
      author: 'bob',
      title: 'Add',
      sourceBranch: 'topic',
    });
    world.push('team/web', { by: 'bob', branch: 'main', commits: ['One', 'Two'] });
    world.push('team/web', { by: 'bob', branch: 'topic', isForced: true });
    world.merge('team/web', number, 'alice');
    world.deleteBranch('team/web', 'topic', 'alice');

    const first = await alice.rest.repos.listActivities({ ...REPO, per_page: 3 });
    const after = /after=(\d+)/.exec(first.headers.link ?? '')?.[1] ?? '';
    const second = await alice.rest.repos.listActivities({ ...REPO, per_page: 3, after });
    const { data: commit } = await alice.rest.repos.getCommit({ ...REPO, ref: second.data[0]?.after ?? '' });

    expect(
      [...first.data, ...second.data].map(({ activity_type, ref }) => `${activity_type} ${ref}`),
    ).toEqual([
      'branch_deletion refs/heads/topic',
      'pr_merge refs/heads/main',
      'force_push refs/heads/topic',
      'push refs/heads/main',
      'branch_creation refs/heads/topic',
    ]);
    expect(commit.commit.message).toBe('Two');
    expect(github.violations).toEqual([]);
  });

  it('is tagged and released, and shows drafts to those alone who may push', async () => {
    const { world } = github;
    const alice = github.octokitOf(world.addToken('alice'));
    const bob = github.octokitOf(world.addToken('bob'));
    world.setRole('team/web', 'bob', 'read');
    world.pushTag('team/web', 'v1', 'alice');
    world.publishRelease('team/web', { tag: 'v2', by: 'alice', files: ['web.zip'] });
    world.draftRelease('team/web', { tag: 'v3', by: 'alice', isPrerelease: true });

    const tags = await alice.rest.repos.listTags(REPO);
    const seen = await alice.rest.repos.listReleases(REPO);
    const hidden = await bob.rest.repos.listReleases(REPO);
    world.publishDraft('team/web', 'v3');
    const published = await bob.rest.repos.listReleases(REPO);

    expect(tags.data.map(({ name }) => name)).toEqual(['v2', 'v1']);
    expect(seen.data.map(({ tag_name, draft }) => [tag_name, draft])).toEqual([
      ['v3', true],
      ['v2', false],
    ]);
    expect(hidden.data.map(({ tag_name }) => tag_name)).toEqual(['v2']);
    expect(published.data[0]).toMatchObject({ tag_name: 'v3', draft: false, prerelease: true });
    expect(github.violations).toEqual([]);
  });

  it('tells whom a message or a comment on a commit names, and shows the words', async () => {
    const { world } = github;
    const alice = github.octokitOf(world.addToken('alice'));
    const sha = world.push('team/web', { by: 'bob', branch: 'main', commits: ['Round, for @alice'] });
    const threads = () => alice.rest.activity.listNotificationsForAuthenticatedUser();

    const named = (await threads()).data;
    world.commentOnCommit('team/web', sha, { by: 'bob', body: 'See, @alice' });
    const commented = (await threads()).data;
    const comments = (await alice.rest.repos.listCommentsForCommit({ ...REPO, commit_sha: sha })).data;

    const title = 'Round, for @alice';
    expect(named).toMatchObject([{ reason: 'mention', subject: { type: 'Commit', title } }]);
    expect(named[0]?.subject.latest_comment_url).toMatch(new RegExp(`/repos/team/web/commits/${sha}$`));
    expect(comments).toMatchObject([{ body: 'See, @alice', commit_id: sha, user: { login: 'bob' } }]);
    expect(commented).toHaveLength(1);
    expect(commented[0]?.subject.latest_comment_url).toBe(comments[0]?.url);
    expect(github.violations).toEqual([]);
  });
});
