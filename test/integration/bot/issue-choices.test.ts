import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Role } from '../../../src/domain/actions/look.js';
import type { Person } from '../../../src/domain/forge.js';
import { ALICE, GITHUB, GITHUB_TOKEN, type Shown } from '../../support/bot-fixture.js';
import { project } from '../../support/fake-forge.js';
import { ActingScene, labels } from './acting-scene.js';

let scene: ActingScene;

beforeEach(async () => {
  scene = await ActingScene.start();
});

afterEach(() => scene.world.stop());

const say = (text: string, more = {}): Promise<readonly Shown[]> => scene.world.say(ALICE, text, more);
const press = (shown: Shown | undefined, label: string): Promise<readonly Shown[]> =>
  scene.world.press(ALICE, shown, label);

/** Replies to the message that the bot sent last. */
function answer(text: string): Promise<readonly Shown[]> {
  return say(text, { reply_to_message: { message_id: scene.world.telegram.of('sendMessage').length } });
}

/** Somebody whose login is their name. */
function member(login: string): Person {
  return { id: login, login, name: login };
}

describe('the draft of an issue', () => {
  it('takes labels, one assignee and confidence, and gives them back', async () => {
    scene.forge.labels = ['bug', 'urgent'];
    scene.forge.members = [{ id: '9', login: 'carol', name: 'Carol' }];
    let [shown] = await say('/issue It leaks');

    [shown] = await press(shown, 'Labels');
    [shown] = await press(shown, 'bug');
    [shown] = await press(shown, 'urgent');
    [shown] = await press(shown, '✓ bug');
    [shown] = await press(shown, 'Draft');
    [shown] = await press(shown, 'Assignee');
    [shown] = await press(shown, 'Carol');
    [shown] = await press(shown, 'Confidential');
    expect(shown?.text).toContain('Labels: urgent\nAssigned to Carol\n🔒 Confidential');
    await press(shown, 'Create');

    expect(scene.forge.orders).toMatchObject([
      { labels: ['urgent'], assignees: [{ login: 'carol' }], isConfidential: true },
    ]);
  });

  it('finds a person by the name that is replied to the list, and its text stays as it is', async () => {
    scene.forge.members = Array.from({ length: 20 }, (_, n) => member(`ann-${n}`)).concat(member('carol'));
    const [card] = await say('/issue It leaks\nHere.');
    let [shown] = await press(card, 'Assignee');
    expect(shown?.text).toContain('reply with how the name begins');
    expect(labels(shown)).toContain('ann-0');
    expect(labels(shown)).not.toContain('carol');

    [shown] = await answer('nobody');
    expect(shown?.text).toContain('knows nobody like that in group/app');
    [shown] = await answer('carol');
    expect(labels(shown)).toEqual(['carol', '‹ Draft']);
    [shown] = await press(shown, 'carol');
    expect(shown?.text).toContain('It leaks\nHere.\nAssigned to carol');
    await press(shown, 'Create');

    expect(scene.forge.orders).toMatchObject([{ text: 'Here.', assignees: [{ login: 'carol' }] }]);
  });

  it('shows many labels page by page, and finds one by a part of its name', async () => {
    scene.forge.labels = Array.from({ length: 300 }, (_, n) => `area-${n}`);
    let [shown] = await say('/issue It leaks');

    [shown] = await press(shown, 'Labels');
    [shown] = await press(shown, '›');
    [shown] = await press(shown, 'area-9');
    expect(labels(shown)).toContain('✓ area-9');
    [shown] = await answer('A-299');
    expect(labels(shown)).toEqual(['area-299', '‹ Draft']);
    [shown] = await press(shown, 'area-299');
    [shown] = await press(shown, 'Draft');
    expect(shown?.text).toContain('Labels: area-9, area-299');
    [shown] = await answer('Here.');

    expect(shown?.text).toContain('It leaks\nHere.');
  });

  it('says so where there is nothing to choose from', async () => {
    const [card] = await say('/issue It leaks');

    expect((await press(card, 'Labels'))[0]?.text).toContain('group/app has no labels.');
    expect((await press(card, 'Assignee'))[0]?.text).toContain('names nobody');
  });
});

describe('on GitHub, the draft of an issue', () => {
  const SITE = { ...project('9', 'octo/site'), url: 'https://github.com/octo/site' };

  async function draftAs(role: Role): Promise<Shown | undefined> {
    const { github } = scene.world;
    const facts = { canWrite: true };
    github.allow(GITHUB, GITHUB_TOKEN, { login: 'alice', projects: [{ ...SITE, role }], facts });
    await say(`/token ${GITHUB_TOKEN}`);
    await say('/watch octo/site');
    github.actions.labels = ['bug'];
    return (await say('/issue octo/site It leaks'))[0];
  }

  it('offers labels and people to those who may set them', async () => {
    expect(labels(await draftAs('triage'))).toEqual(expect.arrayContaining(['Labels', 'Assignee']));
  });

  it('does not to those who only read, wherever the project is taken from', async () => {
    expect(labels(await draftAs('read'))).toEqual(['✅ Create', 'Title', 'Text', 'Cancel']);
    const [places] = await say('/issue It leaks');
    const [card] = await press(places, 'octo/site');

    expect(labels(card)).toEqual(['✅ Create', 'Title', 'Text', 'Cancel']);
  });

  it('is made without them where their writer may not set them after all, and says so', async () => {
    let shown = await draftAs('triage');
    const leftOut = { labels: ['bug'], people: ['Carol'] };
    scene.world.github.actions.answer = () => Promise.resolve({ id: '34', url: null, leftOut });

    [shown] = await press(shown, 'Labels');
    [shown] = await press(shown, 'bug');
    [shown] = await press(shown, 'Draft');
    [shown] = await press(shown, 'Create');

    expect(shown?.text).toContain('Made issue #34: It leaks');
    expect(shown?.text).toContain('Without the labels bug: github.com does not let you');
    expect(shown?.text).toContain('Not assigned to Carol');
  });
});
