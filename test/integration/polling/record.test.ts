import { afterEach, expect, it } from '@jest/globals';
import { DeskScene, OWNER, PATH, STAFF } from '../../support/desk-scene.js';
import { waitUntil } from '../../support/wait-until.js';

let scene: DeskScene;

afterEach(() => scene.stop());

it('what happens in a project that was chosen is kept for the timeline and told nobody', async () => {
  scene = await DeskScene.start('github');
  const { olga, telegram } = scene;
  await scene.ask(olga, olga.id, `/record ${PATH}`, /From now on I record/);
  const { length: before } = telegram.world.botMessages(olga.id);

  scene.side.world.openMergeRequest(PATH, { author: STAFF, title: 'Fill the basket' });
  const isKept = async (): Promise<boolean> =>
    (await scene.sql(`SELECT 1 FROM event WHERE type = 'merge-request-opened'`)).length > 0;
  await waitUntil(isKept, 'the event', 30_000);

  expect(await scene.sql(`SELECT 1 FROM outbox WHERE payload ->> 'kind' = 'event'`)).toEqual([]);
  expect(telegram.world.botMessages(olga.id)).toHaveLength(before);
}, 60_000);

it('what happens in a project that is recorded only, new ones among them, is kept for the timeline and told nobody', async () => {
  scene = await DeskScene.start('gitlab');
  const { olga, telegram, log } = scene;
  await scene.ask(olga, olga.id, '/record all', /1 project is recorded/);
  const { length: before } = telegram.world.botMessages(olga.id);

  const files = [{ path: 'docs/how.md', status: 'added' } as const];
  scene.side.world.openMergeRequest(PATH, { author: STAFF, title: 'Fill the basket', files });
  const ofOpening = `SELECT body #> '{subject,touched,paths}' AS paths FROM event WHERE type = 'merge-request-opened'`;
  const isKept = async (): Promise<boolean> => (await scene.sql(ofOpening)).length > 0;
  await waitUntil(isKept, 'the event', 30_000);

  expect(await scene.sql(ofOpening)).toEqual([{ paths: ['docs/how.md'] }]);
  expect(await scene.sql(`SELECT 1 FROM outbox WHERE payload ->> 'kind' = 'event'`)).toEqual([]);
  expect(telegram.world.botMessages(olga.id)).toHaveLength(before);
  expect(log.entries.find(({ message }) => message === 'events kept')?.fields).toMatchObject({
    fetched: expect.any(Number),
    events: expect.any(Number),
  });

  // A new token is looked at at once, as any is once a day.
  scene.side.addProject('acme/new', [OWNER]);
  await scene.link();
  const isFollowed = async (): Promise<boolean> =>
    (await scene.sql(`SELECT 1 FROM feed f JOIN project p ON p.id = f.project_id WHERE p.path = 'acme/new'`))
      .length > 0;
  await waitUntil(isFollowed, 'the new project', 30_000);
}, 60_000);
