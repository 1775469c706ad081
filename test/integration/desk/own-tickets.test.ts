import { afterEach, expect, it } from '@jest/globals';
import { DeskScene, plain } from '../../support/desk-scene.js';

let scene: DeskScene;

afterEach(() => scene.stop());

const LIMIT_MS = 90_000;

it(
  'a group is not shown what somebody reported in private',
  async () => {
    scene = await DeskScene.start('gitlab');
    await scene.openDesk('private');
    const { rita, group } = scene;
    scene.say(rita, '/report My password was stolen', {}, rita.id);
    await scene.hears(/Ticket open/, { chatId: rita.id });
    await scene.report('/report The basket is empty');

    const inGroup = await scene.ask(rita, group.id, '/tickets', /Your tickets/);
    const inPrivate = await scene.ask(rita, rita.id, '/tickets', /Your tickets/);

    expect(plain(inGroup)).toBe('Your tickets\n🟢 #2 The basket is empty · acme/shop');
    expect(plain(inPrivate)).toContain('#1 My password was stolen');
    expect(plain(inPrivate)).toContain('#2 The basket is empty');
  },
  LIMIT_MS,
);

it(
  'nobody turns the pages of somebody else’s list',
  async () => {
    scene = await DeskScene.start('gitlab');
    await scene.openDesk();
    const { rita, olga, group } = scene;
    await scene.ask(olga, group.id, '/desk limit 20', /20 tickets/);
    for (let index = 1; index <= 9; index += 1) {
      await scene.ask(rita, group.id, `/report Number ${index}`, new RegExp(`Ticket #${index}:`));
    }
    const list = await scene.ask(rita, group.id, '/tickets', /Your tickets/);

    expect(await scene.press(olga, list, 'More ›')).toMatch(/for somebody else/);
    await scene.press(rita, list, 'More ›');

    await scene.shows(list, /^Your tickets\n🟢 #1 Number 1/);
  },
  LIMIT_MS,
);
