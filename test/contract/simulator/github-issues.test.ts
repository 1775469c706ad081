import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type CheckedGithub, startCheckedGithub } from '../../simulator/github/checked-github.js';

const REPO = { owner: 'team', repo: 'web' };

describe('issues of the simulated GitHub', () => {
  let github: CheckedGithub;

  beforeEach(async () => {
    github = await startCheckedGithub();
    for (const login of ['alice', 'bob']) github.world.addUser(login);
    github.world.addProject('team/web', { members: ['alice', 'bob'], isPrivate: true });
    github.world.openMergeRequest('team/web', {
      author: 'alice',
      title: 'Add a login page',
      assignees: ['alice'],
    });
  });

  afterEach(() => github.close());

  it('answers them, among the pull requests, in the described form', async () => {
    const alice = github.octokitOf(github.world.addToken('alice'));
    const bob = github.octokitOf(github.world.addToken('bob'));
    const opened = await bob.rest.issues.create({
      ...REPO,
      title: 'It breaks',
      body: 'See @alice',
      assignees: ['alice'],
    });
    const one = { ...REPO, issue_number: opened.data.number };

    await alice.rest.issues.createComment({ ...one, body: 'I see' });
    await alice.rest.issues.get(one);
    await alice.rest.issues.update({ ...one, title: 'It is broken', state: 'closed' });
    const all = await alice.rest.issues.listForRepo({
      ...REPO,
      state: 'all',
      sort: 'updated',
      direction: 'desc',
    });
    const open = await alice.rest.issues.listForRepo({ ...REPO, assignee: 'alice' });
    const comments = await alice.rest.issues.listCommentsForRepo({ ...REPO, sort: 'updated' });
    const events = await alice.rest.issues.listEvents(one);
    await alice.rest.issues.listEventsForRepo(REPO);
    await alice.rest.activity.listNotificationsForAuthenticatedUser();

    expect(opened.data.number).toBe(2);
    expect(all.data.map(({ number, pull_request }) => [number, pull_request !== undefined])).toEqual([
      [2, false],
      [1, true],
    ]);
    expect(open.data.map(({ number }) => number)).toEqual([1]);
    expect(comments.data.map(({ html_url }) => /\/issues\/2#issuecomment-/.test(html_url))).toEqual([true]);
    expect(events.data.map(({ event }) => event)).toEqual(['assigned', 'closed']);
    expect(github.violations).toEqual([]);
  });
});
