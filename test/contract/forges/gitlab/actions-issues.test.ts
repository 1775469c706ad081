import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Person } from '../../../../src/domain/forge.js';
import { type ActionsBench, APP, refused, startActionsBench } from './actions-bench.js';

let bench: ActionsBench;

beforeEach(async () => {
  bench = await startActionsBench();
  bench.world.openIssue(APP, { author: 'ann', title: 'Broken' });
});

afterEach(() => bench.close());

const bob = (): Person => ({ id: String(bench.ids.bob), login: 'bob', name: 'Bob Ray' });

describe('a new issue', () => {
  const order = { action: 'create-issue', title: 'Leak', text: 'It drips.' } as const;

  it('is written with all that belongs to it', async () => {
    const receipt = await bench.as('bob').perform({
      ...order,
      labels: ['bug', 'urgent'],
      assignees: [bob()],
      isConfidential: true,
    });

    const { json } = await bench.ask('/projects/team%2Fapp/issues/2');
    expect(receipt).toEqual({ id: '2', url: `${bench.url}/team/app/-/issues/2` });
    expect(json).toMatchObject({
      title: 'Leak',
      description: 'It drips.',
      labels: ['bug', 'urgent'],
      assignees: [{ username: 'bob' }],
      confidential: true,
    });
  });

  const labelled = { ...order, labels: ['bug'], isConfidential: false };

  it('gets its labels and assignee from every member, also from a guest', async () => {
    const receipt = await bench.as('gus').perform({ ...labelled, assignees: [bob()] });

    expect(receipt.leftOut).toBeUndefined();
    const { json } = await bench.ask('/projects/team%2Fapp/issues/2');
    expect(json).toMatchObject({ labels: ['bug'], assignees: [{ username: 'bob' }] });
  });

  it('is left without them, and says so, where a stranger writes it', async () => {
    const path = 'open/lib';
    const { id } = bench.world.addProject(path, { members: ['bob'], isPrivate: false });
    const { actions, session, project } = bench.as('eve');
    const open = { ...project, id: String(id), path };

    const receipt = await actions.perform(session, open, { ...labelled, assignees: [bob()] });

    expect(receipt).toMatchObject({ id: '1', leftOut: { labels: ['bug'], people: ['Bob Ray'] } });
  });

  it('commands nothing by its text', async () => {
    const text = 'It drips.\n/confidential';
    const rest = { labels: [], assignees: [], isConfidential: false };
    const { id } = await bench.as('bob').perform({ ...order, ...rest, text });

    const { json } = await bench.ask(`/projects/team%2Fapp/issues/${String(id)}`);
    expect(json).toMatchObject({ description: 'It drips.\n\\/confidential', confidential: false });
  });

  it('can be written by a guest, and by no token that only reads', async () => {
    const plain = { ...order, labels: [], assignees: [], isConfidential: false };

    expect(await bench.as('gus').perform(plain)).toMatchObject({ id: '2' });
    await expect(bench.as('bob', ['read_api']).perform(plain)).rejects.toMatchObject(refused('scope'));
    await expect(bench.as('eve').perform(plain)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('an issue that is rewritten', () => {
  const order = { action: 'edit-issue', on: 'issue', number: '1', title: 'Leak' } as const;

  const shown = async (): Promise<unknown> => (await bench.ask('/projects/team%2Fapp/issues/1')).json;

  it('has the new title and text, commands nothing by it, and keeps what else it has', async () => {
    await bench.as('bob').perform({ action: 'label', on: 'issue', number: '1', label: 'bug' });
    await bench.as('bob').perform({ action: 'assign', on: 'issue', number: '1', person: bob() });

    const receipt = await bench.as('bob').perform({ ...order, text: 'It drips.\n/close' });

    expect(receipt).toEqual({ id: '1', url: `${bench.url}/team/app/-/issues/1` });
    expect(await shown()).toMatchObject({
      title: 'Leak',
      description: 'It drips.\n\\/close',
      state: 'opened',
      labels: ['bug'],
      assignees: [{ username: 'bob' }],
    });
    const look = await bench.as('bob').lookAt({ kind: 'issue', number: '1' });
    expect(look).toMatchObject({ text: 'It drips.\n\\/close', issue: { title: 'Leak', labels: ['bug'] } });
  });

  it.each([
    ['gus', ['api'], refused('role')],
    ['bob', ['read_api'], refused('scope')],
    ['eve', ['api'], { name: 'ForgeError', code: 'not-found' }],
  ] as const)('is not by %s with %j', async (login, scopes, fault) => {
    await expect(bench.as(login, scopes).perform({ ...order, text: 'x' })).rejects.toMatchObject(fault);
    expect(await shown()).toMatchObject({ title: 'Broken' });
  });

  it('may be gone', async () => {
    const gone = bench.as('bob').perform({ ...order, number: '9', text: 'x' });

    await expect(gone).rejects.toMatchObject({ name: 'ForgeError', code: 'not-found' });
  });
});
