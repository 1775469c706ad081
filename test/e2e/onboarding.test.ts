import { describe, expect, it } from '@jest/globals';
import { describeDemo } from './describe-demo.js';

const TWO_MINUTES_MS = 120_000;

const ENGLISH = {
  welcome: /choose where you work/i,
  link: /Link GitLab/,
  token: /Make a token with the button/,
  tick: /Tick what I shall watch/,
  ticked: /One is ticked/,
  done: /Watch it/,
  level: /How much of it/,
  mine: /For me/,
  // Of a project that could not be read within some seconds it is made up.
  sample: /A sample, (no news|made up)[^]*acme\/storefront/,
  failed: /fail(?:ed|s)[^]*acme\/storefront[^]*unit tests/,
};

const RUSSIAN: typeof ENGLISH = {
  welcome: /Выбери, где ты работаешь/,
  link: /Привязать GitLab/,
  token: /Создай токен по кнопке/,
  tick: /Отметь, за чем следить/,
  ticked: /Отмечен 1/,
  done: /Следить/,
  level: /Сколько рассказывать о 1/,
  mine: /^Моё/,
  sample: /Пример, (не новость|выдуманный)[^]*acme\/storefront/,
  failed: /(?:упал|падает)[^]*acme\/storefront[^]*unit tests/,
};

describe.each([
  ['en', ENGLISH, 'onboarding'],
  ['ru', RUSSIAN, 'onboarding-ru'],
] as const)('a new person whose Telegram speaks %s', (language, words, picture) => {
  describeDemo(
    'in a browser',
    (scene) => {
      it('comes from /start to the first news with two messages and four taps, in under two minutes', async () => {
        const begun = Date.now();
        const tap = async (text: RegExp, button: RegExp): Promise<void> => {
          const message = await scene.alice.said(text);
          await message.getByRole('button', { name: button }).click();
        };

        await scene.alice.take('/start');
        await tap(words.welcome, words.link);
        await scene.alice.said(words.token);
        await scene.alice.take('Link GitLab');
        await tap(words.tick, /acme\/storefront/);
        await tap(words.ticked, words.done);
        await tap(words.level, words.mine);
        await scene.alice.said(words.sample);
        await scene.alice.photograph(picture);
        await scene.alice.makeKnown('Fail the pipeline', words.failed);

        expect(scene.alice.turns).toEqual({ messages: 2, taps: 4 });
        expect(Date.now() - begun).toBeLessThan(TWO_MINUTES_MS);
        expect(await scene.alice.page.locator('#messages').innerText()).not.toContain('glpat-');
        expect(scene.alice.complaints).toEqual([]);
      }, 180_000);
    },
    { DEMO_LANGUAGE: language },
  );
});
