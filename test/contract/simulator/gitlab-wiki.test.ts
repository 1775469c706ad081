import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type GitlabScene, gitlabScene, one, rows } from './gitlab-scene.js';

const WIKI = '/projects/team%2Fapp/wikis';

describe('the wiki of the simulated GitLab', () => {
  let scene: GitlabScene;

  beforeEach(async () => {
    scene = await gitlabScene();
  });

  afterEach(() => scene.close());

  const shown = async (query = ''): Promise<readonly unknown[]> =>
    rows(await scene.ask(WIKI + query)).map(({ slug, title, content }) => [slug, title, content]);

  it('is written over the API as by people, and shows texts where it is asked for them', async () => {
    scene.world.writeWikiPage('team/app', { by: 'ann', title: 'Set up', text: 'Run make.' });
    const body = { title: 'home', content: 'Welcome' };
    const made = await scene.ask(WIKI, { method: 'POST', body });
    const twice = await scene.ask(WIKI, { method: 'POST', body });
    const edited = await scene.ask(`${WIKI}/home`, { method: 'PUT', body: { content: 'Hello' } });

    expect([made.status, twice.status, edited.status]).toEqual([201, 422, 200]);
    expect(await shown()).toEqual([
      ['home', 'home', undefined],
      ['Set-up', 'Set up', undefined],
    ]);
    expect(await shown('?with_content=true')).toEqual([
      ['home', 'home', 'Hello'],
      ['Set-up', 'Set up', 'Run make.'],
    ]);
    expect(one(await scene.ask(`${WIKI}/Set-up`))).toMatchObject({ content: 'Run make.', encoding: 'UTF-8' });
  });

  it('keeps a page the same under another name, until it is deleted', async () => {
    scene.world.writeWikiPage('team/app', { by: 'ann', title: 'Setup', text: 'Run make.' });
    const [before] = rows(await scene.ask(WIKI));
    scene.world.renameWikiPage('team/app', 'Setup', 'Install', 'bob');
    const [after] = rows(await scene.ask(WIKI));
    await scene.ask(`${WIKI}/Install`, { method: 'DELETE' });

    expect(after).toEqual({ ...before, slug: 'Install', title: 'Install' });
    expect(await shown()).toEqual([]);
    expect((await scene.ask(`${WIKI}/Install`)).status).toBe(404);
  });

  it('tells in the events who did what, and of a page that is gone no more than its title', async () => {
    scene.world.writeWikiPage('team/app', { by: 'ann', title: 'Setup', text: 'Run make.' });
    scene.world.writeWikiPage('team/app', { by: 'bob', title: 'Setup', text: 'Run npm ci.' });
    scene.world.push('team/app', { by: 'bob', branch: 'main' });
    scene.world.deleteWikiPage('team/app', 'Setup', 'ann');

    const events = rows(await scene.ask('/projects/team%2Fapp/events?target_type=wiki'));

    expect(events).toMatchObject([
      { action_name: 'destroyed', target_type: 'WikiPage::Meta', target_title: 'Setup' },
      { action_name: 'updated', author_username: 'bob', wiki_page: { slug: 'Setup', format: 'markdown' } },
      { action_name: 'created', author_username: 'ann' },
    ]);
    expect(events[0]).not.toHaveProperty('wiki_page');
  });

  it('that is switched off is refused', async () => {
    scene.world.setWiki('team/app', false);

    expect((await scene.ask(WIKI)).status).toBe(403);
  });
});
