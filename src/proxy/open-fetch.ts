import type { Proxies } from '../domain/proxies.js';

/** The one way out over HTTP but for telegraf's. Without proxies nothing stands between. */
export async function openFetch(proxies: Proxies | null): Promise<typeof globalThis.fetch> {
  if (proxies === null) return globalThis.fetch;
  const { createProxiedFetch } = await import('./proxied-fetch.js');
  return createProxiedFetch(proxies);
}
