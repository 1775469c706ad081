import { beforeEach, describe, expect, it } from '@jest/globals';
import { chatKey, REACTIONS_CHAT } from '../../../src/domain/chat.js';
import { emptyFilter } from '../../../src/domain/watch-filter.js';
import { Enroller } from '../../../src/reactions/enrol.js';
import { ALICE, anAccount, aProject, GITLAB, NOON } from '../../support/builders.js';
import { FakeForge } from '../../support/fake-forge.js';
import { FakePeopleStores } from '../../support/fake-people-stores.js';
import { createMemoryLogger } from '../../support/memory-logger.js';

const account = anAccount();
/** Its address in the settings is the one that it had before it was renamed. */
const renamed = aProject({ path: 'acme/boutique' });
const FORMER = 'acme/shop';
const filter = emptyFilter('participating');

let people: FakePeopleStores;
let gitlab: FakeForge;

beforeEach(async () => {
  people = new FakePeopleStores();
  people.accountRows.set(account.id, account);
  gitlab = new FakeForge('gitlab');
  gitlab.allow(GITLAB, account.secret.reveal(), { login: ALICE.login, projects: [] });
  await people.stores.watches.put({
    chatKey: chatKey(REACTIONS_CHAT),
    accountId: account.id,
    project: renamed,
    level: 'participating',
    isConfirmed: true,
    now: NOON,
  });
});

/** What is watched for the reactions after a start of the daemon. */
async function watchedAfterStart(paths: readonly string[]): Promise<readonly string[]> {
  const enroller = new Enroller({
    stores: people.stores,
    reactions: { findAccount: () => Promise.resolve(account) },
    adapters: { gitlab: gitlab.adapter, github: new FakeForge('github').adapter },
    openSession: ({ forge, secret }) => ({
      forge,
      secret,
      gate: { admit: () => Promise.resolve(), report: () => undefined },
      signal: new AbortController().signal,
    }),
    clock: () => NOON,
    logger: createMemoryLogger(),
    onFeedsChanged: () => undefined,
  });
  const projects = paths.map((path) => ({ forge: GITLAB, path }));
  await enroller.enrol({ accounts: [{ forge: GITLAB, login: ALICE.login }], projects, filter });
  const watched = await people.stores.watches.listOfChat(chatKey(REACTIONS_CHAT));
  return watched.map(({ project }) => project.path);
}

describe('the watches of the reactions, when the daemon starts', () => {
  it('stay while the forge does not answer, also of a project that has another path by now', async () => {
    gitlab.failWith('unavailable');

    expect(await watchedAfterStart([FORMER])).toEqual([renamed.path]);
  });

  it('stay where the settings write the path in other letters', async () => {
    expect(await watchedAfterStart(['Acme/Boutique'])).toEqual([renamed.path]);
  });

  it('go with a project that the settings name no more', async () => {
    gitlab.allow(GITLAB, account.secret.reveal(), {
      login: ALICE.login,
      projects: [aProject({ id: '8', path: FORMER })],
    });

    expect(await watchedAfterStart([FORMER])).toEqual([FORMER]);
  });
});
