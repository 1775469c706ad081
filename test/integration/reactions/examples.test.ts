import { afterEach, describe, expect, it } from '@jest/globals';
import { type ReactionsTown, startReactionsTown } from '../../support/reactions-town.js';
import { waitUntil } from '../../support/wait-until.js';

let here: ReactionsTown | null = null;

afterEach(async () => {
  await here?.town.close();
  here = null;
}, 60_000);

const LIMIT_MS = 480_000;

/** Says which paths were asked for. */
const BY_PATH = `export default (on) => {
  for (const place of ['docs', 'src'])
    on('merge_request.opened', { name: place, path: place + '/**' }, ({ subject }, forge) =>
      forge.comment(subject, 'touches ' + place));
};`;

describe('the examples of reactions', () => {
  it(
    'thank the author of a new issue and label merge requests by what they change, on both forges',
    async () => {
      const scene = (here = await startReactionsTown(['issues', 'merge-requests']));
      const { worlds, projects } = scene.town;
      await scene.copyExample('thank-author.ts');
      await scene.copyExample('label-by-path.js');
      await scene.write('match-by-path.js', BY_PATH);
      const run = scene.town.run('data', scene.settings);
      await scene.moveIn(run);

      for (const side of ['gitlab', 'github'] as const) {
        worlds[side].openIssue(projects[side], { author: 'bob', title: 'It is broken' });
        worlds[side].openMergeRequest(projects[side], {
          author: 'bob',
          title: 'Say how',
          files: [{ path: 'docs/how.md', status: 'added' }],
        });
      }
      const labelled = async (): Promise<boolean> =>
        (await Promise.all([scene.labels('gitlab', 1), scene.labels('github', 2)])).every((labels) =>
          labels.includes('docs'),
        );
      const thanked = async (): Promise<boolean> =>
        (await Promise.all([scene.said('gitlab', 'issue', 1), scene.said('github', 'issue', 1)])).every(
          (said) => said.length > 0,
        );
      const done = async (): Promise<boolean> => (await labelled()) && (await thanked());
      await waitUntil(done, 'the reactions', 90_000, () => run.output.slice(-4_000));

      const [first] = await scene.said('gitlab', 'issue', 1);
      expect(first).toEqual({
        by: 'person-1',
        text: expect.stringContaining('Thank you for your report, @bob'),
      });
      expect(await scene.labels('gitlab', 1)).toEqual(['docs']);

      await waitUntil(() => run.logged('a reaction ran').length >= 6, 'the log', 10_000);
      for (const [side, number] of [
        ['gitlab', 1],
        ['github', 2],
      ] as const) {
        const said = await scene.said(side, 'merge-request', number);
        expect(said.map(({ text }) => text)).toEqual(['touches docs']);
      }
      expect(run.logged('a reaction failed')).toEqual([]);
      worlds.gitlab.openIssue(projects.gitlab, { author: 'bob', title: 'And this too' });
      await waitUntil(() => run.logged('a reaction ran').length >= 7, 'the second issue', 60_000);
      expect(await scene.said('gitlab', 'issue', 2)).toEqual([]);
      expect(await run.stop()).toMatchObject({ code: 0 });
    },
    LIMIT_MS,
  );
});
