import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Order } from '../../../../../src/domain/actions/order.js';
import { FakeGitlab } from '../fake-gitlab.js';
import { APP, at, rawMergeRequest } from '../fixtures.js';

let gitlab: FakeGitlab;

beforeEach(async () => {
  gitlab = await FakeGitlab.start();
});

afterEach(() => gitlab.stop());

const issue = {
  id: 1,
  iid: 1,
  project_id: 10,
  title: 'Broken',
  state: 'closed',
  labels: [],
  created_at: at(0),
  updated_at: at(0),
};

const perform = (order: Order) => gitlab.adapter().actions.perform(gitlab.session(), APP, order);

describe('a change that GitLab leaves out without a word', () => {
  it('is a refusal, of a label', async () => {
    gitlab.on('/projects/10/issues/1', issue);

    await expect(perform({ action: 'label', on: 'issue', number: '1', label: 'bug' })).rejects.toMatchObject({
      name: 'ActionRefused',
      code: 'role',
    });
  });

  it('is a refusal, of reopening a merge request whose branch has gone', async () => {
    gitlab.on('/projects/10/merge_requests/5', rawMergeRequest(5, { state: 'closed' }));

    await expect(perform({ action: 'reopen', on: 'merge-request', number: '5' })).rejects.toMatchObject({
      name: 'ActionRefused',
      code: 'state',
    });
  });
});

describe('an odd answer', () => {
  it('to a write is no receipt', async () => {
    gitlab.on('/projects/10/issues', () => ({ status: 201, json: [] }));

    await expect(
      perform({
        action: 'create-issue',
        title: 'Leak',
        text: '',
        labels: [],
        assignees: [],
        isConfidential: false,
      }),
    ).rejects.toMatchObject({ name: 'ForgeError', code: 'bad-reply' });
  });

  it('in a list is left out, counted, and warned of without its content', async () => {
    gitlab.on('/projects/10/labels', [{ name: 'bug' }, { name: 7, secret: 'x' }, null]);

    expect(await gitlab.adapter().actions.listLabels(gitlab.session(), APP)).toEqual(['bug']);
    expect(gitlab.warnings).toMatchObject([{ fields: { count: 2 } }]);
    expect(JSON.stringify(gitlab.warnings)).not.toContain('secret');
  });

  it('instead of a list is none', async () => {
    gitlab.on('/projects/10/repository/branches', { message: 'surprise' });

    await expect(gitlab.adapter().actions.listBranches(gitlab.session(), APP, '')).rejects.toMatchObject({
      code: 'bad-reply',
    });
  });

  it('in threads leaves those that are understood, within five pages', async () => {
    const note = { id: 1, body: 'Why?', author: null, resolvable: true, resolved: false };
    const threads = Array.from({ length: 700 }, (_, index) =>
      index % 2 === 0 ? { id: `t${index}`, notes: [note] } : { notes: 'none' },
    );
    gitlab.on('/projects/10/merge_requests/5/discussions', threads);

    const open = await gitlab.adapter().actions.listOpenThreads(gitlab.session(), APP, '5');

    expect(open).toHaveLength(250);
    expect(open[0]).toMatchObject({ id: 't0', author: { login: 'ghost' }, path: null });
    expect(gitlab.requests).toHaveLength(5);
  });

  it('in a thread of internal notes is told as such, under both names of that', async () => {
    const note = { id: 1, body: 'Why?', author: null, resolvable: true, resolved: false };
    gitlab.on('/projects/10/merge_requests/5/discussions', [
      { id: 'a', notes: [{ ...note, internal: true }] },
      { id: 'b', notes: [{ ...note, confidential: true }] },
      { id: 'c', notes: [{ ...note, internal: false }] },
    ]);

    const open = await gitlab.adapter().actions.listOpenThreads(gitlab.session(), APP, '5');

    expect(open.map(({ isInternal }) => isInternal)).toEqual([true, true, undefined]);
  });

  it('about members leaves out those who are blocked or not yet there', async () => {
    gitlab.on('/projects/10/members/all', [
      { id: 1, username: 'alice', name: 'Alice', state: 'active' },
      { id: 2, username: 'bob', name: 'Bob', state: 'blocked' },
      { id: 3, username: 'carol', name: 'Carol', state: 'active', membership_state: 'awaiting' },
      { id: 1, username: 'alice', name: 'Alice', state: 'active' },
    ]);

    const people = await gitlab.adapter().actions.listMembers(gitlab.session(), APP, '');

    expect(people.map(({ login }) => login)).toEqual(['alice']);
  });
});

describe('the files of a merge request', () => {
  const changes = Array.from({ length: 25 }, (_, index) => ({ new_path: `src/${index}.ts`, diff: '+a' }));
  const readFiles = (page: number) => gitlab.adapter().actions.readChanges(gitlab.session(), APP, '5', page);

  it('are read from a server of before 15.7, too, which has them all in one answer', async () => {
    gitlab.on('/projects/10/merge_requests/5/changes', { ...rawMergeRequest(5), changes });

    const first = await readFiles(1);
    const second = await readFiles(2);

    expect(first.files.map(({ path }) => path)).toEqual(changes.slice(0, 20).map(({ new_path }) => new_path));
    expect([first.hasMore, second.hasMore]).toEqual([true, false]);
    expect(second.files).toHaveLength(5);
  });

  it('are not there where it is gone', async () => {
    await expect(readFiles(1)).rejects.toMatchObject({ code: 'not-found' });
  });
});
