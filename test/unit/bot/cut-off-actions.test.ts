import { beforeEach, describe, expect, it } from '@jest/globals';
import { endCutOff, watchCutOff } from '../../../src/bot/cut-off-actions.js';
import type { Deed } from '../../../src/domain/actions/action-record.js';
import { MINUTE } from '../../../src/domain/time.js';
import { anAccount, aProject, GITLAB, NOON } from '../../support/builders.js';
import { FakeActionStore } from '../../support/fake-action-store.js';
import { FakePeopleStores } from '../../support/fake-people-stores.js';
import { createMemoryLogger, type MemoryLogger } from '../../support/memory-logger.js';

const DEED: Deed = {
  requestKey: 'yes:1',
  personId: '42',
  personName: 'Alice',
  forge: { kind: GITLAB.kind, url: GITLAB.url },
  login: 'alice',
  project: aProject(),
  target: { kind: 'merge-request', number: '12' },
  action: 'merge',
  detail: {},
};

class UnreachableActions extends FakeActionStore {
  override listOpen(): ReturnType<FakeActionStore['listOpen']> {
    return Promise.reject(new Error('the database is away'));
  }
}

let people: FakePeopleStores;
let now: Date;
let logger: MemoryLogger;

const deps = () => ({ stores: people.stores, clock: () => now, logger });
const begin = (deed: Partial<Deed> = {}) => people.actions.begin({ ...DEED, ...deed }, NOON, NOON);

beforeEach(() => {
  people = new FakePeopleStores();
  logger = createMemoryLogger();
  now = NOON;
  people.accountRows.set('account-1', anAccount());
});

describe('an action that was cut off', () => {
  it('is ended as one that nobody knows of, and whoever asked is told once where to look', async () => {
    await begin();
    now = new Date(NOON.getTime() + 11 * MINUTE);

    await endCutOff(deps());
    await endCutOff(deps());

    expect(people.actions.rows).toMatchObject([{ result: 'unsure', finishedAt: now }]);
    expect(people.noticeRows).toMatchObject([
      { code: 'action-cut-off', chatKey: '42', params: { place: 'acme/shop!12' } },
    ]);
    expect(logger.entries).toHaveLength(1);
  });

  it('is left alone while its press may still be handed over again', async () => {
    await begin();
    now = new Date(NOON.getTime() + 9 * MINUTE);

    await endCutOff(deps());

    expect(people.actions.rows).toMatchObject([{ result: null }]);
    expect(people.noticeRows).toEqual([]);
  });

  it('stays as it was when it ended meanwhile', async () => {
    await begin();
    await people.actions.finish('1', { result: 'done', code: null, receipt: null }, NOON);
    now = new Date(NOON.getTime() + MINUTE * 60);

    await endCutOff(deps());

    expect(people.actions.rows).toMatchObject([{ result: 'done' }]);
    expect(people.noticeRows).toEqual([]);
  });

  it.each([
    ['by the number that the card showed', { label: '#118' }, 'acme/shop#118'],
    ['by the project alone where only an id is known', {}, 'acme/shop'],
  ])('on a run of GitHub is told of %s', async (_how, known, place) => {
    const forge = { kind: 'github', url: 'https://github.com' } as const;
    people.accountRows.set('account-1', anAccount({ forge: { ...forge, apiUrl: 'https://api.github.com' } }));
    await begin({ forge, target: { kind: 'pipeline', id: '9981234567' }, action: 'rerun', ...known });
    now = new Date(NOON.getTime() + 11 * MINUTE);

    await endCutOff(deps());

    expect(people.noticeRows.map(({ params }) => params)).toEqual([{ place }]);
  });

  it('that made something new is told of by its project, and one of somebody who has left is only ended', async () => {
    await begin({ target: null, action: 'create-issue' });
    await begin({ requestKey: 'yes:2', personId: '99' });
    now = new Date(NOON.getTime() + 11 * MINUTE);

    await endCutOff(deps());

    expect(people.noticeRows.map(({ params }) => params)).toEqual([{ place: 'acme/shop' }]);
    expect(people.actions.rows).toMatchObject([{ result: 'unsure' }, { result: 'unsure' }]);
  });

  it('is looked for each minute, also after a look that failed', async () => {
    const stopping = new AbortController();
    const waits: number[] = [];
    const stores = {
      ...people.stores,
      actions: new UnreachableActions(),
    };
    const wait = (ms: number): Promise<void> => {
      waits.push(ms);
      if (waits.length === 3) stopping.abort();
      return Promise.resolve();
    };

    await watchCutOff({ ...deps(), stores, wait }, stopping.signal);

    expect(waits).toEqual([MINUTE, MINUTE, MINUTE]);
    expect(logger.entries).toHaveLength(3);
  });
});
