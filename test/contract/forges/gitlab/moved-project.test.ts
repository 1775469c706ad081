import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Project } from '../../../../src/domain/project.js';
import { MINUTE } from '../../../../src/domain/time.js';
import { APP, startWatchedForge, type WatchedForge } from '../watched-forge.js';

let forge: WatchedForge;

beforeEach(async () => {
  forge = await startWatchedForge('gitlab', ['alice', 'bob']);
});
afterEach(() => forge.close());

/** Where Alice's pipelines feed finds the project, once a pipeline has run at its new address. */
async function foundAt(path: string): Promise<Project | undefined> {
  const alice = await forge.watch('alice', 'all');
  if (path !== APP) forge.world.renameProject(APP, path);
  forge.clock.advance(MINUTE);
  forge.world.startPipeline(path, { by: 'bob' });
  forge.clock.advance(MINUTE);
  const plan = alice.plans.find(({ kind }) => kind === 'pipelines')!;
  return (await alice.look(plan)).movedTo;
}

describe('a watched project of GitLab', () => {
  it.each([
    ['has another name', 'acme/store'],
    ['is in another group', 'corp/shop'],
    ['is below a new parent group, which leaves its old path as the end of the new one', 'corp/acme/shop'],
  ])('is found where it is when it %s', async (_what, path) => {
    expect(await foundAt(path)).toMatchObject({ path });
  });

  it('is not asked for while it is where it was', async () => {
    expect(await foundAt(APP)).toBeUndefined();
  });
});
