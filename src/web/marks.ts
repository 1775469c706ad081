import { html } from 'hono/html';
import type { Html } from './plain-pages.js';

/** In UTC; the script says it in the reader's own time. */
export function timeOf(date: Date): Html {
  const iso = date.toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')} UTC</time>`;
}

/** A link only where it leads to the web: an address from a forge may be anything. */
export function linkTo(url: string, text: string): Html {
  const isWeb = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  if (!isWeb) return html`<span>${text}</span>`;
  return html`<a href="${new URL(url).href}" rel="noopener noreferrer" target="_blank">${text}</a>`;
}
