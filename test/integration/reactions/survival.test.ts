import { afterEach, describe, expect, it } from '@jest/globals';
import { createDatabase, dropDatabases, inDatabase } from '../../support/own-database.js';
import { type ReactionsTown, startReactionsTown } from '../../support/reactions-town.js';
import { waitUntil } from '../../support/wait-until.js';

let here: ReactionsTown | null = null;

afterEach(async () => {
  await here?.town.close();
  here = null;
  await dropDatabases();
}, 60_000);

const LIMIT_MS = 480_000;

/** Says one thing, and then waits long enough for the forge to fall silent. */
const SLOW = `export default (on) => on('issue.opened', { timeLimitSeconds: 10 }, async ({ subject, attempt }, forge) => {
  await forge.comment(subject, 'first');
  await new Promise((done) => setTimeout(done, attempt === 1 ? 2_000 : 0));
  await forge.comment(subject, 'second');
  await forge.comment(subject, 'third');
});`;

/** All that the dead process has to be waited for. */
const THREE_MINUTES_LATER = `
  UPDATE action SET started_at = started_at - interval '3 minutes';
  UPDATE reaction_lane SET leased_until = leased_until - interval '3 minutes';`;

const hasServer = (process.env['TEST_DATABASE_URL'] ?? '') !== '';

const SHORT = `export default (on) => on('issue.opened', async ({ subject }, forge) => {
  await forge.comment(subject, 'seen');
});`;

async function words(scene: ReactionsTown, number: number): Promise<readonly string[]> {
  return (await scene.said('gitlab', 'issue', number)).map(({ text }) => text);
}

describe('reactions of a daemon', () => {
  it(
    'go on after kill -9 between the forge having done it and its answer, and say nothing twice',
    async () => {
      const scene = (here = await startReactionsTown());
      const { worlds, projects, servers } = scene.town;
      await scene.write('slow.js', SLOW);
      const url = hasServer ? await createDatabase() : null;
      const settings = { ...scene.settings, ...(url === null ? {} : { DATABASE_URL: url }) };
      const run = scene.town.run('data', settings);
      await scene.moveIn(run);

      worlds.gitlab.openIssue(projects.gitlab, { author: 'bob', title: 'Kill it now' });
      await waitUntil(async () => (await words(scene, 1)).length > 0, 'the first words', 90_000);
      servers.gitlab.faults.add({ method: 'POST', path: /\/notes$/, fault: { kind: 'mute' } });
      await waitUntil(async () => (await words(scene, 1)).length > 1, 'the unanswered words', 20_000);
      await run.stop('SIGKILL');
      servers.gitlab.faults.clear();
      if (url !== null) await inDatabase(url, THREE_MINUTES_LATER);
      const again = scene.town.run('data', settings);

      // Where nothing makes it later: the killed one's lease, and two minutes after the request.
      await waitUntil(
        async () => (await words(scene, 1)).includes('third'),
        'the last words',
        240_000,
        () => again.output.slice(-3_000),
      );
      expect(await words(scene, 1)).toEqual(['first', 'second', 'third']);
      await again.stop();
    },
    LIMIT_MS,
  );

  it(
    'change nothing in a dry run, and say in the log what they would do',
    async () => {
      const scene = (here = await startReactionsTown());
      const { worlds, projects } = scene.town;
      await scene.write('short.js', SHORT);
      const run = scene.town.run('data', { ...scene.settings, REACTIONS_DRY_RUN: 'true' });
      await scene.moveIn(run);

      worlds.gitlab.openIssue(projects.gitlab, { author: 'bob', title: 'Only look' });
      await waitUntil(() => run.logged('a dry run would do').length > 0, 'the dry run', 90_000);

      expect(run.logged('a dry run would do')).toMatchObject([
        { handler: 'short.js#issue.opened', project: 'acme/shop', action: 'comment', characters: 4 },
      ]);
      expect(await words(scene, 1)).toEqual([]);
      await run.stop();
    },
    LIMIT_MS,
  );

  it(
    'wait while the token is refused, and answer what they missed when there is a new one',
    async () => {
      const scene = (here = await startReactionsTown());
      const { town } = scene;
      const { worlds, projects, people } = town;
      await scene.write('short.js', SHORT);
      const run = town.run('data', scene.settings);
      await scene.moveIn(run);
      const operator = people[0]!;

      worlds.gitlab.revokeToken(operator.tokens.gitlab);
      await waitUntil(() => run.logged('forge refuses the token').length > 0, 'the refusal', 60_000);
      worlds.gitlab.openIssue(projects.gitlab, { author: 'bob', title: 'While nobody could look' });
      await town.ask(operator, `/token ${worlds.gitlab.addToken(operator.login)}`, /Linked|again|new token/i);
      await waitUntil(
        async () => (await words(scene, 1)).length > 0,
        'the answer',
        120_000,
        () => run.output.slice(-3_000),
      );

      expect(await words(scene, 1)).toEqual(['seen']);
      await run.stop();
    },
    LIMIT_MS,
  );

  if (!hasServer) {
    it.skip('run once where two daemons share a server: TEST_DATABASE_URL names no PostgreSQL', () =>
      undefined);
    return;
  }

  it(
    'run once each where two daemons share a server',
    async () => {
      const scene = (here = await startReactionsTown());
      const { town, settings } = scene;
      const { worlds, projects } = town;
      await scene.write('short.js', SHORT);
      const shared = { ...settings, DATABASE_URL: await createDatabase() };
      const runs = [town.run('one', shared), town.run('two', shared)];
      await scene.moveIn(...(runs as [(typeof runs)[number], (typeof runs)[number]]));

      const numbers = [1, 2, 3, 4, 5, 6];
      for (const number of numbers)
        worlds.gitlab.openIssue(projects.gitlab, { author: 'bob', title: `Number ${number}` });
      const isAnswered = async (): Promise<boolean> =>
        (await Promise.all(numbers.map((number) => words(scene, number)))).every((said) => said.length > 0);
      await waitUntil(isAnswered, 'all answers', 120_000);

      for (const number of numbers) expect(await words(scene, number)).toEqual(['seen']);
      for (const run of runs) await run.stop();
    },
    LIMIT_MS,
  );
});
