import type { RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createSite } from './site.js';
import type { SiteDeps } from './site-deps.js';

/** The page for Node's server. The forges' clients keep the `fetch` that Node gives them. */
export function serveSite(deps: SiteDeps): RequestListener {
  const listen = getRequestListener(createSite(deps).fetch, { overrideGlobalObjects: false });
  return (request, response) => void listen(request, response);
}
