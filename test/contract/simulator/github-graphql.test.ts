import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type CheckedGithub, startCheckedGithub } from '../../simulator/github/checked-github.js';

const APP = 'team/web';

const THREADS = `query ($number: Int!, $last: Int!) {
  repository(owner: "team", name: "web") {
    pullRequest(number: $number) {
      reviewThreads(last: $last) {
        nodes {
          id isResolved viewerCanResolve resolvedBy { login databaseId }
          comments(first: 5) { nodes { viewerDidAuthor bodyText url author { login } } }
        }
      }
    }
  }
}`;

interface Thread {
  readonly id: string;
  readonly isResolved: boolean;
  readonly resolvedBy: { readonly login: string } | null;
}

interface Threads {
  readonly repository: {
    readonly pullRequest: { readonly reviewThreads: { readonly nodes: readonly Thread[] } };
  };
}

describe('GraphQL of the simulated GitHub', () => {
  let github: CheckedGithub;
  let number: number;

  beforeEach(async () => {
    github = await startCheckedGithub();
    for (const login of ['alice', 'bob', 'eve']) github.world.addUser(login);
    github.world.addProject(APP, { members: ['alice', 'bob'], isPrivate: true });
    number = github.world.openMergeRequest(APP, { author: 'bob', title: 'One' }).number;
  });

  afterEach(() => github.close());

  async function threadsSeenBy(login: string): Promise<readonly Thread[]> {
    const octokit = github.octokitOf(github.world.addToken(login));
    const { repository } = await octokit.graphql<Threads>(THREADS, { number, last: 50 });
    return repository.pullRequest.reviewThreads.nodes;
  }

  it('shows threads with their comments, and who resolved them', async () => {
    const { world } = github;
    const first = world.reviewComment(APP, number, 'alice', 'Why?');
    world.comment(APP, number, 'bob', 'Because.', first);
    world.reviewComment(APP, number, 'bob', 'Here, too');
    world.resolveThread(APP, number, first, 'bob');

    expect(await threadsSeenBy('alice')).toMatchObject([
      {
        isResolved: true,
        resolvedBy: { login: 'bob' },
        comments: {
          nodes: [
            {
              viewerDidAuthor: true,
              bodyText: 'Why?',
              url: expect.stringContaining(`#discussion_r${first}`),
            },
            { viewerDidAuthor: false, author: { login: 'bob' } },
          ],
        },
      },
      { isResolved: false, resolvedBy: null },
    ]);
  });

  it('resolves and opens again, without any move of the pull request', async () => {
    github.world.reviewComment(APP, number, 'alice', 'Why?');
    const bob = github.octokitOf(github.world.addToken('bob'));
    const pull = { owner: 'team', repo: 'web', pull_number: number };
    const { updated_at: before } = (await bob.rest.pulls.get(pull)).data;
    const [thread] = await threadsSeenBy('bob');
    const turn = (name: string) =>
      bob.graphql(`mutation ($id: ID!) { ${name}(input: { threadId: $id }) { thread { isResolved } } }`, {
        id: thread?.id,
      });
    github.clock.advance(60_000);

    expect(await turn('resolveReviewThread')).toEqual({
      resolveReviewThread: { thread: { isResolved: true } },
    });
    expect(await turn('unresolveReviewThread')).toEqual({
      unresolveReviewThread: { thread: { isResolved: false } },
    });
    expect((await bob.rest.pulls.get(pull)).data.updated_at).toBe(before);
  });

  it('tells of what is wrong with status 200, and keeps its own count', async () => {
    const eve = github.octokitOf(github.world.addToken('eve'));
    const ask = async (query: string) => {
      const response = await fetch(`${github.url}/api/graphql`, {
        method: 'POST',
        headers: { authorization: `Bearer ${github.world.addToken('bob')}` },
        body: JSON.stringify({ query }),
      });
      return {
        status: response.status,
        bucket: response.headers.get('x-ratelimit-resource'),
        body: await response.json(),
      };
    };

    await expect(eve.graphql(THREADS, { number, last: 1 })).rejects.toMatchObject({
      errors: [{ type: 'NOT_FOUND' }],
    });
    expect(await ask('{ repository(owner: "team", name: "web") { nonsense } }')).toMatchObject({
      status: 200,
      bucket: 'graphql',
      body: { errors: [{ message: expect.stringContaining('nonsense') }] },
    });
    expect(
      await ask(
        '{ repository(owner: "team", name: "web") { a: pullRequest(number: 1) { id } b: pullRequest(number: 9) { id } } }',
      ),
    ).toMatchObject({
      body: { data: { repository: { a: { id: expect.any(String) }, b: null } }, errors: [{}] },
    });
  });

  it('turns away a token that is none', async () => {
    await expect(github.octokitOf('ghp_nobody').graphql(THREADS, { number, last: 1 })).rejects.toMatchObject({
      status: 401,
    });
  });
});
