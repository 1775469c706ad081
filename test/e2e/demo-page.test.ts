import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { DemoPage, launchBrowser } from './demo-page.js';
import { DemoProcess } from './demo-process.js';
import { findChromium } from './find-chromium.js';

// A browser shares two cores with other suites.
jest.setTimeout(120_000);

const STAND_IN = fileURLToPath(new URL('stand-in-daemon.ts', import.meta.url));
const chromium = findChromium();
if (chromium === null) {
  process.stderr.write('Skipped: no Chromium found; install one or name it in CHROMIUM_PATH.\n');
}

(chromium === null ? describe.skip : describe)("the demo's page, with a stand-in for the daemon", () => {
  let demo: DemoProcess;
  let browser: Browser;
  let alice: DemoPage;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([
      DemoProcess.start({ DEMO_DAEMON: STAND_IN }),
      launchBrowser(chromium ?? ''),
    ]);
  }, 60_000);

  beforeEach(async () => {
    alice = new DemoPage(await browser.newPage({ viewport: { width: 1_280, height: 800 } }));
    await alice.open(demo.url);
  }, 60_000);

  afterEach(() => alice.page.close());

  afterAll(async () => {
    await browser.close();
    await demo.interrupt();
  });

  it('draws formatting as Telegram does, and hostile text as text', async () => {
    await alice.type('/card');

    const card = await alice.said(/bold italic/);

    for (const tag of ['strong', 'em', 's', 'code', 'a', 'blockquote', 'pre']) {
      expect([tag, await card.locator(`.text ${tag}`).count()]).toEqual([tag, 1]);
    }
    expect(await card.locator('.text a').getAttribute('href')).toBe('https://gitlab.example.com/a/b');
    expect(await card.locator('pre').innerText()).toBe('if (a < b) go();');
    expect(await card.locator('img').count()).toBe(0);
    expect(await card.innerText()).toContain('<img src=x onerror="document.title=1">');
    expect(await alice.page.title()).toBe('Forgewatch demo');
    expect(alice.complaints).toEqual([]);
  });

  it('shows replies, silence, and what buttons do: an edit, a notice, a deletion', async () => {
    await alice.type('/card');
    const reply = await alice.said(/beneath the card/);

    expect(await reply.locator('.reply').innerText()).toContain('bold italic');
    expect(await reply.locator('.meta').innerText()).toContain('🔕');
    const card = await alice.said(/bold italic/);
    await card.getByRole('button', { name: 'Edit' }).click();
    const edited = await alice.said(/after the edit/);
    await edited.getByRole('button', { name: /Edited 1 times/ }).click();

    expect(await edited.locator('.earlier').innerText()).toContain('bold italic');
    expect(await alice.page.locator('#toast').innerText()).toBe('Edited it');
    await alice.type('/card');
    // Of the cards in the chat just this one: which is the newest can change between two looks.
    const id = await (await alice.said(/bold italic/)).getAttribute('data-id');
    const second = alice.page.locator(`#messages [data-id="${id ?? ''}"]`);
    await second.getByRole('button', { name: 'Delete' }).click();
    await second.waitFor({ state: 'detached' });
  });

  it('offers the commands of the bot and sends the chosen one', async () => {
    await alice.page.getByRole('textbox', { name: 'Message' }).fill('/se');

    const options = alice.page.getByRole('option');

    await expect(options.allInnerTexts()).resolves.toEqual([expect.stringContaining('/settings')]);
    await options.first().click();
    const settings = await (await alice.said(/TELEGRAM_BOT_TOKEN/)).innerText();
    expect(settings).toContain('DATA_DIR');
    expect(settings).not.toMatch(/DEMO_DAEMON|NODE_OPTIONS|CHROMIUM/);
  });

  it('lets a person answer a message', async () => {
    await alice.type('anybody there?');
    const answer = await alice.said(/heard: anybody/);
    await answer.hover();
    await answer.getByRole('button', { name: 'Reply to Forgewatch' }).click();
    await alice.type('thanks');

    await alice.said(/heard in reply: thanks/);
  });

  it('sends a file with its caption, and shows it', async () => {
    await alice.attach('job.log', 'text/plain', 'look at this');
    await alice.said(/heard: look at this/);

    const own = alice.page.locator('#messages > li.me').last();
    expect(await own.innerText()).toMatch(/📎 job\.log\s+look at this/);
    expect(await alice.page.locator('#file-bar').isHidden()).toBe(true);
    await alice.photograph('demo-file');
  });

  it('keeps the chats apart and counts what came to the other one', async () => {
    await alice.page.getByRole('tab', { name: /Acme team/ }).click();
    await alice.type('/card');
    await alice.said(/bold italic/);
    await alice.page.getByRole('tab', { name: 'Forgewatch bot' }).click();
    const own = await alice.messages.count();
    await alice.page.getByRole('tab', { name: /Acme team/ }).click();

    expect(await alice.messages.count()).not.toBe(own);
    expect(await alice.messages.first().innerText()).toContain('added Forgewatch');
  });

  it('offers a token once, in every tab and after a reload', async () => {
    await alice.type('/start');
    await alice.take('Link GitLab');
    await alice.page.getByRole('button', { name: 'Link GitLab' }).waitFor({ state: 'detached' });

    await alice.page.reload();

    await alice.page.getByRole('button', { name: 'Link GitHub' }).waitFor();
    expect(await alice.page.getByRole('button', { name: 'Link GitLab' }).count()).toBe(0);
  });

  it('does every button of the panel on both forges', async () => {
    for (const forge of ['GitLab', 'GitHub'] as const) {
      await alice.choose(forge);
      const ids = await alice.page.evaluate<readonly string[]>(
        "[...document.querySelectorAll('#actions button')].map((one) => one.dataset.action)",
      );
      expect(ids).toContain('break-forge');
      for (const id of ids) {
        const done = alice.page.waitForResponse((response) => response.url().endsWith('/do/act'));
        await alice.page.locator(`[data-action="${id}"]`).click();
        expect([forge, id, (await done).status()]).toEqual([forge, id, 200]);
      }
      await alice.make('Mend it now');
      await alice.make('Give me a new token');
    }
    await alice.page.getByText(/GitHub: a new token/).waitFor();
  }, 60_000);

  it('fits a telephone', async () => {
    await alice.page.setViewportSize({ width: 390, height: 780 });
    await alice.type('/card');
    await alice.said(/bold italic/);
    const width = (): Promise<number> => alice.page.evaluate('document.documentElement.scrollWidth');

    expect(await width()).toBeLessThanOrEqual(390);
    await alice.photograph('demo-phone');
    await alice.page.getByRole('button', { name: 'Forges', exact: true }).click();
    expect(await width()).toBeLessThanOrEqual(390);
    await alice.page.getByRole('button', { name: 'Fail the pipeline' }).click();
  });

  it('says on the page and in the terminal that the daemon died, and starts it again', async () => {
    await alice.type('/die');
    await alice.page.getByRole('alert').getByText('The daemon has ended (code 7)').waitFor();
    await alice.page.getByRole('button', { name: 'Start again' }).click();
    await alice.page.locator('#daemon[data-state="running"]').waitFor();

    expect(demo.output).toContain('The daemon has ended (code 7)');
  }, 60_000);
});
