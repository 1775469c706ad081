import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../../src/domain/feed.js';
import type { Project } from '../../../../src/domain/project.js';
import { rawMilestone } from './code-fixtures.js';
import { FakeGitlab } from './fake-gitlab.js';
import { APP, at } from './fixtures.js';

const LIST = '/projects/10/milestones';
const COUNTS = '/projects/10/issues_statistics';

let gitlab: FakeGitlab;

beforeEach(async () => {
  gitlab = await FakeGitlab.start();
  gitlab.on(COUNTS, { statistics: { counts: { all: 12, closed: 8, opened: 4 } } });
});

afterEach(() => gitlab.stop());

function read(...rows: readonly object[]): Promise<FeedReading> {
  gitlab.on(LIST, rows);
  return gitlab.read({ kind: 'milestones', project: APP, cursor: {} });
}

/** Of the group `team`. */
function ofGroup(more: object): object {
  return rawMilestone(1, {
    project_id: undefined,
    group_id: 5,
    web_url: 'https://gitlab.example.com/groups/team/-/milestones/1',
    ...more,
  });
}

/** It is 2026-09-01. */
describe('the milestones of a project', () => {
  it('that are due soon are counted', async () => {
    const { sightings } = await read(rawMilestone(1, { due_date: '2026-09-04' }));

    expect(sightings).toEqual([
      {
        isNews: false,
        subject: {
          kind: 'milestone',
          id: '601',
          projectId: '10',
          title: 'M1',
          dueOn: '2026-09-04',
          daysLeft: 3,
          progress: { open: 4, all: 12 },
          url: `${APP.url}/-/milestones/1`,
          createdAt: at(0),
          updatedAt: at(0),
        },
      },
    ]);
  });

  it('that are due later, or overdue, cost one request in all, and those without a date are left out', async () => {
    const { sightings } = await read(
      rawMilestone(1, { due_date: '2026-09-05' }),
      rawMilestone(2, { due_date: '2026-08-31' }),
      rawMilestone(3, { due_date: null }),
    );

    expect(sightings.map(({ subject }) => subject)).toMatchObject([
      { id: '601', daysLeft: null, progress: null },
      { id: '602', daysLeft: null, progress: null },
    ]);
    expect(gitlab.takePaths()).toEqual([LIST]);
  });

  it('of which nothing changed show nothing', async () => {
    await read(rawMilestone(1, { due_date: '2026-09-02' }));

    expect(await read(rawMilestone(1, { due_date: '2026-09-02' }))).toMatchObject({
      sightings: [],
      hasChanged: false,
    });
  });

  it('are counted five at most, the nearest first', async () => {
    const days = ['04', '03', '02', '01', '02', '03', '04'];
    const { sightings } = await read(
      ...days.map((day, index) => rawMilestone(index, { due_date: `2026-09-${day}` })),
    );

    const counted = sightings.flatMap(({ subject }) =>
      subject.kind === 'milestone' && subject.progress !== null ? [subject.dueOn.slice(8)] : [],
    );
    expect(gitlab.takePaths()).toHaveLength(6);
    expect(counted.sort()).toEqual(['01', '02', '02', '03', '03']);
  });

  it('include those of its groups, counted in the group, in the same request', async () => {
    gitlab.on('/groups/team/issues_statistics', {
      statistics: { counts: { all: 30, closed: 9, opened: 21 } },
    });
    const { sightings } = await read(ofGroup({ due_date: '2026-09-04' }));

    expect(sightings).toMatchObject([
      { subject: { id: '601', projectId: '10', group: 'team', progress: { open: 21, all: 30 } } },
    ]);
    const [list] = gitlab.requests;
    expect(list?.query.get('include_parent_milestones')).toBe('true');
    expect(gitlab.takePaths()).toEqual([LIST, '/groups/team/issues_statistics']);
  });

  it('of a group stay with the project through which they were first seen, while that is watched', async () => {
    const other = { ...APP, id: '11', path: 'team/other' };
    gitlab.on('/projects/11/milestones', [ofGroup({ due_date: '2026-09-20' })]);
    await read(ofGroup({ due_date: '2026-09-20' }));
    const again = (watched: readonly Project[]): Promise<FeedReading> =>
      gitlab.read({ kind: 'milestones', project: other, cursor: {}, watched });

    expect(await again([APP, other])).toMatchObject({ sightings: [], hasChanged: false });
    expect(await again([other])).toMatchObject({ sightings: [{ subject: { projectId: '11' } }] });
  });

  it.each([undefined, 'https://x/groups/other/-/milestones/1', 'https://x/groups/team/-/milestones/12'])(
    'of a group that is none of the project’s are left out (%s)',
    async (web_url) => {
      const { sightings } = await read(ofGroup({ due_date: '2026-09-04', web_url }));

      expect(sightings).toEqual([]);
    },
  );

  it('that are odd, or whose counts are, spare the others', async () => {
    gitlab.on(COUNTS, { statistics: null });

    const reading = await read(rawMilestone(1, { title: 5 }), rawMilestone(2, { due_date: '2026-09-02' }));

    expect(reading).toMatchObject({ dropped: 1, sightings: [{ subject: { id: '602', progress: null } }] });
  });

  it.each([403, 404, 500])('of a group that cannot be counted (%i) spare the others', async (status) => {
    gitlab.on('/groups/team/issues_statistics', () => ({ status, json: { message: 'No' } }));

    const { sightings } = await read(
      ofGroup({ due_date: '2026-09-02' }),
      rawMilestone(2, { due_date: '2026-09-04' }),
    );

    expect(sightings.map(({ subject }) => subject)).toMatchObject([
      { id: '601', progress: null },
      { id: '602', progress: { open: 4 } },
    ]);
  });

  it.each([403, 404])('are none where the reader may not see them (%i)', async (status) => {
    gitlab.on(LIST, () => ({ status, json: { message: 'No' } }));

    expect(await gitlab.read({ kind: 'milestones', project: APP, cursor: {} })).toMatchObject({
      sightings: [],
      hasChanged: false,
    });
  });
});
