import { afterAll, beforeAll, describe } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { DemoPage, launchBrowser } from './demo-page.js';
import { DemoProcess } from './demo-process.js';
import { findChromium } from './find-chromium.js';

/** The demo, and Alice with its page before her; there once the tests run. */
export interface DemoScene {
  demo: DemoProcess;
  browser: Browser;
  alice: DemoPage;
}

/** Tests of the demo in a browser, with these settings of its own; skipped with a word where there is none. */
export function describeDemo(
  title: string,
  tests: (scene: DemoScene) => void,
  settings: Readonly<Record<string, string>> = {},
): void {
  const chromium = findChromium();
  if (chromium === null) {
    process.stderr.write('Skipped: no Chromium found; install one or name it in CHROMIUM_PATH.\n');
    describe.skip(title, () => tests({} as DemoScene));
    return;
  }
  describe(title, () => {
    const scene = {} as DemoScene;

    beforeAll(async () => {
      [scene.demo, scene.browser] = await Promise.all([
        DemoProcess.start({ ...daemonSetting(), ...settings }),
        launchBrowser(chromium),
      ]);
      const page = await scene.browser.newPage({ viewport: { width: 1_280, height: 800 } });
      scene.alice = new DemoPage(page);
      await scene.alice.open(scene.demo.url);
    }, 120_000);

    afterAll(async () => {
      await scene.browser.close();
      await scene.demo.interrupt();
    });

    tests(scene);
  });
}

function daemonSetting(): Readonly<Record<string, string>> {
  const daemon = process.env['DEMO_DAEMON'];
  return daemon === undefined ? {} : { DEMO_DAEMON: daemon };
}
