import { expect, it } from '@jest/globals';
import { describeDemo } from './describe-demo.js';

const TWO_MINUTES_MS = 120_000;

describeDemo('a new person in a browser', (scene) => {
  it('comes from /start to the first news with two messages and four taps, in under two minutes', async () => {
    const begun = Date.now();
    const tap = async (text: RegExp, button: RegExp): Promise<void> => {
      const message = await scene.alice.said(text);
      await message.getByRole('button', { name: button }).click();
    };

    await scene.alice.take('/start');
    await tap(/choose where you work/i, /Link GitLab/);
    await scene.alice.said(/Make a token with the button/);
    await scene.alice.take('Link GitLab');
    await tap(/Tick what I shall watch/, /acme\/storefront/);
    await tap(/One is ticked/, /Watch it/);
    await tap(/How much of it/, /For me/);
    // Of a project that could not be read within some seconds it is made up.
    await scene.alice.said(/A sample, (no news|made up)[^]*acme\/storefront/);
    await scene.alice.photograph('onboarding');
    await scene.alice.makeKnown('Fail the pipeline', /fail(?:ed|s)[^]*acme\/storefront[^]*unit tests/);

    expect(scene.alice.turns).toEqual({ messages: 2, taps: 4 });
    expect(Date.now() - begun).toBeLessThan(TWO_MINUTES_MS);
    expect(await scene.alice.page.locator('#messages').innerText()).not.toContain('glpat-');
    expect(scene.alice.complaints).toEqual([]);
  }, 180_000);
});
