import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../../src/domain/feed.js';
import { FakeGitlab } from './fake-gitlab.js';
import { ALICE, APP, at, rawPipeline } from './fixtures.js';

let gitlab: FakeGitlab;

beforeEach(async () => {
  gitlab = await FakeGitlab.start();
});

afterEach(() => gitlab.stop());

/** What the feed yields when a pipeline with this address has moved. */
async function readWith(url: string, project = APP): Promise<FeedReading> {
  const cursor = { newestAt: at(0), running: {} };
  const row = rawPipeline(401, { updated_at: at(1), web_url: url });
  gitlab.on('/projects/10/pipelines', [row]).on('/projects/10/pipelines/401', { ...row, user: ALICE });
  return gitlab.read({ kind: 'pipelines', project, cursor });
}

const PROJECT = {
  id: 10,
  name: 'store',
  path_with_namespace: 'acme/store',
  web_url: 'https://gitlab.example.com/acme/store',
  default_branch: 'main',
};

it('a project that was renamed is found where the addresses in it lead to', async () => {
  gitlab.on('/projects/10', PROJECT);

  const { movedTo, sightings } = await readWith('https://gitlab.example.com/acme/store/-/pipelines/401');

  expect(movedTo).toMatchObject({ id: '10', path: 'acme/store', url: PROJECT.web_url });
  expect(sightings).toHaveLength(1);
});

it.each([
  ['is where it was', `https://gitlab.example.com/${APP.path}/-/pipelines/401`],
  ['is where it was on a host of another name', `https://git.example.com/${APP.path}/-/pipelines/401`],
  ['tells no path', 'https://gitlab.example.com/pipelines/401'],
])('a project is not asked for when the address %s', async (_case, url) => {
  const { movedTo } = await readWith(url);

  expect(movedTo).toBeUndefined();
  expect(gitlab.takePaths()).not.toContain('/projects/10');
});

it.each([
  ['stays where it is', APP.path, undefined],
  ['is found below a new parent group', `corp/${APP.path}`, `corp/${APP.path}`],
])('a project of an instance under a relative root %s', async (_case, path, found) => {
  gitlab.on('/projects/10', { ...PROJECT, path_with_namespace: path });
  const project = { ...APP, url: `https://example.com/gitlab/${APP.path}` };

  const { movedTo } = await readWith(`https://example.com/gitlab/${path}/-/pipelines/401`, project);

  expect(movedTo?.path).toBe(found);
});

it('a project that may not be looked at stays where it was, and nothing else is lost', async () => {
  const { movedTo, sightings } = await readWith('https://gitlab.example.com/acme/store/-/pipelines/401');

  expect(movedTo).toBeUndefined();
  expect(sightings).toHaveLength(1);
});
