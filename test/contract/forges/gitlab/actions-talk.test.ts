import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Discussed, Order } from '../../../../src/domain/actions/order.js';
import type { Person } from '../../../../src/domain/forge.js';
import { type ActionsBench, APP, refused, startActionsBench } from './actions-bench.js';

let bench: ActionsBench;

beforeEach(async () => {
  bench = await startActionsBench();
  bench.world.openMergeRequest(APP, { author: 'ann', title: 'One' });
  bench.world.openIssue(APP, { author: 'ann', title: 'Broken' });
});

afterEach(() => bench.close());

const bob = (): Person => ({ id: String(bench.ids.bob), login: 'bob', name: 'Bob Ray' });
const folder = { 'merge-request': 'merge_requests', issue: 'issues' } as const;

describe.each(['merge-request', 'issue'] as const)('on GitLab, a %s', (on) => {
  const target: Discussed = { on, number: '1' };

  async function shown(): Promise<Record<string, unknown>> {
    const { json } = await bench.ask(`/projects/team%2Fapp/${folder[on]}/1`);
    return json as Record<string, unknown>;
  }

  async function notes(): Promise<readonly { readonly id: number; readonly body: string }[]> {
    const { json } = await bench.ask(`/projects/team%2Fapp/${folder[on]}/1/notes?sort=asc`);
    return json as { id: number; body: string }[];
  }

  it('is closed and reopened, each once', async () => {
    const hand = bench.as('bob');
    await hand.perform({ action: 'close', ...target });
    const closed = await shown();
    await expect(hand.perform({ action: 'close', ...target })).rejects.toMatchObject(refused('already-done'));
    await hand.perform({ action: 'reopen', ...target });

    expect(closed).toMatchObject({ state: 'closed', closed_by: { username: 'bob' } });
    expect(await shown()).toMatchObject({ state: 'opened' });
    await expect(hand.perform({ action: 'reopen', ...target })).rejects.toMatchObject(
      refused('already-done'),
    );
    expect(bench.writes()).toHaveLength(2);
  });

  it('is commented on, and the words can be put right', async () => {
    const hand = bench.as('bob');
    const { id, url } = await hand.perform({
      action: 'comment',
      ...target,
      text: 'Looks fine',
      threadId: null,
    });
    await hand.perform({ action: 'edit-comment', ...target, commentId: id!, text: 'Looks *good*' });

    expect(url).toBe(`${bench.url}/team/app/-/${folder[on]}/1#note_${String(id)}`);
    expect(await notes()).toMatchObject([{ id: Number(id), body: 'Looks *good*' }]);
  });

  it('is talked about in a thread', async () => {
    const first =
      on === 'issue'
        ? bench.world.commentIssue(APP, 1, 'ann', 'Why?')
        : bench.world.comment(APP, 1, 'ann', 'Why?');
    const { json } = await bench.ask(`/projects/team%2Fapp/${folder[on]}/1/discussions`);
    const [{ id: threadId }] = json as [{ id: string }];
    await bench.as('bob').perform({ action: 'comment', ...target, text: 'Because.', threadId });

    const after = await bench.ask(`/projects/team%2Fapp/${folder[on]}/1/discussions`);
    expect(after.json).toMatchObject([
      { id: threadId, notes: [{ id: Number(first) }, { body: 'Because.', author: { username: 'bob' } }] },
    ]);
  });

  describe('with a comment that is internal', () => {
    const say = (who: 'bob' | 'gus', answers: string): Promise<unknown> =>
      bench.as(who).perform({ action: 'comment', ...target, text: 'Between us', threadId: null, answers });

    function internalComment(): string {
      return on === 'issue'
        ? bench.world.internalIssueComment(APP, 1, 'ann', 'A secret')
        : bench.world.internalComment(APP, 1, 'ann', 'A secret');
    }

    it('is talked about as internally', async () => {
      await say('bob', internalComment());

      expect(await notes()).toMatchObject([{ internal: true }, { body: 'Between us', internal: true }]);
    });

    it('is not talked about by whoever may not read it, for all to read', async () => {
      const id = internalComment();

      await expect(say('gus', id)).rejects.toThrow();
      await expect(say('bob', '999999')).rejects.toMatchObject({ name: 'ForgeError', code: 'not-found' });
      expect(await notes()).toHaveLength(1);
    });

    it('is talked about internally in its thread', async () => {
      internalComment();
      const { json } = await bench.ask(`/projects/team%2Fapp/${folder[on]}/1/discussions`);
      const [{ id: threadId }] = json as [{ id: string }];

      await bench.as('bob').perform({ action: 'comment', ...target, text: 'Here', threadId });

      expect(await notes()).toMatchObject([{ internal: true }, { body: 'Here', internal: true }]);
    });
  });

  it('is talked about for all where it was a comment for all that is answered', async () => {
    const answers =
      on === 'issue'
        ? bench.world.commentIssue(APP, 1, 'ann', 'Why?')
        : bench.world.comment(APP, 1, 'ann', 'Why?');

    await bench
      .as('bob')
      .perform({ action: 'comment', ...target, text: 'Because.', threadId: null, answers });

    expect(await notes()).toMatchObject([{ internal: false }, { body: 'Because.', internal: false }]);
  });

  it('is talked about in lines that begin like commands, and none is carried out', async () => {
    const hand = bench.as('bob');
    const text = 'See\n/close\n/Close now\n\r/close\n/clo\rse\n/usr/bin/node';
    const { id } = await hand.perform({ action: 'comment', ...target, text, threadId: null });
    await hand.perform({ action: 'edit-comment', ...target, commentId: id!, text: `/close\n${text}` });

    expect(await shown()).toMatchObject({ state: 'opened' });
    expect(await notes()).toMatchObject([
      { body: '\\/close\nSee\n\\/close\n\\/Close now\n\\/close\n\\/close\n/usr/bin/node' },
    ]);
  });

  it('takes no empty words, and no thread that is none', async () => {
    const hand = bench.as('bob');

    await expect(
      hand.perform({ action: 'comment', ...target, text: ' \n', threadId: null }),
    ).rejects.toMatchObject(refused('invalid'));
    await expect(
      hand.perform({ action: 'comment', ...target, text: 'Hi', threadId: '../../..' }),
    ).rejects.toMatchObject({ name: 'ForgeError', code: 'invalid' });
    expect(bench.writes()).toEqual([]);
  });

  it('does not let people put words into others’ mouths', async () => {
    const { id } = await bench
      .as('ann')
      .perform({ action: 'comment', ...target, text: 'Mine', threadId: null });

    await expect(
      bench.as('bob').perform({ action: 'edit-comment', ...target, commentId: id!, text: 'Yours' }),
    ).rejects.toMatchObject(refused('role'));
    await expect(
      bench.as('bob').perform({ action: 'edit-comment', ...target, commentId: '999999', text: 'Yours' }),
    ).rejects.toMatchObject({ name: 'ForgeError', code: 'not-found' });
    await expect(
      bench.as('bob').perform({ action: 'comment', ...target, text: 'Hi', threadId: 'f'.repeat(40) }),
    ).rejects.toMatchObject({ name: 'ForgeError', code: 'not-found' });
  });

  it('is assigned to one more, or to another where the plan allows one', async () => {
    const ann = { id: String(bench.ids.ann), login: 'ann', name: 'Ann Lee' };
    const hand = bench.as('bob');
    await hand.perform({ action: 'assign', ...target, person: ann });
    await hand.perform({ action: 'assign', ...target, person: bob() });
    const both = await shown();
    bench.world.configureProject(APP, { allowsManyPeople: false });
    bench.world.addMember(APP, 'gus', 30);
    const gus = { id: String(await idOf('gus')), login: 'gus', name: 'Gus Guest' };
    await hand.perform({ action: 'assign', ...target, person: gus });

    expect(both['assignees']).toHaveLength(2);
    expect(await shown()).toMatchObject({ assignees: [{ username: 'gus' }] });
    await expect(hand.perform({ action: 'assign', ...target, person: gus })).rejects.toMatchObject(
      refused('already-done'),
    );
  });

  it('cannot be assigned to nobody', async () => {
    const nobody = { id: '999999', login: 'nobody', name: 'Nobody' };

    await expect(
      bench.as('bob').perform({ action: 'assign', ...target, person: nobody }),
    ).rejects.toMatchObject(refused('invalid'));
  });

  it('gets a label beside those that it has', async () => {
    const hand = bench.as('bob');
    await hand.perform({ action: 'label', ...target, label: 'bug' });
    await hand.perform({ action: 'label', ...target, label: 'urgent' });

    expect(await shown()).toMatchObject({ labels: ['bug', 'urgent'] });
    await expect(hand.perform({ action: 'label', ...target, label: 'bug' })).rejects.toMatchObject(
      refused('already-done'),
    );
    await expect(hand.perform({ action: 'label', ...target, label: 'a,b' })).rejects.toMatchObject(
      refused('invalid'),
    );
  });

  const orders = (): readonly Order[] => [
    { action: 'close', ...target },
    { action: 'assign', ...target, person: bob() },
    { action: 'label', ...target, label: 'bug' },
  ];

  it('is not seen to by those who may not', async () => {
    const login = on === 'issue' ? 'gus' : 'rita';
    for (const order of orders()) {
      await expect(bench.as(login).perform(order)).rejects.toMatchObject(refused('role'));
    }
  });

  it('is not written to with a token that only reads', async () => {
    const comment: Order = { action: 'comment', ...target, text: 'Hi', threadId: null };
    for (const order of [...orders(), comment]) {
      await expect(bench.as('bob', ['read_api']).perform(order)).rejects.toMatchObject(refused('scope'));
    }
  });

  it('may be gone, or not to be seen', async () => {
    const gone: Discussed = { on, number: '9' };
    const comment = { action: 'comment', text: 'Hi', threadId: null } as const;

    await expect(bench.as('bob').perform({ ...comment, ...gone })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(bench.as('bob').perform({ action: 'close', ...gone })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(bench.as('eve').perform({ ...comment, ...target })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

it('a merge request that was merged is neither closed nor reopened', async () => {
  bench.world.merge(APP, 1, 'ann');

  for (const action of ['close', 'reopen'] as const) {
    await expect(bench.as('bob').perform({ action, on: 'merge-request', number: '1' })).rejects.toMatchObject(
      refused('state'),
    );
  }
});

async function idOf(login: string): Promise<number> {
  const { json } = await bench.ask(`/users?username=${login}`);
  return (json as [{ id: number }])[0].id;
}
