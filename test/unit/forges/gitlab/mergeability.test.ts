import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../../src/domain/feed.js';
import type { MergeRequest } from '../../../../src/domain/subjects/merge-request.js';
import { mergeRequestSchema } from '../../../../src/forges/gitlab/schema.js';
import { mergeabilityOf } from '../../../../src/forges/gitlab/transform/mergeability.js';
import { type Mergeability, settleMergeability } from '../../../../src/domain/subjects/mergeability.js';
import { toMergeRequest } from '../../../../src/forges/gitlab/transform/merge-request.js';
import { seen } from '../../events/seen-by-alice.js';
import { FakeGitlab, NOW } from './fake-gitlab.js';
import { ALICE, APP, at, rawMergeRequest } from './fixtures.js';

describe('whether a merge request of GitLab can be merged', () => {
  it.each([
    [{ detailed_merge_status: 'mergeable' }, 'mergeable'],
    [{ detailed_merge_status: 'conflict' }, 'conflict'],
    [{ detailed_merge_status: 'broken_status' }, 'conflict'],
    [{ detailed_merge_status: 'draft_status', has_conflicts: true }, 'conflict'],
    [{ detailed_merge_status: 'commits_status', has_conflicts: true }, 'blocked'],
    [{ detailed_merge_status: 'draft_status', has_conflicts: true, sha: null }, 'blocked'],
    [{ detailed_merge_status: 'not_approved', has_conflicts: false }, 'blocked'],
    [{ detailed_merge_status: 'a_gate_of_the_future' }, 'blocked'],
    [{ detailed_merge_status: 'unchecked' }, null],
    [{ detailed_merge_status: 'checking' }, null],
    [{ detailed_merge_status: 'preparing' }, null],
    [{ detailed_merge_status: 'mergeable', merge_status: 'checking' }, null],
    [{ detailed_merge_status: 'ci_must_pass', merge_status: 'cannot_be_merged_recheck' }, null],
    [{ detailed_merge_status: 'not_open' }, null],
    [{ merge_status: 'cannot_be_merged', has_conflicts: true }, 'conflict'],
    [{ merge_status: 'can_be_merged' }, 'blocked'],
    [{ merge_status: 'unchecked' }, null],
    [{}, null],
  ])('%j is %s', (fields, state) => {
    expect(mergeabilityOf(mergeRequestSchema.parse(rawMergeRequest(1, fields)))).toBe(state);
  });
});

/** https://docs.gitlab.com/api/merge_requests/#merge-status, and what servers of other versions say for the same. */
const GATES = [
  'ci_must_pass',
  'ci_still_running',
  'code_owners_approval',
  'commits_status',
  'discussions_not_resolved',
  'draft_status',
  'external_status_checks',
  'jira_association_missing',
  'locked_lfs_files',
  'locked_paths',
  'merge_request_blocked',
  'merge_time',
  'need_rebase',
  'not_approved',
  'requested_changes',
  'security_policy_violations',
  'status_checks_must_pass',
  'title_regex',
];

/** What happens over these looks, whomever it concerns. */
function told(looks: readonly Record<string, unknown>[]): readonly string[] {
  let known: Mergeability | null = null;
  const history = looks.map((fields, index) => {
    const raw = mergeRequestSchema.parse(rawMergeRequest(1, fields));
    const look = { seen: mergeabilityOf(raw), at: at(index), updatedAt: raw.updated_at };
    known = settleMergeability(known, look);
    return toMergeRequest(raw, { reviews: [], mergeability: known });
  });
  return history.slice(1).flatMap((after, index) => seen({ before: history[index]!, after, isNew: false }));
}

describe('what happens to a merge request of GitLab', () => {
  it.each(GATES)('is that it is ready when %s was all that was left', (gate) => {
    const looks = [gate, 'checking', gate, 'unchecked', 'mergeable', 'mergeable'];

    expect(told(looks.map((status) => ({ detailed_merge_status: status })))).toEqual(['ready-to-merge']);
  });

  it.each(GATES.filter((gate) => gate !== 'commits_status'))(
    'is a conflict, and its end, while %s is closed',
    (gate) => {
      const fields = (conflict: boolean) => ({ detailed_merge_status: gate, has_conflicts: conflict });

      expect(told([fields(false), fields(true), fields(false)])).toEqual([
        'conflict-appeared',
        'conflict-resolved',
      ]);
    },
  );

  it('are conflicts alone before 15.6, which tells nothing of other gates', () => {
    const looks = [
      'can_be_merged',
      'checking',
      'cannot_be_merged',
      'cannot_be_merged_recheck',
      'can_be_merged',
    ];

    expect(told(looks.map((status) => ({ merge_status: status })))).toEqual([
      'conflict-appeared',
      'conflict-resolved',
    ]);
  });
});

describe('a merge request whose mergeability changes', () => {
  let gitlab: FakeGitlab;
  let cursor: FeedReading['cursor'] | null;
  let isUnsettled: boolean;

  beforeEach(async () => {
    gitlab = await FakeGitlab.start();
    gitlab.on('/projects/10/merge_requests/1/approvals', { approved_by: [] });
    cursor = null;
  });

  afterEach(() => gitlab.stop());

  async function look(status: string, seconds = 0, state = 'opened'): Promise<readonly MergeRequest[]> {
    gitlab.clock.now = at(seconds / 60);
    const row = rawMergeRequest(1, { author: ALICE, detailed_merge_status: status, title: 'New', state });
    gitlab.on('/merge_requests', state === 'opened' ? [row] : []);
    gitlab.on('/projects/10/merge_requests/1', row);
    gitlab.takePaths();
    const reading = await gitlab.read({ kind: 'merge-requests', cursor });
    cursor = reading.cursor;
    isUnsettled = reading.isUnsettled ?? false;
    return reading.sightings.map(({ subject }) => subject as MergeRequest);
  }

  it('is seen though nothing else moved, without a further request', async () => {
    await look('mergeable');

    const [subject] = await look('not_approved');

    expect(subject).toMatchObject({ id: '1001', mergeability: { state: 'blocked', since: NOW } });
    expect(gitlab.takePaths()).toEqual(['/merge_requests', '/merge_requests', '/merge_requests']);
  });

  it('has come into conflict when a look half a minute later shows it still, which is made soon', async () => {
    await look('mergeable');

    expect(await look('conflict', 5)).toMatchObject([{ mergeability: { state: 'mergeable' } }]);
    expect(isUnsettled).toBe(true);
    expect(await look('conflict', 20)).toEqual([]);
    expect(await look('conflict', 35)).toMatchObject([
      { mergeability: { state: 'conflict', since: at(5 / 60) } },
    ]);
    expect(isUnsettled).toBe(false);
  });

  it('has not where that look shows that it never had', async () => {
    await look('mergeable');
    await look('conflict', 5);

    await look('mergeable', 35);

    expect(isUnsettled).toBe(false);
    expect(await look('mergeable', 50)).toEqual([]);
  });

  it('is doubted from the start when it was closed meanwhile', async () => {
    await look('mergeable');
    await look('conflict', 5);
    await look('not_open', 60, 'closed');

    expect(await look('conflict', 7200)).toMatchObject([{ mergeability: { state: 'mergeable' } }]);
  });

  it('is looked at as ever again where the server does not make up its mind', async () => {
    await look('mergeable');
    await look('conflict', 5);

    await look('checking', 290);
    expect(isUnsettled).toBe(true);
    await look('checking', 310);

    expect(isUnsettled).toBe(false);
  });

  it('of another person is shown again until it is known, though it does not move', async () => {
    const read = async (status: string, now: number, moved: number): Promise<readonly MergeRequest[]> => {
      gitlab.clock.now = at(now);
      const rows = [
        rawMergeRequest(2, { detailed_merge_status: 'mergeable', updated_at: at(Math.min(now, 10.5)) }),
        rawMergeRequest(1, { detailed_merge_status: status, updated_at: at(moved) }),
      ];
      gitlab.on('/projects/10/merge_requests', (query) => ({
        json: rows.filter((row) => row['updated_at'] > (query.get('updated_after') ?? '')),
      }));
      const reading = await gitlab.read({ kind: 'merge-requests', project: APP, cursor });
      cursor = reading.cursor;
      return reading.sightings.map(({ subject }) => subject as MergeRequest);
    };
    await read('mergeable', 8, 1);

    expect(await read('conflict', 12, 9)).toMatchObject([{ mergeability: { state: 'mergeable' } }, {}]);

    expect(await read('conflict', 12.5, 9)).toMatchObject([{ mergeability: { state: 'conflict' } }]);
    expect(cursor).toMatchObject({ newestAt: at(10.5) });
  });

  it('is not seen to change while the server works it out', async () => {
    await look('mergeable');

    expect([await look('checking'), await look('mergeable'), await look('unchecked')]).toEqual([[], [], []]);
  });

  it('is learnt in silence where an older version remembered nothing of it', async () => {
    const [first] = await look('mergeable');
    const old: { -readonly [K in keyof MergeRequest]: MergeRequest[K] } = { ...first! };
    delete old.mergeability;
    gitlab.snapshots.set('merge-request:1001', old);

    expect(await look('mergeable')).toMatchObject([{ mergeability: { state: 'mergeable' } }]);
    expect(await look('mergeable')).toEqual([]);
  });
});
