import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { BrowserContext } from 'playwright-core';
import type { PeopleStores } from '../../../src/domain/ports/people-store.js';
import { createPasses } from '../../../src/web/passes.js';
import { COOKIE } from '../../../src/web/site-deps.js';
import { launchBrowser } from '../../e2e/demo-page.js';
import { SiteFixture } from '../../support/site-fixture.js';

export interface PageOpenings {
  readonly chromium: string;
  readonly stores: PeopleStores;
  /** Who looks. */
  readonly personId: string;
  /** Of the page's address, behind the question mark. */
  readonly queries: readonly string[];
  readonly rounds: number;
}

/** Milliseconds until the page has come up in Chromium, signed in and with nothing in its cache, for each query. */
export async function openPages({
  chromium,
  stores,
  personId,
  queries,
  rounds,
}: PageOpenings): Promise<readonly (readonly number[])[]> {
  const clock = (): Date => new Date();
  const randomToken = (): string => randomBytes(32).toString('base64url');
  const passes = createPasses({ store: stores.passes, clock, randomToken });
  const site = await SiteFixture.start({ stores, passes, clock });
  const browser = await launchBrowser(chromium);
  try {
    const session = { name: COOKIE, value: await passes.issue('session', personId), url: site.url };
    const samples: number[][] = [];
    for (const query of queries) {
      const sample: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const context = await browser.newContext();
        await context.addCookies([session]);
        sample.push(await open(context, `${site.url}/?${query}`));
        await context.close();
      }
      samples.push(sample);
    }
    return samples;
  } finally {
    await browser.close();
    await site.close();
  }
}

async function open(context: BrowserContext, url: string): Promise<number> {
  const page = await context.newPage();
  const begun = performance.now();
  await page.goto(url, { waitUntil: 'load' });
  await page.locator('#events').waitFor({ state: 'attached' });
  return performance.now() - begun;
}
