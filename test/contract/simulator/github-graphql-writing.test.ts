import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Octokit } from '@octokit/rest';
import { type CheckedGithub, startCheckedGithub } from '../../simulator/github/checked-github.js';

const APP = 'team/web';

const READY = mutation('markPullRequestReadyForReview');
const DRAFT = mutation('convertPullRequestToDraft');
const ENABLE = mutation('enablePullRequestAutoMerge');
const DISABLE = mutation('disablePullRequestAutoMerge');

function mutation(name: string): string {
  return `mutation ($id: ID!) { ${name}(input: { pullRequestId: $id }) { clientMutationId } }`;
}

describe('Writing to the GitHub simulator over GraphQL', () => {
  let github: CheckedGithub;
  let bob: Octokit;
  let id: string;

  beforeEach(async () => {
    github = await startCheckedGithub();
    const { world } = github;
    for (const login of ['alice', 'bob', 'carol']) world.addUser(login);
    world.addProject(APP, { members: ['alice', 'bob', 'carol'], isPrivate: true });
    world.openMergeRequest(APP, { author: 'alice', title: 'Add a page' });
    bob = github.octokitOf(world.addToken('bob'));
    id = (await show()).node_id;
  });

  afterEach(() => github.close());

  const show = async () => (await bob.rest.pulls.get({ owner: 'team', repo: 'web', pull_number: 1 })).data;
  const refusal = (type: string, message: string) => ({
    errors: [expect.objectContaining({ type, message })],
  });

  it('makes a draft of a pull request, and the other way round', async () => {
    await bob.graphql(DRAFT, { id });
    const draft = await show();
    await bob.graphql(READY, { id });

    expect([draft.draft, (await show()).draft]).toEqual([true, false]);
  });

  it('merges by itself only what waits for something, where the repository has that', async () => {
    const { world } = github;
    await expect(bob.graphql(ENABLE, { id })).rejects.toMatchObject(
      refusal('UNPROCESSABLE', 'Pull request Auto merge is not allowed for this repository'),
    );
    world.configure(APP, { allowsAutoMerge: true });
    await expect(bob.graphql(ENABLE, { id })).rejects.toMatchObject(
      refusal('UNPROCESSABLE', 'Pull request Pull request is in clean status'),
    );
    world.protect(APP, { approvals: 1 });
    await bob.graphql(ENABLE, { id });
    const planned = await show();
    await bob.graphql(DISABLE, { id });

    expect(planned.auto_merge?.enabled_by.login).toBe('bob');
    expect((await show()).auto_merge).toBeNull();
    await expect(bob.graphql(DISABLE, { id })).rejects.toMatchObject(
      refusal('UNPROCESSABLE', "Can't disable auto-merge for this pull request."),
    );
  });

  it('refuses readers in other words than tokens, and knows no other ids', async () => {
    const { world } = github;
    world.setRole(APP, 'carol', 'triage');
    const carol = github.octokitOf(world.addToken('carol'));
    const reading = { kind: 'fine-grained', scopes: ['pull_requests=read'] } as const;
    const reader = github.octokitOf(world.addToken('bob', reading));

    await expect(carol.graphql(DRAFT, { id })).rejects.toMatchObject(
      refusal(
        'FORBIDDEN',
        'carol does not have the correct permissions to execute `ConvertPullRequestToDraft`',
      ),
    );
    await expect(reader.graphql(DRAFT, { id })).rejects.toMatchObject(
      refusal('FORBIDDEN', 'Resource not accessible by personal access token'),
    );
    await expect(bob.graphql(DRAFT, { id: 'PR_x' })).rejects.toMatchObject(
      refusal('NOT_FOUND', "Could not resolve to a node with the global id of 'PR_x'"),
    );
  });

  it('tells what reviews are still missing', async () => {
    const { world } = github;
    const decision = async () => {
      const { repository } = await bob.graphql<{ repository: { pullRequest: { reviewDecision: string } } }>(
        'query { repository(owner: "team", name: "web") { pullRequest(number: 1) { reviewDecision } } }',
      );
      return repository.pullRequest.reviewDecision;
    };
    const seen = [await decision()];
    world.protect(APP, { approvals: 1 });
    seen.push(await decision());
    world.requestChanges(APP, 1, 'bob');
    seen.push(await decision());
    world.approve(APP, 1, 'bob');
    seen.push(await decision());

    expect(seen).toEqual([null, 'REVIEW_REQUIRED', 'CHANGES_REQUESTED', 'APPROVED']);
  });

  it('answers in a thread by its id', async () => {
    const { world } = github;
    const first = world.reviewComment(APP, 1, 'alice', 'Why?');
    const threadId = `PRRT_${Buffer.from(first).toString('base64url')}`;
    const reply = `mutation ($threadId: ID!, $body: String!) {
      addPullRequestReviewThreadReply(input: { pullRequestReviewThreadId: $threadId, body: $body }) {
        comment { url }
      }
    }`;

    await bob.graphql(reply, { threadId, body: 'Because.' });
    const { data } = await bob.rest.pulls.listReviewComments({ owner: 'team', repo: 'web', pull_number: 1 });

    expect(data.at(-1)).toMatchObject({ body: 'Because.', in_reply_to_id: Number(first) });
    await expect(bob.graphql(reply, { threadId, body: ' ' })).rejects.toMatchObject(
      refusal('UNPROCESSABLE', "Body can't be blank"),
    );
  });
});
