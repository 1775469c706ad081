import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../../src/domain/feed.js';
import type { MergeRequest } from '../../../../src/domain/subjects/merge-request.js';
import { seen } from '../../events/seen-by-alice.js';
import { FakeGitlab } from './fake-gitlab.js';
import { ALICE, at, rawMergeRequest } from './fixtures.js';

const PATH = '/projects/10/merge_requests/1';
const EMPTY = { sha: 'tip', diff_refs: { base_sha: 'tip', head_sha: 'tip', start_sha: 'tip' } };
const FILLED = { sha: 'new', diff_refs: { base_sha: 'tip', head_sha: 'new', start_sha: 'tip' } };

let gitlab: FakeGitlab;
let cursor: FeedReading['cursor'] | null;
let before: MergeRequest | null;

beforeEach(async () => {
  gitlab = await FakeGitlab.start();
  gitlab.on(`${PATH}/approvals`, { approved_by: [] });
  cursor = null;
  before = null;
});

afterEach(() => gitlab.stop());

/** What Alice is told of her draft, which GitLab says to conflict. */
async function look(minute: number, { diff_refs, ...fields }: Record<string, unknown>) {
  const standing = { detailed_merge_status: 'draft_status', has_conflicts: true, draft: true };
  const row = rawMergeRequest(1, { author: ALICE, ...standing, updated_at: at(minute), ...fields });
  gitlab.clock.now = at(minute);
  gitlab.on('/merge_requests', [row]).on(PATH, { ...row, diff_refs });
  gitlab.takePaths();
  const reading = await gitlab.read({ kind: 'merge-requests', cursor });
  cursor = reading.cursor;
  const [after] = reading.sightings.map(({ subject }) => subject as MergeRequest);
  if (after === undefined) return [];
  const told = seen({ before, after, isNew: false });
  before = after;
  return told.filter((type) => type.includes('conflict'));
}

/** As *Create merge request* makes it of an issue. */
describe('a draft without commits', () => {
  it('has no conflict, and none that is resolved by the first commit', async () => {
    await look(0, EMPTY);

    expect(before).toMatchObject({ mergeability: { state: 'blocked' } });
    expect(await look(5, { ...FILLED, has_conflicts: false })).toEqual([]);
  });

  it('is asked about once for each head', async () => {
    await look(0, EMPTY);
    expect(gitlab.takePaths()).toContain(PATH);

    await look(5, EMPTY);

    expect(gitlab.takePaths()).not.toContain(PATH);
  });

  it('comes into conflict with its first commit, which is asked about until it is believed', async () => {
    await look(0, EMPTY);
    await look(5, FILLED);

    expect(await look(6, FILLED)).toEqual(['conflict-appeared']);
    await look(7, FILLED);

    expect(gitlab.takePaths()).not.toContain(PATH);
  });

  it('is taken to conflict where GitLab does not tell what it brings', async () => {
    await look(0, { sha: 'tip' });

    expect(before).toMatchObject({ mergeability: { state: 'conflict' } });
  });
});
