import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { planFeeds } from '../../../src/domain/feed-plan.js';
import { ALICE, ALICE_TOKEN, BotFixture, GITLAB, GROUP } from '../../support/bot-fixture.js';
import { aMergeRequest, BOB } from '../../support/builders.js';
import { project } from '../../support/fake-forge.js';

const MANY = Array.from({ length: 23 }, (_, index) => project(String(100 + index), `group/p${index}`));

let world: BotFixture;

beforeEach(async () => {
  world = await BotFixture.start();
  await world.link(ALICE, ALICE_TOKEN, 'alice', MANY);
});

afterEach(() => world.stop());

function recorded() {
  const [account] = [...world.stores.accountRows.values()];
  return { account: account!, watches: [...world.stores.watchRows.values()] };
}

describe('/record all', () => {
  it('records the projects that moved last, up to the limit, and says that there are more', async () => {
    const [answer] = await world.say(ALICE, '/record all');

    expect(answer?.text).toMatch(
      /^🗂 alice on gitlab\.example\.com: 20 projects are recorded with \/record all\.\nThere are more/,
    );
    const { account, watches } = recorded();
    expect(watches.map(({ projectId }) => projectId)).toEqual(MANY.slice(0, 20).map(({ id }) => id));
    const plan = planFeeds(account, watches.slice(0, 1));
    expect(plan.filter(({ projectId }) => projectId !== null).map(({ kind }) => kind)).toEqual([
      'pipelines',
      'pulse',
      'merge-requests',
      'releases',
      'images',
    ]);
    expect((await world.say(ALICE, '/watches'))[0]?.text).not.toContain('group/p');
  });

  it('follows what changed when it is sent again, and ends with a button', async () => {
    await world.say(ALICE, '/record all');
    world.gitlab.allow(GITLAB, ALICE_TOKEN, { login: 'alice', projects: MANY.slice(21) });

    await world.say(ALICE, '/record all');
    expect(recorded().watches.map(({ projectId }) => projectId)).toEqual(['121', '122']);
    const [shown] = await world.say(ALICE, '/record');
    expect(shown?.text).toContain('2 projects are recorded');
    const [ended] = await world.press(ALICE, shown, 'Record no more');

    expect(ended?.text).toBe('Only what is watched is kept from now on.');
    expect(recorded().watches).toEqual([]);
  });

  it('ends for good where the list of projects is followed in the same moment', async () => {
    await world.say(ALICE, '/record all');
    const { watches } = world.stores.stores;
    const { remove } = watches;
    const [first] = recorded().watches;
    let isFollowed = false;
    const removeAndFollow: typeof remove = async (id) => {
      await remove(id);
      if (isFollowed) return;
      isFollowed = true;
      world.stores.watchRows.set('brought-back', { ...first!, id: 'brought-back' });
    };
    Object.assign(watches, { remove: removeAndFollow });

    await world.say(ALICE, '/record off');

    expect(recorded().watches).toEqual([]);
  });

  it('puts what is recorded into no summary, and counts it among no watches', async () => {
    await world.say(ALICE, '/record all');
    const { account, watches } = recorded();
    const mergeRequest = aMergeRequest({ author: BOB, reviewers: [account.user] });
    world.stores.mergeRequestRows.push({
      accountId: account.id,
      project: watches[0]!.project,
      mergeRequest: { ...mergeRequest, projectId: watches[0]!.projectId },
      pipeline: null,
    });

    expect((await world.say(ALICE, '/digest'))[0]?.text).toContain('Nothing to sum up');
    expect((await world.say(ALICE, '/status'))[0]?.text).toContain('no watches yet');
    expect((await world.say(ALICE, '/todo'))[0]?.text).toContain('!12 Add the basket');
  });

  it('says what is wrong where the projects cannot be listed, and leaves what is recorded as it is', async () => {
    await world.say(ALICE, '/record all');
    world.gitlab.failWith('rate-limited');

    const [answer] = await world.say(ALICE, '/record all');

    expect(answer?.text).toMatch(/slow down/);
    expect(recorded().watches).toHaveLength(20);
  });
});

describe('/record', () => {
  it('explains itself first, and is for a private chat', async () => {
    expect((await world.say(ALICE, '/record'))[0]?.text).toMatch(/20 of each account is the limit/);
    expect((await world.say(ALICE, '/record all', { chat: GROUP }))[0]?.text).toMatch(/private/);
  });
});
