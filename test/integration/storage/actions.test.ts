import { expect, it } from '@jest/globals';
import { agesBefore } from '../../support/ages.js';
import type { ActionEnd, Deed } from '../../../src/domain/actions/action-record.js';
import type { Storage } from '../../../src/storage/open-storage.js';
import { aComment } from '../../support/builders.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { ALICE, at, BOB, claimOne, GITLAB, NOON, personWatching, project } from './fixtures.js';

const RECEIPT = { id: '77', url: 'https://gitlab.example.com/77' };

function deed(requestKey: string, over: Partial<Deed> = {}): Deed {
  return {
    requestKey,
    personId: ALICE,
    personName: 'Alice',
    forge: { kind: 'gitlab', url: GITLAB.url },
    login: 'alice',
    project: project('1'),
    target: { kind: 'merge-request', number: '12' },
    action: 'merge',
    detail: { method: 'squash' },
    ...over,
  };
}

describeOnEachDatabase('the record of what people did', (open) => {
  const begin = (storage: Storage, one: Deed, seconds = 0) =>
    storage.people.actions.begin(one, at(seconds), at(seconds - 120));

  it('knows a request again, with its end', async () => {
    const storage = await open();
    const first = await begin(storage, deed('press 1'));
    if (first.kind !== 'begun') throw new Error('not begun');
    expect(await begin(storage, deed('press 1'))).toMatchObject({
      kind: 'known',
      record: { finishedAt: null, result: null },
    });

    await storage.people.actions.finish(first.id, { result: 'done', code: null, receipt: RECEIPT }, at(2));

    expect(await storage.people.actions.find('press 1')).toEqual({
      ...deed('press 1'),
      id: first.id,
      startedAt: NOON,
      finishedAt: at(2),
      result: 'done',
      code: null,
      receipt: RECEIPT,
    });
    expect(await storage.people.actions.find('press 2')).toBeNull();
  });

  it('tells a poll what was said: what became the comment, what is under way and what nobody knows of', async () => {
    const storage = await open();
    const { actions } = storage.people;
    await personWatching(storage, ALICE);
    const { lease } = await claimOne(storage, 0);
    const end = async (key: string, outcome: ActionEnd | null): Promise<void> => {
      const begun = await begin(storage, deed(key, { action: 'comment' }));
      if (begun.kind !== 'begun') throw new Error('not begun');
      if (outcome !== null) await actions.finish(begun.id, outcome, at(1));
    };
    await end('this', { result: 'done', code: null, receipt: RECEIPT });
    await end('another', { result: 'done', code: null, receipt: { ...RECEIPT, id: '78' } });
    await end('under way', null);
    await end('unsure', { result: 'unsure', code: null, receipt: null });
    await end('failed', { result: 'failed', code: 'unavailable', receipt: null });

    await storage.polls.commit(lease, async (tx) => {
      const comments = [aComment({ id: '77', createdAt: at(1).toISOString() })];
      const said = await tx.loadSpokenDeeds(GITLAB.url, comments);

      expect(said.map((one) => one.result)).toEqual(expect.arrayContaining(['done', null, 'unsure']));
      expect(said).toHaveLength(3);
    });
    expect.assertions(2);
  });

  it('takes what has its end already, once a request, also while the same is under way', async () => {
    const storage = await open();
    const { actions } = storage.people;
    await begin(storage, deed('press 1'));
    const refused = { result: 'refused', code: 'head-moved', receipt: null } as const;

    await actions.note(deed('undone 1'), refused, at(1));
    await actions.note(deed('undone 1'), { ...refused, code: 'conflict' }, at(2));

    const rows = await actions.history({ personId: ALICE, before: null, limit: 9 });
    expect(rows).toMatchObject([
      { ...refused, ...deed('undone 1'), startedAt: at(1), finishedAt: at(1) },
      { requestKey: 'press 1', finishedAt: null },
    ]);
  });

  it('learns how it ended after all, and forgets nothing that is known', async () => {
    const storage = await open();
    const { actions } = storage.people;
    const first = await begin(storage, deed('press 1'));
    if (first.kind !== 'begun') throw new Error('not begun');
    const unsure = { result: 'unsure', code: null, receipt: null } as const;

    await actions.finish(first.id, unsure, at(1));
    await actions.finish(first.id, { result: 'done', code: null, receipt: RECEIPT }, at(2));
    await actions.finish(first.id, unsure, at(3));

    expect(await actions.find('press 1')).toMatchObject({
      result: 'done',
      receipt: RECEIPT,
      finishedAt: at(2),
    });
  });

  it('lets one of two at the same time begin', async () => {
    const storage = await open();
    const beginnings = await Promise.all(
      [deed('press 1'), deed('press 2', { personId: BOB, personName: 'Bob' })].map((one) =>
        begin(storage, one),
      ),
    );

    expect(beginnings.map(({ kind }) => kind).sort()).toEqual(['begun', 'busy']);
    expect(await begin(storage, deed('press 3', { action: 'close' }))).toMatchObject({ kind: 'begun' });
  });

  it('lets the next begin once the first has ended, or was left', async () => {
    const storage = await open();
    const first = await begin(storage, deed('press 1'));
    if (first.kind !== 'begun') throw new Error('not begun');
    await storage.people.actions.finish(first.id, { result: 'failed', code: 'x', receipt: null }, at(1));
    expect(await begin(storage, deed('press 2'), 2)).toMatchObject({ kind: 'begun' });

    expect(await begin(storage, deed('press 3'), 100)).toMatchObject({ kind: 'busy' });
    expect(await begin(storage, deed('press 3'), 123)).toMatchObject({ kind: 'begun' });
    expect(await storage.people.actions.find('press 2')).toMatchObject({ result: 'unsure' });
  });

  it('lets any number of new issues be under way, each request of which is known again', async () => {
    const storage = await open();
    const issue = (key: string) => deed(key, { target: null, action: 'create-issue', detail: {} });
    const keys = ['issue:a:0', 'issue:b:0', 'issue:a:0'];

    const beginnings = await Promise.all(keys.map((key) => begin(storage, issue(key))));

    expect(beginnings.map(({ kind }) => kind).sort()).toEqual(['begun', 'begun', 'known']);
    expect(await storage.people.actions.find('issue:b:0')).toMatchObject(issue('issue:b:0'));
  });

  it('lets any number of comments be under way', async () => {
    const storage = await open();
    await begin(storage, deed('message 1', { action: 'comment' }));

    expect(await begin(storage, deed('message 2', { action: 'comment' }))).toMatchObject({ kind: 'begun' });
  });

  it('shows to each their own, newest first and page by page, and everybody’s to who may see it', async () => {
    const storage = await open();
    await begin(storage, deed('press 1', { action: 'approve' }));
    await begin(storage, deed('press 2', { personId: BOB, action: 'close' }));
    await begin(storage, deed('press 3'));
    const keys = async (personId: string | null, before: string | null = null): Promise<readonly string[]> =>
      (await storage.people.actions.history({ personId, before, limit: 2 })).map((one) => one.requestKey);

    expect(await keys(ALICE)).toEqual(['press 3', 'press 1']);
    expect(await keys(BOB)).toEqual(['press 2']);
    expect(await keys(null)).toEqual(['press 3', 'press 2']);
    const [, last] = await storage.people.actions.history({ personId: null, before: null, limit: 2 });
    expect(await keys(null, last?.id ?? '')).toEqual(['press 1']);
  });

  it('outlives the account, and goes with the person', async () => {
    const storage = await open();
    const { account } = await personWatching(storage, ALICE);
    await begin(storage, deed('press 1'));

    await storage.people.accounts.remove(account.id);
    expect(await storage.people.actions.find('press 1')).not.toBeNull();

    await storage.people.members.forget(ALICE);
    expect(await storage.people.actions.find('press 1')).toBeNull();
  });

  it('is forgotten with age', async () => {
    const storage = await open();
    await begin(storage, deed('old'));
    await begin(storage, deed('new', { action: 'close' }), 60);

    await storage.polls.prune(agesBefore(at(30), at(60)));

    expect(await storage.people.actions.find('old')).toBeNull();
    expect(await storage.people.actions.find('new')).not.toBeNull();
  });

  it('lists what people began and nobody ended, the oldest first, and not what reactions have in hand', async () => {
    const storage = await open();
    for (const [index, key] of [
      'press 1',
      'press 2',
      'press 3',
      'reaction:9:f:close:issue/5:0:0',
    ].entries()) {
      await begin(storage, deed(key, { target: { kind: 'issue', number: String(index) } }), index);
    }
    const ended = await storage.people.actions.find('press 2');
    await storage.people.actions.finish(ended!.id, { result: 'done', code: null, receipt: null }, at(9));

    const keys = async (before: Date, limit: number) =>
      (await storage.people.actions.listOpen(before, limit)).map(({ requestKey }) => requestKey);

    expect(await keys(at(60), 10)).toEqual(['press 1', 'press 3']);
    expect(await keys(at(60), 1)).toEqual(['press 1']);
    expect(await keys(at(1), 10)).toEqual(['press 1']);
  });
});
