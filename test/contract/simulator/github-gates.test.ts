import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Octokit } from '@octokit/rest';
import { type CheckedGithub, startCheckedGithub } from '../../simulator/github/checked-github.js';

const WEB = 'team/web';
const REPO = { owner: 'team', repo: 'web' };

describe('what holds up a pull request of the simulated GitHub', () => {
  let github: CheckedGithub;
  let alice: Octokit;

  beforeEach(async () => {
    github = await startCheckedGithub();
    const { world, clock } = github;
    world.addUser('alice');
    world.addProject(WEB, { members: ['alice'], isPrivate: true });
    world.openMergeRequest(WEB, { author: 'alice', title: 'Add a page' });
    alice = github.octokitOf(world.addToken('alice'));
    await look();
    clock.advance(60_000);
  });

  afterEach(async () => {
    await github.close();
    expect(github.violations).toEqual([]);
  });

  async function look() {
    const { data } = await alice.rest.pulls.get({ ...REPO, pull_number: 1 });
    return { mergeable: data.mergeable, state: data.mergeable_state, updatedAt: data.updated_at };
  }

  const suites = (ref: string) => alice.rest.checks.listSuitesForRef({ ...REPO, ref });
  const status = (ref: string) => alice.rest.repos.getCombinedStatusForRef({ ...REPO, ref });

  it('checks and statuses of its head, which do not move it', async () => {
    const { world } = github;
    const ref = world.headSha(WEB, 1);
    const { updatedAt } = await look();
    const { id } = world.startPipeline(WEB, { by: 'alice', mergeRequest: 1 });
    world.reportCheck(WEB, 1, 'sonar', null);
    world.setStatus(WEB, 1, { context: 'jenkins', state: 'pending' }, 'alice');

    expect(await look()).toEqual({ mergeable: true, state: 'unstable', updatedAt });
    expect((await suites(ref)).data.check_suites.map((suite) => suite.status)).toEqual([
      'in_progress',
      'in_progress',
    ]);
    expect((await status(ref)).data.state).toBe('pending');

    world.finishPipeline(WEB, id, 'success');
    world.reportCheck(WEB, 1, 'sonar', 'success');
    world.setStatus(WEB, 1, { context: 'jenkins', state: 'success' }, 'alice');

    expect(await look()).toEqual({ mergeable: true, state: 'clean', updatedAt });
    expect((await suites(ref)).data.check_suites.map(({ conclusion }) => conclusion)).toEqual([
      'success',
      'success',
    ]);
    expect((await status(ref)).data).toMatchObject({ state: 'success', total_count: 1 });
  });

  it('a push to its target, after which nothing is known until somebody has asked', async () => {
    const { updatedAt } = await look();
    github.world.push(WEB, { by: 'alice', branch: 'main' });
    github.world.setConflict(WEB, 1, true);

    expect([await look(), await look()]).toEqual([
      { mergeable: null, state: 'unknown', updatedAt },
      { mergeable: false, state: 'dirty', updatedAt },
    ]);
  });

  it('nothing that a push to another branch does', async () => {
    github.world.push(WEB, { by: 'alice', branch: 'other' });

    expect(await look()).toMatchObject({ mergeable: true, state: 'clean' });
  });

  it('checks, which a fine-grained token may not read', async () => {
    const token = github.world.addToken('alice', { kind: 'fine-grained' });
    const sha = github.world.headSha(WEB, 1);

    const { status: answer } = await github.request(`/repos/${WEB}/commits/${sha}/check-suites`, token);

    expect(answer).toBe(403);
  });
});
