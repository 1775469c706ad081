import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Gitlab } from '@gitbeaker/rest';
import { hasContracts } from './gitlab-contracts.js';
import { type GitlabScene, gitlabScene } from './gitlab-scene.js';
import { unknownRequests } from './unknown-requests.js';

describe('@gitbeaker/rest against the simulated GitLab', () => {
  let scene: GitlabScene;
  let ann: InstanceType<typeof Gitlab>;
  let bob: InstanceType<typeof Gitlab>;

  beforeEach(async () => {
    scene = await gitlabScene();
    ann = new Gitlab({ host: scene.url, token: scene.ann });
    bob = new Gitlab({ host: scene.url, oauthToken: scene.bob });
    scene.world.openMergeRequest('team/app', { author: 'ann', title: 'One', reviewers: ['bob'] });
  });

  afterEach(async () => {
    await scene.close();
    if (hasContracts) expect(unknownRequests(scene)).toEqual([]);
  });

  it('tells who the token belongs to, and the server its version', async () => {
    expect((await ann.PersonalAccessTokens.show()).user_id).toBe(scene.ids.ann);
    expect((await bob.Users.showCurrentUser()).username).toBe('bob');
    expect((await ann.Users.all({ username: 'BOB' })).map(({ id }) => id)).toEqual([scene.ids.bob]);
    expect((await ann.Metadata.show()).version).toMatch(/^\d+\.\d+/);
  });

  it('takes a file and tells of it as the documentation does', async () => {
    const file = { content: new Blob(['some bytes']), filename: 'dk.png' };
    const created = await ann.ProjectMarkdownUploads.create('team/app', file);

    const secret = created.url.split('/')[2] ?? '';
    expect(secret).toMatch(/^[0-9a-f]{32}$/);
    expect(created).toEqual({
      id: expect.any(Number),
      alt: 'dk',
      url: `/uploads/${secret}/dk.png`,
      full_path: `/-/project/${scene.ids.project}/uploads/${secret}/dk.png`,
      markdown: `![dk](/uploads/${secret}/dk.png)`,
    });
  });

  it('shows a project by path and by id, its members, and lists what the token sees', async () => {
    expect((await ann.Projects.show('team/app')).id).toBe(scene.ids.project);
    expect((await ann.Projects.show(scene.ids.project)).path_with_namespace).toBe('team/app');
    const members = await ann.ProjectMembers.all('team/app', { includeInherited: true });
    expect(members.map(({ username, access_level: level }) => [username, level])).toEqual([
      ['ann', 40],
      ['bob', 30],
    ]);
    expect((await ann.Projects.all({ membership: true, search: 'app' })).map(({ id }) => id)).toEqual([
      scene.ids.project,
    ]);
  });

  it('walks all pages, by number and by key', async () => {
    for (let index = 0; index < 5; index += 1) scene.world.addProject(`team/p${index}`, { members: ['ann'] });
    const paged = await ann.Projects.all({ membership: true, perPage: 2, orderBy: 'id', sort: 'asc' });
    const keyed = await ann.Projects.all({
      membership: true,
      pagination: 'keyset',
      perPage: 2,
      orderBy: 'id',
      sort: 'asc',
    });
    expect(paged).toHaveLength(6);
    expect(keyed.map(({ id }) => id)).toEqual(paged.map(({ id }) => id));
    const first = await ann.Projects.all({ pagination: 'offset', perPage: 4, page: 1, showExpanded: true });
    expect(first.paginationInfo).toMatchObject({ total: 6, totalPages: 2, next: 2, current: 1, perPage: 4 });
  });

  it('reads and empties the inbox', async () => {
    const [todo] = await bob.TodoLists.all({ state: 'pending' });
    expect(todo).toMatchObject({ action_name: 'review_requested', target_type: 'MergeRequest', body: 'One' });
    await bob.TodoLists.done({ todoId: todo?.id ?? 0 });
    expect(await bob.TodoLists.all()).toEqual([]);
    expect(await bob.TodoLists.all({ state: 'done' })).toHaveLength(1);
    await bob.MergeRequests.createTodo('team/app', 1);
    await bob.TodoLists.done();
    expect(await bob.TodoLists.all()).toEqual([]);
  });

  it('reads activity of all projects, of one, and of a person', async () => {
    const all = await ann.Events.all({ scope: 'all' });
    expect(all.map((event) => event.action_name)).toEqual(['opened', 'pushed new', 'joined', 'created']);
    expect((await ann.Events.all({ projectId: 'team/app', action: 'created' })).length).toBe(2);
    expect(await ann.Events.all({ userId: scene.ids.bob })).toMatchObject([{ action_name: 'joined' }]);
  });

  it('lists merge requests by person, by project and by time', async () => {
    const { clock, world } = scene;
    clock.advance(60_000);
    const since = clock.now().toISOString();
    world.openMergeRequest('team/app', { author: 'bob', title: 'Two', assignees: ['ann'] });
    const iids = (list: readonly { iid: unknown }[]) => list.map(({ iid }) => iid);
    expect(iids(await ann.MergeRequests.all({ scope: 'all' }))).toEqual([2, 1]);
    expect(iids(await ann.MergeRequests.all())).toEqual([1]);
    expect(iids(await ann.MergeRequests.all({ scope: 'all', reviewerUsername: 'bob' }))).toEqual([1]);
    expect(iids(await ann.MergeRequests.all({ scope: 'all', authorUsername: 'bob' }))).toEqual([2]);
    expect(iids(await ann.MergeRequests.all({ scope: 'assigned_to_me' }))).toEqual([2]);
    expect(iids(await ann.MergeRequests.all({ projectId: 'team/app', updatedAfter: since }))).toEqual([2]);
    expect(iids(await ann.MergeRequests.all({ projectId: 'team/app', iids: [1, 7] }))).toEqual([1]);
  });

  it('approves with the head it saw, withdraws, and merges', async () => {
    const { sha } = await bob.MergeRequests.show('team/app', 1);
    await expect(bob.MergeRequestApprovals.approve('team/app', 1, { sha: 'a'.repeat(40) })).rejects.toThrow(
      /SHA does not match/,
    );
    await bob.MergeRequestApprovals.approve('team/app', 1, { sha });
    const approvals = await ann.MergeRequestApprovals.showConfiguration('team/app', { mergerequestIId: 1 });
    expect(approvals).toMatchObject({ approved: true, approved_by: [{ user: { username: 'bob' } }] });
    expect(await ann.MergeRequests.showReviewers('team/app', 1)).toMatchObject([{ state: 'approved' }]);
    await bob.MergeRequestApprovals.unapprove('team/app', 1);
    expect(await ann.MergeRequests.showReviewers('team/app', 1)).toMatchObject([{ state: 'unapproved' }]);
    await expect(ann.MergeRequests.merge('team/app', 1, { sha: 'b'.repeat(40) })).rejects.toThrow(/SHA/);
    expect(await ann.MergeRequests.merge('team/app', 1, { sha })).toMatchObject({
      state: 'merged',
      merge_user: { username: 'ann' },
    });
    await expect(ann.MergeRequests.merge('team/app', 1)).rejects.toThrow(/405/);
  });

  it('edits a merge request: title, people, state', async () => {
    const edited = await ann.MergeRequests.edit('team/app', 1, {
      title: 'Draft: One',
      description: 'More',
      assigneeIds: [scene.ids.bob],
      reviewerIds: [],
      addLabels: 'bug',
    });
    expect(edited).toMatchObject({
      draft: true,
      reviewers: [],
      labels: ['bug'],
      assignee: { username: 'bob' },
    });
    expect((await ann.MergeRequests.edit('team/app', 1, { stateEvent: 'close' })).state).toBe('closed');
    expect((await ann.MergeRequests.edit('team/app', 1, { stateEvent: 'reopen' })).state).toBe('opened');
  });

  it('talks: comment, reply in the thread, resolve, read back', async () => {
    const note = await bob.MergeRequestNotes.create('team/app', 1, 'Why?');
    const [discussion] = await ann.MergeRequestDiscussions.all('team/app', 1);
    expect(discussion?.individual_note).toBe(true);
    await ann.MergeRequestDiscussions.addNote('team/app', 1, discussion?.id ?? '', 'Because.');
    const thread = await ann.MergeRequestDiscussions.show('team/app', 1, discussion?.id ?? '');
    expect(thread).toMatchObject({
      individual_note: false,
      notes: [
        { id: note.id, type: 'DiscussionNote', resolved: false },
        { type: 'DiscussionNote', body: 'Because.' },
      ],
    });
    await ann.MergeRequestDiscussions.resolve('team/app', 1, discussion?.id ?? '', true);
    expect(await ann.MergeRequestNotes.all('team/app', 1, { sort: 'asc' })).toMatchObject([
      { body: 'Why?', resolved: true, resolved_by: { username: 'ann' } },
      { body: 'Because.', noteable_iid: 1 },
      { body: 'resolved all threads', system: true },
    ]);
    await bob.MergeRequestDiscussions.editNote('team/app', 1, discussion?.id ?? '', note.id, {
      resolved: false,
    });
    expect(await ann.MergeRequestDiscussions.show('team/app', 1, discussion?.id ?? '')).toMatchObject({
      notes: [{ resolved: false }, { resolved: true }],
    });
    await bob.MergeRequestDiscussions.create('team/app', 1, 'A thread of its own');
    expect(await bob.MergeRequestNotes.show('team/app', 1, note.id)).toMatchObject({ body: 'Why?' });
  });

  it('shows commits, versions, participants and pipelines of a merge request', async () => {
    const sha = scene.world.pushCommit('team/app', 1, 'ann');
    await ann.MergeRequests.createPipeline('team/app', 1);
    expect((await ann.MergeRequests.allCommits('team/app', 1)).at(0)?.id).toBe(sha);
    const versions = await ann.MergeRequests.allDiffVersions('team/app', 1);
    expect(versions).toMatchObject([{ head_commit_sha: sha }, {}]);
    expect(await ann.MergeRequests.allParticipants('team/app', 1)).toHaveLength(2);
    expect(await ann.MergeRequests.allPipelines('team/app', 1)).toMatchObject([
      { source: 'merge_request_event', ref: 'refs/merge-requests/1/head' },
    ]);
  });

  it('runs, cancels and retries pipelines and their jobs', async () => {
    const { id } = await ann.Pipelines.create('team/app', 'main', {
      variables: [{ key: 'WHO', value: 'me' }],
    });
    expect(await ann.Pipelines.allVariables('team/app', id)).toMatchObject([{ key: 'WHO', value: 'me' }]);
    expect(await ann.Pipelines.cancel('team/app', id)).toMatchObject({ status: 'canceled' });
    expect(await ann.Pipelines.retry('team/app', id)).toMatchObject({
      id,
      status: 'running',
      finished_at: null,
    });
    scene.world.finishPipeline('team/app', id, 'failed', [{ name: 'lint' }]);
    const [failed] = await ann.Jobs.all('team/app', { pipelineId: id, scope: 'failed' });
    expect(failed).toMatchObject({ name: 'lint', stage: 'test', failure_reason: 'script_failure' });
    expect(await ann.Jobs.showLog('team/app', failed?.id ?? 0)).toContain('exit code 1');
    const again = await ann.Jobs.retry('team/app', failed?.id ?? 0);
    expect(again.id).not.toBe(failed?.id);
    expect(await ann.Jobs.all('team/app', { pipelineId: id, includeRetried: true })).toHaveLength(6);
    scene.world.blockPipeline('team/app', id);
    const [manual] = await ann.Jobs.all('team/app', { pipelineId: id, scope: 'manual' });
    expect((await ann.Pipelines.show('team/app', id)).status).toBe('manual');
    await ann.Jobs.play('team/app', manual?.id ?? 0);
    expect(await ann.Pipelines.all('team/app', { scope: 'running', orderBy: 'updated_at' })).toMatchObject([
      { id },
    ]);
    expect(await ann.Jobs.allPipelineBridges('team/app', id)).toEqual([]);
    await expect(ann.Jobs.play('team/app', manual?.id ?? 0)).rejects.toThrow(/Unplayable/);
  });
});
