import { afterEach, describe, expect, it } from '@jest/globals';
import { type ReactionsTown, startReactionsTown } from '../../support/reactions-town.js';
import { waitUntil } from '../../support/wait-until.js';

let here: ReactionsTown | null = null;

afterEach(async () => {
  await here?.town.close();
  here = null;
}, 60_000);

const LIMIT_MS = 480_000;

/** Each does harm in its own way, and is told of the same event as a well-behaved one that comes after all of them. */
const MODULES: Readonly<Record<string, string>> = {
  'a-throws.js': `export default (on) => on('issue.opened', () => { throw new Error('no such luck'); });`,
  'b-hangs.js': `export default (on) => on('issue.opened', { timeLimitSeconds: 1 }, () => { for (;;); });`,
  'c-waits.js': `export default (on) => on('issue.opened', { timeLimitSeconds: 1 }, () => new Promise(() => {}));`,
  'd-floods.js': `export default (on) => on('issue.opened', { timeLimitSeconds: 5 }, async ({ subject }, forge) => {
    const calls = [];
    for (let i = 0; i < 1000; i += 1) calls.push(forge.label(subject, 'flood-' + i).catch(() => undefined));
    await Promise.all(calls);
  });`,
  'e-eats.js': `export default (on) => on('issue.opened', () => {
    const all = [];
    for (;;) all.push(new Array(1000).fill({}));
  });`,
  'e-leaks.js': `const seen = new Map(); export default (on) => on('issue.opened', () => {
    for (let i = 0; ; i += 1) seen.set(i, i);
  });`,
  'e-waits.cjs': `const { execSync } = require('node:child_process');
  module.exports = (on) => on('issue.opened', { timeLimitSeconds: 2 }, () => void execSync('sleep 600'));`,
  'f-quits.js': `export default (on) => on('issue.opened', () => process.exit(3));`,
  'g-answers-itself.js': `export default (on) => {
    on('comment.added', async ({ subject }, forge) => forge.comment(subject.on, 'I heard: ' + subject.id));
    on('issue.*', { name: 'any' }, async ({ subject, type }, forge) => forge.comment(subject, 'saw ' + type));
  };`,
  'h-prints.js': `export default (on) => on('issue.opened', () => {
    for (let i = 0; i < 100000; i += 1) console.log('again and again');
  });`,
  'i-peeks.js': `export default (on) => on('issue.opened', async (event, forge) => {
    const seen = JSON.stringify([process.env, { ...forge }, event]);
    await forge.comment(event.subject, 'token in sight: ' + /glpat|ghp_/.test(seen) + ', settings: ' + Object.keys(process.env).length);
  });`,
  'x-syntax.js': `export default (on) => {`,
  'x-typo.ts': `export default (on: any): void => on('isue.opened', () => undefined);`,
  'x-nothing.js': `export default () => undefined;`,
  'x-later.js': `export const apiVersion = 2; export default (on) => on('*', () => undefined);`,
  'z-behaves.mjs': `export default (on) => on('issue.opened', async ({ subject }, forge) => forge.comment(subject, 'all well'));`,
};

const ENDS: Readonly<Record<string, string>> = {
  'a-throws.js': 'threw',
  'b-hangs.js': 'too-slow',
  'c-waits.js': 'too-slow',
  'e-eats.js': 'out-of-memory',
  'e-leaks.js': 'out-of-memory',
  'e-waits.cjs': 'too-slow',
  'f-quits.js': 'ended-itself',
};

describe('reactions that do harm', () => {
  it(
    'harm nobody else, are reported, and broken ones are left out',
    async () => {
      const scene = (here = await startReactionsTown());
      const { worlds, projects, secrets } = scene.town;
      for (const [name, source] of Object.entries(MODULES)) await scene.write(name, source);
      const run = scene.town.run('data', scene.settings);
      await scene.moveIn(run);

      const reasons = new Map(
        run
          .logged('a module of reactions is broken and left out')
          .map(({ module, reason }) => [String(module), String(reason)] as const),
      );
      expect(Object.fromEntries(reasons)).toEqual({
        'x-later.js': expect.stringContaining('version 2'),
        'x-nothing.js': expect.any(String),
        'x-syntax.js': expect.any(String),
        'x-typo.ts': expect.stringContaining("did you mean 'issue.opened'?"),
      });

      worlds.gitlab.openIssue(projects.gitlab, { author: 'bob', title: 'Something to answer' });
      const endOf = (module: string): unknown =>
        run.logged('a reaction failed').find(({ handler }) => handler === `${module}#issue.opened`)?.code;
      const words = async (): Promise<readonly string[]> =>
        (await scene.said('gitlab', 'issue', 1)).map(({ text }) => text);
      await waitUntil(async () => (await words()).includes('all well'), 'the one that behaves', 60_000);
      const ends = (): Readonly<Record<string, unknown>> =>
        Object.fromEntries(Object.keys(ENDS).map((module) => [module, endOf(module)]));
      await waitUntil(
        () => Object.values(ends()).every((code) => code !== undefined),
        'the failures',
        90_000,
        () => JSON.stringify(ends()),
      );
      expect(ends()).toEqual(ENDS);

      // One that was out of its turn is tried again a little later.
      const haveSpoken = async (): Promise<boolean> => {
        const said = await words();
        return ['token in sight', 'saw'].every((start) => said.some((one) => one.startsWith(start)));
      };
      await waitUntil(haveSpoken, 'the others', 120_000, () => run.output.slice(-4_000));

      const text = await words();
      expect(text.filter((one) => one === 'all well')).toHaveLength(1);
      expect(text.filter((one) => one.startsWith('I heard'))).toEqual([]);
      expect(text.filter((one) => one.startsWith('saw'))).toEqual(['saw issue.opened']);
      expect(text).toContain('token in sight: false, settings: 0');
      const threw = run.logged('a reaction failed').find(({ code }) => code === 'threw');
      expect(threw).toMatchObject({ handler: 'a-throws.js#issue.opened', reason: 'no such luck' });
      expect(run.logged('a reaction printed').length).toBeLessThanOrEqual(110);
      for (const secret of secrets) expect(run.output).not.toContain(secret);

      worlds.gitlab.commentIssue(projects.gitlab, 1, 'bob', 'Hello');
      await waitUntil(
        async () => (await words()).some((one) => one.startsWith('I heard')),
        'the answer',
        60_000,
      );
      await waitUntil(() => run.logged('a reaction ran').length > 0, 'a log line', 10_000);
      expect((await words()).filter((one) => one.startsWith('I heard'))).toHaveLength(1);
      expect(await run.stop()).toMatchObject({ code: 0 });
    },
    LIMIT_MS,
  );
});
