import { afterEach, expect, it } from '@jest/globals';
import { DeskScene, plain } from '../../support/desk-scene.js';

let scene: DeskScene;

afterEach(() => scene.stop());

it('a report in one long paragraph becomes the text, and only a title is asked for', async () => {
  scene = await DeskScene.start('gitlab');
  await scene.openDesk();
  const { rita, group } = scene;
  const story = 'Since this morning the basket is empty. '.repeat(10).trim();

  const asked = await scene.ask(rita, group.id, `/report ${story}`, /too long for a title/);
  const { id } = scene.say(rita, 'The basket is empty', { replyTo: asked.id });
  const draft = await scene.hears(/not sent yet/, { after: id });
  await scene.press(rita, draft, '✅ Send');
  await scene.hears(/Ticket open/);

  expect(plain(asked)).toMatch(/kept it as the text[^]*in one short line/);
  const { title, description } = await scene.issue();
  expect(title).toBe('The basket is empty');
  expect(description).toBe(`**Rita** (on Telegram):\n\n${story}`);
}, 60_000);
