import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type CheckedGithub, startCheckedGithub } from '../../simulator/github/checked-github.js';

const REPO = { owner: 'team', repo: 'web' };

describe('history of the simulated GitHub', () => {
  let github: CheckedGithub;
  let start: string;

  beforeEach(async () => {
    github = await startCheckedGithub();
    for (const login of ['alice', 'bob']) github.world.addUser(login);
    github.world.addProject('team/web', { members: ['alice', 'bob'], isPrivate: true });
    start = github.world.push('team/web', { by: 'bob', branch: 'main' });
  });

  afterEach(() => github.close());

  const octokit = () => github.octokitOf(github.world.addToken('alice'));

  function compare(base: string, head = 'main') {
    return octokit().rest.repos.compareCommitsWithBasehead({ ...REPO, basehead: `${base}...${head}` });
  }

  it('begins with the head of the default branch, and its first page answers 304 while nothing moves', async () => {
    const head = github.world.push('team/web', { by: 'bob', branch: 'main', commits: ['Newest'] });
    const alice = octokit();
    const first = await alice.rest.repos.listCommits({ ...REPO, per_page: 1 });
    const headers = { 'if-none-match': first.headers.etag };

    expect(first.data.map(({ sha }) => sha)).toEqual([head]);
    await expect(alice.rest.repos.listCommits({ ...REPO, per_page: 1, headers })).rejects.toMatchObject({
      status: 304,
    });
    expect(github.violations).toEqual([]);
  });

  it('loses the last commit of a pull request to a push with force, which its events tell', async () => {
    const { number } = github.world.openMergeRequest('team/web', { author: 'bob', title: 'Write docs' });
    const gone = github.world.pushCommit('team/web', number, 'bob');
    const sha = github.world.rewriteHead('team/web', number, 'bob');
    const alice = octokit();

    const pull = await alice.rest.pulls.get({ ...REPO, pull_number: number });
    const compared = await compare(start, sha);
    const events = await alice.rest.issues.listEvents({ ...REPO, issue_number: number });

    expect(pull.data.head.sha).toBe(sha);
    expect(compared.data.commits.map((commit) => commit.sha)).not.toContain(gone);
    expect(events.data.map(({ event }) => event)).toContain('head_ref_force_pushed');
    expect(github.violations).toEqual([]);
  });

  it('is compared: what was added, moved and deleted, and how a merge brought it', async () => {
    const { number } = github.world.openMergeRequest('team/web', { author: 'bob', title: 'Write docs' });
    github.world.pushCommit('team/web', number, 'bob', [
      { path: 'docs/b.md', status: 'renamed', from: 'docs/a.md' },
      { path: 'README.md', patch: '@@ -1 +1 @@\n-Old\n+New' },
    ]);
    github.world.merge('team/web', number, 'alice');

    const { data } = await compare(start);
    const sha = data.commits.at(-1)?.sha ?? '';
    const pulls = await octokit().rest.repos.listPullRequestsAssociatedWithCommit({
      ...REPO,
      commit_sha: sha,
    });

    expect(data).toMatchObject({ status: 'ahead', behind_by: 0 });
    expect(data.files?.slice(-2)).toMatchObject([
      { filename: 'docs/b.md', previous_filename: 'docs/a.md', status: 'renamed' },
      { filename: 'README.md', status: 'modified', additions: 1, deletions: 1 },
    ]);
    expect(pulls.data.map((pull) => pull.number)).toEqual([number]);
    expect(github.violations).toEqual([]);
  });

  it('that was rewritten has diverged, and what is gone cannot be compared', async () => {
    github.world.push('team/web', { by: 'bob', branch: 'main', isForced: true });

    expect((await compare(start)).data.status).toBe('diverged');
    await expect(compare('0'.repeat(40))).rejects.toMatchObject({ status: 404 });
    expect(github.violations).toEqual([]);
  });
});
