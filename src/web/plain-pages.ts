import { html } from 'hono/html';
import type { Translate } from '../domain/ports/translator.js';

/** What `hono/html` makes: everything that was put into it is escaped. */
export type Html = ReturnType<typeof html>;

/** Every page. `isLive`: the script asks for what is new. */
export function layout(t: Translate, content: Html, isLive = false): Html {
  return html`<!doctype html>
    <html lang="${t('web.language')}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${t('web.title')} · Forgewatch</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/style.css" />
        ${isLive ? html`<script src="/live.js" defer></script>` : ''}
      </head>
      <body>
        ${content}
      </body>
    </html>`;
}

export function messagePage(t: Translate, sentence: string): Html {
  return layout(
    t,
    html`<main class="plain">
      <h1>Forgewatch</h1>
      <p>${sentence}</p>
    </main>`,
  );
}

export function enterPage(t: Translate, key: string): Html {
  return layout(
    t,
    html`<main class="plain">
      <h1>Forgewatch</h1>
      <p>${t('web.enter-why')}</p>
      <form method="post" action="/enter">
        <input type="hidden" name="key" value="${key}" />
        <button class="primary">${t('web.enter')}</button>
      </form>
    </main>`,
  );
}

export function tokenPage(t: Translate, token: string): Html {
  return layout(
    t,
    html`<main class="plain">
      <h1>${t('web.token-title')}</h1>
      <p>${t('web.token-once')}</p>
      <p><code class="token">${token}</code></p>
      <p><a href="/timeline">${t('web.back')}</a></p>
    </main>`,
  );
}
