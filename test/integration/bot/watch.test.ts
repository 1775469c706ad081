import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ALICE,
  ALICE_TOKEN,
  BotFixture,
  BOB,
  GITHUB,
  GITHUB_TOKEN,
  GITLAB,
} from '../../support/bot-fixture.js';
import { aFeed, aNewFeed } from '../../support/builders.js';
import { project } from '../../support/fake-forge.js';

const APP = project('11', 'group/app');
const LIBRARY = project('12', 'group/sub/library');

let world: BotFixture;

beforeEach(async () => {
  world = await BotFixture.start();
});

afterEach(() => world.stop());

function watches(): readonly (readonly [string, string, string])[] {
  return [...world.stores.watchRows.values()].map((row) => [row.chatKey, row.project.path, row.level]);
}

/** What was asked of forges since Alice linked her account. */
function requests(): readonly string[] {
  return [...world.gitlab.requests, ...world.github.requests].filter(
    (request) => !request.endsWith('identify'),
  );
}

describe('the answer to /watch', () => {
  /** The clock goes on between the command and the new feed. */
  const addedAt = new Date('2026-03-02T10:00:01Z');
  const later = new Date('2026-03-02T10:01:00Z');

  /** The feeds of the account are read during the third wait, or never. */
  async function watchWith(isRead: boolean): Promise<{ readonly waits: number; readonly answer: string }> {
    let waits = 0;
    const slow = await BotFixture.start({
      onFeedsChanged: () => {
        slow.now = addedAt;
        slow.stores.feedRows.set('account-1', [aNewFeed({ nextPollAt: addedAt })]);
      },
      wait: (ms) => {
        if (ms === 100) waits += 1;
        if (isRead && waits === 3) slow.stores.feedRows.set('account-1', [aFeed({ nextPollAt: later })]);
        return Promise.resolve();
      },
    });
    await slow.link(ALICE, ALICE_TOKEN, 'alice', [APP]);
    const [answer] = await slow.say(ALICE, '/watch group/app');
    await slow.stop();
    return { waits, answer: answer?.text ?? '' };
  }

  it('comes when the first read is over, so that nothing after it is taken for the past', async () => {
    const { waits, answer } = await watchWith(true);

    expect(waits).toBe(3);
    expect(answer).toContain('I watch group/app from now on');
  });

  it('comes after a while all the same when the forge is slow', async () => {
    const { waits, answer } = await watchWith(false);

    expect(waits).toBe(50);
    expect(answer).toContain('I watch group/app from now on');
  });
});

describe('/watch with a project', () => {
  beforeEach(() => world.link(ALICE, ALICE_TOKEN, 'alice', [APP, LIBRARY]));

  it('starts the watch and its feeds, in silence about the past', async () => {
    const [answer] = await world.say(ALICE, '/watch group/app');

    expect(answer?.text).toContain('I watch group/app from now on');
    expect(watches()).toEqual([['100', 'group/app', 'participating']]);
    expect(world.stores.feedPlans.get('account-1')).toEqual([
      { kind: 'inbox', projectId: null },
      { kind: 'activity', projectId: null },
      { kind: 'merge-requests', projectId: null },
      { kind: 'issues', projectId: null },
      { kind: 'token', projectId: null },
      { kind: 'group-wikis', projectId: null },
      { kind: 'pipelines', projectId: '11' },
      { kind: 'pulse', projectId: '11' },
      { kind: 'wiki', projectId: '11' },
      { kind: 'documents', projectId: '11' },
    ]);
    expect(world.feedsChanged).toBe(2);
  });

  it.each([
    'https://gitlab.example.com/group/app/-/merge_requests/3',
    'git@gitlab.example.com:group/app.git',
    'GROUP/App',
    '11',
  ])('takes %s', async (typed) => {
    await world.say(ALICE, `/watch ${typed} all`);

    expect(watches()).toEqual([['100', 'group/app', 'all']]);
  });

  it('takes several at once, and answers for each', async () => {
    const answers = await world.say(
      ALICE,
      '/watch group/app,group/sub/library\nno/such TEAM evil.example/a/b ???',
    );

    const text = answers.map((answer) => answer.text).join('\n');
    expect(watches().map(([, path, level]) => [path, level])).toEqual([
      ['group/app', 'team'],
      ['group/sub/library', 'team'],
    ]);
    expect(text).toContain('I cannot find no/such');
    expect(text).toContain('I may not talk to evil.example');
    expect(text).toContain('“???” does not look like a project');
  });

  it('says the same of a project that is missing and one that is invisible', async () => {
    world.gitlab.allow(GITLAB, 'glpat-other-token-0000000000', {
      login: 'eve',
      projects: [project('13', 'secret/plan')],
    });

    const [missing] = await world.say(ALICE, '/watch no/such');
    const [invisible] = await world.say(ALICE, '/watch secret/plan');

    expect(invisible?.text).toBe(missing?.text.replace('no/such', 'secret/plan'));
    expect(watches()).toEqual([]);
  });

  it.each([
    'https://evil.example/group/app',
    'http://127.0.0.1:5432/group/app',
    'git@evil.example:group/app.git',
  ])('asks nothing for %s', async (typed) => {
    const [answer] = await world.say(ALICE, `/watch ${typed}`);

    expect(answer?.text).toContain(
      'This bot serves gitlab.example.com, code.example.org/gitlab, github.com.',
    );
    expect(requests()).toEqual([]);
  });

  it('changes the level of a watch that there is', async () => {
    await world.say(ALICE, '/watch group/app');
    const [answer] = await world.say(ALICE, '/watch group/app muted');

    expect(answer?.text).toContain('watched already');
    expect(watches()).toEqual([['100', 'group/app', 'muted']]);
    expect(world.stores.feedPlans.get('account-1')).toEqual([]);
  });

  it('leaves a watch that there is as it is where no level is named', async () => {
    const [first] = await world.say(ALICE, '/watch group/app all');
    expect(first?.buttons.map(({ text }) => text)).toContain('✓ All');
    const [wide] = await world.say(ALICE, '/watch group/app');
    expect(wide?.buttons.map(({ text }) => text)).toContain('✓ All');
    await world.say(ALICE, '/filters group/app not bots');

    const [answer] = await world.say(ALICE, '/watch group/app');

    expect(answer?.text).toContain('watched already');
    expect(answer?.text).toContain('base:all not bots');
    expect(watches()).toEqual([['100', 'group/app', 'custom']]);
  });

  it('refuses more than ten', async () => {
    const many = Array.from({ length: 11 }, (_, index) => `group/p${String(index)}`).join(' ');

    const [answer] = await world.say(ALICE, `/watch ${many}`);

    expect(answer?.text).toContain('at most 10');
    expect(requests()).toEqual([]);
  });

  it('tells what is wrong with the forge', async () => {
    world.gitlab.failWith('unavailable');
    const [answer] = await world.say(ALICE, '/watch group/app');
    expect(answer?.text).toContain('gitlab.example.com does not answer');

    world.gitlab.failWith('token-refused');
    const [refused] = await world.say(ALICE, '/watch group/app');
    expect(refused?.text).toContain('refuses the token');

    world.gitlab.failWith('rate-limited', 600);
    const [limited] = await world.say(ALICE, '/watch group/app');
    expect(limited?.text).toContain('Try again in 10 minutes.');
  });

  it('asks for an account where there is none', async () => {
    const [elsewhere] = await world.say(ALICE, '/watch https://github.com/octo/app');
    const [nowhere] = await world.say(BOB, '/watch group/app');

    expect(elsewhere?.text).toContain('no account on github.com');
    expect(nowhere?.text).toContain('Link an account first');
    expect(nowhere?.buttons[0]?.data).toBe('r:token');
    expect(requests()).toEqual([]);
  });

  it('asks which account when more than one sees it', async () => {
    world.github.allow(GITHUB, GITHUB_TOKEN, { login: 'octo-alice', projects: [project('99', 'group/app')] });
    await world.say(ALICE, `/token ${GITHUB_TOKEN}`);

    const [question] = await world.say(ALICE, '/watch group/app all');
    expect(question?.buttons.map(({ text }) => text)).toEqual([
      'alice on gitlab.example.com',
      'octo-alice on github.com',
    ]);
    expect(watches()).toEqual([]);
    const [answer] = await world.press(ALICE, question, 'github.com');

    expect(answer?.text).toContain('Seen with the token of octo-alice on github.com');
    expect(watches()).toEqual([['100', 'group/app', 'all']]);
    await world.press(ALICE, question, 'gitlab.example.com');
    expect(world.alert()).toContain('has expired');
  });
});
