import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HOUR } from '../../../src/domain/time.js';
import { ANY_BOT, emptyFilter } from '../../../src/domain/watch-filter.js';
import { ALICE, ALICE_TOKEN, BotFixture, BOB } from '../../support/bot-fixture.js';
import { project } from '../../support/fake-forge.js';

const PROJECTS = [project('11', 'group/app'), project('12', 'group/sub/library'), project('13', 'other/app')];

const RELEASES = { kind: 'releases', projectId: '11' };

let world: BotFixture;

beforeEach(async () => {
  world = await BotFixture.start();
  await world.link(ALICE, ALICE_TOKEN, 'alice', PROJECTS);
  await world.say(ALICE, '/watch group/app group/sub/library other/app');
});

afterEach(() => world.stop());

function row(path: string) {
  const found = [...world.stores.watchRows.values()].find((watch) => watch.project.path === path);
  if (found === undefined) throw new Error(`${path} is not watched`);
  return found;
}

function paths(): readonly string[] {
  return [...world.stores.watchRows.values()].map((watch) => watch.project.path);
}

function inMs(ms: number): Date {
  return new Date(world.now.getTime() + ms);
}

describe('/watches', () => {
  it('lists what the chat watches, each opening its panel', async () => {
    const [list] = await world.say(ALICE, '/watches');
    expect(list?.text).toContain('watches 3 projects');
    expect(list?.buttons.map(({ text }) => text)).toEqual([
      'group/app · For me',
      'group/sub/library · For me',
      'other/app · For me',
      'Watch a project',
      '‹ Settings',
    ]);

    const [panel] = await world.press(ALICE, list, 'group/app');

    expect(panel?.text).toContain('group/app');
    expect(panel?.text).toContain('Seen with the token of alice on gitlab.example.com');
  });

  it('turns pages', async () => {
    const more = Array.from({ length: 9 }, (_, index) =>
      project(String(index + 50), `many/p${String(index)}`),
    );
    await world.link(BOB, 'glpat-bob-secret-00000000000002', 'bob', more);
    await world.say(BOB, `/watch ${more.map(({ path }) => path).join(' ')}`);

    const [first] = await world.say(BOB, '/watches');
    const [second] = await world.press(BOB, first, 'More');

    expect(second?.buttons.map(({ text }) => text)).toEqual([
      'many/p8 · For me',
      '‹ Back',
      'Watch a project',
      '‹ Settings',
    ]);
    const [beyond] = await world.pressData(BOB, 'l:99');
    expect(beyond?.buttons[0]?.text).toContain('many/p8');
  });

  it.each([
    ['/unwatch', 'Which one shall I stop watching?', '✕ many/p8 · For me'],
    ['/pipelines', 'Pipelines of which project?', 'many/p8 · For me'],
    ['/filters', 'Whose filter shall I show?', 'many/p8 · For me'],
  ])('turns pages of what %s asks, too', async (command, question, last) => {
    const more = Array.from({ length: 9 }, (_, index) => project(String(index + 50), `many/p${index}`));
    await world.link(BOB, 'glpat-bob-secret-00000000000002', 'bob', more);
    await world.say(BOB, `/watch ${more.map(({ path }) => path).join(' ')}`);

    const [first] = await world.say(BOB, command);
    const [second] = await world.press(BOB, first, 'More');

    expect(second?.text).toBe(question);
    expect(second?.buttons[0]?.text).toBe(last);
  });

  it('becomes the list of projects to watch, and leads back, without another message', async () => {
    const [list] = await world.say(ALICE, '/watches');
    const sent = world.telegram.of('sendMessage').length;

    const [picker] = await world.press(ALICE, list, 'Watch a project');
    expect(picker?.text).toContain('Tick what I shall watch');
    const [back] = await world.press(ALICE, picker, '‹ All watches');

    expect(back?.text).toContain('watches 3 projects');
    expect(world.telegram.of('sendMessage')).toHaveLength(sent);
  });

  it('leads back from the projects of one of several accounts', async () => {
    await world.link(ALICE, 'glpat-alice-second-000000000003', 'alice-two', PROJECTS);
    const [list] = await world.say(ALICE, '/watches');
    const [choice] = await world.press(ALICE, list, 'Watch a project');

    const [picker] = await world.press(ALICE, choice, 'alice-two');

    expect(picker?.buttons.at(-1)?.text).toBe('‹ All watches');
  });

  it('leads back from what was just begun to watch, too', async () => {
    const [list] = await world.say(ALICE, '/watches');
    const [panel] = await world.press(ALICE, list, 'group/app');
    const [after] = await world.press(ALICE, panel, 'Stop watching');
    const sent = world.telegram.of('sendMessage').length;
    const [picker] = await world.press(ALICE, after, 'Watch a project');
    const [ticked] = await world.press(ALICE, picker, '☐ group/app');
    const [levels] = await world.press(ALICE, ticked, 'Watch it ›');
    const [begun] = await world.press(ALICE, levels, 'Team');

    const [back] = await world.press(ALICE, begun, '‹ All watches');

    expect(back?.text).toContain('watches 3 projects');
    expect(world.telegram.of('sendMessage')).toHaveLength(sent);
  });

  it('changes the level, and the feeds with it', async () => {
    const [list] = await world.say(ALICE, '/watches');
    const [panel] = await world.press(ALICE, list, 'other/app');
    const [changed] = await world.press(ALICE, panel, 'All');

    expect(changed?.buttons.map(({ text }) => text)).toContain('✓ All');
    expect(row('other/app').level).toBe('all');
    expect(world.stores.feedPlans.get('account-1')).toContainEqual({
      kind: 'merge-requests',
      projectId: '13',
    });
  });

  it('mutes for a time, for good, and no longer', async () => {
    const [list] = await world.say(ALICE, '/watches');
    const [panel] = await world.press(ALICE, list, 'group/app');
    const [muted] = await world.press(ALICE, panel, '🔕 8 h');
    expect(row('group/app').mutedUntil).toEqual(inMs(8 * HOUR));
    expect(muted?.text).toContain('Muted for another 8 h');

    const [loud] = await world.press(ALICE, muted, '🔔 Unmute');
    expect(row('group/app').mutedUntil).toBeNull();
    const [silent] = await world.press(ALICE, loud, '🔕 Until I say so');
    expect(row('group/app').level).toBe('muted');
    await world.press(ALICE, silent, '🔔 Unmute');
    expect(row('group/app').level).toBe('participating');
  });

  it.each([
    ['by its button', 'Unmute', []],
    ['by a word', null, ['/mute group/app off']],
    ['with all else', null, ['/unmute all']],
  ])('has a watch that was muted for good as it was before, %s', async (_how, button, words) => {
    const filter = { ...emptyFilter('team'), exclude: [ANY_BOT] };
    await world.stores.stores.watches.setFilter(row('group/app').id, filter);
    const [list] = await world.say(ALICE, '/watches');
    const [panel] = await world.press(ALICE, list, 'group/app');

    const [silent] = await world.press(ALICE, panel, '🔕 Until I say so');
    expect(row('group/app')).toMatchObject({ level: 'muted', filter: null });
    expect(world.stores.feedPlans.get('account-1')).not.toContainEqual(RELEASES);
    if (button !== null) await world.press(ALICE, silent, button);
    for (const word of words) await world.say(ALICE, word);

    expect(row('group/app')).toMatchObject({ level: 'custom', filter });
    expect(world.stores.feedPlans.get('account-1')).toContainEqual(RELEASES);
  });

  it('gives one that was muted from the start the usual level', async () => {
    await world.say(ALICE, '/unwatch group/app');
    await world.say(ALICE, '/watch group/app muted');
    const [list] = await world.say(ALICE, '/unmute');
    expect(list?.text).toBe('Muted here:\ngroup/app, until you say so');

    await world.press(ALICE, list, 'group/app');

    expect(row('group/app').level).toBe('participating');
  });

  it('stops a watch', async () => {
    const [list] = await world.say(ALICE, '/watches');
    const [panel] = await world.press(ALICE, list, 'group/app');
    const [after] = await world.press(ALICE, panel, 'Stop watching');

    expect(paths()).toEqual(['group/sub/library', 'other/app']);
    expect(after?.text).toContain('watches 2 projects');
    await world.press(ALICE, panel, 'All');
    expect(world.alert()).toContain('not here any more');
  });

  it("does not open another chat's watch", async () => {
    for (const data of [
      `o:${row('group/app').id}`,
      `u:${row('group/app').id}`,
      `s:${row('group/app').id}:all`,
    ]) {
      expect(await world.pressData(BOB, data)).toEqual([]);
      expect(world.alert()).toContain('not here any more');
    }
    expect(row('group/app').level).toBe('participating');
  });

  it('says so when there is nothing', async () => {
    const [none] = await world.say(BOB, '/watches');

    expect(none?.text).toContain('watches nothing yet');
  });
});

describe('/unwatch', () => {
  it.each([
    ['group/app', ['group/sub/library', 'other/app']],
    ['https://gitlab.example.com/group/app/-/pipelines', ['group/sub/library', 'other/app']],
    ['library', ['group/app', 'other/app']],
    ['12, 13', ['group/app']],
    ['app', ['group/sub/library']],
  ])('%s', async (typed, left) => {
    const [answer] = await world.say(ALICE, `/unwatch ${typed}`);

    expect(paths()).toEqual(left);
    expect(answer?.text).toContain('I no longer watch');
  });

  it('offers the watches when none is named or none fits', async () => {
    const [offer] = await world.say(ALICE, '/unwatch');
    const [miss] = await world.say(ALICE, '/unwatch nothing/here');
    expect(miss?.text).toContain('does not watch that');

    const [rest] = await world.press(ALICE, offer, '✕ other/app');
    expect(paths()).toEqual(['group/app', 'group/sub/library']);

    await world.press(ALICE, rest, '✕ group/app');
    expect(paths()).toEqual(['group/sub/library']);
  });
});

describe('/mute', () => {
  it('mutes one project for a time', async () => {
    const [answer] = await world.say(ALICE, '/mute library 30m');

    expect(answer?.text).toBe('Muted for 30 min: group/sub/library.');
    expect(row('group/sub/library').mutedUntil).toEqual(inMs(HOUR / 2));
    expect(row('group/app').mutedUntil).toBeNull();
  });

  it('mutes everything in the chat, and unmutes it', async () => {
    await world.say(ALICE, '/mute 2d');
    expect([...world.stores.watchRows.values()].map(({ mutedUntil }) => mutedUntil)).toEqual(
      Array(3).fill(inMs(48 * HOUR)),
    );

    const [answer] = await world.say(ALICE, '/mute off');
    expect(answer?.text).toContain('No longer muted');
    expect(row('group/app').mutedUntil).toBeNull();
  });

  it('asks for what is left out', async () => {
    const [which] = await world.say(ALICE, '/mute');
    const [howLong] = await world.say(ALICE, '/mute library');
    const [several] = await world.say(ALICE, '/mute app');
    const [none] = await world.say(ALICE, '/mute nonsense 1h');

    expect(which?.text).toContain('Which one');
    expect(howLong?.buttons.map(({ text }) => text)).toContain('🔕 1 h');
    expect(several?.text).toContain('Which one');
    expect(none?.text).toContain('does not watch that');
  });
});
