import type { Hono, MiddlewareHandler } from 'hono';
import { toTimelineEntry } from '../domain/timeline.js';
import { readFilter, readProgress, writeProgress } from './read-query.js';
import type { SiteDeps, SiteEnv } from './site-deps.js';

const PAGE = 100;
const MOST = 500;

/** `GET /api/events?since=…`: see docs/timeline.md. */
export function apiRoutes(site: Hono<SiteEnv>, deps: SiteDeps, signIn: MiddlewareHandler<SiteEnv>): void {
  site.get('/api/events', signIn, async (c) => {
    const { accounts, onlookers } = c.get('visitor');
    const { filter, faults } = readFilter((name) => c.req.query(name), deps.definitions);
    const after = readProgress(c.req.query('since') ?? '', accounts);
    const limit = readLimit(c.req.query('limit'));
    const names = [...faults, ...(after === null ? ['since'] : []), ...(limit === null ? ['limit'] : [])];
    if (after === null || limit === null || faults.length > 0) {
      return c.json({ error: `I do not understand: ${names.join(', ')}.` }, 400);
    }
    const page = await deps.stores.timeline.since({ onlookers, filter, after, limit });
    return c.json({
      events: page.events.map(toTimelineEntry),
      next: writeProgress(page.progress),
      hasMore: page.hasMore,
    });
  });
  site.all('/api/*', (c) => c.json({ error: 'There is GET /api/events, and nothing else.' }, 404));
}

function readLimit(text: string | undefined): number | null {
  const limit = text === undefined ? PAGE : /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return limit >= 1 && limit <= MOST ? limit : null;
}
