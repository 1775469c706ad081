import { describe, expect, it } from '@jest/globals';
import { APP, useActionBench } from './action-bench.js';

const bench = useActionBench();

describe('comments on GitHub', () => {
  it('are listed page by page, the oldest first', async () => {
    const { number } = bench().world.openIssue(APP, { author: 'alice', title: 'It breaks' });
    for (let i = 1; i <= 51; i += 1) bench().world.commentIssue(APP, number, 'bob', `Word ${i}`);
    const { adapter, project } = bench();
    const on = { on: 'issue', number: String(number) } as const;
    const list = (page: number) => adapter.actions.listComments(bench().session('carol'), project, on, page);

    const first = await list(1);
    const second = await list(2);

    expect([first.hasMore, second.hasMore]).toEqual([true, false]);
    expect(first.comments[0]).toMatchObject({ body: 'Word 1', author: { login: 'bob' } });
    expect([...first.comments, ...second.comments]).toHaveLength(51);
    expect(second.comments.at(-1)?.body).toBe('Word 51');
  });

  it('of a pull request are listed likewise, without what stands on lines', async () => {
    const { number } = bench().world.openMergeRequest(APP, { author: 'alice', title: 'Add a page' });
    bench().world.comment(APP, number, 'bob', 'Looks fine');
    bench().world.reviewComment(APP, number, 'bob', 'This line');
    const { adapter, project } = bench();
    const on = { on: 'merge-request', number: String(number) } as const;

    const { comments } = await adapter.actions.listComments(bench().session('carol'), project, on, 1);

    expect(comments.map(({ body }) => body)).toEqual(['Looks fine']);
  });
});
