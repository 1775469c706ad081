import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ForgeErrorCode } from '../../../src/domain/errors.js';
import { DAY } from '../../../src/domain/time.js';
import {
  ALICE,
  ALICE_TOKEN,
  BotFixture,
  BOB,
  GITHUB,
  GITHUB_TOKEN,
  GITLAB,
  GITLAB_TWO,
} from '../../support/bot-fixture.js';

/** A token of the form that GitLab made before prefixes, which proves nothing. */
const OLD_TOKEN = 'abcdefghij0123456789';

let world: BotFixture;

beforeEach(async () => {
  world = await BotFixture.start();
  world.gitlab.allow(GITLAB, ALICE_TOKEN, { login: 'alice' });
  world.github.allow(GITHUB, GITHUB_TOKEN, {
    login: 'alice-hub',
    facts: { kind: 'github-classic', canWrite: true },
  });
});

afterEach(() => world.stop());

function stored(): number {
  return world.stores.accountRows.size;
}

function requests(): number {
  return world.gitlab.requests.length + world.github.requests.length;
}

function identified(): readonly string[] {
  return world.gitlab.requests.filter((request) => request.endsWith('identify'));
}

/** Methods in the order in which Telegram was called. */
function calls(): readonly string[] {
  return world.telegram.calls.map(({ method }) => method).filter((method) => method !== 'getMe');
}

describe('linking', () => {
  it('names the forge by the form of the token, deletes the message first, and tells who and what', async () => {
    const [answer] = await world.say(ALICE, `/token ${GITHUB_TOKEN}`);

    expect(
      calls()
        .filter((method) => method !== 'setMyCommands')
        .slice(0, 2),
    ).toEqual(['deleteMessage', 'sendMessage']);
    expect(answer?.text).toContain('You are alice-hub on github.com');
    expect(answer?.text).toContain('you can act from here');
    expect(stored()).toBe(1);
    expect(world.feedsChanged).toBe(1);
  });

  it('links with the instance named, with or without its scheme', async () => {
    await world.say(ALICE, `/token ${GITLAB.url}/ ${ALICE_TOKEN}`);
    const [again] = await world.say(ALICE, `/token@watch_bot gitlab.example.com\n${ALICE_TOKEN}`);

    expect(stored()).toBe(1);
    expect(again?.text).toContain('I use the new token of alice');
    expect(world.stores.woken).toEqual(['account-1']);
  });

  it('takes a pasted token for the command', async () => {
    await world.say(ALICE, `here it is: ${GITHUB_TOKEN}`);
    await world.say(ALICE, `${GITLAB.url} ${ALICE_TOKEN}`);

    expect(stored()).toBe(2);
    expect(world.telegram.of('deleteMessage')).toHaveLength(2);
  });

  it('asks which instance when several are possible, and keeps the token off the button', async () => {
    const [question] = await world.say(ALICE, `/token ${ALICE_TOKEN}`);
    expect(question?.buttons.map(({ text }) => text)).toEqual([
      'GitLab: gitlab.example.com',
      'GitLab: code.example.org/gitlab',
    ]);
    expect(JSON.stringify(question?.payload)).not.toContain(ALICE_TOKEN);
    expect(requests()).toBe(0);

    const [answer] = await world.press(ALICE, question, 'gitlab.example.com');

    expect(answer?.text).toContain('You are alice on gitlab.example.com');
    expect(identified()).toEqual([`${GITLAB.url} identify`]);
  });

  it('forgets the question after ten minutes, and takes one answer', async () => {
    const [question] = await world.say(ALICE, `/token ${OLD_TOKEN}`);
    world.now = new Date(world.now.getTime() + 11 * 60_000);
    await world.press(ALICE, question, 'gitlab.example.com');
    expect(world.alert()).toContain('has expired');

    const [second] = await world.say(ALICE, `/token ${ALICE_TOKEN}`);
    await world.press(ALICE, second, 'gitlab.example.com');
    await world.press(ALICE, second, 'code.example.org');

    expect(stored()).toBe(1);
    expect(identified()).toEqual([`${GITLAB.url} identify`]);
  });

  it('lets nobody else answer', async () => {
    const [question] = await world.say(ALICE, `/token ${ALICE_TOKEN}`);

    await world.pressData(BOB, question?.buttons[0]?.data ?? '');

    expect(world.alert()).toContain('has expired');
    expect(stored()).toBe(0);
  });

  it('explains how to make a token, with a filled-in link for every instance', async () => {
    const [answer] = await world.say(ALICE, '/token');

    expect(answer?.buttons.map(({ url }) => url)).toEqual([
      `${GITLAB.url}/-/user_settings/personal_access_tokens?name=Forgewatch&scopes=api`,
      `${GITLAB.url}/-/user_settings/personal_access_tokens?name=Forgewatch&scopes=read_api`,
      `${GITLAB_TWO.url}/-/user_settings/personal_access_tokens?name=Forgewatch&scopes=api`,
      `${GITLAB_TWO.url}/-/user_settings/personal_access_tokens?name=Forgewatch&scopes=read_api`,
      `${GITHUB.url}/settings/tokens/new?scopes=repo,notifications&description=Forgewatch`,
    ]);
    expect(world.telegram.of('deleteMessage')).toEqual([]);
  });
});

describe('what it says of a token', () => {
  async function linked(facts: Parameters<typeof world.gitlab.allow>[2]['facts']): Promise<string> {
    world.gitlab.allow(GITLAB, ALICE_TOKEN, { login: 'alice', facts: facts ?? {} });
    const [answer] = await world.say(ALICE, `/token ${GITLAB.url} ${ALICE_TOKEN}`);
    return answer?.text ?? '';
  }

  it('says when it can only read, and when it can do too much', async () => {
    expect(await linked({ canWrite: false })).toContain('can only read');
    expect(await linked({ canWrite: true, excessScopes: ['admin_mode', 'sudo'] })).toContain(
      '(admin_mode, sudo)',
    );
    expect(await linked({ canWrite: null })).toContain('does not tell');
    expect(await linked({ kind: 'gitlab-bot' })).toContain('belongs to a bot');
  });

  it('says when it ends', async () => {
    expect(await linked({ expiresAt: new Date(world.now.getTime() + 200 * DAY) })).toContain(
      'valid until September 18, 2026',
    );
    expect(await linked({ expiresAt: new Date(world.now.getTime() + 3 * DAY) })).toContain('in 3 days');
  });

  it('says what a fine-grained GitHub token cannot see', async () => {
    const facts = { kind: 'github-fine-grained', canWrite: null, readsInbox: false, scopes: null } as const;
    world.github.allow(GITHUB, 'github_pat_alice00000000000000', { login: 'alice', facts });

    const [answer] = await world.say(ALICE, '/token github_pat_alice00000000000000');

    expect(answer?.text).toContain('each repository you watch instead');
    expect(stored()).toBe(1);
  });

  it('says when it does not show whose name a mention of a group is', async () => {
    const facts = {};
    world.github.allow(GITHUB, GITHUB_TOKEN, { login: 'alice', facts });

    const [hidden] = await world.say(ALICE, `/token ${GITHUB_TOKEN}`);
    const shown = await linked({ groups: [] });

    expect(hidden?.text).toContain('does not show me your teams');
    expect(shown).not.toContain('does not show me your groups');
    expect(await linked(facts)).toContain('does not show me your groups');
  });
});

describe('a token that cannot be used', () => {
  it.each([
    ['that is a word', '/token hello', 'does not look like a token'],
    ['that is a sentence', '/token I have lost it', 'does not look like a token'],
    [
      'for an instance off the list',
      `/token https://evil.example ${ALICE_TOKEN}`,
      'may not talk to that address',
    ],
    ['for a private address', `/token http://169.254.169.254 ${ALICE_TOKEN}`, 'may not talk to that address'],
    ['of the wrong forge', `/token ${GITHUB.url} ${ALICE_TOKEN}`, 'not of the kind that github.com makes'],
    ['of the other wrong forge', `/token ${GITLAB.url} ${GITHUB_TOKEN}`, 'not of the kind'],
  ])('%s gets one sentence and causes no request', async (_, text, sentence) => {
    const [answer, ...more] = await world.say(ALICE, text);

    expect(answer?.text).toContain(sentence);
    expect(more).toEqual([]);
    expect(requests()).toBe(0);
    expect(stored()).toBe(0);
    expect(world.telegram.of('deleteMessage')).toHaveLength(1);
  });

  it('of a forge that is not served is not tried elsewhere', async () => {
    await world.stop();
    world = await BotFixture.start({ forges: [GITLAB] });

    const [answer] = await world.say(ALICE, `/token ${GITHUB_TOKEN}`);

    expect(answer?.text).toContain('does not serve. It serves gitlab.example.com');
    expect(requests()).toBe(0);
  });

  it('that is revoked is refused', async () => {
    const [answer] = await world.say(ALICE, `/token ${GITLAB.url} glpat-revoked-0000000000`);

    expect(answer?.text).toBe(
      'gitlab.example.com does not accept this token: it may be revoked, expired or cut short. Make a new one and send it to me.',
    );
    expect(stored()).toBe(0);
    expect(world.telegram.of('deleteMessage')).toHaveLength(1);
  });

  it('that has expired is refused', async () => {
    world.gitlab.allow(GITLAB, ALICE_TOKEN, { login: 'alice', facts: { expiresAt: world.now } });

    const [answer] = await world.say(ALICE, `/token ${GITLAB.url} ${ALICE_TOKEN}`);

    expect(answer?.text).toContain('has expired');
    expect(stored()).toBe(0);
  });

  it('without a scope is refused with its name', async () => {
    world.gitlab.allow(GITLAB, ALICE_TOKEN, { login: 'alice', facts: { missingScopes: ['read_api'] } });

    const [answer] = await world.say(ALICE, `/token ${GITLAB.url} ${ALICE_TOKEN}`);

    expect(answer?.text).toContain('lacks read_api');
    expect(stored()).toBe(0);
  });

  it.each<[ForgeErrorCode, string]>([
    ['forbidden', 'a scope or a role is missing'],
    ['rate-limited', 'slow down'],
    ['unavailable', 'does not answer'],
    ['bad-reply', 'do not understand'],
    ['redirected', 'another address'],
    ['not-found', 'shows nothing there'],
    ['conflict', 'does not want'],
    ['invalid', 'does not want'],
  ])('because the forge is %s is not stored', async (code, sentence) => {
    world.gitlab.failWith(code);

    const [answer] = await world.say(ALICE, `/token ${GITLAB.url} ${ALICE_TOKEN}`);

    expect(answer?.text).toContain(sentence);
    expect(stored()).toBe(0);
  });

  it('because the forge asks for a pause tells how long it is', async () => {
    world.gitlab.failWith('rate-limited', 300);

    const [answer] = await world.say(ALICE, `/token ${GITLAB.url} ${ALICE_TOKEN}`);

    expect(answer?.text).toContain('asks for a pause. Try again in 5 minutes.');
  });
});
