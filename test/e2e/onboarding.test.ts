import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { DemoPage, launchBrowser } from './demo-page.js';
import { DemoProcess } from './demo-process.js';
import { findChromium } from './find-chromium.js';

const TWO_MINUTES_MS = 120_000;

const chromium = findChromium();
if (chromium === null) {
  process.stderr.write('Skipped: no Chromium found; install one or name it in CHROMIUM_PATH.\n');
}

(chromium === null ? describe.skip : describe)('a new person in a browser', () => {
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

  it('comes from /start to the first news with two messages and four taps, in under two minutes', async () => {
    const begun = Date.now();
    const tap = async (text: RegExp, button: RegExp): Promise<void> => {
      const message = await alice.said(text);
      await message.getByRole('button', { name: button }).click();
    };

    await alice.take('/start');
    await tap(/choose where you work/i, /Link GitLab/);
    await alice.said(/Make a token with the button/);
    await alice.take('Link GitLab');
    await tap(/Tick what I shall watch/, /acme\/storefront/);
    await tap(/One is ticked/, /Watch it/);
    await tap(/How much of it/, /For me/);
    // Of a project that could not be read within some seconds it is made up.
    await alice.said(/A sample, (no news|made up)[^]*acme\/storefront/);
    await alice.photograph('onboarding');
    await alice.makeKnown('Fail the pipeline', /fail(?:ed|s)[^]*acme\/storefront[^]*unit tests/);

    expect(alice.turns).toEqual({ messages: 2, taps: 4 });
    expect(Date.now() - begun).toBeLessThan(TWO_MINUTES_MS);
    expect(await alice.page.locator('#messages').innerText()).not.toContain('glpat-');
    expect(alice.complaints).toEqual([]);
  }, 180_000);
});
