import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ActionsBench, APP, startActionsBench } from './actions-bench.js';

let bench: ActionsBench;

beforeEach(async () => {
  bench = await startActionsBench();
});

afterEach(() => bench.close());

describe('comments on GitLab', () => {
  it('are listed page by page, the oldest first, without what GitLab itself notes', async () => {
    bench.world.openIssue(APP, { author: 'ann', title: 'Broken' });
    for (let i = 1; i <= 51; i += 1) bench.world.commentIssue(APP, 1, 'bob', `Word ${i}`);
    bench.world.assignIssue(APP, 1, 'bob', 'ann');
    const { actions, session, project } = bench.as('rita');
    const list = (page: number) => actions.listComments(session, project, { on: 'issue', number: '1' }, page);

    const first = await list(1);
    const second = await list(2);

    expect(first.hasMore).toBe(true);
    expect(first.comments[0]).toMatchObject({ body: 'Word 1', author: { login: 'bob' } });
    expect(first.comments[0]?.url).toBe(
      `${bench.url}/team/app/-/issues/1#note_${first.comments[0]?.id ?? ''}`,
    );
    expect(second.hasMore).toBe(false);
    expect([...first.comments, ...second.comments]).toHaveLength(51);
    expect(second.comments.at(-1)?.body).toBe('Word 51');
  });

  it('of a merge request are listed likewise', async () => {
    bench.world.openMergeRequest(APP, { author: 'ann', title: 'One' });
    bench.world.comment(APP, 1, 'bob', 'Looks fine');
    const { actions, session, project } = bench.as('rita');
    const on = { on: 'merge-request', number: '1' } as const;

    const { comments } = await actions.listComments(session, project, on, 1);

    expect(comments.map(({ body }) => body)).toEqual(['Looks fine']);
  });
});
