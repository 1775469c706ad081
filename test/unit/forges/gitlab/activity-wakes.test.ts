import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeGitlab } from './fake-gitlab.js';
import { ALICE, APP, rawEvent, rawMergeRequest } from './fixtures.js';
import { rawIssue } from './issue-fixtures.js';

let gitlab: FakeGitlab;

beforeEach(async () => {
  gitlab = await FakeGitlab.start();
});

afterEach(() => gitlab.stop());

const CURSOR = { id: 100 };
const OLD = rawEvent(100);

describe('the activity feed', () => {
  const mine = { kind: 'merge-requests', projectId: null };
  const projects = { kind: 'merge-requests', projectId: '10' };
  const pulse = { kind: 'pulse', projectId: '10' };
  const pipelines = { kind: 'pipelines', projectId: '10' };
  const groupWikis = { kind: 'group-wikis', projectId: null };
  const documents = { kind: 'documents', projectId: '10' };

  it.each<[string, Record<string, unknown>, readonly object[]]>([
    [
      'a push',
      { action_name: 'pushed to', target_type: null, push_data: { action: 'pushed' } },
      [pipelines, pulse, projects, documents],
    ],
    [
      'a new branch',
      { action_name: 'pushed new', push_data: { action: 'created' } },
      [pipelines, pulse, projects, documents],
    ],
    ['a deleted branch', { action_name: 'deleted', push_data: { action: 'removed' } }, [pulse, projects]],
    [
      'a tag',
      { action_name: 'pushed new', push_data: { action: 'created', ref_type: 'tag' } },
      [pipelines, { kind: 'releases', projectId: '10' }],
    ],
    ['a deleted tag', { action_name: 'deleted', push_data: { action: 'removed', ref_type: 'tag' } }, []],
    ['an odd push', { action_name: 'pushed to', push_data: 'odd' }, [pipelines, pulse, projects, documents]],
    ['an opening', {}, [pulse, projects]],
    ['an opening by the reader', { author: ALICE }, [mine, pulse, projects]],
    ['an approval', { action_name: 'approved' }, [pulse, projects]],
    ['a merge', { action_name: 'accepted' }, [pulse, projects]],
    ['an issue', { target_type: 'Issue' }, [{ kind: 'issues', projectId: '10' }]],
    ['a work item', { target_type: 'WorkItem' }, [{ kind: 'issues', projectId: '10' }]],
    ['a wiki page', { target_type: 'WikiPage::Meta' }, [{ kind: 'wiki', projectId: '10' }, groupWikis]],
    ['a milestone', { target_type: 'Milestone' }, []],
    ['a new member', { action_name: 'joined', target_type: null }, []],
  ])('wakes what %s moves', async (_name, event, wakes) => {
    gitlab.on('/events', [rawEvent(101, event), OLD]);

    const reading = await gitlab.read({ kind: 'activity', cursor: CURSOR });

    expect(reading).toMatchObject({ wakes, sightings: [], hasChanged: true });
  });

  it.each([
    ['main', [pipelines, pulse, projects, documents]],
    ['topic', [pipelines, pulse, projects]],
  ])('wakes the documents where a push may be one to the default branch: to %s', async (ref, wakes) => {
    const push_data = { action: 'pushed', ref_type: 'branch', ref };
    gitlab.on('/events', [rawEvent(101, { target_type: null, push_data }), OLD]);

    expect(await gitlab.read({ kind: 'activity', cursor: CURSOR })).toMatchObject({ wakes });
  });

  it('wakes the person’s own merge requests when one that the account has seen moves', async () => {
    gitlab
      .on('/projects/10/merge_requests', [rawMergeRequest(5)])
      .on('/projects/10/merge_requests/5/approvals', { approved_by: [] })
      .on('/events', [rawEvent(101, { action_name: 'approved' }), OLD]);
    const { sightings } = await gitlab.read({ kind: 'merge-requests', project: APP });
    const [seen] = sightings.map(({ subject }) => subject);
    gitlab.on('/events', [rawEvent(101, { action_name: 'approved', target_id: Number(seen?.id) }), OLD]);

    const reading = await gitlab.read({ kind: 'activity', cursor: CURSOR });

    expect(reading.wakes).toEqual([mine, pulse, projects]);
  });

  it('wakes the person’s own issues when one that the account has seen moves', async () => {
    gitlab.on('/issues', [rawIssue(5, { assignees: [ALICE] })]);
    await gitlab.read({ kind: 'issues' });
    const closed = { action_name: 'closed', target_type: 'Issue', target_id: 2005 };
    gitlab.on('/events', [rawEvent(102, { ...closed, target_id: 2006 }), rawEvent(101, closed), OLD]);

    const reading = await gitlab.read({ kind: 'activity', cursor: CURSOR });

    expect(reading.wakes).toEqual([
      { kind: 'issues', projectId: null },
      { kind: 'issues', projectId: '10' },
    ]);
  });
});
