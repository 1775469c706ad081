import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../../src/domain/feed.js';
import type { MergeRequest } from '../../../../src/domain/subjects/merge-request.js';
import { FakeGitlab } from './fake-gitlab.js';
import { ALICE, at, BOB, CAROL, rawMergeRequest } from './fixtures.js';

const PATH = '/projects/10/merge_requests/1';

let gitlab: FakeGitlab;
let cursor: FeedReading['cursor'] | null;

beforeEach(async () => {
  gitlab = await FakeGitlab.start();
  cursor = null;
});

afterEach(() => gitlab.stop());

/** What a look shows of the one that the lists are cut out of. */
async function look(fields: Record<string, unknown>): Promise<readonly MergeRequest[]> {
  const row = rawMergeRequest(1, fields);
  const reviewers = row.reviewers as readonly { readonly username: string }[];
  const isListed = row.author === ALICE || reviewers.some(({ username }) => username === 'alice');
  gitlab
    .on('/merge_requests', isListed ? [row] : [])
    .on(PATH, row)
    .on(`${PATH}/approvals`, { approved_by: [{ user: CAROL }] })
    .on(
      `${PATH}/reviewers`,
      reviewers.map((user) => ({ user, state: 'unreviewed' })),
    );
  const reading = await gitlab.read({ kind: 'merge-requests', cursor });
  cursor = reading.cursor;
  return reading.sightings.map(({ subject }) => subject as MergeRequest);
}

/** https://gitlab.com/gitlab-org/gitlab/-/blob/master/app/models/concerns/throttled_touch.rb */
describe('a merge request that moved within the last minute', () => {
  it('shows other reviewers though it does not move', async () => {
    await look({ author: ALICE, reviewers: [BOB] });

    const [subject] = await look({ author: ALICE, reviewers: [CAROL] });

    expect(subject).toMatchObject({ reviewers: [{ login: 'carol' }], pendingReviewers: ['3'] });
  });

  it('shows that the reader is asked no more', async () => {
    await look({ reviewers: [ALICE] });

    const [subject] = await look({ reviewers: [BOB], labels: ['later'] });

    expect(subject).toMatchObject({ reviewers: [{ login: 'bob' }], labels: ['later'] });
  });

  it('shows nothing where all is as it was', async () => {
    const fields = { reviewers: [ALICE, BOB], assignees: [CAROL] };
    gitlab.clock.now = at(2);
    await look(fields);

    expect(await look(fields)).toEqual([]);
  });
});
