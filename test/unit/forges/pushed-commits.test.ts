import { describe, expect, it } from '@jest/globals';
import { pushedCommits } from '../../../src/forges/pushed-commits.js';

const commit = (number: number, message: string | null = `Change ${number}\n\nAt length.`) => ({
  sha: String(number).padStart(40, '0'),
  message,
  author: 'Bob',
});

describe('the commits of a push', () => {
  it('come newest first, with the first line of their message', () => {
    expect(pushedCommits([commit(1), commit(2)]).commits).toMatchObject([
      { title: 'Change 2', author: 'Bob' },
      { title: 'Change 1', author: 'Bob' },
    ]);
  });

  it('are the twenty newest of many', () => {
    const { commits = [] } = pushedCommits(Array.from({ length: 50 }, (_, index) => commit(index + 1)));

    expect([commits.length, commits[0]?.title, commits.at(-1)?.title]).toEqual([
      20,
      'Change 50',
      'Change 31',
    ]);
  });

  it('have no title without a message, and a short one of a long line', () => {
    const { commits = [] } = pushedCommits([commit(1, 'x'.repeat(5_000)), commit(2, ' \n'), commit(3, null)]);

    expect(commits.map(({ title }) => title?.length ?? null)).toEqual([null, null, 200]);
  });

  it('are not known where there are none', () => {
    expect(pushedCommits([])).toEqual({});
  });
});
