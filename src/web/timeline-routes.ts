import type { Context, Hono, MiddlewareHandler } from 'hono';
import { healthSection } from './health-section.js';
import { gatherHealth } from './gather-health.js';
import { readFilter, readPageEnd, readProgress, writeProgress } from './read-query.js';
import type { SiteDeps, SiteEnv } from './site-deps.js';
import { rowsOf, timelinePage } from './timeline-page.js';

const PAGE = 50;
/** What came while a page slept: the rest is there when it is opened anew. */
const MOST_NEW = 100;

/** The page, and the pieces of it that its script asks for. */
export function timelineRoutes(
  site: Hono<SiteEnv>,
  deps: SiteDeps,
  signIn: MiddlewareHandler<SiteEnv>,
): void {
  site.get('/timeline', signIn, (c) => showPage(deps, c));
  site.get('/timeline/new', signIn, (c) => showNew(deps, c));
  site.get('/timeline/health', signIn, async (c) => {
    const visitor = c.get('visitor');
    return c.html(healthSection(visitor.t, await gatherHealth(deps, visitor)));
  });
}

async function showPage(deps: SiteDeps, c: Context<SiteEnv>): Promise<Response> {
  const visitor = c.get('visitor');
  const { accounts, onlookers } = visitor;
  const { timeline } = deps.stores;
  const query = (name: string): string | undefined => c.req.query(name);
  const { filter, faults } = readFilter(query, deps.definitions);
  const before = readPageEnd(query('before'));
  // Asked first: what is kept in between is shown twice rather than never, and the script tells them apart.
  const head = await timeline.head(accounts.map(({ id }) => id));
  const page = await timeline.newest({ onlookers, filter, before, limit: PAGE });
  const [projects, health] = await Promise.all([timeline.projects(onlookers), gatherHealth(deps, visitor)]);
  return c.html(
    timelinePage(deps, visitor, {
      ...page,
      faults,
      projects,
      health,
      query,
      since: before === null ? writeProgress(head) : null,
    }),
  );
}

async function showNew(deps: SiteDeps, c: Context<SiteEnv>): Promise<Response> {
  const visitor = c.get('visitor');
  const { accounts, onlookers } = visitor;
  const { filter } = readFilter((name) => c.req.query(name), deps.definitions);
  const after = readProgress(c.req.query('since') ?? '', accounts);
  if (after === null) return c.text('since makes no sense', 400);
  const page = await deps.stores.timeline.since({ onlookers, filter, after, limit: MOST_NEW });
  c.header('x-since', writeProgress(page.progress));
  return c.html(rowsOf(deps, visitor, page.events));
}
