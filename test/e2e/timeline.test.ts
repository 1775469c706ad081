import { beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { DemoPage } from './demo-page.js';
import { describeDemo } from './describe-demo.js';

describeDemo('the timeline in a browser', (scene) => {
  let timeline: DemoPage;
  let page: Page;
  let link = '';

  beforeAll(async () => {
    page = await scene.browser.newPage({ viewport: { width: 1_280, height: 900 } });
    timeline = new DemoPage(page);
    await scene.alice.take('/start');
    await scene.alice.take('Link GitLab');
    await scene.alice.said(/linked/i);
    await scene.alice.take('Watch acme/storefront');
    await scene.alice.said(/I watch acme\/storefront/);
    await scene.alice.makeKnown('Fail the pipeline', /fail(?:ed|s)[^]*acme\/storefront/);
  }, 180_000);

  it('is opened by a link from the chat, which works once', async () => {
    await scene.alice.type('/dashboard');
    const message = await scene.alice.said(/works once/);
    link = /http:\S+/.exec(await message.innerText())?.[0] ?? '';

    await page.goto(link);
    await page.getByRole('button', { name: 'Open the timeline' }).click();

    await page
      .getByText(/failed on|fails on/i)
      .first()
      .waitFor();
    const stranger = await scene.browser.newPage();
    await stranger.goto(link);
    await stranger.getByRole('button', { name: 'Open the timeline' }).click();
    await stranger.getByText(/has been used/).waitFor();
    await stranger.close();
  }, 60_000);

  it('tells how the reading goes', async () => {
    const health = page.getByRole('complementary', { name: 'Health' });

    expect(await health.innerText()).toMatch(/All is well: \d+ feeds[^]*Own budget[^]*The whole daemon/);
    await timeline.photograph('timeline-light');
  });

  it('shows what happens while it is open', async () => {
    const before = await page.locator('#events li').count();
    await scene.alice.make('Ask me for a review');

    await page.locator('#events li.new').first().waitFor({ timeout: 60_000 });

    expect(await page.locator('#events li').count()).toBeGreaterThan(before);
  }, 90_000);

  it('filters by project and kind, by person, branch and time', async () => {
    await page.getByLabel('Project').selectOption('acme/storefront');
    await page.getByLabel('Kind').selectOption('Pipelines');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.waitForURL(/project=acme%2Fstorefront.*topic=pipelines/);

    expect(await page.locator('#events').innerText()).toMatch(/fail/i);
    expect(await page.locator('#events').innerText()).not.toMatch(/review/i);
    for (const [label, value] of [
      ['Person', 'nobody'],
      ['Branches', 'no-such-branch, nor-this'],
      ['To (UTC)', '2000-01-01'],
    ] as const) {
      await page.getByRole('link', { name: 'Clear' }).click();
      await page.getByLabel(label, { exact: true }).fill(value);
      await page.getByRole('button', { name: 'Show' }).click();
      await page.getByText('Nothing fits.').waitFor();
    }
    await page.getByRole('link', { name: 'Clear' }).click();
  });

  it('is readable in the dark and on a phone', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await timeline.photograph('timeline-dark');
    await page.setViewportSize({ width: 360, height: 800 });
    const width: number = await page.evaluate('document.documentElement.scrollWidth');

    expect(width).toBeLessThanOrEqual(360);
    await timeline.photograph('timeline-phone');
  });

  it('says so while nobody answers', async () => {
    const look = () => page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    const note = page.getByText('Forgewatch does not answer');
    expect(await note.isHidden()).toBe(true);
    await page.route('**/timeline/new*', (route) => route.abort());
    await look();

    await note.waitFor();

    await timeline.photograph('timeline-away');
    await page.unroute('**/timeline/new*');
    await look();
    await note.waitFor({ state: 'hidden' });
    // What the browser says of the request that was cut off.
    timeline.complaints.splice(0);
  });

  it('is closed from the chat, and never asked anybody but the daemon', async () => {
    const message = await scene.alice.said(/works once/);
    await message.getByRole('button', { name: 'Sign out everywhere' }).click();
    await scene.alice.said(/Signed out everywhere/);

    expect(timeline.complaints).toEqual([]);
    await page.reload();
    await page.getByText(/You are not signed in here/).waitFor();
  }, 60_000);
});
