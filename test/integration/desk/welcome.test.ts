import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { DeskScene, plain } from '../../support/desk-scene.js';

let scene: DeskScene;

beforeEach(async () => {
  scene = await DeskScene.start('gitlab');
}, 60_000);

afterEach(() => scene.stop());

const LIMIT_MS = 60_000;

/** What the operator reads in private. */
function askedOfOlga(): readonly string[] {
  const { telegram, olga } = scene;
  return telegram.world
    .botMessages(olga.id)
    .map(plain)
    .filter((text) => text.includes('wants to use this bot'));
}

it(
  'whoever presses Start hears where to report, and no operator is asked about them',
  async () => {
    await scene.openDesk('private');
    const { rita } = scene;

    const hello = await scene.ask(rita, rita.id, '/start', /acme\/shop/);
    const none = await scene.ask(rita, rita.id, '/tickets', /no tickets/);

    expect(plain(hello)).toMatch(/send \/report/i);
    expect(plain(none)).toBe('You have no tickets here.');
    expect(askedOfOlga()).toEqual([]);
    await scene.ask(rita, rita.id, 'Let me in, please', /I have asked its operator/);
    expect(askedOfOlga()).toHaveLength(1);
  },
  LIMIT_MS,
);

it(
  'where no desk takes everybody, the bot is as private as before',
  async () => {
    await scene.openDesk();
    const { rita } = scene;

    await scene.ask(rita, rita.id, '/start', /I have asked its operator/);

    expect(askedOfOlga()).toHaveLength(1);
  },
  LIMIT_MS,
);
