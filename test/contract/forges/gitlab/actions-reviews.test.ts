import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { approve } from '../../../../src/actions/approve.js';
import { refusalOf } from '../../../../src/actions/define-action.js';
import { unapprove } from '../../../../src/actions/unapprove.js';
import { Secret } from '../../../../src/domain/secret.js';
import { type ActionsBench, APP, refused, startActionsBench } from './actions-bench.js';

const NUMBER = '1';
const MR = { kind: 'merge-request', number: NUMBER } as const;
const OTHER_SHA = 'f'.repeat(40);

const UNAUTHORIZED = {
  kind: 'status',
  status: 401,
  contentType: 'application/json',
  body: JSON.stringify({ message: '401 Unauthorized' }),
} as const;

let bench: ActionsBench;

beforeEach(async () => {
  bench = await startActionsBench();
  bench.world.openMergeRequest(APP, { author: 'ann', title: 'One' });
});

afterEach(() => bench.close());

const seen = () => bench.as('ann').lookAt(MR);

describe('approving', () => {
  it('is for the commit that was shown, and can be taken back', async () => {
    const headSha = await bench.head(1);
    await bench.as('bob').perform({ action: 'approve', number: NUMBER, headSha });
    const approved = await seen();
    await bench.as('bob').perform({ action: 'unapprove', number: NUMBER });

    expect(approved.mergeRequest.reviews).toMatchObject([{ person: { login: 'bob' }, state: 'approved' }]);
    expect((await seen()).mergeRequest.reviews).toEqual([]);
  });

  it('is for a reporter whom an approval rule names, who can take it back', async () => {
    bench.world.configureProject(APP, { approvers: ['rita'] });
    const rita = bench.as('rita');
    const actor = { user: { id: 'rita', login: 'rita', name: 'Rita' }, canWrite: true };
    const offered = async (): Promise<readonly string[]> => {
      const look = await rita.lookAt(MR);
      return [approve, unapprove]
        .filter((action) => refusalOf(action, look, actor) === null)
        .map(({ name }) => name);
    };

    expect(await offered()).toEqual(['approve']);
    await rita.perform({ action: 'approve', number: NUMBER, headSha: await bench.head(1) });
    expect(await offered()).toEqual(['unapprove']);
    await rita.perform({ action: 'unapprove', number: NUMBER });
    expect(await offered()).toEqual(['approve']);
  });

  it('is refused for another commit, by words that say so', async () => {
    await expect(
      bench.as('bob').perform({ action: 'approve', number: NUMBER, headSha: OTHER_SHA }),
    ).rejects.toMatchObject({
      ...refused('head-moved'),
      words: expect.stringContaining('SHA does not match'),
    });
  });

  it('tells one’s own work, a second time and a wrong role apart, which GitLab answers alike', async () => {
    const order = { action: 'approve', number: NUMBER, headSha: await bench.head(1) } as const;
    await bench.as('bob').perform(order);

    await expect(bench.as('ann').perform(order)).rejects.toMatchObject(refused('own-work'));
    await expect(bench.as('bob').perform(order)).rejects.toMatchObject(refused('already-done'));
    await expect(bench.as('rita').perform(order)).rejects.toMatchObject(refused('role'));
    bench.world.close(APP, 1, 'ann');
    await expect(bench.as('bob').perform(order)).rejects.toMatchObject(refused('state'));
  });

  it('with a token that nobody knows is none either, though the words are the same', async () => {
    const { actions, session, project } = bench.as('bob');
    const order = { action: 'approve', number: NUMBER, headSha: await bench.head(1) } as const;
    const strange = { ...session, secret: new Secret('glpat-nobody0knows0this') };

    await expect(actions.perform(strange, project, order)).rejects.toMatchObject({
      name: 'ForgeError',
      code: 'token-refused',
      words: '401 Unauthorized',
    });
  });

  it('takes no password, which some projects demand with each approval', async () => {
    const order = { action: 'approve', number: NUMBER, headSha: await bench.head(1) } as const;
    bench.server.faults.add({ path: /approve$/, fault: UNAUTHORIZED });

    await expect(bench.as('bob').perform(order)).rejects.toMatchObject(refused('unsupported'));
  });

  it('stays refused where the reason cannot be read', async () => {
    const order = { action: 'approve', number: NUMBER, headSha: await bench.head(1) } as const;
    bench.server.faults.add({ path: /approve$/, fault: UNAUTHORIZED });
    bench.server.faults.add({ method: 'GET', path: /./, fault: { kind: 'reset' } });

    await expect(bench.as('bob').perform(order)).rejects.toMatchObject(refused('role'));
  });

  it('cannot be taken back where there is none', async () => {
    await expect(bench.as('bob').perform({ action: 'unapprove', number: NUMBER })).rejects.toMatchObject(
      refused('already-done'),
    );
  });

  it('with a token that has been revoked is no refusal of the person', async () => {
    const hand = bench.as('bob');
    const order = { action: 'approve', number: NUMBER, headSha: await bench.head(1) } as const;
    bench.world.revokeToken(hand.session.secret.reveal());

    await expect(hand.perform(order)).rejects.toMatchObject({ name: 'ForgeError', code: 'token-refused' });
  });
});

describe('reviewers', () => {
  const person = (login: 'ann' | 'bob') => ({ id: String(bench.ids[login]), login, name: login });

  it('are asked without sending the others away', async () => {
    bench.world.requestReview(APP, 1, 'rita', 'ann');
    await bench.as('ann').perform({ action: 'ask-review', number: NUMBER, person: person('bob') });

    expect((await seen()).mergeRequest.reviewers.map(({ login }) => login).sort()).toEqual(['bob', 'rita']);
    await expect(
      bench.as('ann').perform({ action: 'ask-review', number: NUMBER, person: person('bob') }),
    ).rejects.toMatchObject(refused('already-done'));
  });

  it('are asked once more when they have given their verdict', async () => {
    const order = { action: 'ask-review', number: NUMBER, person: person('bob') } as const;
    bench.world.requestReview(APP, 1, 'bob', 'ann');
    bench.world.requestChanges(APP, 1, 'bob');
    await expect(bench.as('rita').perform(order)).rejects.toMatchObject(refused('role'));
    await bench.as('ann').perform(order);

    expect((await bench.as('bob').lookAt(MR)).myVerdict).toBeNull();
    await expect(bench.as('ann').perform(order)).rejects.toMatchObject(refused('already-done'));
  });

  it('are asked, and ask, where the project has moved to', async () => {
    const hand = bench.as('bob');
    bench.world.requestReview(APP, 1, 'bob', 'ann');
    bench.world.renameProject(APP, 'team/shop');
    const headSha = await bench.head(1);
    await hand.perform({ action: 'request-changes', number: NUMBER, headSha, text: '' });

    expect((await hand.lookAt(MR)).myVerdict).toBe('changes-requested');
  });

  it('take the place of the one that there is where the plan allows no more', async () => {
    bench.world.configureProject(APP, { allowsManyPeople: false });
    bench.world.requestReview(APP, 1, 'rita', 'ann');
    await bench.as('ann').perform({ action: 'ask-review', number: NUMBER, person: person('bob') });

    expect((await seen()).mergeRequest.reviewers.map(({ login }) => login)).toEqual(['bob']);
  });

  it('are nobody who does not see the project, whom GitLab leaves out without a word', async () => {
    await expect(
      bench.as('ann').perform({
        action: 'ask-review',
        number: NUMBER,
        person: { id: '999999', login: 'nobody', name: 'Nobody' },
      }),
    ).rejects.toMatchObject(refused('invalid'));
  });

  it('ask for changes, and say which', async () => {
    bench.world.requestReview(APP, 1, 'bob', 'ann');
    const headSha = await bench.head(1);
    const receipt = await bench
      .as('bob')
      .perform({ action: 'request-changes', number: NUMBER, headSha, text: 'Not like this' });

    expect(receipt).toMatchObject({ id: expect.any(String), url: expect.stringContaining('#note_') });
    expect((await bench.as('bob').lookAt(MR)).myVerdict).toBe('changes-requested');
    expect(await notes()).toContain('Not like this');
  });

  it('need not say anything', async () => {
    bench.world.requestReview(APP, 1, 'bob', 'ann');
    const headSha = await bench.head(1);
    await bench.as('bob').perform({ action: 'request-changes', number: NUMBER, headSha, text: ' ' });

    expect(bench.writes()).toHaveLength(1);
  });

  it('are those who were asked: nobody else can ask for changes, nor leave words about it', async () => {
    const headSha = await bench.head(1);
    const order = { action: 'request-changes', number: NUMBER, headSha, text: 'No' } as const;

    await expect(bench.as('bob').perform(order)).rejects.toMatchObject({
      ...refused('not-reviewer'),
      words: 'Reviewer not found',
    });
    await expect(bench.as('rita').perform(order)).rejects.toMatchObject(refused('role'));
    await expect(bench.as('bob').perform({ ...order, headSha: OTHER_SHA })).rejects.toMatchObject(
      refused('head-moved'),
    );
    expect(await notes()).not.toContain('No');
  });

  it('cannot ask for changes on a server that has no such thing', async () => {
    bench.world.requestReview(APP, 1, 'bob', 'ann');
    bench.server.faults.add({
      path: /graphql/,
      fault: {
        kind: 'status',
        status: 200,
        contentType: 'application/json',
        body: JSON.stringify({
          errors: [{ message: "Field 'mergeRequestRequestChanges' doesn't exist on type 'Mutation'" }],
        }),
      },
    });

    await expect(
      bench
        .as('bob')
        .perform({ action: 'request-changes', number: NUMBER, headSha: await bench.head(1), text: 'No' }),
    ).rejects.toMatchObject(refused('unsupported'));
    expect(await notes()).not.toContain('No');
  });
});

describe('a thread', () => {
  it('is resolved', async () => {
    bench.world.reviewComment(APP, 1, 'bob', 'Why?');
    const hand = bench.as('ann');
    const [thread] = await hand.actions.listOpenThreads(hand.session, hand.project, NUMBER);
    await hand.perform({ action: 'resolve-thread', number: NUMBER, threadId: thread!.id });

    expect(await hand.actions.listOpenThreads(hand.session, hand.project, NUMBER)).toEqual([]);
  });

  it('is none for a comment that stands alone, for a reader, or elsewhere', async () => {
    bench.world.comment(APP, 1, 'bob', 'Fine');
    bench.world.reviewComment(APP, 1, 'bob', 'Why?');
    const hand = bench.as('ann');
    const alone = await discussionOf('Fine');
    const threadId = await discussionOf('Why?');

    const resolve = (login: string, id: string) =>
      bench.as(login).perform({ action: 'resolve-thread', number: NUMBER, threadId: id });

    await expect(resolve('ann', alone)).rejects.toMatchObject(refused('state'));
    await expect(resolve('rita', threadId)).rejects.toMatchObject(refused('role'));
    await expect(hand.perform({ action: 'resolve-thread', number: '9', threadId })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(resolve('ann', '../notes')).rejects.toMatchObject({ name: 'ForgeError', code: 'invalid' });
  });
});

async function notes(): Promise<readonly string[]> {
  const { json } = await bench.ask('/projects/team%2Fapp/merge_requests/1/notes');
  return (json as { body: string }[]).map(({ body }) => body);
}

async function discussionOf(text: string): Promise<string> {
  const { json } = await bench.ask('/projects/team%2Fapp/merge_requests/1/discussions');
  const all = json as { id: string; notes: { body: string }[] }[];
  return all.find((one) => one.notes[0]?.body === text)?.id ?? '';
}
