import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Order } from '../../../../src/domain/actions/order.js';
import { APP, useActionBench } from './action-bench.js';

const bench = useActionBench();
let issue: string;

beforeEach(() => {
  bench().world.openMergeRequest(APP, { author: 'alice', title: 'Add a page' });
  issue = String(bench().world.openIssue(APP, { author: 'alice', title: 'It breaks' }).number);
});

type On = 'merge-request' | 'issue';

const about = (on: On) => ({ on, number: on === 'issue' ? issue : '1' });
const see = async (on: On) => {
  const { number } = about(on);
  if (on === 'issue') return (await bench().look('bob', { kind: 'issue', number })).issue;
  return (await bench().look('bob', { kind: 'merge-request', number })).mergeRequest;
};

describe.each(['merge-request', 'issue'] as const)('on a %s', (on) => {
  it('people close and reopen', async () => {
    await bench().perform('bob', { action: 'close', ...about(on) });
    const closed = await see(on);
    await bench().perform('bob', { action: 'reopen', ...about(on) });

    expect([closed.state, (await see(on)).state]).toEqual(['closed', 'open']);
    expect(bench().writes()).toHaveLength(2);
  });

  it('people comment, and change what they said', async () => {
    const said = await bench().perform('bob', {
      action: 'comment',
      ...about(on),
      text: 'Hello',
      threadId: null,
    });
    const edited = await bench().perform('bob', {
      action: 'edit-comment',
      ...about(on),
      commentId: said.id ?? '',
      text: 'Good day',
    });

    expect(said.id).toMatch(/^issue-\d+$/);
    expect(said.url).toContain(`#issuecomment-${said.id?.slice(6) ?? ''}`);
    expect(edited).toEqual(said);
    expect(
      bench()
        .writes()
        .map(({ body }) => body),
    ).toEqual([{ body: 'Hello' }, { body: 'Good day' }]);
  });

  it('people assign and label', async () => {
    await bench().perform('bob', { action: 'assign', ...about(on), person: bench().person('carol') });
    await bench().perform('bob', { action: 'label', ...about(on), label: 'bug' });

    expect(await see(on)).toMatchObject({ assignees: [{ login: 'carol' }], labels: ['bug'] });
  });

  it.each<[string, (place: { on: On; number: string }) => Order]>([
    ['close', (place) => ({ action: 'close', ...place })],
    ['reopen', (place) => ({ action: 'reopen', ...place })],
    ['assign', (place) => ({ action: 'assign', ...place, person: bench().person('bob') })],
    ['label', (place) => ({ action: 'label', ...place, label: 'bug' })],
  ])('readers do not %s', async (_what, order) => {
    bench().world.setRole(APP, 'carol', 'read');

    await expect(bench().perform('carol', order(about(on)))).rejects.toMatchObject({ code: 'role' });
  });

  it.each<[string, (place: { on: On; number: string }) => Order]>([
    ['close', (place) => ({ action: 'close', ...place })],
    ['assign', (place) => ({ action: 'assign', ...place, person: bench().person('bob') })],
    ['label', (place) => ({ action: 'label', ...place, label: 'bug' })],
    ['comment', (place) => ({ action: 'comment', ...place, text: 'Hi', threadId: null })],
  ])('nobody can %s without a token that may, nor what is gone', async (_what, order) => {
    const token = { kind: 'fine-grained', scopes: ['issues=read', 'pull_requests=read'] } as const;

    await expect(bench().perform('bob', order(about(on)), token)).rejects.toMatchObject({ code: 'scope' });
    await expect(bench().perform('bob', order({ on, number: '99' }))).rejects.toMatchObject({
      name: 'ForgeError',
      code: 'not-found',
    });
    await expect(bench().perform('mallory', order(about(on)))).rejects.toMatchObject({ code: 'not-found' });
  });

  it('nobody is assigned who has no access', async () => {
    const order: Order = { action: 'assign', ...about(on), person: bench().person('mallory') };

    await expect(bench().perform('bob', order)).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('a comment', () => {
  it('answers in the thread of a line, and can be changed there', async () => {
    const opening = bench().world.reviewComment(APP, 1, 'alice', 'Why?');
    const place = { on: 'merge-request', number: '1' } as const;

    const said = await bench().perform('bob', {
      action: 'comment',
      ...place,
      text: 'Because.',
      threadId: opening,
    });
    await bench().perform('bob', { action: 'edit-comment', ...place, commentId: said.id ?? '', text: 'So.' });

    expect(said.id).toMatch(/^review-\d+$/);
    expect(said.url).toContain('#discussion_r');
    expect(
      bench()
        .writes()
        .map(({ url }) => url.split('/').slice(6).join('/')),
    ).toEqual([`pulls/1/comments/${opening}/replies`, `pulls/comments/${said.id?.slice(7) ?? ''}`]);
  });

  it('of somebody else is theirs to change, and none is known by a name of another form', async () => {
    const commentId = `issue-${bench().world.comment(APP, 1, 'alice', 'Mine')}`;
    bench().world.setRole(APP, 'carol', 'read');
    const edit = (id: string): Order => ({
      action: 'edit-comment',
      on: 'merge-request',
      number: '1',
      commentId: id,
      text: 'Ours',
    });

    await expect(bench().perform('carol', edit(commentId))).rejects.toMatchObject({ code: 'role' });
    await expect(bench().perform('alice', edit('issue-99'))).rejects.toMatchObject({ code: 'not-found' });
    await expect(bench().perform('alice', edit('../../user'))).rejects.toMatchObject({ code: 'invalid' });
  });

  it('in a thread that is gone, or of a pull request that is gone, finds nothing', async () => {
    const reply = { action: 'comment', on: 'merge-request', number: '1', text: 'Hi' } as const;

    await expect(bench().perform('bob', { ...reply, threadId: '99' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('cannot be empty', async () => {
    const empty: Order = { action: 'comment', ...about('issue'), text: ' ', threadId: null };

    await expect(bench().perform('bob', empty)).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('a merged pull request', () => {
  it('is not reopened', async () => {
    bench().world.merge(APP, 1, 'bob');

    await expect(
      bench().perform('bob', { action: 'reopen', on: 'merge-request', number: '1' }),
    ).rejects.toMatchObject({ name: 'ActionRefused', code: 'state' });
  });
});

it.each(['merge-request', 'issue'] as const)(
  'the locked conversation of a %s takes nothing from those who do not write, who read why',
  async (on) => {
    const { world } = bench();
    const { number } =
      on === 'issue'
        ? world.openIssue(APP, { author: 'alice', title: 'Broken' })
        : world.openMergeRequest(APP, { author: 'alice', title: 'One' });
    world.lockConversation(APP, number);
    world.setRole(APP, 'carol', 'read');

    const comment = { action: 'comment', on, number: String(number), text: 'Hi', threadId: null } as const;
    await expect(bench().perform('carol', comment)).rejects.toMatchObject({ code: 'locked' });
    expect(await bench().perform('bob', comment)).toMatchObject({ id: expect.any(String) });
  },
);

describe('a new issue', () => {
  const order = (more: object = {}): Order => ({
    action: 'create-issue',
    title: 'It is slow',
    text: 'Very.',
    labels: ['bug'],
    assignees: [bench().person('carol')],
    isConfidential: false,
    ...more,
  });

  it('tells its number and its address', async () => {
    const { id, url } = await bench().perform('bob', order());

    expect(url).toMatch(new RegExp(`/${APP}/issues/${id ?? ''}$`));
    const look = await bench().look('bob', { kind: 'issue', number: id ?? '' });
    expect(look.issue).toMatchObject({
      title: 'It is slow',
      labels: ['bug'],
      assignees: [{ login: 'carol' }],
    });
  });

  it('says what it was made without where its writer only reads', async () => {
    bench().world.setRole(APP, 'carol', 'read');

    const receipt = await bench().perform('carol', order({ labels: ['bug', 'Bug', 'urgent'] }));

    expect(receipt.leftOut).toEqual({ labels: ['bug', 'Bug', 'urgent'], people: ['carol'] });
    expect((await bench().perform('bob', order())).leftOut).toBeUndefined();
  });

  it('needs a title, a token that may, and cannot be confidential', async () => {
    const token = { kind: 'fine-grained', scopes: ['issues=read'] } as const;

    await expect(bench().perform('bob', order({ title: ' ' }))).rejects.toMatchObject({ code: 'invalid' });
    await expect(bench().perform('bob', order(), token)).rejects.toMatchObject({ code: 'scope' });
    await expect(bench().perform('bob', order({ isConfidential: true }))).rejects.toMatchObject({
      code: 'unsupported',
    });
    await expect(bench().perform('mallory', order())).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('in a public repository', () => {
  it('GitHub hides what a classic token without the scope may not write', async () => {
    const { world } = bench();
    const { id, url } = world.addProject('acme/open', { members: ['bob'] });
    world.openIssue('acme/open', { author: 'bob', title: 'Hello' });
    const project = { id: String(id), path: 'acme/open', name: 'open', url, defaultBranch: 'main' };
    const session = bench().session('bob', { scopes: ['notifications'] });
    const order: Order = { action: 'close', on: 'issue', number: '1' };

    await expect(bench().adapter.actions.perform(session, project, order)).rejects.toMatchObject({
      name: 'ActionRefused',
      code: 'scope',
    });
  });
});
