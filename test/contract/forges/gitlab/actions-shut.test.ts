import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Discussed, Order, Receipt } from '../../../../src/domain/actions/order.js';
import { type ActionsBench, APP, refused, startActionsBench } from './actions-bench.js';

let bench: ActionsBench;

beforeEach(async () => {
  bench = await startActionsBench();
});

afterEach(() => bench.close());

describe('in an archived project of GitLab', () => {
  beforeEach(() => {
    bench.world.openMergeRequest(APP, { author: 'ann', title: 'One' });
    bench.world.configureProject(APP, { isArchived: true });
  });

  it.each<Order>([
    { action: 'create-issue', title: 'Leak', text: '', labels: [], assignees: [], isConfidential: false },
    { action: 'run-pipeline', ref: 'main', workflowId: null, variables: {} },
  ])('nobody can $action, and reads why', async (order) => {
    await expect(bench.as('ann').perform(order)).rejects.toMatchObject(refused('archived'));
    await expect(bench.as('gus').perform(order)).rejects.toMatchObject(refused('archived'));
    await expect(bench.as('ann', ['read_api']).perform(order)).rejects.toMatchObject(refused('scope'));
  });

  it('a look tells that nothing can be done', async () => {
    const look = await bench.as('ann').lookAt({ kind: 'merge-request', number: '1' });

    expect(look).toMatchObject({ isArchived: true });
  });
});

describe.each(['merge-request', 'issue'] as const)('on GitLab, the locked conversation of a %s', (on) => {
  const LIB = 'open/lib';
  const target: Discussed = { on, number: '1' };
  const comment = { action: 'comment', ...target, text: 'Hi', threadId: null } as const;

  let libId: string;

  function asIn(login: string): (order: Order) => Promise<Receipt> {
    const { actions, session, project } = bench.as(login);
    return (order) => actions.perform(session, { ...project, id: libId, path: LIB }, order);
  }

  beforeEach(() => {
    libId = String(bench.world.addProject(LIB, { members: ['ann'], isPrivate: false }).id);
    bench.world.openMergeRequest(LIB, { author: 'ann', title: 'One' });
    bench.world.openIssue(LIB, { author: 'ann', title: 'Broken' });
  });

  it('takes nothing from strangers, who read why', async () => {
    const { id } = await asIn('eve')(comment);
    bench.world.lockConversation(LIB, on, 1);

    const change = { action: 'edit-comment', ...target, commentId: id ?? '', text: 'Hello' } as const;
    await expect(asIn('eve')(comment)).rejects.toMatchObject(refused('locked'));
    await expect(asIn('eve')(change)).rejects.toMatchObject(refused('locked'));
  });

  it('goes on among members', async () => {
    bench.world.addMember(LIB, 'gus', 10);
    bench.world.lockConversation(LIB, on, 1);

    expect(await asIn('gus')(comment)).toMatchObject({ id: expect.any(String) });
  });
});
