import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ALICE,
  ALICE_TOKEN,
  BotFixture,
  BOB,
  GITHUB,
  GITHUB_TOKEN,
  GITLAB,
  GITLAB_TWO,
  toShown,
  type Shown,
} from '../../support/bot-fixture.js';
import { aMergeRequest, aPipeline } from '../../support/builders.js';
import { project } from '../../support/fake-forge.js';

const MANY = Array.from({ length: 45 }, (_, index) => project(String(index), `team/p${String(index)}`));

let world: BotFixture;

beforeEach(async () => {
  world = await BotFixture.start();
});

afterEach(() => world.stop());

function labels(shown: Shown | undefined): readonly string[] {
  return shown?.buttons.map(({ text }) => text) ?? [];
}

function watches(): readonly (readonly [string, string])[] {
  return [...world.stores.watchRows.values()].map((row) => [row.project.path, row.level]);
}

/** Ticks these and watches them at the level of that button. */
async function watch(list: Shown | undefined, paths: readonly string[], level: string) {
  let shown = list;
  for (const path of paths) [shown] = await world.press(ALICE, shown, path);
  const [levels] = await world.press(ALICE, shown, 'Watch');
  return world.press(ALICE, levels, level);
}

describe('the path from /start', () => {
  it('leads by buttons alone, but for the token, to the first watches and a sample', async () => {
    world.gitlab.allow(GITLAB, ALICE_TOKEN, { login: 'alice', projects: MANY, starred: ['team/p30'] });
    world.stores.pipelineRows.push(aPipeline({ projectId: '30', status: 'failed', ref: 'main' }));
    const [start] = await world.say(ALICE, '/start');
    const [howTo] = await world.press(ALICE, start, 'Link gitlab.example.com');
    expect(howTo?.buttons.map(({ url }) => url)).toEqual([
      `${GITLAB.url}/-/user_settings/personal_access_tokens?name=Forgewatch&scopes=api`,
      `${GITLAB.url}/-/user_settings/personal_access_tokens?name=Forgewatch&scopes=read_api`,
    ]);

    await world.say(ALICE, `${GITLAB.url} ${ALICE_TOKEN}`);
    expect(world.telegram.of('deleteMessage')).toHaveLength(1);
    const list = lastShown();
    expect(labels(list).slice(0, 2)).toEqual(['☐ ⭐ team/p30', '☐ team/p0']);
    const [done, sample] = await watch(list, ['team/p30', 'team/p1'], 'Team');

    expect(watches()).toEqual([
      ['team/p30', 'team'],
      ['team/p1', 'team'],
    ]);
    expect(done?.text).toContain('I watch these 2 from now on');
    expect(sample?.text.split('\n')[0]).toMatch(/^A sample, no news/);
    expect(sample?.text).toContain('team/p30 #500');
    expect(sample?.buttons.filter(({ data }) => data !== undefined)).toEqual([]);
  });

  it('offers the instance that is pressed, and none that has left the settings', async () => {
    const [start] = await world.say(ALICE, '/start');
    const [howTo] = await world.press(ALICE, start, 'Link github.com');
    expect(labels(howTo)).toEqual(['Make a token on github.com']);

    await world.pressData(ALICE, 'w:AAAAAAAAAAAA');

    expect(world.alert()).toContain('do not know this button');
  });

  it('does not offer the projects again when a token is renewed', async () => {
    await world.link(ALICE, ALICE_TOKEN, 'alice', MANY);

    const answers = await world.say(ALICE, `/token ${GITLAB.url} ${ALICE_TOKEN}`);

    expect(answers).toHaveLength(1);
    expect(labels(answers[0])).toContain('Watch a project');
  });

  it('goes on to the projects after the question where a token belongs', async () => {
    world.gitlab.allow(GITLAB_TWO, ALICE_TOKEN, { login: 'alice', projects: [project('1', 'a/b')] });
    const [question] = await world.say(ALICE, `/token ${ALICE_TOKEN}`);

    const [, list] = await world.press(ALICE, question, 'code.example.org');

    expect(labels(list)[0]).toBe('☐ a/b');
  });
});

describe('the sample', () => {
  beforeEach(() => world.link(ALICE, ALICE_TOKEN, 'alice', MANY));

  async function sampleOf(path: string): Promise<Shown | undefined> {
    const [list] = await world.say(ALICE, '/watch');
    return (await watch(list, [path], 'For me'))[1];
  }

  it('is the latest merge request where there is no pipeline', async () => {
    world.stores.mergeRequestRows.push({
      mergeRequest: aMergeRequest({ projectId: '2', title: 'Add <b>it</b>' }),
      accountId: 'account-1',
      project: project('2', 'team/p2'),
      pipeline: null,
    });

    expect((await sampleOf('team/p2'))?.text).toContain('Add <b>it</b>');
  });

  it('says that it is made up where there is neither', async () => {
    const sample = await sampleOf('team/p3');

    expect(sample?.text).toMatch(/^A sample, made up/);
    expect(sample?.text).toContain('team/p3 #1');
  });

  it('is for the first watches alone', async () => {
    await sampleOf('team/p1');

    expect(await sampleOf('team/p2')).toBeUndefined();
  });
});

describe('/watch without a project', () => {
  it('offers what the token sees, eight at a time, reading no further than shown', async () => {
    await world.link(ALICE, ALICE_TOKEN, 'alice', MANY);
    const [first] = await world.say(ALICE, '/watch');
    expect(labels(first)).toEqual([
      ...MANY.slice(0, 8).map(({ path }) => `☐ ${path}`),
      'More ›',
      '🔎 Search',
    ]);
    const [second] = await world.press(ALICE, first, 'More');
    const [third] = await world.press(ALICE, second, 'More');

    expect(labels(third)[0]).toBe('☐ team/p16');
    expect(world.gitlab.requests).toEqual(
      ['starred 1', 'list 1', 'list 2'].map((what) => `${GITLAB.url} ${what}`),
    );
    const [back] = await world.press(ALICE, third, 'Back');
    expect(labels(back)[0]).toBe('☐ team/p8');
  });

  it('keeps the ticks while pages are turned, takes them away again, and asks no level that was named', async () => {
    await world.link(ALICE, ALICE_TOKEN, 'alice', MANY.slice(0, 10));
    const [first] = await world.say(ALICE, '/watch all');
    const [ticked] = await world.press(ALICE, first, 'team/p1');
    expect(labels(ticked)).toContain('☑ team/p1');
    const [again] = await world.press(ALICE, ticked, 'team/p2');
    const [one] = await world.press(ALICE, again, 'team/p1');
    const [last] = await world.press(ALICE, one, 'More');
    expect(labels(last)).toEqual(['☐ team/p8', '☐ team/p9', '‹ Back', '🔎 Search', 'Watch it ›']);
    const [more] = await world.press(ALICE, last, 'team/p9');

    await world.press(ALICE, more, 'Watch these 2');

    expect(watches()).toEqual([
      ['team/p2', 'all'],
      ['team/p9', 'all'],
    ]);
  });

  it('marks what is watched, and leads back from the levels', async () => {
    await world.link(ALICE, ALICE_TOKEN, 'alice', MANY.slice(0, 3));
    await world.say(ALICE, '/watch team/p0');
    const [list] = await world.say(ALICE, '/watch');
    expect(labels(list)[0]).toBe('✓ team/p0');
    await world.press(ALICE, list, 'team/p0');
    expect(world.alert()).toContain('watched already');
    const [ticked] = await world.press(ALICE, list, 'team/p1');
    const [levels] = await world.press(ALICE, ticked, 'Watch it');
    expect(labels(levels)).toEqual(['For me', 'Team', 'All', '‹ Back']);
    const [back] = await world.press(ALICE, levels, 'Back');
    expect(labels(back)).toContain('☑ team/p1');
    expect(watches()).toHaveLength(1);
  });

  it('watches once when the level is pressed twice', async () => {
    await world.link(ALICE, ALICE_TOKEN, 'alice', MANY.slice(0, 3));
    const [list] = await world.say(ALICE, '/watch');
    const [ticked] = await world.press(ALICE, list, 'team/p1');
    const [levels] = await world.press(ALICE, ticked, 'Watch it');
    await world.press(ALICE, levels, 'Team');

    await world.press(ALICE, levels, 'All');

    expect(world.alert()).toContain('has expired');
    expect(watches()).toEqual([['team/p1', 'team']]);
  });

  it('takes no more than twenty at once', async () => {
    await world.link(ALICE, ALICE_TOKEN, 'alice', MANY);
    let [list] = await world.say(ALICE, '/watch');
    for (let index = 0; index < 20; index += 1) {
      [list] = await world.press(ALICE, list, `team/p${String(index)}`);
      if (index % 8 === 7) [list] = await world.press(ALICE, list, 'More');
      // The bot takes thirty turns a minute.
      world.now = new Date(world.now.getTime() + 10_000);
    }

    await world.press(ALICE, list, 'team/p20');

    expect(world.alert()).toContain('At most 20 at once');
  });

  it('asks for the account first when there are several', async () => {
    await world.link(ALICE, ALICE_TOKEN, 'alice', MANY.slice(0, 1));
    world.github.allow(GITHUB, GITHUB_TOKEN, { login: 'octo-alice', projects: [project('7', 'octo/x')] });
    await world.say(ALICE, `/token ${GITHUB_TOKEN}`);

    const [question] = await world.say(ALICE, '/watch');
    const [list] = await world.press(ALICE, question, 'github.com');

    expect(labels(list)).toEqual(['☐ octo/x', '🔎 Search']);
    await watch(list, ['octo/x'], 'Team');
    expect(watches()).toEqual([['octo/x', 'team']]);
  });

  it("never opens another person's list", async () => {
    await world.link(ALICE, ALICE_TOKEN, 'alice', MANY.slice(0, 1));

    const shown = await world.pressData(BOB, 'p:account-1:ask');

    expect(shown).toEqual([]);
    expect(world.alert()).toContain('not here any more');
    expect(world.gitlab.requests).toEqual([]);
  });

  it('says so when there is nothing, no account, or a forge in trouble', async () => {
    const [unlinked] = await world.say(ALICE, '/watch');
    expect(unlinked?.text).toContain('Link an account first');
    await world.link(ALICE, ALICE_TOKEN, 'alice', []);
    const [none] = await world.say(ALICE, '/watch');
    expect(none?.text).toContain('sees no projects yet');
    world.gitlab.failWith('rate-limited');
    const [trouble] = await world.say(ALICE, '/watch');
    expect(trouble?.text).toContain('slow down');
  });
});

describe('a search among the projects', () => {
  /** Asks for a search and answers it with these words. */
  async function search(list: Shown | undefined, text: string): Promise<Shown | undefined> {
    await world.press(ALICE, list, 'Search');
    const asked = world.telegram.of('sendMessage').length;
    const [found] = await world.say(ALICE, text, { reply_to_message: { message_id: asked } });
    return found;
  }

  beforeEach(() => world.link(ALICE, ALICE_TOKEN, 'alice', MANY));

  it('shows what fits, keeps the ticks, and leads back to all', async () => {
    const [list] = await world.say(ALICE, '/watch');
    const [ticked] = await world.press(ALICE, list, 'team/p1');
    const found = await search(ticked, 'p44');
    expect(labels(found)).toEqual(['☐ team/p44', '🔎 Search', 'All projects', 'Watch it ›']);
    const [both] = await world.press(ALICE, found, 'team/p44');
    const [all] = await world.press(ALICE, both, 'All projects');

    expect(labels(all).slice(0, 3)).toEqual(['☑ team/p1', '☑ team/p44', '☐ team/p0']);
  });

  it('takes the list before it away, whose buttons stood for other projects', async () => {
    const [list] = await world.say(ALICE, '/watch');
    await search(list, 'p44');

    await world.press(ALICE, list, 'team/p1');

    expect(world.alert()).toContain('has expired');
  });

  it('says so when it finds nothing, and ends by /cancel', async () => {
    const [list] = await world.say(ALICE, '/watch');
    const none = await search(list, '<b>nowhere</b>');
    expect(none?.text).toContain('no project with “<b>nowhere</b>”');

    expect(labels(await search(none, '/cancel'))[0]).toBe('☐ team/p0');
  });
});

/** The message that the bot sent last. */
function lastShown(): Shown {
  const payload = world.telegram.of('sendMessage').at(-1) ?? {};
  return toShown(payload);
}
