import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY, HOUR, MINUTE } from '../../../src/domain/time.js';
import { type GitlabScene, gitlabScene, one, rows } from './gitlab-scene.js';

const APP = '/projects/team%2Fapp';
const MR = `${APP}/merge_requests/1`;

describe('to-dos of the simulated GitLab', () => {
  let scene: GitlabScene;

  beforeEach(async () => {
    scene = await gitlabScene();
  });

  afterEach(() => scene.close());

  it('are made for reviewer, assignee and those whom the description names, but not for its author', async () => {
    scene.world.openMergeRequest('team/app', {
      author: 'ann',
      title: 'One',
      description: 'Thanks @bob, and @ann. `@bob` in code and\n> @bob in a quote do not count.',
      reviewers: ['bob'],
      assignees: ['bob'],
    });
    expect(await actions(scene.bob)).toEqual(['mentioned', 'review_requested', 'assigned']);
    expect(await actions(scene.ann)).toEqual([]);
  });

  it('tell an address at the start of a comment from a mention, and repeat for each', async () => {
    open();
    scene.world.comment('team/app', 1, 'ann', '@bob please look');
    scene.world.comment('team/app', 1, 'ann', 'ask @bob or @eve or @nobody');
    scene.world.comment('team/app', 1, 'ann', 'ask @bob');
    expect(await actions(scene.bob)).toEqual(['mentioned', 'mentioned', 'directly_addressed']);
    const [todo] = rows(await scene.ask('/todos', { token: scene.bob }));
    expect(todo).toMatchObject({
      body: 'ask @bob',
      target_url: expect.stringMatching(/merge_requests\/1#note_\d+$/),
    });
    expect(await actions(scene.world.addToken('eve'))).toEqual([]);
  });

  it('are made for a mention that an edit of the description adds, once', async () => {
    open();
    scene.world.editDescription('team/app', 1, 'For @bob', 'ann');
    scene.world.editDescription('team/app', 1, 'For @bob, today', 'ann');
    expect(await actions(scene.bob)).toEqual(['mentioned']);
  });

  it('are not repeated by a second review request while the first is pending', async () => {
    open({ reviewers: ['bob'] });
    const [before] = rows(await scene.ask('/todos', { token: scene.bob }));
    scene.clock.advance(MINUTE);
    scene.world.requestReview('team/app', 1, 'bob', 'ann');
    scene.world.withdrawReviewRequest('team/app', 1, 'bob', 'ann');
    scene.world.requestReview('team/app', 1, 'bob', 'ann');
    const after = rows(await scene.ask('/todos', { token: scene.bob }));
    expect(after.map(({ id, updated_at: at }) => [id, at])).toEqual([
      [before?.['id'], before?.['updated_at']],
    ]);
    await scene.ask(`/todos/${String(before?.['id'])}/mark_as_done`, { token: scene.bob, method: 'POST' });
    scene.world.requestReview('team/app', 1, 'bob', 'ann');
    expect(await actions(scene.bob)).toEqual(['review_requested']);
  });

  it.each([
    [
      'comments',
      (bob: string) => scene.ask(`${MR}/notes`, { token: bob, method: 'POST', body: { body: 'Hm' } }),
    ],
    ['approves', (bob: string) => scene.ask(`${MR}/approve`, { token: bob, method: 'POST' })],
    ['edits', (bob: string) => scene.ask(MR, { token: bob, method: 'PUT', body: { title: 'Two' } })],
    ['closes', (bob: string) => scene.ask(MR, { token: bob, method: 'PUT', body: { state_event: 'close' } })],
    ['merges', (bob: string) => scene.ask(`${MR}/merge`, { token: bob, method: 'PUT' })],
  ])('vanish when their owner %s', async (_what, act) => {
    open({ reviewers: ['bob'] });
    expect((await act(scene.bob)).status).toBeLessThan(300);
    expect(await actions(scene.bob)).toEqual([]);
  });

  it('stay when somebody else acts', async () => {
    open({ reviewers: ['bob'] });
    scene.world.comment('team/app', 1, 'ann', 'Hm');
    scene.world.close('team/app', 1, 'ann');
    expect(await actions(scene.bob)).toEqual(['review_requested']);
  });

  it("are made for the author when their pipeline fails or they can't be merged, and go with a retry", async () => {
    open();
    const { id } = scene.world.startPipeline('team/app', { by: 'bob', mergeRequest: 1 });
    scene.world.finishPipeline('team/app', id, 'failed');
    scene.world.setConflict('team/app', 1, true);
    expect(await actions(scene.ann)).toEqual(['unmergeable', 'build_failed']);
    scene.world.retryPipeline('team/app', id, 'bob');
    expect(await actions(scene.ann)).toEqual([]);
    expect(await actions(scene.bob)).toEqual([]);
  });

  it('are made for approvers where the project demands approval', async () => {
    scene.world.configureProject('team/app', { approvalsRequired: 1, approvers: ['ann', 'bob'] });
    open();
    expect(await actions(scene.bob)).toEqual(['approval_required']);
    expect(await actions(scene.ann)).toEqual([]);
  });

  it('go with the access', async () => {
    open({ reviewers: ['bob'] });
    scene.world.removeMember('team/app', 'bob');
    expect(await actions(scene.bob)).toEqual([]);
    expect(rows(await scene.ask('/events?scope=all', { token: scene.bob }))).toEqual([]);
    expect(rows(await scene.ask('/merge_requests?scope=all', { token: scene.bob }))).toEqual([]);
  });

  function open(people: { reviewers?: string[] } = {}): void {
    scene.world.openMergeRequest('team/app', { author: 'ann', title: 'One', ...people });
  }

  async function actions(token: string): Promise<unknown[]> {
    return rows(await scene.ask('/todos', { token })).map((todo) => todo['action_name']);
  }
});

describe('events of the simulated GitLab', () => {
  let scene: GitlabScene;

  beforeEach(async () => {
    scene = await gitlabScene();
    scene.world.openMergeRequest('team/app', { author: 'ann', title: 'One' });
  });

  afterEach(() => scene.close());

  it('speak prose, and print a reopened merge request like an opened one', async () => {
    const { world } = scene;
    world.approve('team/app', 1, 'bob');
    world.unapprove('team/app', 1, 'bob');
    world.close('team/app', 1, 'ann');
    world.reopen('team/app', 1, 'ann');
    world.pushCommit('team/app', 1, 'ann');
    world.requestReview('team/app', 1, 'bob', 'ann');
    world.merge('team/app', 1, 'bob');
    expect(await names('/events?scope=all')).toEqual([
      'accepted',
      'pushed to',
      'pushed to',
      'opened',
      'closed',
      'approved',
      'opened',
      'pushed new',
      'joined',
      'created',
    ]);
    expect(await names('/events?scope=all&action=reopened')).toEqual(['opened']);
    expect(await names('/events?scope=all&action=wondered&per_page=1')).toEqual(['accepted']);
    expect(await names('/events?scope=all&target_type=merge_request&sort=asc')).toEqual([
      'opened',
      'approved',
      'closed',
      'opened',
      'accepted',
    ]);
    expect(await names('/events')).toEqual([
      'pushed to',
      'opened',
      'closed',
      'opened',
      'pushed new',
      'created',
    ]);
  });

  it('carry what was pushed and what was said', async () => {
    const sha = scene.world.pushCommit('team/app', 1, 'ann');
    const first = scene.world.comment('team/app', 1, 'bob', 'Why?');
    scene.world.comment('team/app', 1, 'ann', 'Because.', first);
    const [reply, comment, push] = rows(await scene.ask('/events?scope=all'));
    expect(push).toMatchObject({
      target_type: null,
      push_data: { action: 'pushed', ref_type: 'branch', ref: 'feature-1', commit_to: sha, commit_count: 1 },
    });
    expect(comment).toMatchObject({ action_name: 'commented on', target_type: 'Note', target_title: 'One' });
    expect(reply).toMatchObject({
      target_type: 'DiscussionNote',
      note: { body: 'Because.', noteable_iid: 1, noteable_type: 'MergeRequest', system: false },
    });
    expect(await names('/events?scope=all&target_type=note')).toEqual(['commented on']);
  });

  it('lose what the viewer may not see after the page was cut', async () => {
    scene.world.addMember('team/app', 'eve', 10);
    const eve = scene.world.addToken('eve');
    scene.world.addProject('open/lib', { members: ['ann', 'eve'], isPrivate: false });
    scene.world.openMergeRequest('open/lib', { author: 'ann', title: 'Public' });
    scene.world.internalComment('open/lib', 1, 'ann', 'Between us');
    const short = await scene.ask('/events?scope=all&per_page=2', { token: eve });
    expect(rows(short)).toHaveLength(2);
    scene.world.addMember('open/lib', 'eve', 10);
    const page = await scene.ask('/events?scope=all&per_page=2', { token: eve });
    expect(rows(page).map((event) => event['action_name'])).toEqual(['opened']);
    expect(page.headers.get('x-next-page')).toBe('2');
    expect(Number(page.headers.get('x-total'))).toBeGreaterThan(5);
  });

  it('of a public project are shown by it to everybody, and by all of one’s own to members alone', async () => {
    scene.world.addProject('open/lib', { members: ['ann'], isPrivate: false });
    scene.world.pushTag('open/lib', 'v1', 'ann');
    const eve = scene.world.addToken('eve');
    expect(rows(await scene.ask('/events?scope=all', { token: eve }))).toEqual([]);
    const events = rows(await scene.ask('/projects/open%2Flib/events', { token: eve }));
    expect(events.map((event) => event['action_name'])).toContain('pushed new');
  });

  it('can be cut by whole days only', async () => {
    scene.clock.advance(DAY);
    scene.world.close('team/app', 1, 'ann');
    expect(await names('/events?scope=all&after=2026-03-02')).toEqual(['closed']);
    expect(await names('/events?scope=all&before=2026-03-03')).not.toContain('closed');
    expect(await names('/events?scope=all&after=2026-03-03')).toEqual([]);
  });

  it('move the last activity of a project at most once an hour', async () => {
    scene.clock.advance(HOUR - 1);
    scene.world.close('team/app', 1, 'ann');
    expect(one(await scene.ask(APP))['last_activity_at']).toBe('2026-03-02T09:00:00.000Z');
    scene.clock.advance(1);
    scene.world.reopen('team/app', 1, 'ann');
    expect(one(await scene.ask(APP))['last_activity_at']).toBe('2026-03-02T10:00:00.000Z');
  });

  async function names(path: string): Promise<unknown[]> {
    return rows(await scene.ask(path)).map((event) => event['action_name']);
  }
});
