import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DaemonRun } from '../../support/daemon-run.js';
import { type Desktop, missingDesktopTools, startDesktop } from '../../support/desktop.js';
import { startTailScene, type TailScene } from '../../support/tail-scene.js';
import { waitUntil } from '../../support/wait-until.js';

const LIMIT_MS = 60_000;

describe('a note on a real desktop', () => {
  const missing = missingDesktopTools();
  if (missing.length > 0) {
    it.skip(`is drawn by its notification daemon: ${missing.join(', ')} is missing`, () => undefined);
    return;
  }

  let directory: string;
  let scene: TailScene;
  let desktop: Desktop;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'forgewatch-desktop-'));
    [scene, desktop] = await Promise.all([startTailScene(), startDesktop(directory)]);
  }, LIMIT_MS);

  afterAll(async () => {
    await Promise.all([scene.close(), desktop.close()]);
    await rm(directory, { recursive: true, force: true });
  }, LIMIT_MS);

  it(
    'is drawn by its notification daemon, with forge text as text',
    async () => {
      const { token, url, path, world, mine } = scene.gitlab;
      const run = new DaemonRun({
        directory: scene.directory,
        args: ['tail', '--desktop', path],
        settings: {
          ...desktop.settings,
          GITLAB_TOKEN: token,
          FORGEWATCH_TAIL_GITLAB: url,
          FORGEWATCH_TAIL_INTERVAL: '5',
        },
      });
      const output = (): string => run.output + desktop.shown;
      await waitUntil(() => run.output.includes('Following'), 'the first look', LIMIT_MS, output);
      const before = await desktop.pixels();
      world.comment(path, mine.number, 'bob', '@alice <b>look</b> & "see"');

      await waitUntil(() => desktop.shown.includes('look'), 'a note', LIMIT_MS, output);

      expect(desktop.shown).toContain("appname: 'Forgewatch'");
      expect(desktop.shown).toMatch(/summary: '[^\n]*Bob mentioned you/);
      expect(desktop.shown).toContain('@alice &lt;b&gt;look&lt;/b&gt; &amp; "see"');
      await waitUntil(async () => !(await desktop.pixels()).equals(before), 'the screen', LIMIT_MS);
      expect(await run.stop('SIGINT')).toMatchObject({ code: 0 });
      expect(run.stderr).toBe(`Following ${path}.\n`);
    },
    LIMIT_MS,
  );
});
