import { tmpdir } from 'node:os';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { DaemonRun } from '../support/daemon-run.js';
import { waitUntil } from '../support/wait-until.js';
import { describeDemo } from './describe-demo.js';

const FORGES = [
  ['GitLab', 'acme/storefront'],
  ['GitHub', 'acme/rocket'],
] as const;

describeDemo('the demo in a browser', (scene) => {
  it('greets whoever presses start', async () => {
    await scene.alice.take('/start');

    await scene.alice.said(/choose where you work/i);
  });

  it('links both forges with tokens that vanish from the chat', async () => {
    const links = scene.alice.page.locator('#messages > li.bot', { hasText: /linked/i });
    await scene.alice.take('Link GitLab');
    await links.nth(0).waitFor();
    await scene.alice.take('Link GitHub');
    await links.nth(1).waitFor();

    expect(await scene.alice.page.locator('#messages').innerText()).not.toMatch(/glpat-|ghp_/);
  }, 60_000);

  it.each(FORGES)(
    'watches a project on %s',
    async (_forge, path) => {
      await scene.alice.take(`Watch ${path}`);

      await scene.alice.said(new RegExp(`I watch ${path}`));
    },
    60_000,
  );

  it.each(FORGES)(
    'tells of a failed pipeline with its jobs on %s',
    async (forge, path) => {
      await scene.alice.choose(forge);
      const message = await scene.alice.makeKnown(
        forge === 'GitLab' ? 'Fail the pipeline' : 'Fail the workflow',
        new RegExp(`fail(?:ed|s)[^]*${path}[^]*unit tests`),
      );

      expect(await message.innerText()).toContain('browser tests');
    },
    150_000,
  );

  it.each(FORGES)(
    'asks for a review on %s',
    async (forge, path) => {
      await scene.alice.choose(forge);
      await scene.alice.make('Ask me for a review');

      await scene.alice.said(new RegExp(`review was requested[^]*${path}`));
    },
    90_000,
  );

  it.each(FORGES)(
    'tells of a mention on %s, with its words as text and not as HTML',
    async (forge, path) => {
      await scene.alice.choose(forge);
      await scene.alice.make('Mention me');

      const message = await scene.alice.said(
        new RegExp(`^(?=[^]*${path})[^]*mentioned you[^]*do you remember why`),
      );

      expect(await message.innerText()).toContain('<b>this</b>');
      expect(await message.locator('strong, b', { hasText: /^this$/ }).count()).toBe(0);
    },
    90_000,
  );

  it.each(FORGES)(
    'tells of a resolved thread on %s, with a link to it',
    async (forge, path) => {
      await scene.alice.choose(forge);
      await scene.alice.make('Resolve my thread');

      const message = await scene.alice.said(
        new RegExp(`resolved a (thread|conversation)[^]*still needed[^]*${path}`),
      );

      expect(await message.getByRole('link', { name: 'Is this still needed?' }).count()).toBe(1);
    },
    90_000,
  );

  it('draws how the last days went, and draws it dark in the same place', async () => {
    await scene.alice.type('/stats acme/storefront');
    const shown = await scene.alice.said(/acme\/storefront since/);
    const light = await shown.getByRole('img').getAttribute('src');

    await shown.getByRole('button', { name: 'Dark' }).click();
    await shown.locator(`img:not([src="${light}"])`).waitFor();

    expect(await shown.getByRole('button', { name: 'Light' }).count()).toBe(1);
    expect((await shown.getByRole('img').boundingBox())?.height).toBeGreaterThan(200);
  }, 60_000);

  describe.each(FORGES)('acting on %s', (forge, path) => {
    const [short, word] = forge === 'GitLab' ? ['MR', 'pipeline'] : ['PR', 'run'];
    const press = async (text: RegExp, button: RegExp): Promise<void> => {
      const message = await scene.alice.said(text);
      await message.getByRole('button', { name: button }).click();
    };

    const turn = async (page: RegExp, button: RegExp): Promise<void> => {
      const message = await scene.alice.answered(page);
      await message.getByRole('button', { name: button }).click({ timeout: 45_000 });
    };

    const answer = async (question: RegExp, text: string): Promise<void> =>
      scene.alice.reply(await scene.alice.answered(question), text);

    beforeAll(() => scene.alice.rest(20), 90_000);

    it('retries a failed pipeline by its button', async () => {
      await press(new RegExp(`fail(?:ed|s)[^]*${path}[^]*unit tests`), /Retry/);

      const retried = await scene.alice.said(new RegExp(`${path}[^]*Alice retried it`));
      await scene.alice.photographChat(`act-${word}-retried`, retried);
    }, 60_000);

    it('shows a merge request file by file, approves it and merges it', async () => {
      await press(new RegExp(`review was requested[^]*${path}`), /Look/);
      const look = await scene.alice.answered(/files[^]*src\/search\/cache\.ts/);
      await scene.alice.photographChat(`act-${short}-look`, look);
      await turn(/files[^]*src\/search\/cache\.ts/, /Diff/);
      await turn(/File 1 of \d/, /More/);
      await turn(/File 2 of \d/, /^✅ Approve/);
      await scene.alice.answered(new RegExp(`You approved ${short}`));
      await press(new RegExp(`review was requested[^]*${path}`), /More/);
      await turn(/What shall I do/, /^🔀 Merge$/);
      const question = await scene.alice.answered(new RegExp(`Merge ${short} [^]*at [0-9a-f]{8}`));
      await scene.alice.photographChat(`act-${short}-merge`, question);
      await press(new RegExp(`Merge ${short} [^]*at [0-9a-f]{8}`), /^🔀 Merge$/);

      await scene.alice.answered(new RegExp(`You merged ${short}`));
    }, 90_000);

    it('makes an issue by buttons and replies, and answers it', async () => {
      const title = `The search forgets my words on ${forge}`;
      await scene.alice.rest(10);
      await scene.alice.chooseCommand('issue');
      await turn(/In which project/, new RegExp(path));
      await answer(/with the title of the new issue/, title);
      await answer(new RegExp(`with the text of “${title}`), 'They are gone after a reload.');
      await turn(/not made yet/, /Labels/);
      await turn(/Which labels/, /bug/);
      await turn(/Which labels/, /Draft/);
      await turn(/not made yet[^]*Labels: bug/, /Create/);
      await answer(new RegExp(`Made issue[^]*${title}`), 'It does so since Monday');

      const sent = await scene.alice.answered(/Sent to issue/);
      await scene.alice.photographChat(`act-${word}-issue`, sent);
    }, 120_000);

    it('becomes a comment where news is replied to', async () => {
      const news = await scene.alice.said(new RegExp(`^(?=[^]*${path})[^]*mentioned you`));
      await scene.alice.reply(news, 'I do remember');

      await scene.alice.answered(new RegExp(`Sent to ${short}`));
    }, 60_000);

    it('runs what it is told to by buttons, and tells how it ended', async () => {
      const what = forge === 'GitLab' ? 'pipeline' : 'workflow';
      await scene.alice.rest(9);
      await scene.alice.type('/run');
      await turn(/In which project/, new RegExp(path));
      if (forge === 'GitHub') await turn(/Which workflow/, /Deploy/);
      await turn(/On which branch/, /alice\/first/);
      await turn(/not started yet[^]*alice\/first/, forge === 'GitLab' ? /Variables/ : /Inputs/);
      if (forge === 'GitLab') {
        await answer(/Reply to this message with NAME=value/, 'TARGET=staging');
      } else {
        await turn(/Input 1 of 3: target/, /staging/);
        await turn(/Input 2 of 3: dry-run/, /Leave the default/);
        await answer(/Input 3 of 3: note/, 'for the fair');
      }
      await scene.alice.answered(/(TARGET|target) = staging/);
      await scene.alice.photograph(`run-${what}`);
      await turn(/not started yet[^]*= staging/, /^▶️ Run$/);
      await turn(new RegExp(`Run this ${what}`), /^▶️ Run$/);
      await scene.alice.answered(new RegExp(`Started [^]* on alice/first in ${path}`));
      await scene.alice.choose(forge);
      await scene.alice.make('Fail what was started last');

      await scene.alice.said(new RegExp(`failed on alice/first[^]*${path}|failed[^]*alice/first[^]*${path}`));
      await scene.alice.photograph(`run-${what}-told`);
    }, 180_000);

    it('is written down', async () => {
      await scene.alice.type('/history');

      await scene.alice.answered(new RegExp(`Run a [^]*Merge · ${short}[^]*Retry · ${word}`));
    }, 60_000);
  });

  it('takes a screenshot along into an issue on GitLab', async () => {
    await scene.alice.rest(3);
    await scene.alice.attach('search.png', 'image/png', '/issue acme/storefront The search is empty');
    const card = await scene.alice.answered(/The search is empty[^]*📎 photo-\d+\.\W?jpg, \d+ B/);
    await scene.alice.photograph('demo-issue-with-file');
    await card.getByRole('button', { name: /Create/ }).click();

    await scene.alice.answered(/Made issue[^]*The search is empty/);
  }, 120_000);

  it.each([
    ['thanks whoever opens an issue', 'Open an issue for me', /thank-author\.ts#thank-the-author/],
    ['labels a merge request by what it changes', 'Ask me for a review', /label-by-path\.js#label-by-path/],
  ])(
    'has an example of a reaction that %s',
    async (_what, happening, handler) => {
      await scene.alice.choose('GitLab');
      await scene.alice.make(happening);

      const acted = new RegExp(
        `a reaction ran\\s+handler: "${handler.source}"(?:(?!a reaction ran)[^])*?hasActed: true`,
      );
      await scene.alice.page.locator('#log', { hasText: acted }).waitFor({ state: 'attached' });
    },
    90_000,
  );

  it.each(FORGES)(
    'names the command that follows %s from another terminal',
    async (forge, path) => {
      await scene.alice.choose(forge);
      const tail = new DaemonRun({ directory: tmpdir(), ...scene.demo.commandFor(path) });
      const says = (text: string): Promise<void> =>
        waitUntil(
          () => tail.output.includes(text),
          `the tail to write ${text}`,
          60_000,
          () => tail.output,
        );
      try {
        await says(`Following ${path}.`);
        await scene.alice.make(forge === 'GitLab' ? 'Fail the pipeline' : 'Fail the workflow');
        await says('Failed jobs: ');
      } finally {
        await tail.stop('SIGINT');
      }
    },
    150_000,
  );

  it('looks like a chat', async () => {
    await scene.alice.photograph('demo-light');
    await scene.alice.page.emulateMedia({ colorScheme: 'dark' });
    await scene.alice.photograph('demo-dark');
    await scene.alice.page.emulateMedia({ colorScheme: 'light' });

    expect(scene.alice.complaints).toEqual([]);
  });

  it('ends on Ctrl-C without an error and leaves nothing behind', async () => {
    const { code, left } = await scene.demo.interrupt();

    expect(code).toBe(0);
    expect(left).toEqual([]);
  }, 30_000);
});
