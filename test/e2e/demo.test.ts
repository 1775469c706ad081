import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { DemoPage, launchBrowser } from './demo-page.js';
import { DemoProcess } from './demo-process.js';
import { findChromium } from './find-chromium.js';

const FORGES = [
  ['GitLab', 'acme/storefront'],
  ['GitHub', 'acme/rocket'],
] as const;
const chromium = findChromium();
if (chromium === null) {
  process.stderr.write('Skipped: no Chromium found; install one or name it in CHROMIUM_PATH.\n');
}

(chromium === null ? describe.skip : describe)('the demo in a browser', () => {
  let demo: DemoProcess;
  let browser: Browser;
  let alice: DemoPage;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([
      DemoProcess.start(process.env['DEMO_DAEMON']),
      launchBrowser(chromium ?? ''),
    ]);
    alice = new DemoPage(await browser.newPage({ viewport: { width: 1_280, height: 800 } }));
    await alice.open(demo.url);
  }, 120_000);

  afterAll(async () => {
    await browser.close();
    await demo.interrupt();
  });

  it('greets whoever presses start', async () => {
    await alice.take('/start');

    await alice.said(/choose where you work/i);
  });

  it('links both forges with tokens that vanish from the chat', async () => {
    const links = alice.page.locator('#messages > li.bot', { hasText: /linked/i });
    await alice.take('Link GitLab');
    await links.nth(0).waitFor();
    await alice.take('Link GitHub');
    await links.nth(1).waitFor();

    expect(await alice.page.locator('#messages').innerText()).not.toMatch(/glpat-|ghp_/);
  }, 60_000);

  it.each(FORGES)(
    'watches a project on %s',
    async (_forge, path) => {
      await alice.take(`Watch ${path}`);

      await alice.said(new RegExp(`I watch ${path}`));
    },
    60_000,
  );

  it.each(FORGES)(
    'tells of a failed pipeline with its jobs on %s',
    async (forge, path) => {
      await alice.choose(forge);
      const message = await alice.makeKnown(
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
      await alice.choose(forge);
      await alice.make('Ask me for a review');

      await alice.said(new RegExp(`review was requested[^]*${path}`));
    },
    90_000,
  );

  it.each(FORGES)(
    'tells of a mention on %s, with its words as text and not as HTML',
    async (forge, path) => {
      await alice.choose(forge);
      await alice.make('Mention me');

      const message = await alice.said(
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
      await alice.choose(forge);
      await alice.make('Resolve my thread');

      const message = await alice.said(
        new RegExp(`resolved a (thread|conversation)[^]*still needed[^]*${path}`),
      );

      expect(await message.getByRole('link', { name: 'Is this still needed?' }).count()).toBe(1);
    },
    90_000,
  );

  describe.each(FORGES)('acting on %s', (forge, path) => {
    const [short, word] = forge === 'GitLab' ? ['MR', 'pipeline'] : ['PR', 'run'];
    const press = async (text: RegExp, button: RegExp): Promise<void> => {
      const message = await alice.said(text);
      await message.getByRole('button', { name: button }).click();
    };

    /** Presses on what stands last in the chat: pages of the other forge read alike. */
    const turn = async (page: RegExp, button: RegExp): Promise<void> => {
      const message = alice.page.locator('#messages > li.bot:last-child', { hasText: page });
      await message.getByRole('button', { name: button }).click({ timeout: 45_000 });
    };

    beforeAll(() => alice.rest(26), 90_000);

    it('retries a failed pipeline by its button', async () => {
      await press(new RegExp(`fail(?:ed|s)[^]*${path}[^]*unit tests`), /Retry/);

      await alice.said(new RegExp(`${path}[^]*Alice retried it`));
      await alice.photograph(`act-${word}-retried`);
    }, 60_000);

    it('shows a merge request file by file, approves it and merges it', async () => {
      await press(new RegExp(`review was requested[^]*${path}`), /Look/);
      await alice.said(/files[^]*src\/search\/cache\.ts/);
      await alice.photograph(`act-${short}-look`);
      await turn(/files[^]*src\/search\/cache\.ts/, /Diff/);
      await turn(/File 1 of \d/, /More/);
      await turn(/File 2 of \d/, /^✅ Approve/);
      await alice.said(new RegExp(`You approved ${short}`));
      await press(new RegExp(`review was requested[^]*${path}`), /More/);
      await turn(/What shall I do/, /^🔀 Merge$/);
      await alice.said(new RegExp(`Merge ${short} [^]*at [0-9a-f]{8}`));
      await alice.photograph(`act-${short}-merge`);
      await press(new RegExp(`Merge ${short} [^]*at [0-9a-f]{8}`), /^🔀 Merge$/);

      await alice.said(new RegExp(`You merged ${short}`));
    }, 90_000);

    it('makes an issue, and answers it by a reply', async () => {
      const title = `The search forgets my words on ${forge}`;
      await alice.type(`/issue ${path} ${title}`);
      await press(new RegExp(title), /Create/);
      await alice.reply(new RegExp(`Made issue[^]*${title}`), 'It does so since Monday');

      await alice.said(/Sent to issue/);
      await alice.photograph(`act-${word}-issue`);
    }, 60_000);

    it('becomes a comment where news is replied to', async () => {
      await alice.reply(new RegExp(`^(?=[^]*${path})[^]*mentioned you`), 'I do remember');

      await alice.said(new RegExp(`Sent to ${short}`));
    }, 60_000);

    it('runs what it is told to by buttons, and tells how it ended', async () => {
      const what = forge === 'GitLab' ? 'pipeline' : 'workflow';
      await alice.type('/run');
      await turn(/In which project/, new RegExp(path));
      if (forge === 'GitHub') await turn(/Which workflow/, /Deploy/);
      await turn(/On which branch/, /alice\/first/);
      await turn(/not started yet[^]*alice\/first/, forge === 'GitLab' ? /Variables/ : /Inputs/);
      if (forge === 'GitLab') {
        await alice.reply(/Reply to this message with NAME=value/, 'TARGET=staging');
      } else {
        await turn(/Input 1 of 3: target/, /staging/);
        await turn(/Input 2 of 3: dry-run/, /Leave the default/);
        await alice.reply(/Input 3 of 3: note/, 'for the fair');
      }
      await alice.said(/(TARGET|target) = staging/);
      await alice.photograph(`run-${what}`);
      await turn(/not started yet[^]*= staging/, /^▶️ Run$/);
      await turn(new RegExp(`Run this ${what}`), /^▶️ Run$/);
      await alice.said(new RegExp(`Started [^]* on alice/first in ${path}`));
      await alice.choose(forge);
      await alice.make('Fail what was started last');

      await alice.said(new RegExp(`failed on alice/first[^]*${path}|failed[^]*alice/first[^]*${path}`));
      await alice.photograph(`run-${what}-told`);
    }, 120_000);

    it('is written down', async () => {
      await alice.type('/history');

      await alice.said(new RegExp(`Run a [^]* · ${word}[^]*Merge · ${short}[^]*Retry · ${word}`));
    }, 60_000);
  });

  it('takes a screenshot along into an issue on GitLab', async () => {
    await alice.attach('search.png', 'image/png', '/issue acme/storefront The search is empty');
    const card = await alice.said(/The search is empty[^]*📎 photo-\d+\.\W?jpg, \d+ B/);
    await alice.photograph('demo-issue-with-file');
    await card.getByRole('button', { name: /Create/ }).click();

    await alice.said(/Made issue[^]*The search is empty/);
  }, 60_000);

  it('looks like a chat', async () => {
    await alice.photograph('demo-light');
    await alice.page.emulateMedia({ colorScheme: 'dark' });
    await alice.photograph('demo-dark');
    await alice.page.emulateMedia({ colorScheme: 'light' });

    expect(alice.complaints).toEqual([]);
  });

  it('ends on Ctrl-C without an error and leaves nothing behind', async () => {
    const { code, left } = await demo.interrupt();

    expect(code).toBe(0);
    expect(left).toEqual([]);
  }, 30_000);
});
