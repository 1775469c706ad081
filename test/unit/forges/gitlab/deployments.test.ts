import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../../src/domain/feed.js';
import type { JsonObject } from '../../../../src/domain/json.js';
import { beginGitlabSince } from '../../../../src/forges/gitlab/begin-since.js';
import { rawDeployment } from './code-fixtures.js';
import { FakeGitlab } from './fake-gitlab.js';
import { APP, at, rawPipeline } from './fixtures.js';

const LIST = '/projects/10/deployments';
const TIER = '/projects/10/environments/9';

let gitlab: FakeGitlab;

beforeEach(async () => {
  gitlab = await FakeGitlab.start();
});

afterEach(() => gitlab.stop());

function read(
  rows: readonly object[],
  cursor: JsonObject | null = { newestAt: at(0) },
): Promise<FeedReading> {
  gitlab.on(LIST, rows);
  return gitlab.read({ kind: 'deployments', project: APP, cursor });
}

async function subjectsOf(...rows: readonly object[]): Promise<readonly unknown[]> {
  return (await read(rows)).sightings.map(({ subject }) => subject);
}

const live = { environment: { id: 9, name: 'live', external_url: null } };

describe('the deployments of a project', () => {
  it('are told with where they go, and link to the log of their job', async () => {
    expect(await subjectsOf(rawDeployment(31))).toEqual([
      {
        kind: 'deployment',
        id: '31',
        projectId: '10',
        environment: 'production',
        isProduction: true,
        ref: 'main',
        sha: '1a2b3c4d'.repeat(5),
        status: 'running',
        statusId: null,
        isOfRun: false,
        pipelineId: '70',
        actor: { id: '2', login: 'bob', name: 'BOB' },
        url: 'https://gitlab.example.com/team/app/-/jobs/77',
        siteUrl: 'https://shop.example.com',
        createdAt: at(0),
        updatedAt: at(0),
      },
    ]);
  });

  it('cost one request for what moved since the last look, and nothing is shown that was seen', async () => {
    await read([rawDeployment(31)], null);
    gitlab.requests.splice(0);

    const reading = await read([rawDeployment(31)]);

    const [request, ...further] = gitlab.requests;
    expect(reading).toMatchObject({ sightings: [], hasChanged: false, cursor: { newestAt: at(0) } });
    expect(further).toEqual([]);
    expect(Object.fromEntries(request?.query ?? [])).toMatchObject({
      order_by: 'updated_at',
      sort: 'desc',
      updated_after: at(-1),
    });
  });

  it('are read as far down as a beginning in the past', async () => {
    const many = Array.from({ length: 50 }, (_, index) => rawDeployment(100 - index));
    const { cursor } = beginGitlabSince({ kind: 'deployments', projectId: '10' }, new Date(at(-60)));

    expect((await read(many, cursor)).sightings).toHaveLength(50);
  });

  it.each([
    ['created', 'pending'],
    ['blocked', 'waiting'],
    ['success', 'success'],
    ['failed', 'failed'],
    ['canceled', 'canceled'],
    ['skipped', 'canceled'],
    ['exploded', 'pending'],
  ])('that GitLab calls %s are %s', async (status, ours) => {
    expect(await subjectsOf(rawDeployment(31, { status }))).toMatchObject([{ status: ours }]);
  });

  describe('that come to wait', () => {
    const waiting = rawDeployment(31, { status: 'blocked' });
    const ONE = `${LIST}/31`;

    async function isForReader(rules: readonly object[], level = 30): Promise<unknown> {
      gitlab.on(ONE, { approval_summary: { rules } });
      gitlab.on('/projects/10', { id: 10, permissions: { project_access: { access_level: level } } });
      const [subject] = await subjectsOf(waiting);
      return (subject as { mayApprove?: boolean }).mayApprove;
    }

    it.each([
      ['names the reader', [{ user_id: 1, access_level: null }], true],
      ['names somebody else', [{ user_id: 2, access_level: null }], false],
      ['asks for the role that the reader has', [{ user_id: null, access_level: 30 }], true],
      ['asks for a higher role', [{ user_id: null, access_level: 40 }], false],
      ['names a group', [{ user_id: null, access_level: null, group_id: 7 }], false],
    ])('are for the reader to approve where a rule %s: %#', async (_case, rules, expected) => {
      expect(await isForReader(rules)).toBe(expected);
    });

    it('are for nobody in particular where the plan has no rules, which is asked once', async () => {
      expect(await isForReader([])).toBe(false);
      const again = await read([waiting]);

      expect(again.sightings).toEqual([]);
      expect(gitlab.takePaths()).toEqual([LIST, ONE, LIST]);
    });

    it('are not asked for at the first look, and told to none where the rules cannot be read', async () => {
      await read([waiting], null);
      expect(gitlab.takePaths()).toEqual([LIST]);

      gitlab.on(ONE, () => ({ status: 403, json: { message: '403 Forbidden' } }));
      expect(await subjectsOf(rawDeployment(32, { status: 'blocked' }))).toMatchObject([
        { id: '32', mayApprove: false },
      ]);
    });
  });

  it('are production where the tier of their environment says so, which is asked once', async () => {
    gitlab.on(TIER, { id: 9, tier: 'production' });

    const subjects = await subjectsOf(rawDeployment(31, live), rawDeployment(32, live));
    const ended = await subjectsOf(rawDeployment(32, { ...live, status: 'success', updated_at: at(9) }));

    expect([...subjects, ...ended]).toMatchObject([
      { isProduction: true },
      { isProduction: true },
      { isProduction: true },
    ]);
    expect(gitlab.takePaths()).toEqual([LIST, TIER, LIST]);
  });

  it('are judged by name at the first look, where the tier may not be read, and where there are many', async () => {
    await read([rawDeployment(31, live)], null);
    const many = Array.from({ length: 15 }, (_, index) =>
      rawDeployment(50 + index, { environment: { id: 100 + index, name: `review/${index}` } }),
    );
    gitlab.takePaths();

    const subjects = await subjectsOf(...many);

    expect(subjects).toHaveLength(15);
    expect(gitlab.takePaths()).toHaveLength(11);
  });

  it.each([403, 404, 500])('are judged by name where the server answers %i for the tier', async (status) => {
    gitlab.on(TIER, () => ({ status, json: {} }));

    expect(await subjectsOf(rawDeployment(31, live))).toMatchObject([{ id: '31', isProduction: false }]);
  });

  it('that no job does lead to their environment', async () => {
    expect(await subjectsOf(rawDeployment(31, { deployable: null }))).toMatchObject([
      { url: `${APP.url}/-/environments/9` },
    ]);
  });

  it('that are odd are counted and spare the others, and a link that is none is left out', async () => {
    const odd = rawDeployment(31, { environment: null });
    const script = { id: 9, name: 'production', external_url: 'javascript:alert(1)' };

    const reading = await read([odd, rawDeployment(32, { environment: script, user: null })]);

    expect(reading).toMatchObject({
      dropped: 1,
      sightings: [{ subject: { id: '32', siteUrl: null, actor: null } }],
    });
  });

  it('are none where the reader may not see them', async () => {
    gitlab.on(LIST, () => ({ status: 403, json: { message: '403 Forbidden' } }));

    const reading = await gitlab.read({ kind: 'deployments', project: APP, cursor: { newestAt: at(0) } });

    expect(reading).toMatchObject({ sightings: [], hasChanged: false, cursor: { newestAt: at(0) } });
  });

  it('are looked at when a pipeline moves, which may deploy', async () => {
    const running = { newestAt: at(0), running: {} };
    gitlab.on('/projects/10/pipelines', [rawPipeline(401, { updated_at: at(1) })]);
    gitlab.on('/projects/10/pipelines/401', rawPipeline(401, { updated_at: at(1) }));

    const first = await gitlab.read({ kind: 'pipelines', project: APP });
    gitlab.snapshots.clear();
    const moved = await gitlab.read({ kind: 'pipelines', project: APP, cursor: running });

    expect([first.wakes, moved.wakes]).toEqual([[], [{ kind: 'deployments', projectId: '10' }]]);
  });
});
