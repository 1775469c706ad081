import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { setCookie, deleteCookie } from 'hono/cookie';
import { secureHeaders } from 'hono/secure-headers';
import { apiRoutes } from './api.js';
import { createGuards, isOfApi, turnAway } from './guards.js';
import { enterPage, messagePage, tokenPage } from './plain-pages.js';
import { LIVE_SCRIPT } from './live-script.js';
import { SESSION_SECONDS } from './passes.js';
import { COOKIE, type SiteDeps, type SiteEnv } from './site-deps.js';
import { STYLE } from './style.js';
import { timelineRoutes } from './timeline-routes.js';

/** No form of the page is larger. */
const MAX_BODY = 4_096;

const HEADERS = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    connectSrc: ["'self'"],
    imgSrc: ['data:'],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: 'no-referrer',
  // The operator's proxy decides that: other pages of the same host may have no TLS.
  strictTransportSecurity: false,
});

/** The page and the JSON for other systems. It answers only those who hold a pass, and shows each their own. */
export function createSite(deps: SiteDeps): Hono<SiteEnv> {
  const site = new Hono<SiteEnv>();
  const t = deps.translator('en');
  const { checkMethod, checkHost, checkOrigin, limitStrangers, signIn } = createGuards(deps);
  site.use(HEADERS, noStore, checkMethod, checkHost, checkOrigin, checkBody);
  site.get('/style.css', (c) => c.body(STYLE, 200, { 'content-type': 'text/css; charset=utf-8' }));
  site.get('/live.js', (c) => c.body(LIVE_SCRIPT, 200, { 'content-type': 'text/javascript; charset=utf-8' }));
  site.get('/enter', limitStrangers, (c) => c.html(enterPage(t, c.req.query('key') ?? '')));
  site.post('/enter', limitStrangers, (c) => enter(deps, c));
  site.get('/', (c) => c.redirect('/timeline'));
  site.post('/leave', signIn, async (c) => {
    await deps.passes.take(c.get('visitor').pass, 'session');
    deleteCookie(c, COOKIE, { path: '/' });
    return c.html(messagePage(t, t('web.signed-out')));
  });
  site.post('/api-token', signIn, async (c) => {
    const { member, t: words } = c.get('visitor');
    deps.logger.info({ personId: member.id }, 'an API token was made');
    return c.html(tokenPage(words, await deps.passes.issue('api', member.id)));
  });
  timelineRoutes(site, deps, signIn);
  apiRoutes(site, deps, signIn);
  site.notFound((c) => c.html(messagePage(t, t('web.not-found')), 404));
  site.onError((error, c) => {
    deps.logger.error({ error }, 'a page could not be made');
    const sentence = t('web.trouble');
    return isOfApi(c) ? c.json({ error: sentence }, 500) : c.html(messagePage(t, sentence), 500);
  });
  return site;
}

/** The link is used up by this, not by looking at it: chat programs look at links, too. */
async function enter({ passes, translator, isSecure }: SiteDeps, c: Context<SiteEnv>): Promise<Response> {
  const t = translator('en');
  const { key } = await c.req.parseBody().catch(() => ({ key: null }));
  const personId = typeof key === 'string' ? await passes.take(key, 'link') : null;
  if (personId === null) return c.html(messagePage(t, t('web.link-gone')), 403);
  const options = { path: '/', httpOnly: true, sameSite: 'Strict', secure: isSecure } as const;
  setCookie(c, COOKIE, await passes.issue('session', personId), { ...options, maxAge: SESSION_SECONDS });
  return c.redirect('/timeline', 303);
}

/** A body that does not say its length would have to be read to be measured; no browser sends such a form. */
const checkBody: MiddlewareHandler = async (c, next) => {
  if (c.req.header('transfer-encoding') !== undefined) return turnAway(c, 'say how long it is', 411);
  return Number(c.req.header('content-length') ?? 0) > MAX_BODY ? turnAway(c, 'too large', 413) : next();
};

const noStore: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('cache-control', 'no-store');
};
