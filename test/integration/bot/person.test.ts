import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Feed } from '../../../src/domain/feed.js';
import { MINUTE } from '../../../src/domain/time.js';
import { ALICE, ALICE_TOKEN, BotFixture, BOB, BOB_TOKEN, GITLAB } from '../../support/bot-fixture.js';
import { project } from '../../support/fake-forge.js';

let world: BotFixture;

beforeEach(async () => {
  world = await BotFixture.start({ countWaiting: () => Promise.resolve(3) });
});

afterEach(() => world.stop());

async function linkAlice(): Promise<void> {
  await world.link(ALICE, ALICE_TOKEN, 'alice', [project('11', 'group/app')]);
  await world.say(ALICE, '/watch group/app');
}

describe('/start and /help', () => {
  it('begin in three lines, with the first steps as buttons', async () => {
    const [answer] = await world.say(ALICE, '/start');

    expect(answer?.text.split('\n')).toHaveLength(3);
    expect(answer?.buttons.map(({ text }) => text)).toEqual([
      'Link gitlab.example.com',
      'Link code.example.org/gitlab',
      'Link github.com',
      'Help',
    ]);
    const [help] = await world.press(ALICE, answer, 'Help');
    expect(help?.text).toContain('/watch – follow a project');
  });

  it('name every command but themselves, and only some in a group', async () => {
    const [help] = await world.say(ALICE, '/help');
    const [inGroup] = await world.say(ALICE, '/help', { chat: { id: -1, type: 'group', title: 'x' } });

    for (const command of ['watch', 'watches', 'unwatch', 'mute', 'status', 'token', 'accounts', 'forget']) {
      expect(help?.text).toContain(`/${command} –`);
    }
    expect(help?.text).not.toMatch(/\/(start|help) –/);
    expect(inGroup?.text).not.toContain('/token');
  });

  it('treat a deep link of a member as a plain start', async () => {
    const [answer] = await world.say(ALICE, '/start anything-at-all');

    expect(answer?.text).toContain('Hello Alice');
  });
});

describe('/accounts', () => {
  it('lists accounts with their state and end, and removes one after a question', async () => {
    await linkAlice();
    world.gitlab.allow(GITLAB, ALICE_TOKEN, {
      login: 'alice',
      facts: { expiresAt: new Date('2026-03-05T00:00:00Z') },
    });
    await world.say(ALICE, `/token ${GITLAB.url} ${ALICE_TOKEN}`);
    const [list] = await world.say(ALICE, '/accounts');
    expect(list?.text).toContain('alice on gitlab.example.com works.');
    expect(list?.text).toContain('It ends on March 5, 2026');

    const [question] = await world.press(ALICE, list, 'Remove alice');
    expect(question?.text).toContain('with its token and one watch?');
    const [kept] = await world.press(ALICE, question, 'Keep');
    expect(kept?.text).toContain('stays');
    expect(world.stores.accountRows.size).toBe(1);

    const [again] = await world.press(ALICE, list, 'Remove alice');
    const [gone] = await world.press(ALICE, again, 'Remove');
    expect(gone?.text).toContain('everything that hung on it');
    expect(world.stores.accountRows.size + world.stores.watchRows.size).toBe(0);
  });

  it('says when one is refused', async () => {
    await linkAlice();
    const row = world.stores.accountRows.get('account-1');
    if (row) world.stores.accountRows.set(row.id, { ...row, state: 'refused' });

    const [list] = await world.say(ALICE, '/accounts');

    expect(list?.text).toContain('is refused');
  });

  it("does not touch another person's account", async () => {
    await linkAlice();

    expect(await world.pressData(BOB, 'a:account-1')).toEqual([]);
    expect(world.alert()).toContain('not here any more');
  });

  it('says so when there is none', async () => {
    const [none] = await world.say(ALICE, '/accounts');

    expect(none?.text).toContain('No account is linked yet');
  });
});

describe('/status', () => {
  function feed(more: Partial<Feed>): Feed {
    return {
      id: 'f',
      accountId: 'account-1',
      kind: 'inbox',
      projectId: null,
      cursor: null,
      baselineAt: null,
      nextPollAt: new Date(world.now.getTime() + 20_000),
      lastChangeAt: null,
      isRunning: false,
      failures: 0,
      lastError: null,
      isLookout: true,
      ...more,
    };
  }

  it('tells that all is well, what waits, and when it looks next', async () => {
    await linkAlice();
    world.stores.feedRows.set('account-1', [
      feed({ tally: { since: world.now, fetched: 2, stored: 0 } }),
      feed({ kind: 'pipelines', tally: { since: world.now, fetched: 40, stored: 1 } }),
      feed({ kind: 'pipelines', lastChangeAt: new Date(world.now.getTime() - 5 * MINUTE) }),
    ]);

    const [status] = await world.say(ALICE, '/status');

    expect(status?.text.split('\n')).toEqual([
      'alice on gitlab.example.com, one watch',
      'All is well: I follow 3 lists there.',
      'Lately fetched 42, stored 1 (pipelines 40/1, inbox 2/0).',
      'Last news 5 min ago.',
      'Next look in 20 s.',
      '3 messages wait to be sent to you.',
    ]);
  });

  it('says in plain words what fails', async () => {
    await linkAlice();
    const late = new Date(world.now.getTime() - 3 * MINUTE);
    const failing = [
      feed({ lastError: 'unavailable', failures: 4, nextPollAt: late }),
      feed({ kind: 'pipelines', projectId: '11', lastError: 'unavailable' }),
      feed({ lastError: 'something-new' }),
      feed({}),
    ];
    world.stores.feedRows.set('account-1', failing);

    const [status] = await world.say(ALICE, '/status');

    expect(status?.text).toContain(
      'I cannot read 3 of 4 lists there, and keep trying: inbox, pipelines group/app, inbox.',
    );
    expect(status?.text.match(/does not answer right now/g)).toHaveLength(1);
    expect(status?.text).toContain('3 min late');
  });

  it('says for how long a forge asks for a pause, where that is known', async () => {
    await linkAlice();
    const limited = { lastError: 'rate-limited', failures: 1 };
    const later = new Date(world.now.getTime() + 12 * MINUTE);
    world.stores.feedRows.set('account-1', [feed({ ...limited, nextPollAt: later }), feed({})]);
    const said = async (): Promise<string | undefined> => (await world.say(ALICE, '/status'))[0]?.text;

    expect(await said()).toContain('gitlab.example.com asks for a pause. I try again in 12 min.');
    world.stores.feedRows.set('account-1', [feed({ ...limited, nextPollAt: world.now })]);
    expect(await said()).toContain('asks me to slow down for a few minutes');
  });

  it('is short while there is nothing to tell', async () => {
    await world.stop();
    world = await BotFixture.start();
    await world.link(ALICE, ALICE_TOKEN, 'alice', []);

    const [status] = await world.say(ALICE, '/status');

    expect(status?.text).toBe('alice on gitlab.example.com, no watches yet');
    expect(status?.buttons.map(({ data }) => data)).toEqual(['r:watches']);
  });

  it('says what a refused account needs, and what is missing without one', async () => {
    const [none] = await world.say(BOB, '/status');
    expect(none?.text).toContain('No account is linked yet');
    await linkAlice();
    const row = world.stores.accountRows.get('account-1');
    if (row) world.stores.accountRows.set(row.id, { ...row, state: 'refused' });
    const [status] = await world.say(ALICE, '/status');
    expect(status?.text).toContain('does not accept this token');
  });
});

describe('/export', () => {
  it('sends what is kept about the person as a file, to them alone', async () => {
    await linkAlice();

    await world.say(ALICE, '/export');

    const [file] = world.telegram.of('sendDocument');
    expect(String(file?.form)).toMatch(/filename="forgewatch-2026-03-02\.json"/);
    expect(String(file?.form)).toContain('"name": "Alice"');
    expect(String(file?.form)).not.toContain(ALICE_TOKEN);
    await world.say(ALICE, '/export', { chat: { id: -1, type: 'group', title: 'x' } });
    expect(world.telegram.of('sendDocument')).toHaveLength(1);
  });

  it('says so when Telegram does not take the file', async () => {
    world.telegram.fail('sendDocument', { status: 413, description: 'Request Entity Too Large' });

    const [answer] = await world.say(ALICE, '/export');

    expect(answer?.text).toContain('did not take the file');
  });
});

describe('/forget', () => {
  it('deletes everything of one person after a question, and says what', async () => {
    await linkAlice();
    await world.link(BOB, BOB_TOKEN, 'bob', []);
    const [question] = await world.say(ALICE, '/forget');
    const [kept] = await world.press(ALICE, question, 'Keep');
    expect(question?.text).toContain(
      'news go after 90 days, the record of what you did after 90 days, the timeline after 90 days.',
    );
    expect(kept?.text).toBe('Nothing was deleted.');

    const [again] = await world.say(ALICE, '/forget');
    const [gone] = await world.press(ALICE, again, 'Delete everything');

    expect(gone?.text.split('\n').slice(0, -1)).toEqual([
      'Deleted for good:',
      '• one account with its token',
      '• one watch',
    ]);
    expect([...world.stores.accountRows.values()].map(({ personId }) => personId)).toEqual(['200']);
    await world.press(ALICE, again, 'Delete everything');
    expect(world.alert()).toContain('has expired');
  });

  it('warns the operator of a claimed bot', async () => {
    await world.stop();
    world = await BotFixture.start({ allowedUsers: [] });
    world.stores.people.set('100', {
      id: '100',
      name: 'Alice',
      language: 'en',
      chosenLanguage: null,
      isOperator: true,
    });

    const [question] = await world.say(ALICE, '/forget');

    expect(question?.text).toContain('You are the operator');
  });
});

describe('anything else', () => {
  it.each([
    ['/wacth group/app', 'Did you mean /watch?'],
    ['/frobnicate', 'I do not know that command'],
    ['hello', 'I did not understand that'],
  ])('%s gets one sentence', async (text, sentence) => {
    const answers = await world.say(ALICE, text);

    expect(answers).toHaveLength(1);
    expect(answers[0]?.text).toContain(sentence);
  });

  it('leaves our own commands in its answers pressable, and those of others not', async () => {
    const [answer] = await world.say(ALICE, '/wacth');

    expect(String(answer?.payload.text)).toContain(' /watch?');
  });
});
